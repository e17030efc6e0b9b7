"""Which of those who bear a name is meant, or nobody: a probability for each, by all that is known."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from postil.facts import Candidate
from postil.people.context import Context
from postil.people.introducing import Introduction, introduction_of
from postil.people.parts import Group
from postil.people.surroundings import Surroundings, surroundings_of
from postil.people.weighing import can_be_meant, told

WEIGHTS = Path(__file__).parent / "data/choosing.json"

SURE = 0.57  # below it nobody is chosen: tried on articles that the weights were not fitted to
POSSIBLE = 0.15  # from here on somebody is shown as one who could be meant

Traits = Mapping[str, float]


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


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """What ships. Read on the first call."""
    return Weights(**json.loads(WEIGHTS.read_text(encoding="utf-8"))["weights"])


def choose(
    group: Group,
    context: Context,
    candidates: Sequence[Candidate],
    company: Sequence[int | None],
    weights: Weights,
) -> Choice:
    """Who of ``candidates``, all of whom bear the name, is meant by ``group``.

    ``company`` has for each other full name of the article how many Wikipedias write of its best-known
    bearer, None where it has none: among people nobody knows, one more is likely.
    """
    possible = [candidate for candidate in candidates if can_be_meant(candidate, context.on)]
    if not possible:
        return Choice(None, 0.0, ())
    around, introduction = surroundings_of(group, context), introduction_of(group, context)
    *shares, _ = probabilities(
        [traits_of(candidate, around, introduction) for candidate in possible],
        traits_of_nobody(len(candidates), company),
        weights,
    )
    ranked = sorted(zip(shares, possible, strict=True), key=lambda pair: -pair[0])
    best, candidate = ranked[0]
    chosen = candidate if best >= SURE else None
    others = tuple(other for share, other in ranked if share >= POSSIBLE and other is not chosen)
    return Choice(chosen, round(best, 2) if chosen else 0.0, others)


def traits_of(candidate: Candidate, around: Surroundings, introduction: Introduction) -> Traits:
    """What speaks for a candidate. Being well known counts for more or less by how the name is brought in."""
    fame = math.log2(1 + candidate.sitelinks)
    return {
        "told": told(candidate, around),
        "fame": fame,
        "fame, introduced as somebody lesser": fame * introduction.lesser,
        "fame, in the headline": fame * introduction.in_headline,
        "fame, in a row of names": fame * introduction.in_row,
        "fame, in a credit": fame * introduction.in_credit,
    }


def traits_of_nobody(bearers: int, company: Sequence[int | None]) -> Traits:
    """What speaks for somebody no encyclopedia knows; see ``choose``."""
    others = max(len(company), 1)
    return {
        "always": 1.0,
        "bearers of the name": math.log2(1 + bearers),
        "unknown company": sum(fame is None for fame in company) / others,
        "fame of the company": sum(math.log2(1 + (fame or 0)) for fame in company) / others,
    }


def probabilities(candidates: Sequence[Traits], nobody: Traits, weights: Weights) -> list[float]:
    """Of each candidate, and last of nobody; they add up to 1."""
    odds = [_sum(traits, weights.candidate) for traits in candidates]
    odds.append(_sum(nobody, weights.nobody))
    highest = max(odds)
    shares = [math.exp(value - highest) for value in odds]
    return [share / sum(shares) for share in shares]


def _sum(traits: Traits, weights: Mapping[str, float]) -> float:
    return sum(weights[name] * value for name, value in traits.items())
