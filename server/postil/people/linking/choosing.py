"""Which of those who bear a name is meant, or nobody: a probability for each, by all that is known."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from postil.models import KnownPerson, Tenure, earliest, latest
from postil.people import lexicon
from postil.people.linking.reading import (
    Introduction,
    Reading,
    Surroundings,
    fields_of,
    introduction_of,
    surroundings_of,
)
from postil.people.names import Group, fold

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
_SMALL = lexicon.words("grammar.small")
# Members of a legislature are seldom called by its name.
_LEGISLATOR = re.compile(
    r"(?:member|deputy|representative|senator|delegate|teachta)\b|.*\b(?:parliament|senate|assembly|congress|duma)\b"
)
_LEGISLATURE = lexicon.words("titles.legislature")
_IN_BRACKETS = re.compile(r"\(.*?\)")


def can_be_meant(candidate: KnownPerson, on: date | None) -> bool:
    """Whether the candidate was old enough on the article's day."""
    return on is None or not candidate.born or earliest(candidate.born).year <= on.year - YOUNGEST


def told(candidate: KnownPerson, around: Surroundings) -> float:
    """What the article says for (above 0) or against the candidate; 0 where it says nothing that is known."""
    return (
        _office(candidate, around)
        + _trade(candidate, around)
        + _country(candidate, around)
        + _ties(candidate, around)
        + _years(candidate, around.on)
    )


def _words_of(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in fold(_IN_BRACKETS.sub("", name)).split()) - _SMALL


def _office(candidate: KnownPerson, around: Surroundings) -> float:
    return max((_tenure(tenure, candidate, around) for tenure in candidate.tenures), default=0.0)


def _tenure(tenure: Tenure, candidate: KnownPerson, around: Surroundings) -> float:
    own = _words_of(tenure.office)
    share = len(own & around.beside) / max(len(own), 1)
    if _LEGISLATOR.match(tenure.office.casefold()) and around.beside & _LEGISLATURE:
        place = _words_of(tenure.of, *tenure.also_of, *candidate.countries) | own
        share = max(share, LEGISLATOR_OF_PLACE if place & around.beside else LEGISLATOR)
    match tenure.covers(around.on):
        case True:
            return OFFICE * share
        case None:
            return OFFICE * DAY_UNKNOWN * share
        case _:
            return OFFICE * OF_ANOTHER_DAY * share


def _trade(candidate: KnownPerson, around: Surroundings) -> float:
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


def _country(candidate: KnownPerson, around: Surroundings) -> float:
    # A description begins with the nationality: "Canadian politician".
    nationality = candidate.description.partition(" ")[0]
    return COUNTRY if _words_of(*candidate.countries, nationality) & around.words else 0.0


def _ties(candidate: KnownPerson, around: Surroundings) -> float:
    named = (words for tie in candidate.ties if (words := _words_of(tie)))
    return TIE if any(words <= around.words for words in named) else 0.0


def _years(candidate: KnownPerson, on: date | None) -> float:
    if on is None:
        return 0.0
    worth = 0.0
    if candidate.died and latest(candidate.died) < on:
        worth += LONG_DEAD if on - latest(candidate.died) > LATELY else LATELY_DEAD
    first, last = candidate.active_from, candidate.active_until
    if (last is not None and on.year > last + 1) or (first is not None and on.year < first - 1):
        worth += NOT_ACTIVE
    if any(tenure.covers(on) for tenure in candidate.tenures):
        worth += IN_OFFICE
    return worth


WEIGHTS = Path(__file__).parent.parent / "data/choosing.json"

POSSIBLE = 0.15  # from here on somebody is shown as one who could be meant

Traits = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguity:
    """Whom ``group`` means; ``candidates`` all bear the name.

    ``company`` has for each other full name of the article how many Wikipedias write of its best-known
    bearer, None where it has none: among people nobody knows, one more is likely.
    """

    group: Group
    reading: Reading
    candidates: Sequence[KnownPerson]
    company: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is meant; None for nobody certain. ``others`` could be meant too, the likeliest first."""

    candidate: KnownPerson | None
    confidence: float
    others: tuple[KnownPerson, ...]


@dataclass(frozen=True, slots=True)
class TraitWeights:
    """What each trait adds to the log-odds of a candidate, and of somebody no encyclopedia knows."""

    candidate: Mapping[str, float]
    nobody: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class LinkingModel:
    """Below the probability ``sure`` nobody is chosen."""

    weights: TraitWeights
    sure: float


@lru_cache(maxsize=1)
def shipped() -> LinkingModel:
    """What ships, as ``scripts/fit_choosing.py`` wrote it. Read on the first call."""
    read = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return LinkingModel(TraitWeights(**read["weights"]), read["sure"])


def choose(question: Ambiguity, model: LinkingModel) -> Choice:
    """Who is meant, by what the article says and by how well each is known."""
    possible = possible_of(question)
    if not possible:
        return Choice(None, 0.0, ())
    *shares, _ = probabilities(*traits(question), model.weights)
    ranked = sorted(zip(shares, possible, strict=True), key=lambda pair: -pair[0])
    best, candidate = ranked[0]
    chosen = candidate if best >= model.sure else None
    others = tuple(other for share, other in ranked if share >= POSSIBLE and other is not chosen)
    return Choice(chosen, round(best, 2) if chosen else 0.0, others)


def possible_of(question: Ambiguity) -> list[KnownPerson]:
    """The candidates who can be meant at all."""
    return [one for one in question.candidates if can_be_meant(one, question.reading.on)]


def traits(question: Ambiguity) -> tuple[list[Traits], Traits]:
    """What speaks for each of ``possible_of(question)``, in that order, and what for nobody known."""
    around = surroundings_of(question.group, question.reading)
    introduction = introduction_of(question.group, question.reading)
    return (
        [_traits_of(candidate, around, introduction) for candidate in possible_of(question)],
        _traits_of_nobody(question, introduction),
    )


def _traits_of(candidate: KnownPerson, around: Surroundings, introduction: Introduction) -> Traits:
    """Being well known counts for more or less by how the name is brought in."""
    fame = math.log2(1 + candidate.sitelinks)
    return {
        "told": told(candidate, around),
        "fame": fame,
        "fame, squared": fame**2 / 10,
        "fame, introduced as somebody lesser": fame * introduction.lesser,
        "fame, in the headline": fame * introduction.in_headline,
        "fame, in a row of names": fame * introduction.in_row,
        "fame, in a credit": fame * introduction.in_credit,
        "fame, in passing": fame * introduction.in_passing,
    }


def _traits_of_nobody(question: Ambiguity, introduction: Introduction) -> Traits:
    others = max(len(question.company), 1)
    return {
        "always": 1.0,
        "bearers of the name": math.log2(1 + len(question.candidates)),
        "unknown company": sum(fame is None for fame in question.company) / others,
        "fame of the company": sum(math.log2(1 + (fame or 0)) for fame in question.company) / others,
        "speaks": float(introduction.speaks),
        "the name goes on": float(introduction.goes_on),
    }


def probabilities(candidates: Sequence[Traits], nobody: Traits, weights: TraitWeights) -> list[float]:
    """Of each candidate, and last of nobody; they add up to 1."""
    odds = [_sum(own, weights.candidate) for own in candidates]
    odds.append(_sum(nobody, weights.nobody))
    highest = max(odds)
    shares = [math.exp(value - highest) for value in odds]
    return [share / sum(shares) for share in shares]


def _sum(own: Traits, weights: Mapping[str, float]) -> float:
    return sum(weights[name] * value for name, value in own.items())
