"""Selectors: read from what a caller has, and written for a passage."""

from collections.abc import Mapping

from postil.models import Selector, Span

# Characters of context kept each side: the length that web annotation clients keep.
CONTEXT_LENGTH = 32


def describe(text: str, span: Span) -> Selector:
    """The selector that finds ``text[span.start:span.end]`` again.

    Raises ValueError when ``span`` ends outside ``text``.
    """
    if span.end > len(text):
        raise ValueError(f"span: {span.start}..{span.end} ends after the text's {len(text)} characters")
    return Selector(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT_LENGTH) : span.start],
        suffix=text[span.end : span.end + CONTEXT_LENGTH],
        start=span.start,
        end=span.end,
    )


def read(selector: Selector | Mapping[str, object]) -> Selector | None:
    """``selector`` as a Selector; None when it selects nothing.

    What is missing, None or not of its kind counts as unknown.
    """
    if isinstance(selector, Selector):
        return selector
    exact = _text(selector, "exact")
    if not exact:
        return None
    return Selector(
        exact=exact,
        prefix=_text(selector, "prefix"),
        suffix=_text(selector, "suffix"),
        start=_offset(selector, "start"),
        end=_offset(selector, "end"),
    )


def _text(selector: Mapping[str, object], key: str) -> str:
    value = selector.get(key)
    return value if isinstance(value, str) else ""


def _offset(selector: Mapping[str, object], key: str) -> int | None:
    value = selector.get(key)
    return value if isinstance(value, int) and value >= 0 else None
