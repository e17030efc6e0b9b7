"""The nouns of look-ups: what was asked of whom, and what is known from outside. Frozen."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request that left this machine. ``what`` says it in words, ``url`` is all that was sent.

    ``answer`` is how it ended ("200", "429", "timed out"); ``bytes`` is the length of what came back.
    """

    at: datetime
    host: str
    what: str
    url: str
    answer: str
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What a people pack says of itself. ``day`` is the day until which the facts that ship with it speak.

    ``refreshed`` is when Wikidata was last asked, None for the shipped pack. ``digest`` stands for
    the shipped pack that it is or was made from. ``vouched`` has the days until which terms without
    an end are vouched for, each with how many, the latest first: a few days, those of the most terms.
    """

    path: Path
    day: date
    digest: str
    refreshed: date | None
    people: int
    terms: int
    posts: int
    open_terms: int
    vouched: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a refresh is: answers there, and how many there will be."""

    done: int
    of: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What a refresh changed: new people, new terms, and terms that were carried on or ended."""

    people: int
    terms: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office that somebody held, as Wikidata has it: a day, a month or a year, None where none is known.

    ``of`` are the names of the country, state or body. ``end`` None means that no end is known; ``ended``
    then tells whether one is known to be.
    """

    office: str
    of: tuple[str, ...]
    start: str | None
    end: str | None
    ended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who bears a name, with what is known of them.

    ``also`` are other names; ``trades``, ``countries`` and ``ties`` (parties, teams, employers) are names of
    things; ``active`` the years between which they worked at it, each None when unknown; ``sitelinks`` says
    how many Wikipedias write of them; ``wikipedia`` is the English one's title, None where it does not.
    """

    qid: str
    name: str
    also: tuple[str, ...] = ()
    description: str = ""
    born: str | None = None
    died: str | None = None
    tenures: tuple[Tenure, ...] = ()
    trades: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    active: tuple[int | None, int | None] = (None, None)
    sitelinks: int = 0
    wikipedia: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """Everybody whom a look-up found under a name, the best known first, and the day it was asked."""

    candidates: tuple[Candidate, ...]
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What Wikipedia says first of somebody, in plain text, with the page it is from."""

    text: str
    url: str
    retrieved: date
