"""The nouns. Frozen, checked when built, and without behaviour that reaches outside.

An *article* is the cleaned text; a *page* is an address with its versions; an *annotation* is
the record of what a reader marked (on screen: a mark). Offsets are code points into
``Article.text``, start inclusive, end exclusive. Times are timezone-aware UTC.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from postil.models.access import AccessToken as AccessToken
from postil.models.access import Session as Session
from postil.models.corrections import CORRECTIONS as CORRECTIONS
from postil.models.corrections import Correction as Correction
from postil.models.corrections import PersonCorrection as PersonCorrection
from postil.models.corrections import TextCorrection as TextCorrection
from postil.models.kinds import AnchorState as AnchorState
from postil.models.kinds import ArticleState as ArticleState
from postil.models.kinds import Basis as Basis
from postil.models.kinds import BlockKind as BlockKind
from postil.models.kinds import Colour as Colour
from postil.models.kinds import RemovedKind as RemovedKind
from postil.models.kinds import Verdict as Verdict
from postil.models.people import Person as Person
from postil.models.tallies import Tally as Tally


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One state of a page. ``digest`` is the SHA-256 of the article's text, hex.

    ``corrected``: not captured, but the one before it read anew once the reader corrected what is text.
    """

    id: str
    captured: datetime
    digest: str
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An address with its versions, oldest first; what a list shows, without the text.

    ``key`` is what "the same page" means: equal for every address of one article.
    ``addresses`` are all keys it was ever captured under, ``key`` among them. ``people`` are those
    met in the newest version when it was captured. ``day`` is the day that the reader says it is from, None
    where they say nothing. ``seen`` is the version up to which the reader has put
    away what changed in the text, None for none. A page without versions is known by its address
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
    day: date | None = None
    seen: str | None = None
    revision: int = 1

    def __post_init__(self) -> None:
        if self.key not in self.addresses:
            raise ValueError("addresses hold the key")

    @property
    def dated(self) -> date | None:
        """The day it is from: as the reader says, else as it says itself; None where neither does."""
        return self.day or self.published

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An office held: ``office`` as shown, ``of`` the country or body. Days are inclusive.

    ``start`` or ``end`` may be a year or a month (``2019``, ``2019-12``) where no day is
    known; ``end`` None means that it may still run: ``known`` is then the last day of which that is
    sure, None where the source doesn't tell.
    """

    office: str
    of: str
    start: str | None
    end: str | None
    known: date | None = None


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
    where none is known. ``last_known`` is a term other than ``then`` that may still run, known up to a
    day before today, or the office of then held anew; None where ``now`` tells today's, or nothing
    was known lately.
    ``alive_then`` is None when it can't be told. ``confidence`` is 0 to 1.
    ``from_article`` quotes the article's own words on the person. ``alternatives`` are others of
    that name who could be meant. ``corrected`` is the id of the reader's correction that made the card
    what it is, None where there is none. ``pending`` while more is being looked up. ``summary`` is how
    Wikipedia introduces the person, "" where it was not asked.
    """

    person: Person
    then: Term | None
    now: Term | None
    last_known: Term | None = None
    alive_then: bool | None
    named_as: tuple[str, ...]
    mentions: tuple[Mention, ...]
    basis: Basis
    from_article: str | None = None
    alternatives: tuple[Person, ...] = ()
    confidence: float = 1.0
    sources: tuple[Source, ...] = ()
    corrected: str | None = None
    pending: bool = False
    summary: str = ""
