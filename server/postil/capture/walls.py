"""Whether a page gives its article whole, or the beginning of it and then asks to subscribe or to sign in.

A page may say that its article is for subscribers and still send all of it, and every page may ask
to subscribe. So only a notice of how much is missing counts alone. A locked article counts when its
text breaks off, or is much shorter than the page says; an invitation to read on counts when there
is little before it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml import etree

from postil.capture import spelling
from postil.capture.hints import is_hidden
from postil.capture.metadata import Metadata
from postil.capture.phrases import HOW_MUCH_IS_LEFT, READ_ON
from postil.models import ArticleState, Block, BlockKind

_LITTLE = 2500  # letters: of what stands before a wall, half is below 1,000
_ENDING, _NOTICE = 3, 320  # an invitation is short, and one that no rule took out is among the last blocks
_SHORTEST_NOTICE, _PIECES_AFTER = 12, 40
_LONGEST_COUNT = 120  # characters: it says little else
_MUCH_SHORTER = 0.6  # of the words that the page says its article has
_FEWEST_WORDS = 150  # a page that states fewer states something else, such as the words of its summary
_PROSE = 100  # characters; shorter last lines are signatures and list items
_CUT_OFF = re.compile(r"(?:\.\.\.|…)\W*$")


def state(
    about: Metadata, blocks: Sequence[Block], left_out: Iterable[str], body: etree._Element
) -> ArticleState:
    """Whether ``blocks`` are the whole article; ``left_out`` are the texts taken out of its ``body``."""
    if (
        state_of_text(blocks, left_out) is ArticleState.TRUNCATED
        or (about.is_locked and (_breaks_off(blocks) or _is_much_shorter(about, blocks)))
        or (_is_little(blocks) and _is_walled_off(body))
    ):
        return ArticleState.TRUNCATED
    return ArticleState.COMPLETE


def state_of_text(blocks: Sequence[Block], left_out: Iterable[str]) -> ArticleState:
    """As ``state``, where nothing but the words tells."""
    ending = (block.text for block in blocks[-_ENDING:])
    notices = [text.lower() for text in (*left_out, *ending) if len(text) <= _NOTICE]
    if any(len(text) <= _LONGEST_COUNT and HOW_MUCH_IS_LEFT.search(text) for text in notices):
        return ArticleState.TRUNCATED
    if _is_little(blocks) and any(map(READ_ON.found_in, notices)):
        return ArticleState.TRUNCATED
    return ArticleState.COMPLETE


def _is_little(blocks: Sequence[Block]) -> bool:
    return sum(len(block.text) for block in blocks) <= _LITTLE


def _breaks_off(blocks: Sequence[Block]) -> bool:
    last = blocks[-1]
    if last.kind is not BlockKind.PARAGRAPH:
        return False
    return bool(_CUT_OFF.search(last.text)) or (
        len(last.text) >= _PROSE and not spelling.ends_or_pauses(last.text)
    )


def _is_much_shorter(about: Metadata, blocks: Sequence[Block]) -> bool:
    words = sum(len(block.text.split()) for block in blocks)
    stated = max(about.words, len(about.body.split()))
    return stated >= _FEWEST_WORDS and words < _MUCH_SHORTER * stated


def _is_walled_off(body: etree._Element) -> bool:
    """Whether what follows the ``body`` on the page invites to read on."""
    pieces = (piece.lower() for piece in _text_after(body) if spelling.weight(piece) >= _SHORTEST_NOTICE)
    return any(map(READ_ON.found_in, islice(pieces, _PIECES_AFTER)))


def _text_after(element: etree._Element) -> Iterator[str]:
    for around in (element, *element.iterancestors()):
        for sibling in around.itersiblings():
            yield from _shown(sibling)


def _shown(element: etree._Element) -> Iterator[str]:
    """The text in ``element``, without what is hidden there."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "end":
            if inner is not element and inner.tail:
                yield inner.tail
        elif is_hidden(inner.attrib):
            walk.skip_subtree()
        elif inner.text:
            yield inner.text
