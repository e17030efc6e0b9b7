"""Single names that stand for places and storms: "a driver from Morley" tells of no Mr. Morley."""

import re
from collections import defaultdict
from collections.abc import Sequence

from postil.people.words.parts import NameSpan

_WHERE = re.compile(r"\b(?:from|in|near|outside|across|throughout)\s+$", re.IGNORECASE)
_STORM = re.compile(
    r"\b(?:hurricanes?|typhoons?|cyclones?|tropical storms?)(?:\s(?P<name>[A-Z][\w’'-]+))?", re.IGNORECASE
)
# Storms that are spoken of by their bare names years later.
_STORMS = """
    Andrew Camille Dorian Florence Gustav Haiyan Harvey Helene Ian Ida Ike Irene Irma Isaac Ivan Katrina Maria
    Matthew Michael Milton Mitch Rita Sandy Wilma
"""
_REMEMBERED = frozenset(_STORMS.split())
_LOOK_BACK = 12  # characters: the longest of these words and white space


def without_places(spans: Sequence[NameSpan], text: str) -> list[NameSpan]:
    """``spans`` without the single names that nothing in ``text`` shows to be a person's.

    A place is what follows "from" or "in" at each of its mentions, with no title and in no longer name.
    """
    shown: defaultdict[str, bool] = defaultdict(bool)
    for span in spans:
        for word in span.text.split():
            shown[word] |= not _may_be_place(span, text)
    kept = [span for span in spans if any(shown[word] for word in span.text.split())]
    return _without_storms(kept, text)


def _without_storms(spans: Sequence[NameSpan], text: str) -> list[NameSpan]:
    """``spans`` without the names of storms, where ``text`` speaks of storms and of nobody of that name."""
    storms = [match["name"] for match in _STORM.finditer(text)]
    if not storms:
        return list(spans)
    named = _REMEMBERED | {name for name in storms if name}
    people = {word for span in spans if span.title or " " in span.text for word in span.text.split()}
    return [span for span in spans if span.text in people or span.text not in named]


def _may_be_place(span: NameSpan, text: str) -> bool:
    before = text[max(0, span.start - _LOOK_BACK) : span.start]
    return not span.title and len(span.text.split()) == 1 and _WHERE.search(before) is not None
