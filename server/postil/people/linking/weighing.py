"""How much of what an article says fits somebody: office, trade, country, party or team, and the years."""

import re
from datetime import date, timedelta

from postil.facts import Candidate, Tenure
from postil.people.linking.fields import fields_of
from postil.people.linking.surroundings import Surroundings
from postil.people.pack.knowledge import earliest, latest
from postil.people.words.names import fold

# What each piece of evidence is worth.
OFFICE = 4.0  # every word of an office beside the name, held on the day
OF_ANOTHER_DAY, DAY_UNKNOWN = 0.4, 0.6  # shares of it, for one held at another time
LEGISLATOR, LEGISLATOR_OF_PLACE = 0.5, 0.8  # shares of it, for "lawmaker" and "Canadian lawmaker"
WORD_OF_A_TRADE, MOST_WORDS = 0.5, 2
FIELD_OF_THE_ARTICLE, OTHER_FIELD = 2.0, -0.5
FIELD_BESIDE, OTHER_FIELD_BESIDE = 1.5, -1.0
COUNTRY, TIE, IN_OFFICE = 0.5, 1.0, 0.5
LONG_DEAD, LATELY_DEAD, NOT_ACTIVE = -1.0, -0.3, -1.5

YOUNGEST = 12  # years of age at which anybody is in the news by name
LATELY = timedelta(days=2 * 365)
_SMALL_WORDS = """
    the of and in a an to for at on by with from or as de la le du der die das member members former
    first new house state national born
"""
_SMALL = frozenset(_SMALL_WORDS.split())
# Members of a legislature are seldom called by its name.
_LEGISLATOR = re.compile(
    r"(?:member|deputy|representative|senator|delegate|teachta)\b|.*\b(?:parliament|senate|assembly|congress|duma)\b"
)
_LEGISLATURE_WORDS = """
    parliament legislature lawmaker lawmakers legislator legislators mp mps senator senators senate congress
    congressman congresswoman representative deputy backbencher assemblyman assemblywoman chamber
"""
_LEGISLATURE = frozenset(_LEGISLATURE_WORDS.split())
_IN_BRACKETS = re.compile(r"\(.*?\)")


def can_be_meant(candidate: Candidate, on: date | None) -> bool:
    """Whether the candidate was old enough on the article's day."""
    return on is None or not candidate.born or earliest(candidate.born).year <= on.year - YOUNGEST


def told(candidate: Candidate, around: Surroundings) -> float:
    """What the article says for (above 0) or against the candidate; 0 where it says nothing that is known."""
    return (
        _office(candidate, around)
        + _trade(candidate, around)
        + _country(candidate, around)
        + _ties(candidate, around)
        + _years(candidate, around.on)
    )


def covers(tenure: Tenure, on: date | None) -> bool | None:
    """Whether the office was held on the day; None where none of its days is known."""
    if on is None or (tenure.start is None and tenure.end is None):
        return None
    if tenure.start and earliest(tenure.start) > on:
        return False
    if tenure.end:
        return latest(tenure.end) >= on
    return not tenure.ended


def _words_of(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in fold(_IN_BRACKETS.sub("", name)).split()) - _SMALL


def _office(candidate: Candidate, around: Surroundings) -> float:
    return max((_tenure(tenure, candidate, around) for tenure in candidate.tenures), default=0.0)


def _tenure(tenure: Tenure, candidate: Candidate, around: Surroundings) -> float:
    own = _words_of(tenure.office)
    share = len(own & around.beside) / max(len(own), 1)
    if _LEGISLATOR.match(tenure.office.casefold()) and around.beside & _LEGISLATURE:
        place = _words_of(*tenure.of, *candidate.countries) | own
        share = max(share, LEGISLATOR_OF_PLACE if place & around.beside else LEGISLATOR)
    match covers(tenure, around.on):
        case True:
            return OFFICE * share
        case None:
            return OFFICE * DAY_UNKNOWN * share
        case _:
            return OFFICE * OF_ANOTHER_DAY * share


def _trade(candidate: Candidate, around: Surroundings) -> float:
    own = _words_of(
        *candidate.trades, candidate.description, *(tenure.office for tenure in candidate.tenures)
    )
    if not own:
        return 0.0
    worth = WORD_OF_A_TRADE * min(len(own & around.beside), MOST_WORDS)
    fields = fields_of(own)
    if not fields:
        return worth
    in_all, beside = around.fields.total(), around.fields_beside.total()
    worth += OTHER_FIELD
    if in_all:
        worth += FIELD_OF_THE_ARTICLE * sum(around.fields[field] for field in fields) / in_all
    fits_beside = sum(around.fields_beside[field] for field in fields)
    if beside:
        worth += FIELD_BESIDE * fits_beside / beside if fits_beside else OTHER_FIELD_BESIDE
    return worth


def _country(candidate: Candidate, around: Surroundings) -> float:
    # A description begins with the nationality: "Canadian politician".
    nationality = candidate.description.partition(" ")[0]
    return COUNTRY if _words_of(*candidate.countries, nationality) & around.words else 0.0


def _ties(candidate: Candidate, around: Surroundings) -> float:
    named = (words for tie in candidate.ties if (words := _words_of(tie)))
    return TIE if any(words <= around.words for words in named) else 0.0


def _years(candidate: Candidate, on: date | None) -> float:
    if on is None:
        return 0.0
    worth = 0.0
    if candidate.died and latest(candidate.died) < on:
        worth += LONG_DEAD if on - latest(candidate.died) > LATELY else LATELY_DEAD
    first, last = candidate.active
    if (last is not None and on.year > last + 1) or (first is not None and on.year < first - 1):
        worth += NOT_ACTIVE
    if any(covers(tenure, on) for tenure in candidate.tenures):
        worth += IN_OFFICE
    return worth
