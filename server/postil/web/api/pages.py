"""Pages: capture one, find it, let it go."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint
from pydantic import Field

from postil.errors import TooLarge
from postil.library.articles import OpenArticle
from postil.library.edits import News
from postil.library.people import CastMember
from postil.library.slices import DEFAULT_LIMIT, MAX_LIMIT
from postil.models import Article, ArticleState, BlockKind, RemovedKind
from postil.web.api.annotations import AnnotationOut
from postil.web.api.people import (
    CardOut,
    NewPersonCorrection,
    PersonCorrectionOut,
    card_out,
)
from postil.web.api.versions import NewsOut, VersionOut, news_out
from postil.web.bodies import MAX_PAGE_BYTES
from postil.web.contract import Answer, route
from postil.web.current import library, reader_today
from postil.web.cursors import cursor_from, cursor_out
from postil.web.payloads import Day, ListOut, Moment, RequestModel, ResponseModel, Text
from postil.wording import left_out

bp = Blueprint("pages", __name__, url_prefix="/pages")

DAY = "The day that the reader says it is from; null where they say nothing."


class NewPage(RequestModel):
    """A page as the reader's browser has it."""

    url: Text
    html: Text = Field(description="The page's HTML, or an article as plain text.")
    captured: Moment | None = Field(default=None, description="When the reader saw it; now when absent.")

    def read_html(self) -> str:
        """Raises TooLarge."""
        size = len(self.html.encode())
        if size > MAX_PAGE_BYTES:
            raise TooLarge("html", f"expected at most {MAX_PAGE_BYTES:,} bytes, got {size:,}")
        return self.html


class PageFilter(RequestModel):
    url: str | None = Field(default=None, description="Only the page of this address, if the library has it.")
    limit: int = Field(default=DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    cursor: str | None = Field(default=None, description="`next` of the list before.")


class PageRemoval(RequestModel):
    with_marks: bool = Field(default=False, description="Also when marks stand on the page.")


class PageChange(RequestModel):
    day: Day | None = Field(
        description="The day that it is from, where the page tells none or a wrong one; null takes it back."
    )


class BlockOut(ResponseModel):
    kind: BlockKind
    text: str
    start: int


class RemovedOut(ResponseModel):
    kind: RemovedKind
    text: str
    why: str


class PageOut(ResponseModel):
    """A page without its text."""

    id: str
    url: str
    title: str
    authors: list[str]
    published: date | None
    day: date | None = Field(default=None, description=DAY)
    site: str | None
    language: str | None
    words: int
    versions: list[VersionOut]
    created: Moment
    updated: Moment


class Stamp(ResponseModel):
    """Another ``stamp`` than before: a mark on the page, or the page itself, was changed."""

    stamp: str


class ArticleOut(ResponseModel):
    """A page's newest version, cleaned, with who is in it and what the reader marked."""

    id: str
    url: str
    addresses: list[str] = Field(
        description="Every address it was read at, in the form that all spellings of one share; of copies on "
        "other sites too. Marks show on each."
    )
    canonical: str | None
    title: str
    authors: list[str]
    published: date | None
    revised: date | None = Field(
        default=None, description="When the page says it was changed last, where that is after `published`."
    )
    day: date | None = Field(default=None, description=DAY)
    as_of: date | None = Field(
        default=None,
        description="The day for which `people` says who they were: `day`, else `published`, or `revised` "
        "where the article was written anew.",
    )
    site: str | None
    language: str | None
    state: ArticleState = Field(description="truncated: the page held the rest of the article back.")
    text: str = Field(description="The blocks' text, joined by a blank line.")
    blocks: list[BlockOut]
    removed: list[RemovedOut]
    left_out: str = Field(description="How much was removed, in words for people.")
    versions: list[VersionOut]
    news: NewsOut = Field(description="What the outlet changed since the reader marked the page.")
    people: list[CardOut]
    corrections: list[PersonCorrectionOut] = Field(
        default_factory=list, description="What the reader said of people, as far as it holds here."
    )
    annotations: list[AnnotationOut]
    stamp: str = Field(default="", description="As `/api/pages/{page_id}/stamp` gives it.")


@bp.post("")
@route("Pages", {201: ArticleOut, 200: ArticleOut})
def capture(json: NewPage) -> Answer:
    """Keep a page's article, and tell who is in it.

    201 for a page that is new, 200 for a known one; when its text changed, the new text is one more version.
    """
    captured = library().pages.capture(json.url, json.read_html(), json.captured)
    return article_out(library().articles.opened(captured)), 201 if captured.is_new else 200


@bp.get("")
@route("Pages", {200: ListOut[PageOut]}, refuses=(422,))
def list_pages(query: PageFilter) -> Answer:
    """List the library's pages, newest first, or the one page of an address."""
    if query.url is not None:
        found = library().pages.find(query.url)
        return ListOut[PageOut].listing([found] if found else []), 200
    pages = library().pages.list(after=cursor_from(query.cursor), limit=query.limit)
    return ListOut[PageOut].listing(pages.items, next=cursor_out(pages.next)), 200


@bp.get("/<page_id>")
@route("Pages", {200: ArticleOut}, refuses=(404,))
def show(page_id: str) -> Answer:
    """Give a page's article with its people and marks."""
    return article_out(library().open_article(page_id)), 200


@bp.patch("/<page_id>")
@route("Pages", {200: ArticleOut}, refuses=(404, 422))
def change(page_id: str, json: PageChange) -> Answer:
    """Say which day a page is from: its people are told as they were on that day."""
    library().days.say(page_id, json.day)
    return article_out(library().open_article(page_id)), 200


@bp.delete("/<page_id>")
@route("Pages", {204: "Gone."}, refuses=(404, 409, 422))
def remove(page_id: str, query: PageRemoval) -> Answer:
    """Let a page go. Refused while marks stand on it, unless `with_marks=true`."""
    library().pages.delete(page_id, with_marks=query.with_marks)
    return "", 204


@bp.get("/<page_id>/stamp")
@route("Pages", {200: Stamp}, refuses=(404,))
def stamp(page_id: str) -> Answer:
    """Tell cheaply whether anything on a page changed since: then its stamp is another one."""
    return Stamp(stamp=library().annotations.stamp(page_id)), 200


@bp.get("/<page_id>/people")
@route("Pages", {200: ListOut[CardOut]}, refuses=(404,))
def people(page_id: str) -> Answer:
    """Give the cards of the people in a page's article, in order of appearance."""
    cast, today = library().people.cast(page_id), reader_today()
    return ListOut[CardOut].listing([card_out(member, today) for member in cast]), 200


@bp.get("/<page_id>/people/corrections")
@route("People", {200: ListOut[PersonCorrectionOut]}, refuses=(404,))
def list_person_corrections(page_id: str) -> Answer:
    """List the reader's corrections of people that hold on this page, wherever they were made."""
    found = library().person_corrections.on_page(page_id)
    return ListOut[PersonCorrectionOut].listing(found), 200


@bp.post("/<page_id>/people/corrections")
@route("People", {201: PersonCorrectionOut}, refuses=(404,))
def correct_person(page_id: str, json: NewPersonCorrection) -> Answer:
    """Say who a person on this page is, that they are not that one, or that it is nobody.

    It holds here at once, and in other articles wherever the program takes the name for the same again.
    """
    made = library().person_corrections.make(page_id, json.person, json.says, json.who)
    return PersonCorrectionOut.made_of(made), 201, {"ETag": f'"{made.revision}"'}


def article_out(opened: OpenArticle) -> ArticleOut:
    """An article as JSON, with all that is shown beside it."""
    page, today = opened.page, reader_today()
    return ArticleOut.made_of(
        opened.article,
        id=page.id,
        url=page.url,
        addresses=page.addresses,
        day=page.day,
        as_of=opened.day,
        left_out=left_out(opened.article.removed),
        versions=page.versions,
        news=news_out(opened.news),
        people=[card_out(member, today) for member in opened.cast],
        corrections=opened.corrections,
        annotations=[AnnotationOut.made_of(mark, url=page.url) for mark in opened.marks],
        stamp=opened.stamp,
    )


def unkept_article_out(
    article: Article, cast: Sequence[CastMember], as_of: date | None, today: date
) -> ArticleOut:
    """An article that no library has: its id is empty, and so is the address of a bare file."""
    return ArticleOut.made_of(
        article,
        id="",
        url=article.url or "",
        addresses=(),
        as_of=as_of,
        left_out=left_out(article.removed),
        versions=(),
        news=news_out(News()),
        people=[card_out(member, today) for member in cast],
        annotations=(),
    )
