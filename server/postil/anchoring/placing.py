"""Where a quoted passage stands in a text that may have changed since.

First the quote is looked for word for word, and the occurrence whose context agrees best is taken.
Where there is none, or its context speaks against it, the stretches of text that share the rarest words
of quote and context are aligned with both, word by word (``alignment``), and the best is taken if
enough of the quote is left: a passage that was deleted has no place, however well its surroundings fit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from postil.anchoring.matching import Match, Pattern
from postil.anchoring.seeds import Seed, seeds, windows
from postil.anchoring.selectors import CONTEXT_LENGTH, read
from postil.anchoring.verbatim import Context, nearest
from postil.anchoring.words import Searched, fold, unspaced
from postil.models import AnchorState, Selector, Span

# Part of the quote that must be left: between its old surroundings, beside one of them, and in new ones.
# Measured on revised articles: what was wrong kept at most 0.20, 0.31 and 0.52; what was right at least
# 0.46, 0.70 and, in new surroundings, 0.97.
_MIN_KEPT_BETWEEN = 0.3
_MIN_KEPT_BESIDE = 0.5
_MIN_KEPT_ALONE = 0.7
# So much of prefix or suffix says that the surroundings are the old ones.
_CONTEXT_FOUND = 0.5
# Words in entirely different surroundings are believed when they are many, or where they were before.
_DISTINCT_LENGTH = 24
_NEARBY = 500
# In a text longer than this, a passage between its old surroundings close to the hint is not compared
# with the rest of the text.
_LARGE = 20_000
_CLOSE_BY = 4000
# What is looked at on both sides of a stretch that shares words, to find where the passage begins and ends.
_SLACK = 48
# Of a quote longer than this only the ends are aligned, in pieces: the cost stays the same for any length.
_LONG = 1200
_PIECE = 600
# Pieces tried from each end before the quote is given up: its first paragraphs may be gone.
_MAX_PIECES = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a passage stands, and how: ANCHORED, MOVED or CHANGED; never LOST."""

    span: Span
    state: AnchorState


class Finder:
    """One text in which any number of passages are placed; what they share is worked out once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._searched = Searched(text)

    def place(self, selector: Selector | Mapping[str, object]) -> Placed | None:
        """As ``place``, for this text."""
        quote = read(selector)
        if quote is None:
            return None
        context = Context(quote)
        verbatim = nearest(self._text, quote, context)
        if verbatim is not None and verbatim[1].telling:
            return Placed(verbatim[0], AnchorState.ANCHORED if verbatim[1].whole else AnchorState.MOVED)
        match = self._best(quote)
        if verbatim is None:
            return None if match is None else self._placed(match.span, quote, context)
        if match is not None and _is_surrounded(match):
            # A stretch that is like the passage reaches into it where words were put in beside it.
            is_there = match.span.overlaps(verbatim[0])
            return self._placed(verbatim[0] if is_there else match.span, quote, context)
        # Of several places, none of which has the old surroundings, any would be a guess.
        is_sure = self._is_only(verbatim[0], quote) and _is_believed(verbatim[0], quote)
        return self._placed(verbatim[0], quote, context) if is_sure else None

    def _is_only(self, span: Span, quote: Selector) -> bool:
        """Whether ``quote``, which stands at ``span``, stands nowhere else."""
        first = self._text.find(quote.exact)
        return first == span.start and self._text.find(quote.exact, first + 1) < 0

    def _best(self, quote: Selector) -> Match | None:
        """The place that keeps most of the quote and its context, by words; None when none keeps enough."""
        if len(quote.exact) > _LONG:
            return self._best_by_ends(quote)
        pattern = Pattern(quote)
        if pattern.is_empty:
            return None
        length = len(self._text)
        pieces = seeds(pattern.text, pattern.words, in_large=length >= _LARGE)
        if quote.start is None or length < _LARGE:
            return self._best_within(quote, pattern, pieces, 0, length)
        start, end = max(0, quote.start - _CLOSE_BY), quote.start + len(pattern.text) + _CLOSE_BY
        match = self._best_within(quote, pattern, pieces, start, end)
        if match is not None and _is_surrounded(match):
            return match
        return self._best_within(quote, pattern, pieces, 0, length)

    def _best_within(
        self, quote: Selector, pattern: Pattern, pieces: list[Seed], start: int, end: int
    ) -> Match | None:
        near = None if quote.start is None else quote.start - pattern.start
        best: Match | None = None
        for window in windows(self._searched, pieces, len(pattern.text), near, start, end):
            match = pattern.match(self._text, max(0, window.start - _SLACK), window.end + _SLACK)
            if match and _is_enough(match, quote) and (best is None or match.score > best.score):
                best = match
        return best

    def _best_by_ends(self, quote: Selector) -> Match | None:
        """As ``_best``, for a long quote: from the first of its pieces that is found to the last."""
        length = len(quote.exact)
        offsets = [number * _PIECE for number in range(_MAX_PIECES) if (number + 1) * _PIECE <= length]
        heads = (self._best(_piece(quote, offset, quote.start)) for offset in offsets)
        head = next(filter(None, heads), None)
        if head is None:
            return None
        tails = (self._best(_piece(quote, length - _PIECE - offset, head.span.start)) for offset in offsets)
        tail = next(filter(None, tails), head)
        span_length = tail.span.end - head.span.start
        if tail.span.start < head.span.start or not _PIECE <= 2 * span_length <= 4 * length:
            return None
        return replace(head, span=Span(head.span.start, tail.span.end), after=tail.after)

    def _placed(self, span: Span, quote: Selector, context: Context) -> Placed:
        there = self._text[span.start : span.end]
        if there != quote.exact and unspaced(fold(there)) != unspaced(fold(quote.exact)):
            return Placed(span, AnchorState.CHANGED)
        whole = context.compare(self._text, span).whole
        return Placed(span, AnchorState.ANCHORED if whole else AnchorState.MOVED)


def place(text: str, selector: Selector | Mapping[str, object]) -> Placed | None:
    """Where the passage that ``selector`` describes stands in ``text``, and in what state.

    ``selector`` has ``exact`` and may have ``prefix``, ``suffix``, ``start`` and ``end``; the last two are
    hints from an older text. Offsets are code points. Among places that fit equally, the nearest to the
    hint is taken, then the first. None when the passage is gone, or too little of it is left to be sure.
    """
    return Finder(text).place(selector)


def locate(text: str, selector: Selector | Mapping[str, object]) -> Span | None:
    """Where the passage that ``selector`` describes stands in ``text``: the span of ``place``."""
    placed = place(text, selector)
    return None if placed is None else placed.span


def _piece(quote: Selector, offset: int, start: int | None) -> Selector:
    """A piece of a long quote with its own context; ``start`` is where the quote is expected to begin."""
    around = quote.prefix + quote.exact + quote.suffix
    begin = len(quote.prefix) + offset
    return Selector(
        exact=around[begin : begin + _PIECE],
        prefix=around[max(0, begin - CONTEXT_LENGTH) : begin],
        suffix=around[begin + _PIECE : begin + _PIECE + CONTEXT_LENGTH],
        start=None if start is None else start + offset,
    )


def _is_enough(match: Match, quote: Selector) -> bool:
    if _is_surrounded(match):
        return match.kept >= _MIN_KEPT_BETWEEN
    if max(match.before, match.after) >= _CONTEXT_FOUND:
        return match.kept >= _MIN_KEPT_BESIDE
    if match.kept >= 1 and not quote.prefix and not quote.suffix:
        return _is_believed(match.span, quote)
    return match.kept >= _MIN_KEPT_ALONE and match.quoted >= _DISTINCT_LENGTH


def _is_surrounded(match: Match) -> bool:
    return match.before >= _CONTEXT_FOUND and match.after >= _CONTEXT_FOUND


def _is_believed(span: Span, quote: Selector) -> bool:
    """Whether words whose surroundings are all different are the passage, and not others like it."""
    if len(quote.exact) >= _DISTINCT_LENGTH or quote.start is None:
        return True
    return abs(span.start - quote.start) <= _NEARBY
