"""Versions: what an outlet changed in a page, and what of it touches marks."""

from flask import Blueprint
from pydantic import AliasPath, Field

from postil.library.edits import Difference, Kind, News
from postil.models import AnchorState
from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads import ListOut, Moment, RequestModel, ResponseModel

bp = Blueprint("versions", __name__, url_prefix="/pages/<page_id>")


class VersionOut(ResponseModel):
    id: str
    captured: Moment
    digest: str = Field(description="SHA-256 of the article's text, hex.")
    corrected: bool = Field(description="The one before it, read anew after a correction.")


class ChangesFilter(RequestModel):
    old: str | None = Field(
        default=None, alias="from", description="A version; when absent the one before `to`."
    )
    new: str | None = Field(default=None, alias="to", description="A version; the newest if absent.")


class PieceOut(ResponseModel):
    """``kind`` is same, inserted or deleted."""

    kind: Kind
    text: str


class ChangeOut(ResponseModel):
    """A sentence that came, went or was rewritten, or a run of them that stayed the same.

    ``at`` is where it begins in the older text. ``pieces`` tell where within it a sentence was rewritten.
    """

    kind: Kind
    old: str
    new: str
    at: int
    pieces: list[PieceOut]


class DetailOut(ResponseModel):
    """``name`` is headline, authors or date."""

    name: str
    old: str
    new: str


class TouchedOut(ResponseModel):
    """A mark whose words, `quote`, are another now: `state` is changed or lost.

    `now` is what they became in the newer text, "" where they are gone; `at` names the changes that did it.
    """

    annotation_id: str = Field(validation_alias=AliasPath("mark", "id"))
    quote: str = Field(validation_alias=AliasPath("mark", "quote"))
    state: AnchorState
    now: str
    at: list[int]


class ChangesOut(ResponseModel):
    """What made one version of the other; ``changes`` tell the whole text, what stayed too.

    ``touched`` are the marks whose words are among them; none where ``changes`` are told as news.
    """

    old: VersionOut
    new: VersionOut
    details: list[DetailOut]
    changes: list[ChangeOut]
    touched: list[TouchedOut]


class MarkEditOut(ResponseModel):
    """What changed in and right beside the passage of a mark from one capture to the next."""

    annotation_id: str = Field(validation_alias=AliasPath("mark", "id"))
    quote: str = Field(validation_alias=AliasPath("mark", "quote"))
    old: VersionOut
    new: VersionOut
    changes: list[ChangeOut]


class NewsOut(ResponseModel):
    """What the outlet changed since the reader's first mark, or since they last put that away.

    ``marks`` are the changes at marks; ``differences`` all of them, without what stayed the same.
    """

    differences: list[ChangesOut]
    marks: list[MarkEditOut]


class Seen(RequestModel):
    version_id: str | None = Field(description="Up to which version news is put away; null tells it again.")


class SeenOut(ResponseModel):
    version_id: str | None


@bp.get("/versions")
@route("Versions", {200: ListOut[VersionOut]}, refuses=(404,))
def list_versions(page_id: str) -> Answer:
    """List a page's versions, oldest first."""
    versions = library().pages.get(page_id).versions
    return ListOut[VersionOut].listing(versions), 200


@bp.get("/changes")
@route("Versions", {200: ChangesOut}, refuses=(404, 422))
def changes(page_id: str, query: ChangesFilter) -> Answer:
    """Tell by sentence what changed from one version to another: from the one before to the newest."""
    return _changes_out(library().edits.between(page_id, query.old, query.new)), 200


@bp.get("/news")
@route("Versions", {200: NewsOut}, refuses=(404,))
def news(page_id: str) -> Answer:
    """Tell what the outlet changed since the reader marked the page, and which marks that touches."""
    return news_out(library().edits.news(page_id)), 200


@bp.put("/seen")
@route("Versions", {200: SeenOut}, refuses=(404,))
def put_away(page_id: str, json: Seen) -> Answer:
    """Put the news away up to a version; null tells all of it again."""
    return SeenOut(version_id=library().edits.set_seen(page_id, json.version_id).seen), 200


def news_out(news: News) -> NewsOut:
    """News as JSON: what stayed the same is left out."""
    differences = [
        _changes_out(each, changes=[change for change in each.changes if change.kind is not Kind.SAME])
        for each in news.differences
    ]
    return NewsOut.made_of(news, differences=differences)


def _changes_out(found: Difference, **beside: object) -> ChangesOut:
    touched = [TouchedOut.made_of(each, at=[change.at for change in each.changes]) for each in found.touched]
    return ChangesOut.made_of(found, touched=touched, **beside)
