"""Captions that nothing names: short paragraphs, each right under one that holds only a picture."""

import re
from collections.abc import Sequence, Set

from bs4 import Tag
from bs4.element import PageElement

from postil.capture import spelling

_LONGEST = 140  # a caption's weight
_BY_CHANCE = 0.1  # that only short paragraphs stand under the pictures, for the share of them on the page
_CLAUSE = re.compile(r"[,，،、;；]")


def lines_under(paragraphs: Sequence[tuple[Tag, str]], around_pictures: Set[int]) -> list[Tag]:
    """The paragraphs that are captions by their place: one under each picture, all of them short.

    ``paragraphs`` are all there are, each with its text, and ``around_pictures`` the identities of the tags
    that hold a picture. A whole sentence with a clause of its own tells the story even there.
    """
    texts = {id(tag): text for tag, text in paragraphs}
    pictures = [tag for tag, text in paragraphs if not text and id(tag) in around_pictures]
    under = [below for tag in pictures if (below := _next(tag)) is not None and texts.get(id(below))]
    weights = [spelling.weight(text) for text in texts.values() if text]
    if not under:
        return []
    share = sum(weight <= _LONGEST for weight in weights) / len(weights)
    lines = [texts[id(tag)] for tag in under]
    if any(spelling.weight(line) > _LONGEST for line in lines) or share ** len(lines) > _BY_CHANCE:
        return []
    return [tag for tag, line in zip(under, lines, strict=True) if not _tells(line)]


def _tells(line: str) -> bool:
    return spelling.ends_sentence(line) and _CLAUSE.search(line) is not None


def _next(tag: Tag) -> Tag | None:
    """The tag right behind ``tag``; None when text stands there, or nothing."""
    beside: PageElement | None = tag.next_sibling
    while beside is not None and not isinstance(beside, Tag) and not beside.get_text().strip():
        beside = beside.next_sibling
    return beside if isinstance(beside, Tag) else None
