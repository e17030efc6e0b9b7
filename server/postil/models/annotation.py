"""An annotation: what a reader marked and noted. On screen: a mark."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from postil.models.article import Span


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
class Tally:
    """How many marks there are, and how many of them have which person, colour, state and tag."""

    marks: int = 0
    people: Counter[str] = field(default_factory=Counter)
    colours: Counter[Colour] = field(default_factory=Counter)
    states: Counter[AnchorState] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)
