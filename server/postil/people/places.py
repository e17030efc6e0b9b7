"""Single names that stand only where places stand: "a driver from Morley" tells of no Mr. Morley."""

import re
from collections import defaultdict
from collections.abc import Sequence

from postil.people.parts import NameSpan

_WHERE = re.compile(r"\b(?:from|in|near|outside|across|throughout)\s+$", re.IGNORECASE)
_LOOK_BACK = 12  # characters: the longest of these words and white space


def without_places(spans: Sequence[NameSpan], text: str) -> list[NameSpan]:
    """``spans`` without the single names that nothing in ``text`` shows to be a person's.

    A place is what follows "from" or "in" at each of its mentions, with no title and in no longer name.
    """
    shown: defaultdict[str, bool] = defaultdict(bool)
    for span in spans:
        for word in span.text.split():
            shown[word] |= not _may_be_place(span, text)
    return [span for span in spans if any(shown[word] for word in span.text.split())]


def _may_be_place(span: NameSpan, text: str) -> bool:
    before = text[max(0, span.start - _LOOK_BACK) : span.start]
    return not span.title and len(span.text.split()) == 1 and _WHERE.search(before) is not None
