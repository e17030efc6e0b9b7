"""What parts of an outlet's pages have in common from one page to the next: their shape, as a text.

The shape of a part is the tag that holds it with the names the outlet gave it, and two tags around it:
``div.story > aside.box > p``. What changes from page to page is left out: numbers, and the scrambled names
that style sheets are built with. Where many parts have one shape, words tell them apart: a label that
the part begins with, or all of its words.
"""

import re
from collections.abc import Iterator

from bs4 import Tag

from postil.capture.drafts import BlockDraft

_AROUND = 2  # tags
_NAMED_BY = ("id", "class", "itemprop", "data-testid", "data-component", "data-component-name", "data-type")
_FRAME = frozenset({"[document]", "html", "body"})
_LINK = " (a link)"
_LINKED = 0.8
_BUILT = re.compile(r"^(?:css|sc|jsx|jss|svelte|emotion|styled)(?:-|$)")  # a tool, and letters by lot
_PIECES = re.compile(r"[-_]+")
_DIGIT = re.compile(r"\d")
_WORDS = re.compile(r"[A-Z]?[a-z]*")
_SHORTEST_WORD = 3  # letters, on average; "bdVaJa" is drawn by lot, "storyBodyText" is a name
_LONGEST_NAME = 40
_MOST_NAMES = 4
_LABEL = re.compile(r"[^\W\d_][^:\n]{0,30}:(?=\s)")
_MOST_LABEL_WORDS = 4
_MOST_LETTERS = 120
_PLAIN = "a line"


def of_element(tag: Tag, text: str) -> tuple[str, ...]:
    """The shapes of a tag that holds ``text``: the widest first, the last its words alone can have."""
    return _narrowed(path(tag), text)


def of_draft(draft: BlockDraft) -> tuple[str, ...]:
    """As ``of_element``, of a block on its way; being nothing but a link is part of a block's shape."""
    linked = bool(draft.text) and draft.share_linked > _LINKED
    return _narrowed(path(draft.tag) + (_LINK if linked else ""), draft.text)


def of_line(line: str) -> tuple[str, ...]:
    """As ``of_element``, of a line of plain text. There, words are all there is."""
    return _narrowed(_PLAIN, line)[1:]


def path(tag: Tag) -> str:
    """The tag and those around it, each with its names."""
    around = [outer for outer in _around(tag) if outer.name not in _FRAME]
    return " > ".join(".".join((outer.name, *names(outer))) for outer in reversed(around))


def named_around(tag: Tag) -> Iterator[Tag]:
    """Of the tags that a shape tells, those that have names; the innermost first."""
    return (outer for outer in _around(tag) if outer.name not in _FRAME and names(outer))


def names(tag: Tag) -> tuple[str, ...]:
    """The names that stay from page to page, in a fixed order."""
    given = " ".join(str(tag.attrs[key]) for key in _NAMED_BY if key in tag.attrs)
    return tuple(sorted({kept for name in given.split() if (kept := _lasting(name))})[:_MOST_NAMES])


def _around(tag: Tag) -> Iterator[Tag]:
    yield tag
    yield from (outer for outer, _ in zip(tag.parents, range(_AROUND), strict=False))


def _lasting(name: str) -> str:
    """``name`` without its numbers and scrambled pieces; "" when nothing is left."""
    if _BUILT.match(name) or len(name) > _LONGEST_NAME:
        return ""
    return "-".join(piece for piece in _PIECES.split(name) if piece and not _is_by_lot(piece)).lower()


def _is_by_lot(piece: str) -> bool:
    if _DIGIT.search(piece):
        return True
    words = [word for word in _WORDS.findall(piece) if word]
    return len(words) > 2 and len(piece) < _SHORTEST_WORD * len(words)


def _narrowed(widest: str, text: str) -> tuple[str, ...]:
    label = _LABEL.match(text)
    letters = re.sub(r"[\W\d_]+", " ", text).strip().lower()[:_MOST_LETTERS]
    shapes = [widest]
    if label and len(label.group().split()) <= _MOST_LABEL_WORDS:
        shapes.append(f"{widest} that begins “{label.group().lower()}”")
    shapes.append(f"{widest} that says “{letters}”")
    return tuple(shapes)
