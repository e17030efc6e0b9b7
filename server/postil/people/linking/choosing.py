"""Which of those who bear a name is meant, or nobody: a probability for each, by all that is known."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from postil.facts import Candidate
from postil.people.linking.context import Context
from postil.people.linking.introducing import Introduction, introduction_of
from postil.people.linking.surroundings import Surroundings, surroundings_of
from postil.people.linking.weighing import can_be_meant, told
from postil.people.words.parts import Group

WEIGHTS = Path(__file__).parent.parent / "data/choosing.json"

POSSIBLE = 0.15  # from here on somebody is shown as one who could be meant

Traits = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whom ``group`` means; ``candidates`` all bear the name.

    ``company`` has for each other full name of the article how many Wikipedias write of its best-known
    bearer, None where it has none: among people nobody knows, one more is likely.
    """

    group: Group
    context: Context
    candidates: Sequence[Candidate]
    company: Sequence[int | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is meant; None for nobody certain. ``others`` could be meant too, the likeliest first."""

    candidate: Candidate | None
    confidence: float
    others: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each trait adds to the log-odds of a candidate, and of somebody no encyclopedia knows."""

    candidate: Mapping[str, float]
    nobody: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Model:
    """Below the probability ``sure`` nobody is chosen."""

    weights: Weights
    sure: float


@lru_cache(maxsize=1)
def shipped() -> Model:
    """What ships, as ``scripts/fit_choosing.py`` wrote it. Read on the first call."""
    read = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Model(Weights(**read["weights"]), read["sure"])


def choose(question: Question, model: Model) -> Choice:
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


def possible_of(question: Question) -> list[Candidate]:
    """The candidates who can be meant at all."""
    return [one for one in question.candidates if can_be_meant(one, question.context.on)]


def traits(question: Question) -> tuple[list[Traits], Traits]:
    """What speaks for each of ``possible_of(question)``, in that order, and what for nobody known."""
    around = surroundings_of(question.group, question.context)
    introduction = introduction_of(question.group, question.context)
    return (
        [_traits_of(candidate, around, introduction) for candidate in possible_of(question)],
        _traits_of_nobody(question, introduction),
    )


def _traits_of(candidate: Candidate, around: Surroundings, introduction: Introduction) -> Traits:
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


def _traits_of_nobody(question: Question, introduction: Introduction) -> Traits:
    others = max(len(question.company), 1)
    return {
        "always": 1.0,
        "bearers of the name": math.log2(1 + len(question.candidates)),
        "unknown company": sum(fame is None for fame in question.company) / others,
        "fame of the company": sum(math.log2(1 + (fame or 0)) for fame in question.company) / others,
        "speaks": float(introduction.speaks),
        "the name goes on": float(introduction.goes_on),
    }


def probabilities(candidates: Sequence[Traits], nobody: Traits, weights: Weights) -> list[float]:
    """Of each candidate, and last of nobody; they add up to 1."""
    odds = [_sum(own, weights.candidate) for own in candidates]
    odds.append(_sum(nobody, weights.nobody))
    highest = max(odds)
    shares = [math.exp(value - highest) for value in odds]
    return [share / sum(shares) for share in shares]


def _sum(own: Traits, weights: Mapping[str, float]) -> float:
    return sum(weights[name] * value for name, value in own.items())
