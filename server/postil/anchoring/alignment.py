"""Which words of one text are which words of another: equal runs, joined into the best chain.

Seed, chain, extend, as sequence aligners do (the chaining follows Li, "Minimap2", 2018): every
maximal run of equal words is a link; a chain takes links in the order of both texts, earns the
length of its words and pays for the words skipped between two links. Unlike edit distance, one long
insertion costs little more than a short one, so a passage that something was put into stays whole.
"""

from typing import NamedTuple

from postil.anchoring.words import is_word

# A word more frequent than this in the pattern starts no run of its own; it still continues one.
_MAX_REPEATS = 4
# Joining looks at every pair of runs, so the lighter ones are left out beyond this many.
_MAX_RUNS = 128
# A punctuation mark says little about where a passage is: less than a letter.
_MARK_WEIGHT = 0.5
# Longer words are not worth more than this many letters: one name must not outweigh a clause.
_MAX_WORD_WEIGHT = 8.0
# Skipping words costs one letter for each doubling of their number: two for the first. A run worth no more
# than that can't pay for being joined.
_MIN_RUN_WEIGHT = 2.0


class Run(NamedTuple):
    """``length`` words that are equal from word ``left`` of the pattern and ``right`` of the text."""

    left: int
    right: int
    length: int


class _Link(NamedTuple):
    """The last run of a chain, and the chain before it. ``highest`` is the best score of any chain so far."""

    run: Run
    left_end: int
    right_end: int
    score: float
    highest: float
    previous: "_Link | None"


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


def gap_cost(run: Run, following: Run) -> int:
    """What is paid for the words skipped between two runs of a chain."""
    left_gap = following.left - run.left - run.length
    right_gap = following.right - run.right - run.length
    return (1 + max(left_gap, right_gap)).bit_length()


def chain(left: list[str], places: dict[str, list[int]], totals: list[float], right: list[str]) -> list[Run]:
    """The best chain of equal runs between pattern ``left`` and text ``right``, in order.

    ``places`` and ``totals`` are those of ``left``. Empty when the two share no word that says anything.
    """
    runs = _runs(left, places, totals, right)
    if len(runs) > _MAX_RUNS:
        runs.sort(key=lambda run: totals[run.left] - totals[run.left + run.length])
        del runs[_MAX_RUNS:]
    runs.sort(key=lambda run: (run.right, run.left))
    links: list[_Link] = []
    for run in runs:
        links.append(_join(run, links, totals))
    last = max(links, key=lambda link: link.score, default=None)
    chained: list[Run] = []
    while last is not None:
        chained.append(last.run)
        last = last.previous
    return chained[::-1]


def _join(run: Run, links: list[_Link], totals: list[float]) -> _Link:
    """``run`` as the end of the best chain it can end; the nearest of equals is taken."""
    end = totals[run.left + run.length]
    best, best_previous, best_trim = end - totals[run.left], None, 0
    for other in reversed(links):
        if other.highest + end - totals[run.left] <= best:
            break
        left_gap, right_gap = run.left - other.left_end, run.right - other.right_end
        narrow, wide = (left_gap, right_gap) if left_gap < right_gap else (right_gap, left_gap)
        trim = -narrow if narrow < 0 else 0
        if trim < run.length:
            score = other.score + end - totals[run.left + trim] - (1 + wide + trim).bit_length()
            if score > best:
                best, best_previous, best_trim = score, other, trim
    highest = max(best, links[-1].highest) if links else best
    rest = Run(run.left + best_trim, run.right + best_trim, run.length - best_trim)
    return _Link(rest, run.left + run.length, run.right + run.length, best, highest, best_previous)


def _runs(left: list[str], places: dict[str, list[int]], totals: list[float], right: list[str]) -> list[Run]:
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
            if totals[last] - totals[first] > _MIN_RUN_WEIGHT:
                runs.append(Run(first, first + diagonal, last - first))
    return runs
