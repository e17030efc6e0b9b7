"""The places where a text holds a quote word for word, and how far the words around them agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from postil.anchoring.words import fold, unspaced
from postil.models import Selector, Span

# Occurrences that are compared, from the beginning and again around the hint: only text that does
# nothing but repeat itself has more.
_MAX_OCCURRENCES = 200
# Most texts gain or lose no more than this above a passage, so that it is found without reading all of them.
_CLOSE_BY = 4000
# White space may have been added to the context; this many characters more are looked at for it.
_SPACE_ALLOWANCE = 8
# So many agreeing characters next to a quote are no coincidence.
_TELLING_CONTEXT = 8


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much of a selector's context stands around a span: characters of the prefix and of the suffix.

    They are counted outwards from the span, white space, case and kinds of quotation mark aside.
    ``whole`` says that none is missing, ``telling`` that one side has enough to be sure of the place.
    """

    before: int
    after: int
    whole: bool
    telling: bool


class Context:
    """A selector's prefix and suffix, made ready to be compared with what stands around many places."""

    def __init__(self, selector: Selector) -> None:
        self._before = _outwards(selector.prefix)
        self._after = unspaced(fold(selector.suffix))
        self._room_before = len(selector.prefix) + _SPACE_ALLOWANCE
        self._room_after = len(selector.suffix) + _SPACE_ALLOWANCE

    def compare(self, text: str, span: Span) -> Agreement:
        before = _common(self._before, _outwards(text[max(0, span.start - self._room_before) : span.start]))
        after = _common(self._after, unspaced(fold(text[span.end : span.end + self._room_after])))
        whole = before == len(self._before) and after == len(self._after)
        telling = (
            whole
            or 0 < min(_TELLING_CONTEXT, len(self._before)) <= before
            or 0 < min(_TELLING_CONTEXT, len(self._after)) <= after
        )
        return Agreement(before, after, whole, telling)


def nearest(text: str, selector: Selector, context: Context) -> tuple[Span, Agreement] | None:
    """The place that holds the quote word for word and whose surroundings agree best with ``context``.

    Among equals the nearest to the selector's hint, then the first. None when ``text`` does not hold the
    quote. Cost: a few passes over ``text``.
    """
    exact, hint = selector.exact, selector.start
    if hint is not None:
        start = _unchanged(text, selector, hint)
        if start is not None:
            return _at(start, text, selector, context)
    best: tuple[Span, Agreement] | None = None
    best_rank = (-1, 0, 0)
    for start in _starts(text, exact, hint):
        found = _at(start, text, selector, context)
        rank = _rank(found[1], start, hint)
        if rank > best_rank:
            best, best_rank = found, rank
    return best


def _rank(agreement: Agreement, start: int, hint: int | None) -> tuple[int, int, int]:
    """Greater for the better place. A few agreeing characters are chance, and weigh less than the hint."""
    agreed = agreement.before + agreement.after
    distance = 0 if hint is None else abs(start - hint)
    return (1, agreed, -distance) if agreement.telling else (0, -distance, agreed)


def _at(start: int, text: str, selector: Selector, context: Context) -> tuple[Span, Agreement]:
    span = Span(start, start + len(selector.exact))
    return span, context.compare(text, span)


def _unchanged(text: str, selector: Selector, hint: int) -> int | None:
    """Where quote and context stand, all of them, nearest to the hint, if close by: no place fits better."""
    around = selector.prefix + selector.exact + selector.suffix
    if hint >= len(selector.prefix) and text.startswith(around, hint - len(selector.prefix)):
        return hint
    begin, end = max(0, hint - _CLOSE_BY), hint + _CLOSE_BY + len(around)
    starts = islice(_occurrences(text, around, begin, end), _MAX_OCCURRENCES)
    near = min(starts, key=lambda at: abs(at + len(selector.prefix) - hint), default=None)
    return None if near is None else near + len(selector.prefix)


def _starts(text: str, exact: str, hint: int | None) -> Iterator[int]:
    """Occurrences from the beginning; when there are too many to look at, those about the hint as well."""
    last, count = 0, 0
    for last in islice(_occurrences(text, exact, 0, len(text)), _MAX_OCCURRENCES):
        count += 1
        yield last
    if hint is not None and count == _MAX_OCCURRENCES:
        begin = max(last + 1, hint - _MAX_OCCURRENCES)
        yield from islice(_occurrences(text, exact, begin, len(text)), 2 * _MAX_OCCURRENCES)


def _occurrences(text: str, words: str, begin: int, end: int) -> Iterator[int]:
    at = text.find(words, begin, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def _outwards(before: str) -> str:
    return unspaced(fold(before))[::-1]


def _common(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    if other.startswith(one):
        return len(one)
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))
