"""Captions that nothing names: short paragraphs, each right under one that holds only a picture."""

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from postil.capture import spelling

_PICTURES = ("img", "picture", "amp-img")
_LONGEST = 140  # a caption's weight
_BY_CHANCE = 0.1  # that only short paragraphs stand under the pictures, for the share of them on the page
_CLAUSE = re.compile(r"[,，،、;；]")


def lines_under(soup: BeautifulSoup) -> list[Tag]:
    """The paragraphs that are captions by their place: one under each picture, all of them short.

    A whole sentence with a clause of its own tells the story even there.
    """
    texts = soup.find_all("p")
    under = [below for tag in texts if _is_a_picture(tag) and (below := _next(tag)) is not None]
    weights = [weight for tag in texts if (weight := spelling.weight(tag.get_text().strip()))]
    if not under or not weights:
        return []
    share = sum(weight <= _LONGEST for weight in weights) / len(weights)
    lines = [tag.get_text().strip() for tag in under]
    if any(spelling.weight(line) > _LONGEST for line in lines) or share ** len(lines) > _BY_CHANCE:
        return []
    return [tag for tag, line in zip(under, lines, strict=True) if not _tells(line)]


def _tells(line: str) -> bool:
    return spelling.ends_sentence(line) and _CLAUSE.search(line) is not None


def _is_a_picture(tag: Tag) -> bool:
    return tag.find(_PICTURES) is not None and not tag.get_text().strip()


def _next(tag: Tag) -> Tag | None:
    """The paragraph with text right behind ``tag``; None when something else stands there."""
    beside: PageElement | None = tag.next_sibling
    while beside is not None and not isinstance(beside, Tag) and not beside.get_text().strip():
        beside = beside.next_sibling
    is_text = isinstance(beside, Tag) and beside.name == "p" and bool(beside.get_text().strip())
    return beside if is_text and isinstance(beside, Tag) else None
