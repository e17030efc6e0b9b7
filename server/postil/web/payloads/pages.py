"""Pages as JSON: a capture in; an article with its people and marks out."""

from collections.abc import Sequence
from datetime import date

from pydantic import Field

from postil.errors import TooLarge
from postil.library.articles import OpenArticle
from postil.library.edits import News
from postil.library.people import CastMember
from postil.library.slices import DEFAULT_LIMIT, MAX_LIMIT
from postil.models import Article, ArticleState, BlockKind, Page, RemovedKind
from postil.web.payloads.annotations import AnnotationOut, annotation_out
from postil.web.payloads.base import Asked, Day, Given, Moment, Text
from postil.web.payloads.people import CardOut, card_out
from postil.web.payloads.person_corrections import PersonCorrectionOut, person_correction_out
from postil.web.payloads.versions import NewsOut, VersionOut, news_out, version_out

DAY = "The day that the reader says it is from; null where they say nothing."
MAX_PAGE_BYTES = 20_000_000  # of HTML; the largest news pages are below 5 MB


class NewPage(Asked):
    """A page as the reader's browser has it."""

    url: Text
    html: Text = Field(description="The page's HTML, or an article as plain text.")
    captured: Moment | None = Field(default=None, description="When the reader saw it; now when absent.")


class PageFilter(Asked):
    url: str | None = Field(default=None, description="Only the page of this address, if the library has it.")
    limit: int = Field(default=DEFAULT_LIMIT, ge=1, le=MAX_LIMIT)
    cursor: str | None = Field(default=None, description="`next` of the list before.")


class PageRemoval(Asked):
    with_marks: bool = Field(default=False, description="Also when marks stand on the page.")


class PageChange(Asked):
    day: Day | None = Field(
        description="The day that it is from, where the page tells none or a wrong one; null takes it back."
    )


class BlockOut(Given):
    kind: BlockKind
    text: str
    start: int


class RemovedOut(Given):
    kind: RemovedKind
    text: str
    why: str


class PageOut(Given):
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


class PageList(Given):
    items: list[PageOut]
    next: str | None


class Stamp(Given):
    """Another ``stamp`` than before: a mark on the page, or the page itself, was changed."""

    stamp: str


class ArticleOut(Given):
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
    versions: list[VersionOut]
    news: NewsOut = Field(description="What the outlet changed since the reader marked the page.")
    people: list[CardOut]
    corrections: list[PersonCorrectionOut] = Field(
        default_factory=list, description="What the reader said of people, as far as it holds here."
    )
    annotations: list[AnnotationOut]
    stamp: str = Field(default="", description="As `/api/pages/{page_id}/stamp` gives it.")


def html_from(asked: NewPage) -> str:
    """Raises TooLarge."""
    size = len(asked.html.encode())
    if size > MAX_PAGE_BYTES:
        raise TooLarge("html", f"expected at most {MAX_PAGE_BYTES:,} bytes, got {size:,}")
    return asked.html


def article_out(opened: OpenArticle) -> ArticleOut:
    page = opened.page
    return unkept_article_out(opened.article, opened.cast, opened.day).model_copy(
        update={
            "id": page.id,
            "url": page.url,
            "addresses": list(page.addresses),
            "day": page.day,
            "versions": _versions_out(page),
            "news": news_out(opened.news),
            "corrections": [person_correction_out(correction) for correction in opened.corrections],
            "annotations": [annotation_out(mark, page.url) for mark in opened.marks],
            "stamp": opened.stamp,
        }
    )


def unkept_article_out(article: Article, cast: Sequence[CastMember], as_of: date | None) -> ArticleOut:
    """An article that no library has: its id is empty, and so is the address of a bare file."""
    return ArticleOut(
        id="",
        url=article.url or "",
        addresses=[],
        canonical=article.canonical,
        title=article.title,
        authors=list(article.authors),
        published=article.published,
        revised=article.revised,
        as_of=as_of,
        site=article.site,
        language=article.language,
        state=article.state,
        text=article.text,
        blocks=[BlockOut(kind=b.kind, text=b.text, start=b.start) for b in article.blocks],
        removed=[RemovedOut(kind=r.kind, text=r.text, why=r.why) for r in article.removed],
        versions=[],
        news=news_out(News()),
        people=[card_out(member) for member in cast],
        annotations=[],
    )


def page_out(page: Page) -> PageOut:
    return PageOut(
        id=page.id,
        url=page.url,
        title=page.title,
        authors=list(page.authors),
        published=page.published,
        day=page.day,
        site=page.site,
        language=page.language,
        words=page.words,
        versions=_versions_out(page),
        created=page.created,
        updated=page.updated,
    )


def _versions_out(page: Page) -> list[VersionOut]:
    return [version_out(version) for version in page.versions]
