"""Labels: what stands over links to other stories, or before one.

A label is told by its words, in the languages of ``tables/phrases.txt``, or in any language by its place.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from postil.capture import spelling
from postil.capture.drafts import BlockDraft, kept
from postil.capture.facts import PageFacts
from postil.capture.phrases import BEGINS_AS_A_LABEL, LABEL, LABEL_AND_HEADLINE, LINK_LABEL
from postil.capture.whitespace import squeeze
from postil.models import BlockKind, RemovedKind

_LABELLED = 240  # characters: a label and the headline behind it
_HALF_LINKED = 0.4
_A_LABEL = re.compile(r"(?:[^:：\s]+ ?){1,4}[:：]\s*")
_HEADLINE = 20  # characters
_SHORT, _FEW_WORDS = 60, 30
_BOX = 600
_ABOVE = (RemovedKind.RELATED, RemovedKind.NAVIGATION)


def labels(found: Sequence[BlockDraft], page: PageFacts) -> None:
    """A label with a link, or a label alone."""
    for draft in kept(found):
        if len(draft.text) > _LABELLED:
            continue
        is_linked = draft.share_linked >= _HALF_LINKED
        said = (LINK_LABEL if is_linked else LABEL).match(draft.text)
        if said and (is_linked or said.end() >= len(draft.text)):
            draft.take_out(RemovedKind.RELATED, "a label over links, or with one")
        elif LABEL_AND_HEADLINE.match(draft.text) and not spelling.ends_sentence(draft.text):
            draft.take_out(RemovedKind.RELATED, "a label and a headline")


def labelled_links(found: Sequence[BlockDraft], page: PageFacts) -> None:
    """A few words of any sort, a colon, and one link to another story."""
    for draft in kept(found):
        is_line = draft.kind is not BlockKind.HEADING and len(draft.text) <= _LABELLED
        if is_line and draft.share_linked >= _HALF_LINKED and _is_labelled_link(draft, page):
            draft.take_out(RemovedKind.RELATED, "a few words, a colon and a link to another story")


def _is_labelled_link(draft: BlockDraft, page: PageFacts) -> bool:
    """Whether all behind a label of a few words is one link to the outlet's own: in any language a teaser."""
    text = draft.text.strip("[]() ")
    label = _A_LABEL.match(text)
    links = draft.tag.find_all("a", href=True, limit=2)
    if label is None or len(links) != 1 or spelling.ends_sentence(draft.text):
        return False
    headline = squeeze(links[0].get_text(" "))
    is_headline = spelling.weight(headline) >= _HEADLINE and text.endswith(headline)
    is_all = abs(len(text) - len(label.group()) - len(headline)) <= 1
    return is_headline and is_all and page.is_internal(str(links[0]["href"]))


def labels_over_links(found: Sequence[BlockDraft], page: PageFacts) -> None:
    """A line of a few words right above a link to another story that went."""
    for draft, below in pairwise(found):
        above_a_link = below.removed is not None and below.removed.kind in _ABOVE
        if draft.removed is None and draft.kind is BlockKind.PARAGRAPH and above_a_link:
            is_said = len(draft.text) <= _SHORT and BEGINS_AS_A_LABEL.match(draft.text) is not None
            if not spelling.ends_sentence(draft.text) and (is_said or _is_over(draft, below)):
                draft.take_out(RemovedKind.RELATED, "a few words over a link to another story")


def _is_over(draft: BlockDraft, below: BlockDraft) -> bool:
    """Whether a few words share a small box with what is ``below`` them."""
    box = draft.tag.parent
    if box is None or not (box is below.tag or box is below.tag.parent):
        return False
    is_first = next(box.stripped_strings, "") == draft.text
    return spelling.weight(draft.text) <= _FEW_WORDS and (is_first or len(box.get_text()) <= _BOX)
