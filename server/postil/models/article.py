"""An article: the cleaned text of a page, in blocks, with what was left out of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST_ITEM = "list_item"


class RemovedKind(StrEnum):
    CAPTION = "caption"
    CREDIT = "credit"
    RELATED = "related"
    NEWSLETTER = "newsletter"
    AD = "ad"
    NAVIGATION = "navigation"
    OTHER = "other"


class ArticleState(StrEnum):
    """Whether the page gave all of the article, or its beginning and a request to subscribe or sign in."""

    COMPLETE = "complete"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of article text: code points, ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"expected 0 <= start < end, got {self.start}..{self.end}")

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, quote or list item; ``start`` is where its text begins in the article."""

    kind: BlockKind
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A part of the page that is not the article, and the rule that said so."""

    kind: RemovedKind
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page's article, cleaned.

    ``text`` is the blocks' text joined by a blank line. ``published`` is the day in the
    outlet's own zone; None when the page does not say. ``revised`` is the day on which it says that it
    was changed last; None where it says none after ``published``. ``url`` is the address the page came
    from, ``canonical`` the one that is the same for every copy; both None for a bare file.
    ``state`` is TRUNCATED where the page held the article back.
    """

    text: str
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    revised: date | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    canonical: str | None = None
    state: ArticleState = ArticleState.COMPLETE

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is kept of one version of a page beside its record: the article, and the page it came from."""

    article: Article
    html: str
