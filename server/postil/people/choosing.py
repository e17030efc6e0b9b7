"""Which of those who bear a name is meant, or nobody: a probability for each, by all that is known."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from postil.facts import Candidate
from postil.people.context import Context
from postil.people.parts import Group
from postil.people.surroundings import Surroundings, surroundings_of
from postil.people.weighing import can_be_meant, told

# The log-odds of a candidate, and of somebody no encyclopedia knows. Fitted by maximum likelihood to 436
# persons of dated news whose bearers were told apart by hand; a third of them are in no encyclopedia.
BY_FAME = 0.86  # for each doubling of the Wikipedias that write of somebody
# For a unit of ``told``. In half of that news nothing but fame was known of anybody: this counts more.
BY_WHAT_IS_TOLD = 1.4
NOBODY, BY_BEARERS, BY_UNKNOWN_COMPANY, BY_FAME_OF_COMPANY = -2.32, 2.03, 1.36, -0.18

SURE = 0.65  # below it nobody is chosen
POSSIBLE = 0.15  # from here on somebody is shown as one who could be meant


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is meant; None for nobody certain. ``others`` could be meant too, the likeliest first."""

    candidate: Candidate | None
    confidence: float
    others: tuple[Candidate, ...]


def choose(
    group: Group, context: Context, candidates: Sequence[Candidate], company: Sequence[int | None]
) -> Choice:
    """Who of ``candidates``, all of whom bear the name, is meant by ``group``.

    ``company`` has for each other full name of the article how many Wikipedias write of its best-known
    bearer, None where it has none: among people nobody knows, one more is likely.
    """
    possible = [candidate for candidate in candidates if can_be_meant(candidate, context.on)]
    if not possible:
        return Choice(None, 0.0, ())
    around = surroundings_of(group, context)
    odds = [_odds(candidate, around) for candidate in possible]
    shares = _shares(odds, _odds_of_nobody(len(candidates), company))
    ranked = sorted(zip(shares, possible, strict=True), key=lambda pair: -pair[0])
    best, candidate = ranked[0]
    chosen = candidate if best >= SURE else None
    others = tuple(other for share, other in ranked if share >= POSSIBLE and other is not chosen)
    return Choice(chosen, round(best, 2) if chosen else 0.0, others)


def _odds(candidate: Candidate, around: Surroundings) -> float:
    return BY_FAME * math.log2(1 + candidate.sitelinks) + BY_WHAT_IS_TOLD * told(candidate, around)


def _odds_of_nobody(bearers: int, company: Sequence[int | None]) -> float:
    unknown = sum(fame is None for fame in company) / max(len(company), 1)
    fame = sum(math.log2(1 + (fame or 0)) for fame in company) / max(len(company), 1)
    return (
        NOBODY
        + BY_BEARERS * math.log2(1 + bearers)
        + BY_UNKNOWN_COMPANY * unknown
        + BY_FAME_OF_COMPANY * fame
    )


def _shares(odds: Sequence[float], nobody: float) -> list[float]:
    highest = max(*odds, nobody)
    weights = [math.exp(value - highest) for value in odds]
    total = sum(weights) + math.exp(nobody - highest)
    return [weight / total for weight in weights]
