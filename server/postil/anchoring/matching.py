"""A quote with its context, made ready to be matched with stretches of a text."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from postil.anchoring.alignment import Run, chain, gap_cost, places_of, weigh
from postil.anchoring.words import Words, fold, is_near, is_word, split
from postil.models import Selector, Span

# A misprint of a word is worth this part of the word.
_NEAR_WORTH = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place for a quote.

    ``kept`` is the part of the quote that is still there, by the weight of its words, less what the gaps
    between them cost: 1 is all of it. ``before`` and ``after`` are the parts of prefix and suffix; where
    the selector has none, 1 at the beginning and at the end of the text, else 0. ``quoted`` is the weight
    of the quote's words, ``score`` orders matches.
    """

    span: Span
    kept: float
    before: float
    after: float
    quoted: float
    score: float


class Pattern:
    """A quote with its context, split into words once and matched with any number of stretches.

    ``text`` is prefix, quote and suffix, folded; ``start`` and ``end`` are where the quote is in it.
    """

    def __init__(self, selector: Selector) -> None:
        self.text = fold(selector.prefix + selector.exact + selector.suffix)
        self.start = len(selector.prefix)
        self.end = self.start + len(selector.exact)
        self.words = split(self.text)
        self._count = len(self.words.keys)
        self._first = self.words.ended_by(self.start)
        self._last = self.words.begun_before(self.end)

    @property
    def is_empty(self) -> bool:
        """Whether the quote has neither words nor marks."""
        return self._first >= self._last

    # Worked out when the first stretch is matched: most quotes that are gone have none.

    @cached_property
    def _totals(self) -> list[float]:
        return weigh(self.words.keys)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        return places_of(self.words.keys)

    def match(self, text: str, start: int, end: int) -> Match | None:
        """The best place for the quote in ``text[start:end]``; None when none of its words are there."""
        there = split(fold(text[start:end]))
        links = chain(self.words.keys, self._places, self._totals, there.keys)
        within = [run for link in links if (run := _clip(link, self._first, self._last))]
        if not within:
            count = len(there.keys)
            ends = [link.right + link.length for link in links if link.left + link.length == self._first]
            within = [Run(self._first, end, 0) for end in ends if end < count]
        if not within:
            return None
        span_start, worth_start = self._begin(within[0], there)
        span_end, worth_end = self._finish(within[-1], there)
        quoted = worth_start + worth_end
        for left, _, length in within:
            quoted += self._weigh(left, left + length)
        if not quoted or span_start >= span_end:
            return None
        gaps = sum(gap_cost(run, following) for run, following in pairwise(within))
        before = after = 0.0
        for left, _, length in links:
            before += self._weigh(left, min(left + length, self._first))
            after += self._weigh(max(left, self._last), left + length)
        weight_before, weight_after = self._weigh(0, self._first), self._weigh(self._last, self._count)
        # A quote without a prefix was the beginning of its text, and one without a suffix the end.
        is_first = start == 0 and span_start <= there.start(0)
        is_last = end >= len(text) and span_end >= there.end(-1)
        return Match(
            span=Span(start + span_start, start + span_end),
            kept=(quoted - gaps) / self._weigh(self._first, self._last),
            before=before / weight_before if weight_before else float(is_first),
            after=after / weight_after if weight_after else float(is_last),
            quoted=quoted,
            score=quoted - gaps + before + after,
        )

    def _weigh(self, first: int, last: int) -> float:
        return self._totals[last] - self._totals[first] if first < last else 0.0

    def _begin(self, run: Run, there: Words) -> tuple[int, float]:
        """Where the quote begins if ``run`` is its first, and what misprinted words before it are worth."""
        left, right, worth = run.left, run.right, 0.0
        start = there.start(right) + max(0, self.start - self.words.start(left))
        while left > self._first and right > 0 and _is_same(self.words.keys[left - 1], there.keys[right - 1]):
            left, right = left - 1, right - 1
            start = there.start(right)
            worth += _NEAR_WORTH * self._weigh(left, left + 1)
        edge = self.words.keys[self._first]
        if left > self._first and right > 0 and _is_mark(edge, there.keys[right - 1]):
            start = there.start(right - 1)
        return start, worth

    def _finish(self, run: Run, there: Words) -> tuple[int, float]:
        """Where the quote ends if ``run`` is its last, and what misprinted words after it are worth."""
        left, right, worth = run.left + run.length, run.right + run.length, 0.0
        end = there.end(right - 1) - max(0, self.words.end(left - 1) - self.end)
        count = len(there.keys)
        while left < self._last and right < count and _is_same(self.words.keys[left], there.keys[right]):
            end = there.end(right)
            worth += _NEAR_WORTH * self._weigh(left, left + 1)
            left, right = left + 1, right + 1
        edge = self.words.keys[self._last - 1]
        if left < self._last and right < count and _is_mark(edge, there.keys[right]):
            end = there.end(right)
        return end, worth


def _clip(link: Run, first: int, last: int) -> Run | None:
    skip = max(0, first - link.left)
    length = min(link.length, last - link.left) - skip
    return Run(link.left + skip, link.right + skip, length) if length > 0 else None


def _is_same(one: str, other: str) -> bool:
    return one == other or (is_word(one) and is_word(other) and is_near(one, other))


def _is_mark(edge: str, key: str) -> bool:
    """Whether the punctuation at a quote's edge is still there, though the words beside it were replaced."""
    return edge == key and not is_word(key)
