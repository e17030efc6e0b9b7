"""Which words of one text are which words of another: equal runs, joined into the best chain.

Seed, chain, extend, as sequence aligners do (the chaining follows Li, "Minimap2", 2018): every
maximal run of equal words is a link; a chain takes links in the order of both texts, earns the
length of its words and pays for the words skipped between two links. Unlike edit distance, one long
insertion costs little more than a short one, so a passage that something was put into stays whole.
"""

from typing import NamedTuple

from postil.anchoring.words import is_ideograph, is_word

# A word more frequent than this in the pattern starts no run of its own; it still continues one.
_MAX_REPEATS = 4
# Joining looks at every pair of runs, so the lighter ones are left out beyond this many.
_MAX_RUNS = 128
# A punctuation mark says little about where a passage is: less than a letter.
_MARK_WEIGHT = 0.5
# An ideograph or a kana says more than a letter, less than a word.
_IDEOGRAPH_WEIGHT = 2.0
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


# A run while there are many of them: ``right``, ``left``, ``length``, so that they sort as the text has them.
_Found = tuple[int, int, int]
# The last run of a chain as it is chained, ``left``, ``right``, ``length``, and the chain before it.
_Chain = tuple[int, int, int, "_Chain | None"]


def weigh(keys: list[str]) -> list[float]:
    """Running total of what the words are worth; one longer than ``keys``."""
    total, totals = 0.0, [0.0]
    for key in keys:
        if (key.isascii() and key.isalnum()) or (is_word(key) and not is_ideograph(key)):
            total += len(key) if len(key) < _MAX_WORD_WEIGHT else _MAX_WORD_WEIGHT
        else:
            total += _IDEOGRAPH_WEIGHT if is_ideograph(key) else _MARK_WEIGHT
        totals.append(total)
    return totals


def places_of(keys: list[str]) -> dict[str, list[int]]:
    """Where each word stands that a run may start at."""
    places: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        if key in places:
            places[key].append(index)
        else:
            places[key] = [index]
    return {key: found for key, found in places.items() if len(found) <= _MAX_REPEATS}


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
        runs.sort(key=lambda run: totals[run[1]] - totals[run[1] + run[2]])
        del runs[_MAX_RUNS:]
    runs.sort()
    return _best_chain(runs, totals)


def _best_chain(runs: list[_Found], totals: list[float]) -> list[Run]:
    """The chain of ``runs``, which are in the order of the text, that is worth most; of equals the first.

    Each run ends the best chain that it can end; where it overlaps the run before it, its beginning is
    cut off. ``highest`` is the best score of any chain so far: it ends the search for a predecessor.
    """
    links: list[tuple[int, int, float, float, _Chain]] = []  # left end, right end, score, highest, chain
    top, top_score, highest = None, 0.0, 0.0
    for right, left, length in runs:
        left_end = left + length
        end = totals[left_end]
        whole = end - totals[left]
        best, previous, cut = whole, None, 0
        for other_left, other_right, score, other_highest, other in reversed(links):
            if score + whole <= best:
                if other_highest + whole <= best:
                    break
                continue
            left_gap, right_gap = left - other_left, right - other_right
            narrow, wide = (left_gap, right_gap) if left_gap < right_gap else (right_gap, left_gap)
            trim = -narrow if narrow < 0 else 0
            if trim < length:
                score += end - totals[left + trim] - (1 + wide + trim).bit_length()
                if score > best:
                    best, previous, cut = score, other, trim
        chain_here = (left + cut, right + cut, length - cut, previous)
        if best > highest:
            highest = best
        if top is None or best > top_score:
            top, top_score = chain_here, best
        links.append((left_end, right + length, best, highest, chain_here))
    chained: list[Run] = []
    while top is not None:
        *run, top = top
        chained.append(Run(*run))
    return chained[::-1]


def _runs(
    left: list[str], places: dict[str, list[int]], totals: list[float], right: list[str]
) -> list[_Found]:
    runs: list[_Found] = []
    covered: dict[int, int] = {}
    left_count, right_count = len(left), len(right)
    for at, key in enumerate(right):
        if key not in places:
            continue
        for start in places[key]:
            diagonal = at - start
            if diagonal in covered and covered[diagonal] > at:
                continue
            first, last, ahead = start, start + 1, at + 1
            while last < left_count and ahead < right_count and left[last] == right[ahead]:
                last += 1
                ahead += 1
            covered[diagonal] = ahead
            while first > 0 and first + diagonal > 0 and left[first - 1] == right[first + diagonal - 1]:
                first -= 1
            if totals[last] - totals[first] > _MIN_RUN_WEIGHT:
                runs.append((first + diagonal, first, last - first))
    return runs
