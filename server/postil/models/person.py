"""People: who somebody is, what they have been and when, and what a card shows of them in one article."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum


def earliest(stated: str) -> date:
    """The first day of a year, a month or a day as it is stated: 2019, 2019-12, 2019-12-01."""
    return date.fromisoformat((stated + "-01-01")[:10])


def latest(stated: str) -> date:
    """The last day of a year, a month or a day as it is stated."""
    if len(stated) == len("2000-01-01"):
        return date.fromisoformat(stated)
    year, month = (int(stated[:4]), int(stated[5:7])) if len(stated) > len("2000") else (int(stated), 12)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


class Basis(StrEnum):
    """Where a card's facts come from."""

    KNOWLEDGE = "knowledge"  # the pack that ships with the program
    LIVE = "live"  # looked up, with the reader's leave
    ARTICLE = "article"  # nobody knows the person: the article's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, known or met in an article. ``qid`` is None where no Wikidata id is certain."""

    id: str
    name: str
    qid: str | None = None
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office that somebody held: ``office`` as shown, ``of`` the country or body, ``also_of`` others.

    ``start`` and ``end`` are as stated: a day, a month or a year, both included; None where none is known.
    Where ``end`` is None, ``known`` is the last day of which it is sure that it ran, None where the source
    doesn't tell; ``ended`` says that it is over all the same. ``role`` is what the office is anywhere ("prime
    minister"; "" where nothing says), ``rank`` orders offices, 0 the highest. ``holder`` is the id of who
    held it, where it stands by itself.
    """

    office: str
    of: str
    start: str | None
    end: str | None
    known: date | None = None
    ended: bool = False
    also_of: tuple[str, ...] = ()
    role: str = ""
    rank: int = 1000
    holder: str = ""
    # Worked out once: terms are asked for their days again and again.
    first: date = field(init=False, compare=False, repr=False)
    last: date = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", earliest(self.start) if self.start else date.min)
        object.__setattr__(self, "last", latest(self.end) if self.end else self.known or date.max)

    @property
    def is_told_until(self) -> bool:
        """Whether it is known up to ``last``; that is ``date.max`` where it isn't."""
        return bool(self.end or self.known)

    def covers(self, day: date | None) -> bool | None:
        """Whether it was held on ``day``; None where that is None, or none of its days is known."""
        if day is None or not (self.start or self.is_told_until):
            return None
        return self.first <= day <= self.last and (self.is_told_until or not self.ended)

    def may_cover(self, day: date, beyond: timedelta) -> bool:
        """Whether it surely was held on ``day``, or when last known, at most ``beyond`` before."""
        if not self.is_told_until or self.first > day:
            return False
        return day <= self.last or (self.end is None and day <= self.last + beyond)


# A source that says until when it vouches says it of each term. Another forgets the end of many: one without
# an end is believed so long after its start.
BELIEVED = timedelta(days=10 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody of whom something is known, in the people pack or in Wikidata.

    ``id`` is the Wikidata id, or else the pack's own. ``born`` and ``died`` are as stated (a year, a month or
    a day), None where unknown. ``tenures`` are the offices they held. ``also`` are other names; ``trades``,
    ``countries`` and ``ties`` (parties, teams, employers) are names of things; ``active_from`` and
    ``active_until`` the years between which they worked. ``sitelinks`` says how many Wikipedias write of
    them; ``wikipedia`` is the English one's title, None where it does not. ``shared`` is about how many bear
    the name, 0 where nobody counted.
    """

    id: str
    name: str
    qid: str | None = None
    also: tuple[str, ...] = ()
    description: str = ""
    born: str | None = None
    died: str | None = None
    tenures: tuple[Tenure, ...] = ()
    trades: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    active_from: int | None = None
    active_until: int | None = None
    sitelinks: int = 0
    wikipedia: str | None = None
    shared: int = 0

    @property
    def rank(self) -> int:
        """That of the highest office."""
        return min((tenure.rank for tenure in self.tenures), default=1000)

    @property
    def person(self) -> Person:
        return Person(id=self.id, name=self.name, qid=self.qid, description=self.description)

    def held_on(self, day: date) -> tuple[Tenure, ...]:
        """The offices held on ``day``, the highest first; of two alike, the one taken last."""
        if self.died and latest(self.died) < day:
            return ()
        then = [
            tenure
            for tenure in reversed(self.tenures)
            if tenure.start
            and tenure.covers(day)
            and (tenure.is_told_until or day - tenure.first <= BELIEVED)
        ]
        return tuple(sorted(then, key=lambda tenure: (tenure.rank, -tenure.first.toordinal())))

    def lived_on(self, day: date) -> bool | None:
        """Whether they lived on ``day``; None where that can't be told: nobody may have written down a death.

        Somebody in office lives. Without a day of death nobody is said to live beyond their last known term.
        """
        if self.born and earliest(self.born) > day:
            return False
        if self.died:
            if latest(self.died) < day:
                return False
            return True if earliest(self.died) > day else None
        known = [tenure.last for tenure in self.tenures if tenure.is_told_until]
        return True if self.held_on(day) or (known and day <= max(known)) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A person's name in a text. ``name`` is the fullest form known, ``qid`` the Wikidata id or None."""

    start: int
    end: int
    text: str
    name: str
    qid: str | None = None


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
    then: Tenure | None
    now: Tenure | None
    last_known: Tenure | None = None
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
