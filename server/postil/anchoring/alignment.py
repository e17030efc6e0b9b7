"""Which words of one text are which words of another: equal runs, joined into the best chain.

Seed, chain, extend, as sequence aligners do (the chaining follows Li, "Minimap2", 2018): every
maximal run of equal words is a link; a chain takes links in the order of both texts, earns the
length of its words and pays for the words skipped between two links. Unlike edit distance, one long
insertion costs little more than a short one, so a passage that something was put into stays whole.
"""

from dataclasses import dataclass
from math import log2

from postil.anchoring.words import is_word

# A word more frequent than this in the pattern starts no run of its own; it still continues one.
_MAX_REPEATS = 4
# Joining looks at every pair of runs, so the lighter ones are left out beyond this many.
_MAX_RUNS = 128
# A punctuation mark says little about where a passage is: less than a letter.
_MARK_WEIGHT = 0.5
# Longer words are not worth more than this many letters: one name must not outweigh a clause.
_MAX_WORD_WEIGHT = 8.0
# What skipping words between two runs costs: a jump, plus a little for each doubling of its length.
_GAP_COST = 1.0
_GAP_GROWTH = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` words that are equal from word ``left`` of the pattern and ``right`` of the text."""

    left: int
    right: int
    length: int


def weigh(keys: list[str]) -> list[float]:
    """Running total of what the words are worth; one longer than ``keys``."""
    total, totals = 0.0, [0.0]
    for key in keys:
        total += min(len(key), _MAX_WORD_WEIGHT) if is_word(key) else _MARK_WEIGHT
        totals.append(total)
    return totals


def places_of(keys: list[str]) -> dict[str, list[int]]:
    """Where each word stands."""
    places: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        places.setdefault(key, []).append(index)
    return places


def chain(left: list[str], places: dict[str, list[int]], totals: list[float], right: list[str]) -> list[Run]:
    """The best chain of equal runs between pattern ``left`` and text ``right``, in order.

    ``places`` and ``totals`` are those of ``left``. Empty when the two share no word.
    """
    runs = _runs(left, places, right)
    if len(runs) > _MAX_RUNS:
        runs.sort(key=lambda run: totals[run.left] - totals[run.left + run.length])
        del runs[_MAX_RUNS:]
    runs.sort(key=lambda run: (run.right, run.left))
    scores: list[float] = []
    previous: list[int] = []
    trims: list[int] = []
    for index, run in enumerate(runs):
        end = totals[run.left + run.length]
        best, best_index, best_trim = end - totals[run.left], -1, 0
        for other_index in range(index):
            other = runs[other_index]
            left_gap = run.left - other.left - other.length
            right_gap = run.right - other.right - other.length
            trim = max(0, -left_gap, -right_gap)
            if trim >= run.length:
                continue
            skipped = max(left_gap, right_gap) + trim
            cost = _GAP_COST + _GAP_GROWTH * log2(1 + skipped)
            score = scores[other_index] + end - totals[run.left + trim] - cost
            if score > best:
                best, best_index, best_trim = score, other_index, trim
        scores.append(best)
        previous.append(best_index)
        trims.append(best_trim)
    if not runs:
        return []
    index = max(range(len(runs)), key=scores.__getitem__)
    links: list[Run] = []
    while index >= 0:
        run, trim = runs[index], trims[index]
        links.append(Run(run.left + trim, run.right + trim, run.length - trim))
        index = previous[index]
    return links[::-1]


def _runs(left: list[str], places: dict[str, list[int]], right: list[str]) -> list[Run]:
    runs: list[Run] = []
    covered: dict[int, int] = {}
    for at, key in enumerate(right):
        found = places.get(key)
        if found is None or len(found) > _MAX_REPEATS:
            continue
        for start in found:
            diagonal = at - start
            if covered.get(diagonal, -1) > at:
                continue
            first, last = start, start + 1
            while first > 0 and first + diagonal > 0 and left[first - 1] == right[first + diagonal - 1]:
                first -= 1
            while last < len(left) and last + diagonal < len(right) and left[last] == right[last + diagonal]:
                last += 1
            covered[diagonal] = last + diagonal
            runs.append(Run(first, first + diagonal, last - first))
    return runs
