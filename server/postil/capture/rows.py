"""Rows of boxes of one shape behind the text: teasers of other stories, and what readers wrote.

No name tells them: a teaser begins with a link of the length of a headline, in a block of its own; a comment
tells when it was written, and ends in the same few words as all the others.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from bs4 import Tag

from postil.capture import spelling
from postil.capture.drafts import BLOCK_TAGS
from postil.capture.whitespace import squeeze
from postil.models import RemovedKind

_BOXES = frozenset({"div", "li", "article", "section"})
_IN_POSTS = ("h1", "h2", "h3", "h4", "h5", "h6", "figure")  # of reporters, as in a live blog
_FEWEST = 4  # boxes; three alike may be the parts of a story
_TEXT_BEFORE = 400  # characters in paragraphs; of less, teasers may be all there is
_TEASER = 600  # characters at most
_HEADLINE = 20  # characters at least
_CONTROL = 24  # characters of "Reply" and the like
_WHEN = 40  # characters: who wrote it, and when
_TIME = re.compile(r"\d{1,2}[:.]\d{2}|\b\d+ ?\w+ ago\b|\b(?:vor|hace|il y a|há) \d+|\d+ ?(?:前|전)|\b\d{4}\b")

_TEASERS = (RemovedKind.RELATED, "a row of teasers")
_COMMENTS = (RemovedKind.NAVIGATION, "a row of what readers wrote")


def in_rows(tags: Sequence[Tag], is_internal: Callable[[str], bool]) -> dict[int, tuple[RemovedKind, str]]:
    """What the boxes are that stand in such rows, by their identity; ``tags`` are all tags in their order."""
    found: dict[int, tuple[RemovedKind, str]] = {}
    before = 0
    for tag in tags:
        if tag.name == "p":
            before += len(tag.get_text())
        elif before >= _TEXT_BEFORE and len(tag.contents) >= _FEWEST:
            for boxes in _alike(tag):
                if all(_is_teaser(box, is_internal) for box in boxes):
                    found.update((id(box), _TEASERS) for box in boxes)
                elif _are_comments(boxes):
                    found.update((id(box), _COMMENTS) for box in boxes)
    return found


def _alike(parent: Tag) -> Iterator[list[Tag]]:
    shapes: dict[tuple[str, str], list[Tag]] = {}
    for child in parent.contents:
        if isinstance(child, Tag) and child.name in _BOXES:
            shapes.setdefault((child.name, str(child.attrs.get("class", ""))), []).append(child)
    return (boxes for boxes in shapes.values() if len(boxes) >= _FEWEST)


def _is_teaser(box: Tag, is_internal: Callable[[str], bool]) -> bool:
    link = box.find("a", href=True)
    if link is None or not is_internal(str(link["href"])):
        return False
    headline, text = squeeze(link.get_text(" ")), squeeze(box.get_text(" "))
    block = next((around for around in (link, *link.parents) if around.name in BLOCK_TAGS), box)
    is_headline = spelling.weight(headline) >= _HEADLINE and text.startswith(headline)
    return is_headline and len(text) <= _TEASER and block is not box


def _are_comments(boxes: Sequence[Tag]) -> bool:
    if not all(map(_tells_when, boxes)) or any(box.find(_IN_POSTS) is not None for box in boxes):
        return False
    ends = {_control(box) for box in boxes}
    return len(ends) == 1 and None not in ends


def _control(box: Tag) -> str | None:
    """The last words of ``box``, if they are a link or a button of few words."""
    controls = box.find_all(("a", "button"))
    words = squeeze(controls[-1].get_text(" ")) if controls else ""
    is_last = words and squeeze(box.get_text(" ")).endswith(words)
    return words if is_last and len(words) <= _CONTROL else None


def _tells_when(box: Tag) -> bool:
    """Whether a short line above the text of ``box`` has a time or a day in it."""
    return _TIME.search(squeeze(box.get_text(" "))[:_WHEN]) is not None
