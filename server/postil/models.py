"""The nouns. Frozen, checked when built, and without behaviour that reaches outside.

An *article* is the cleaned text; a *page* is an address with its versions; an *annotation* is
the record of what a reader marked (on screen: a mark). Offsets are code points into
``Article.text``, start inclusive, end exclusive. Times are timezone-aware UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar


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


class Colour(StrEnum):
    """The six inks. ``YELLOW`` is what a mark gets when the reader chose none."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    PURPLE = "purple"
    ORANGE = "orange"


class AnchorState(StrEnum):
    """How a mark sits in the newest version of its article."""

    ANCHORED = "anchored"
    MOVED = "moved"  # same words, other surroundings
    CHANGED = "changed"  # the words themselves were edited
    LOST = "lost"  # gone; quote and stored version remain


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
    outlet's own zone; None when the page does not say. ``url`` is the address the page came
    from, ``canonical`` the one that is the same for every copy; both None for a bare file.
    ``state`` is TRUNCATED where the page held the article back.
    """

    text: str
    blocks: tuple[Block, ...]
    removed: tuple[Removed, ...] = ()
    title: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    canonical: str | None = None
    state: ArticleState = ArticleState.COMPLETE


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is kept of one version of a page beside its record: the article, and the page it came from."""

    article: Article
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One captured state of a page. ``digest`` is the SHA-256 of the article's text, hex."""

    id: str
    captured: datetime
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, known or met in an article. ``qid`` is None where no Wikidata id is certain."""

    id: str
    name: str
    qid: str | None = None
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An address with its versions, oldest first; what a list shows, without the text.

    ``key`` is what "the same page" means: equal for every address of one article.
    ``addresses`` are all keys it was ever captured under, ``key`` among them. ``people`` are those
    met in the newest version when it was captured. A page without versions is known by its address
    alone: another program marked it, and it was never captured.
    """

    id: str
    key: str
    addresses: tuple[str, ...]
    url: str
    title: str
    authors: tuple[str, ...]
    published: date | None
    site: str | None
    language: str | None
    words: int
    versions: tuple[Version, ...]
    created: datetime
    updated: datetime
    people: tuple[Person, ...] = ()
    revision: int = 1

    def __post_init__(self) -> None:
        if self.key not in self.addresses:
            raise ValueError("addresses hold the key")

    @property
    def newest(self) -> Version | None:
        """None for a page that was never captured."""
        return self.versions[-1] if self.versions else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Where a quote was when it was marked. ``start``/``end`` are hints, None when unknown."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        if not self.exact:
            raise ValueError("a selector needs the words it selects")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerPlace:
    """What a mark selected, and in which version, before the reader placed it by hand."""

    selector: Selector
    version_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A reader's mark on one passage of one page, a note on the page as a whole, or a reply.

    ``selector`` is what the reader saw, in the text of version ``version_id``; only the reader changes it.
    It is None for what is about no passage, which then always is in its place; ``version_id`` is None for
    a mark made elsewhere on a page that was not captured yet. ``span`` is where the passage sits in the
    page's newest version; None exactly when ``state`` is LOST, or there is no passage. ``replies_to`` are
    the ids of the marks that this one answers, the thread's first mark first. ``former`` are the places
    that the reader took it from by hand, oldest first.
    ``people`` are the ids of the persons mentioned in the passage. ``said_by`` is the id of
    the person who says it, None when nobody is known to. ``deleted`` is when it was put away
    (a tombstone: kept for undo and sync), None while it stands. ``request_key`` is the
    caller's idempotency key, with ``request_digest`` of what it asked for. ``extra`` holds a
    foreign client's own fields, given back as they came. ``link`` leads a browser to the passage.
    """

    id: str
    page_id: str
    version_id: str | None
    selector: Selector | None
    span: Span | None
    state: AnchorState
    colour: Colour = Colour.YELLOW
    note: str = ""
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    said_by: str | None = None
    created: datetime
    updated: datetime
    deleted: datetime | None = None
    revision: int = 1
    request_key: str | None = None
    request_digest: str | None = None
    replies_to: tuple[str, ...] = ()
    former: tuple[FormerPlace, ...] = ()
    link: str = ""
    extra: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.selector is None:
            if self.span is not None or self.state is not AnchorState.ANCHORED:
                raise ValueError("what selects no passage has no place in the text, and loses none")
        elif (self.span is None) != (self.state is AnchorState.LOST):
            raise ValueError(f"a mark without a place is lost, and only that: {self.span}, {self.state}")

    @property
    def quote(self) -> str:
        """ "" where there is no passage."""
        return self.selector.exact if self.selector else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationQuery:
    """Which marks to list; every given field must hold. None (or "") means "any".

    ``text`` is looked for in quote, note and tags without regard to case; ``since`` is
    inclusive, ``until`` exclusive, both on ``created``. ``deleted`` picks the tombstones instead
    of the standing marks; None gives both.
    """

    page_id: str | None = None
    text: str = ""
    tag: str | None = None
    colour: Colour | None = None
    person: str | None = None
    state: AnchorState | None = None
    since: datetime | None = None
    until: datetime | None = None
    deleted: bool | None = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person's name in a text. ``name`` is the fullest form known, ``qid`` the Wikidata id or None."""

    start: int
    end: int
    text: str
    name: str
    qid: str | None = None


class Basis(StrEnum):
    """Where a card's facts come from."""

    KNOWLEDGE = "knowledge"  # the pack that ships with the program
    LIVE = "live"  # looked up, with the reader's leave
    ARTICLE = "article"  # nobody knows the person: the article's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An office held: ``office`` as shown, ``of`` the country or body. Days are inclusive.

    ``start`` or ``end`` may be a year or a month (``2019``, ``2019-12``) where no day is
    known; ``end`` None means held on the day the facts were last checked.
    """

    office: str
    of: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was taken from. ``url`` may be None; ``retrieved`` is the day it was checked."""

    label: str
    url: str | None
    retrieved: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is known of one person in one article.

    ``then`` is the office on the article's day, ``now`` today's only where it differs; None
    where none is known. ``alive_then`` is None when it can't be told. ``confidence`` is 0 to 1.
    ``from_article`` quotes the article's own words on the person. ``alternatives`` are others of
    that name who could be meant. ``corrected`` is the id of the reader's correction that made the card
    what it is, None where there is none.
    """

    person: Person
    then: Term | None
    now: Term | None
    alive_then: bool | None
    named_as: tuple[str, ...]
    mentions: tuple[Mention, ...]
    basis: Basis
    from_article: str | None = None
    alternatives: tuple[Person, ...] = ()
    confidence: float = 1.0
    sources: tuple[Source, ...] = ()
    corrected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the reader said where the program was wrong; each kind of correction is a class of its own.

    ``scope`` is where it holds, in the kind's own terms. ``deleted`` is when it was taken back (kept for
    undo and sync, and without effect), None while it holds. ``about`` names the kind in files.
    """

    about: ClassVar[str]

    id: str
    scope: str
    created: datetime
    updated: datetime
    deleted: datetime | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCorrection(Correction):
    """That parts of an outlet's pages are text of the article, or are not. ``scope`` is the outlet's host.

    It holds for parts of that ``shape`` (what ``postil.capture`` calls parts of one make), and, when it
    is said of something that rules take out, for those taken out as ``kind``; None for a kept block.
    ``example`` begins the part that it was said of, which is on page ``page_id``.
    """

    about: ClassVar[str] = "text"

    shape: str
    kind: RemovedKind | None
    is_text: bool
    example: str
    page_id: str


class Verdict(StrEnum):
    """What a reader says of a name that the program took for a person."""

    IS = "is"  # somebody else, who is named
    NOT_THIS_PERSON = "not_this_person"  # a person, but not that one
    NOT_A_PERSON = "not_a_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCorrection(Correction):
    """Who a name means, or that it means nobody. ``scope`` is the name in plain small letters.

    ``name`` is as the article writes it, on page ``page_id``. ``was`` is whom the program took it for, by
    id; None where it knew nobody. ``person`` is who it is, and there exactly when that is the ``verdict``.
    It holds on that page, and wherever the program takes the same name for the same person again.
    """

    about: ClassVar[str] = "person"

    verdict: Verdict
    name: str
    was: str | None
    person: Person | None
    page_id: str

    def __post_init__(self) -> None:
        if (self.person is not None) != (self.verdict is Verdict.IS):
            raise ValueError(f"a person goes with the verdict {Verdict.IS.value!r}, and only with that")


CORRECTIONS: Mapping[str, type[Correction]] = {
    kind.about: kind for kind in (TextCorrection, PersonCorrection)
}
"""Every kind of correction, by its ``about``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A named key to the API. ``hash`` is the SHA-256 of the token, hex: the token itself is not kept.

    ``origin`` is the web origin of the extension it was made for, None for a script's.
    """

    name: str
    hash: str
    created: datetime
    origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser signed in to the web view. ``hash`` is the SHA-256 of the cookie's secret, hex."""

    hash: str
    created: datetime
    expires: datetime
