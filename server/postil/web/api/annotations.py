"""Annotations: make, find, change and put away marks."""

from typing import Annotated

from flask import Blueprint
from pydantic import AliasPath, Field, StrictBool, StrictInt

from postil.errors import InvalidInput
from postil.library.annotations import AnnotationUpdate, Draft
from postil.library.slices import DEFAULT_LIMIT, MAX_LIMIT
from postil.models import AnchorState, Annotation, Colour, Selector
from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.cursors import cursor_from, cursor_out
from postil.web.payloads import MAX_INTEGER, IfMatch, ListOut, Moment, RequestModel, ResponseModel, Text
from postil.web.queries import MarkFilter, query_for

bp = Blueprint("annotations", __name__, url_prefix="/annotations")

Offset = Annotated[StrictInt, Field(ge=0, le=MAX_INTEGER)]
MAX_KEY = 200  # characters of an idempotency key; a UUID has 36


class NewAnnotation(RequestModel):
    """A mark to make, on the page of that ``page_id`` or ``url``. The server finds the place."""

    page_id: Text | None = None
    url: Text | None = None
    quote: Text = Field(description="The marked words, as the reader saw them.")
    prefix: Text = Field(default="", description="What stands before the quote.")
    suffix: Text = Field(default="", description="What stands after the quote.")
    start: Offset | None = Field(default=None, description="A hint, in code points of the article's text.")
    end: Offset | None = None
    colour: Colour = Colour.YELLOW
    note: Text = ""
    tags: list[Text] = Field(default_factory=list)

    def draft(self, request_key: str | None) -> Draft:
        """Raises InvalidInput unless exactly one of page_id and url is given."""
        if bool(self.page_id) == bool(self.url):
            raise InvalidInput("page_id", "expected either page_id or url, to say which page")
        return Draft(
            page_id=self.page_id or None,
            url=self.url or None,
            selector=_selector(self, self.quote, "the words to mark"),
            colour=self.colour,
            note=self.note,
            tags=tuple(self.tags),
            request_key=request_key,
        )


class AnnotationChange(RequestModel):
    """What to change; a field that is absent or null stays. ``deleted`` false brings a mark back.

    ``quote``, with what else says where it is, places the mark by hand; it keeps its former place.
    """

    colour: Colour | None = None
    note: Text | None = None
    tags: list[Text] | None = None
    deleted: StrictBool | None = None
    quote: Text | None = Field(default=None, description="The words in the newest text where it belongs.")
    prefix: Text = ""
    suffix: Text = ""
    start: Offset | None = Field(default=None, description="A hint, in code points of the article's text.")
    end: Offset | None = None
    place_back: StrictBool = Field(default=False, description="Undo the last placing by hand.")

    def change(self) -> AnnotationUpdate:
        """Raises InvalidInput for a place without words."""
        place = "the words at which to place the mark"
        return AnnotationUpdate(
            colour=self.colour,
            note=self.note,
            tags=None if self.tags is None else tuple(self.tags),
            deleted=self.deleted,
            selector=None if self.quote is None else _selector(self, self.quote, place),
            place_back=self.place_back,
        )


class MarkListFilter(MarkFilter):
    deleted: bool = Field(default=False, description="The deleted marks instead of the standing ones.")
    limit: int = Field(default=DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    cursor: str | None = Field(default=None, description="`next` of the list before.")


class RequestKey(ResponseModel):
    idempotency_key: str | None = Field(
        default=None, alias="Idempotency-Key", min_length=1, max_length=MAX_KEY
    )


class FormerPlaceOut(ResponseModel):
    """A place that the reader took the mark from by hand."""

    quote: str = Field(validation_alias=AliasPath("selector", "exact"))
    prefix: str = Field(validation_alias=AliasPath("selector", "prefix"))
    suffix: str = Field(validation_alias=AliasPath("selector", "suffix"))
    version_id: str | None


class AnnotationOut(ResponseModel):
    """A mark. ``start`` and ``end`` are code points of the article's text, null when it is lost.

    A note on the page as a whole, and a reply, quote nothing and have no place.
    """

    id: str
    page_id: str
    url: str
    quote: str
    prefix: str = Field(default="", validation_alias=AliasPath("selector", "prefix"))
    suffix: str = Field(default="", validation_alias=AliasPath("selector", "suffix"))
    start: int | None = Field(default=None, validation_alias=AliasPath("span", "start"))
    end: int | None = Field(default=None, validation_alias=AliasPath("span", "end"))
    colour: Colour
    note: str
    tags: list[str]
    people: list[str] = Field(description="Ids of the persons mentioned in the passage.")
    said_by: str | None
    state: AnchorState
    replies_to: list[str] = Field(description="Ids of the marks this one answers, the thread's first first.")
    created: Moment
    updated: Moment
    deleted: Moment | None
    revision: int
    former: list[FormerPlaceOut] = Field(description="Places before it was placed by hand, oldest first.")
    link: str = Field(description="Leads a browser to the passage on the live page.")


@bp.post("")
@route("Annotations", {201: AnnotationOut, 200: AnnotationOut}, refuses=(404,))
def create(json: NewAnnotation, headers: RequestKey) -> Answer:
    """Mark a passage; the server finds its place in the article.

    201 when this request made the mark; 200 with the same mark when an earlier one with the same
    `Idempotency-Key` did.
    """
    made = library().annotations.create(json.draft(headers.idempotency_key))
    return _shown(made.annotation, 201 if made.is_new else 200)


@bp.get("")
@route("Annotations", {200: ListOut[AnnotationOut]}, refuses=(422,))
def list_annotations(query: MarkListFilter) -> Answer:
    """List marks, newest first. An address that the library does not have has none."""
    wanted = query_for(query, deleted=query.deleted)
    if wanted is None:
        return ListOut[AnnotationOut].listing([]), 200
    found = library().annotations.list(wanted, after=cursor_from(query.cursor), limit=query.limit)
    return ListOut[AnnotationOut].listing(
        [_out(mark) for mark in found.items], next=cursor_out(found.next)
    ), 200


@bp.get("/<annotation_id>")
@route("Annotations", {200: AnnotationOut}, refuses=(404,))
def show(annotation_id: str) -> Answer:
    """Give a mark, deleted ones too. Its `ETag` is its revision."""
    return _shown(library().annotations.get(annotation_id), 200)


@bp.patch("/<annotation_id>")
@route("Annotations", {200: AnnotationOut}, refuses=(404, 412))
def change(annotation_id: str, json: AnnotationChange, headers: IfMatch) -> Answer:
    """Change a mark, or bring a deleted one back with `{"deleted": false}`.

    With `If-Match`, 412 when the mark has another revision by now; the answer's `ETag` says which.
    """
    return _shown(library().annotations.change(annotation_id, json.change(), revision=headers.revision), 200)


@bp.delete("/<annotation_id>")
@route("Annotations", {200: AnnotationOut}, refuses=(404, 412, 422))
def delete(annotation_id: str, headers: IfMatch) -> Answer:
    """Put a mark away; it is kept, to be brought back. Gives it as it is then."""
    return _shown(library().annotations.delete(annotation_id, revision=headers.revision), 200)


def _out(annotation: Annotation) -> AnnotationOut:
    return AnnotationOut.made_of(annotation, url=library().pages.get(annotation.page_id).url)


def _shown(annotation: Annotation, status: int) -> Answer:
    return _out(annotation), status, {"ETag": f'"{annotation.revision}"'}


def _selector(place: NewAnnotation | AnnotationChange, quote: str, expected: str) -> Selector:
    """Raises InvalidInput for a quote without words."""
    if not quote.strip():
        raise InvalidInput("quote", f"expected {expected}, got only white space")
    return Selector(exact=quote, prefix=place.prefix, suffix=place.suffix, start=place.start, end=place.end)
