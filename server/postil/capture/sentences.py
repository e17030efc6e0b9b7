"""Whether an inline element stands inside a running sentence: then it is text, whatever its name.

Outlets mark up words for looks and scripts: a drop cap, a ticker, a date, a term with an explanation.
What is cut out there leaves a sentence that nobody wrote, and no mark on it can hold.
"""

from collections.abc import Iterator
from itertools import islice

from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from postil.capture import spelling
from postil.capture.drafts import BLOCK_TAGS, CELLS
from postil.capture.hints import hint, naming
from postil.models import RemovedKind

_BOUNDS = BLOCK_TAGS | CELLS | {"br"}
_SHORTEST = 30  # characters of a sentence; a label with a number is shorter, and may end with a full stop
_PIECES = 30  # of text on each side; a line of more is no sentence
_GOES_ON = ",;:.!?)]”’»…，、。；：）」》،؛"
_POPS_UP = ("tooltip", "popover", "popup")
_AT_ITS_END = (RemovedKind.CAPTION, RemovedKind.CREDIT)


def is_in_sentence(tag: Tag, kind: RemovedKind | None) -> bool:
    """Whether ``tag`` is part of a sentence around it. ``kind`` is what its name says, None for nothing.

    It is when the words before it are left unfinished, or those behind it go on in mid-sentence; a lone
    letter or quotation mark at the beginning is a drop cap. What is a block, or holds one, never is.
    A credit may follow a sentence that lacks its full stop: it counts only when the sentence goes on.
    """
    if tag.name in _BOUNDS or any(inner.name in _BOUNDS for inner in tag.find_all(True)):
        return False
    before = "".join(reversed(list(islice(_beside(tag, forward=False), _PIECES)))).strip()
    after = "".join(islice(_beside(tag, forward=True), _PIECES)).strip()
    own = tag.get_text().strip()
    whole = f"{before}{own}{after}"
    if not own or len(whole) < _SHORTEST or not spelling.ends_or_pauses(whole):
        return False
    if after and (after[0].islower() or after[0] in _GOES_ON):
        return True
    if not before:
        return bool(after) and len(own) == 1
    return not spelling.ends_or_pauses(before) and (bool(after) or kind not in _AT_ITS_END)


def explains_a_word(tag: Tag) -> bool:
    """Whether ``tag`` holds what pops up at a word of a sentence: it follows the word in what is named so."""
    around = tag.parent
    if around is None or around.name in _BOUNDS or tag.next_sibling is not None or not around.attrs:
        return False
    found = hint(naming(around.attrs))
    is_behind_a_word = any(isinstance(beside, NavigableString) for beside in tag.previous_siblings)
    return is_behind_a_word and found is not None and found.word in _POPS_UP and is_in_sentence(around, None)


def _beside(tag: Tag, *, forward: bool) -> Iterator[str]:
    """The text of the same line before or behind ``tag``, from the nearest piece on."""
    here: Tag | None = tag
    while here is not None and here.name not in _BOUNDS:
        for node in here.next_siblings if forward else here.previous_siblings:
            if isinstance(node, Tag):
                if node.name in _BOUNDS:
                    return
                yield node.get_text()
            elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
                yield node
        here = here.parent
