"""Look-ups: what is asked outside, what is kept of it, and the file of people that is known offline."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from postil.models.person import KnownPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingRequest:
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
class LookedUp:
    """Everybody whom a look-up found under a name, the best known first, and the day it was asked."""

    candidates: tuple[KnownPerson, ...]
    retrieved: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What Wikipedia says first of somebody, in plain text, with the page it is from."""

    text: str
    url: str
    retrieved: date


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
