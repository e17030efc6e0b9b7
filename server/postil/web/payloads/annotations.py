"""Annotations as JSON: drafts and changes in, marks out, and which to list."""

from typing import Annotated

from pydantic import ConfigDict, Field, StrictBool, StrictInt

from postil.errors import InvalidInput
from postil.library.annotations import Change, Draft
from postil.library.slices import DEFAULT_LIMIT, MAX_LIMIT
from postil.models import AnchorState, Annotation, AnnotationQuery, Colour, Selector
from postil.web.payloads.base import (
    MAX_INTEGER,
    Asked,
    Given,
    Moment,
    Text,
    end_of,
    start_of,
    whole_number,
)

Offset = Annotated[StrictInt, Field(ge=0, le=MAX_INTEGER)]
MAX_KEY = 200  # characters of an idempotency key; a UUID has 36


class NewAnnotation(Asked):
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


class AnnotationChange(Asked):
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


class FormerPlaceOut(Given):
    """A place that the reader took the mark from by hand."""

    quote: str
    prefix: str
    suffix: str
    version_id: str | None


class MarkFilter(Asked):
    """Which marks; every given field must hold."""

    url: str | None = Field(default=None, description="Marks on the page of this address.")
    q: str = Field(default="", description="Looked for in quote, note and tags, without regard to case.")
    tag: str | None = None
    colour: Colour | None = None
    person: str | None = Field(
        default=None, description="A person's id, or a name that fits one person only."
    )
    since: str | None = Field(default=None, description="Made on this day (UTC) or at this time, or later.")
    until: str | None = Field(
        default=None, description="Made on this day (UTC) or earlier, or before this time."
    )
    state: AnchorState | None = None


class MarkListFilter(MarkFilter):
    deleted: bool = Field(default=False, description="The deleted marks instead of the standing ones.")
    limit: int = Field(default=DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    cursor: str | None = Field(default=None, description="`next` of the list before.")


class IfMatch(Given):
    """The revision that the caller saw: 3 or "3"."""

    model_config = ConfigDict(validate_by_alias=True)

    if_match: str | None = Field(default=None, alias="If-Match")


class RequestKey(Given):
    idempotency_key: str | None = Field(
        default=None, alias="Idempotency-Key", min_length=1, max_length=MAX_KEY
    )


class AnnotationOut(Given):
    """A mark. ``start`` and ``end`` are code points of the article's text, null when it is lost.

    A note on the page as a whole, and a reply, quote nothing and have no place.
    """

    id: str
    page_id: str
    url: str
    quote: str
    prefix: str
    suffix: str
    start: int | None
    end: int | None
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


class AnnotationList(Given):
    items: list[AnnotationOut]
    next: str | None


def draft_from(asked: NewAnnotation, request_key: str | None) -> Draft:
    """Raises InvalidInput unless exactly one of page_id and url is given."""
    if bool(asked.page_id) == bool(asked.url):
        raise InvalidInput("page_id", "expected either page_id or url, to say which page")
    if not asked.quote.strip():
        raise InvalidInput("quote", "expected the words to mark, got only white space")
    return Draft(
        page_id=asked.page_id or None,
        url=asked.url or None,
        selector=Selector(
            exact=asked.quote, prefix=asked.prefix, suffix=asked.suffix, start=asked.start, end=asked.end
        ),
        colour=asked.colour,
        note=asked.note,
        tags=tuple(asked.tags),
        request_key=request_key,
    )


def change_from(asked: AnnotationChange) -> Change:
    return Change(
        colour=asked.colour,
        note=asked.note,
        tags=None if asked.tags is None else tuple(asked.tags),
        deleted=asked.deleted,
        selector=None if asked.quote is None else _selector_from(asked, asked.quote),
        place_back=asked.place_back,
    )


def _selector_from(asked: AnnotationChange, quote: str) -> Selector:
    if not quote.strip():
        raise InvalidInput("quote", "expected the words at which to place the mark, got only white space")
    return Selector(exact=quote, prefix=asked.prefix, suffix=asked.suffix, start=asked.start, end=asked.end)


def revision_from(headers: IfMatch) -> int | None:
    """The revision in If-Match; None where any will do. Raises InvalidInput."""
    if headers.if_match is None or headers.if_match == "*":
        return None
    revision = whole_number(headers.if_match.removeprefix("W/").removeprefix('"').removesuffix('"'))
    if revision is None:
        raise InvalidInput("If-Match", 'expected a revision like 3 or "3"')
    return revision


def query_from(
    asked: MarkFilter, *, page_id: str | None, person: str | None, deleted: bool | None
) -> AnnotationQuery:
    """``page_id`` is the page of ``asked.url``, ``person`` the id of that person. Raises InvalidInput."""
    return AnnotationQuery(
        page_id=page_id,
        text=asked.q,
        tag=asked.tag,
        colour=asked.colour,
        person=person,
        state=asked.state,
        since=None if asked.since is None else start_of("since", asked.since),
        until=None if asked.until is None else end_of("until", asked.until),
        deleted=deleted,
    )


def annotation_out(annotation: Annotation, url: str) -> AnnotationOut:
    """``url`` is the page's address."""
    selector, span = annotation.selector, annotation.span
    return AnnotationOut(
        id=annotation.id,
        page_id=annotation.page_id,
        url=url,
        quote=annotation.quote,
        prefix=selector.prefix if selector else "",
        suffix=selector.suffix if selector else "",
        start=span.start if span else None,
        end=span.end if span else None,
        colour=annotation.colour,
        note=annotation.note,
        tags=list(annotation.tags),
        people=list(annotation.people),
        said_by=annotation.said_by,
        state=annotation.state,
        replies_to=list(annotation.replies_to),
        created=annotation.created,
        updated=annotation.updated,
        deleted=annotation.deleted,
        revision=annotation.revision,
        former=[
            FormerPlaceOut(
                quote=former.selector.exact,
                prefix=former.selector.prefix,
                suffix=former.selector.suffix,
                version_id=former.version_id,
            )
            for former in annotation.former
        ],
        link=annotation.link,
    )
