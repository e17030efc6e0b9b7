"""Somebody who was looked up -> what a card shows: the office on the article's day, and where it is from."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from postil.facts import Candidate, Tenure
from postil.models import Basis, Card, Mention, Source, Term
from postil.people.cards import found_person
from postil.people.knowledge import earliest, latest
from postil.people.linking import Link
from postil.people.linking.choosing import covers

WIKIDATA = "Wikidata"
# Wikidata forgets the end of many a term: one without an end is believed so long after its start.
BELIEVED = timedelta(days=10 * 365)

# The highest first; what is none of these comes after them.
_HEADS = (
    r"monarch|\bpope\b|\bking\b|queen|emperor|prime minister|premier|taoiseach|head of (?:state|government)"
)
_PRESIDENTS = (
    r"president of (?!the (?:senate|assembly|chamber|parliament|council))|chancellor of (?:germany|austria)"
)
_MINISTERS = r"minister|secretary|chancellor|governor|treasurer|attorney general|director|chief|commissioner"
_JUDGES = r"ambassador|judge|justice|mayor|speaker"
_MEMBERS = r"member|representative|senator|deputy|delegate|councill?or|teachta"
_ORDER = tuple(map(re.compile, (f"{_HEADS}|{_PRESIDENTS}", _MINISTERS, _JUDGES, _MEMBERS)))


def card_of_found(
    link: Link,
    candidate: Candidate,
    mentions: tuple[Mention, ...],
    named_as: Iterable[str],
    on: date | None,
    today: date,
) -> Card:
    """The card of somebody who was looked up. Without a day there is no office "then", only now's."""
    then = _office_on(candidate, on) if on else None
    now = _office_on(candidate, today)
    if now and then and now.office == then.office:
        now = None
    return Card(
        person=found_person(candidate),
        then=_shown(then) if then else None,
        now=_shown(now) if now else None,
        alive_then=_alive(candidate, on, then),
        named_as=tuple(dict.fromkeys(named_as)),
        mentions=mentions,
        basis=Basis.LIVE,
        alternatives=tuple(map(found_person, link.rivals)),
        confidence=link.confidence,
        sources=(
            Source(
                label=WIKIDATA, url=f"https://www.wikidata.org/wiki/{candidate.qid}", retrieved=link.retrieved
            ),
        ),
    )


def _office_on(candidate: Candidate, day: date) -> Tenure | None:
    """The highest office held on the day, of several the latest begun; one without a start is none."""
    if candidate.died and latest(candidate.died) < day:
        return None
    held = [tenure for tenure in candidate.tenures if _is_held(tenure, day)]
    return min(
        held, key=lambda tenure: (_rank(tenure), -earliest(tenure.start or "0001").toordinal()), default=None
    )


def _is_held(tenure: Tenure, day: date) -> bool:
    if tenure.start is None or not covers(tenure, day):
        return False
    return tenure.end is not None or day - earliest(tenure.start) <= BELIEVED


def _rank(tenure: Tenure) -> int:
    label = tenure.office.casefold()
    return next((rank for rank, words in enumerate(_ORDER) if words.search(label)), len(_ORDER))


def _shown(tenure: Tenure) -> Term:
    office = tenure.office[:1].upper() + tenure.office[1:]
    return Term(office=office, of=tenure.of[0] if tenure.of else "", start=tenure.start, end=tenure.end)


def _alive(candidate: Candidate, on: date | None, then: Tenure | None) -> bool | None:
    """Whether they lived on the day; None where it can't be told: nobody may have written down a death."""
    if on is None:
        return None
    if candidate.born and earliest(candidate.born) > on:
        return False
    if candidate.died:
        if latest(candidate.died) < on:
            return False
        return True if earliest(candidate.died) > on else None
    return True if then else None
