"""Rules on single blocks: their words, their links, their neighbours.

Each rule goes once over the drafts and marks what it takes. None decides by words alone: a phrase
must stand in a short block, a label must have a link or nothing behind it, and a paragraph that is
one link stays when it is a sentence.
"""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, islice, takewhile

from bs4 import Tag

from postil.capture import credits, dates, endings, labels, spelling
from postil.capture.drafts import BlockDraft, kept
from postil.capture.facts import PageFacts
from postil.capture.others import names_a_subject
from postil.capture.phrases import (
    FORMAL_PHRASES,
    INFORMAL_PHRASES,
    OF_THE_OUTLET,
    Phrase,
)
from postil.models import BlockKind, RemovedKind

_SHORT = 320  # characters: a notice; running text is rarely so short and so formal at once
_SHORT_WITHOUT_A_LINK = 180
_LABEL_HEADING = 60  # characters; longer headings say something by themselves
_CARD_DEPTH = 3  # elements around a headline
_CARD = 600  # characters: a headline, a teaser, a byline, and the spaces of the markup
_MOST_FOR_A_RULE = 0.45  # share of the text; one that takes more has misread the page
_LINKED = 0.8
_HALF_LINKED = 0.4
_OPENING = 8  # drafts looked at before and in the beginning of the text
_CUT_OFF = re.compile(r"(?:\.\.\.|…)$")
_PROSE = 100  # characters of a block that is surely running text, if it ends like a sentence
BYLINE, DATE, THE_TITLE = "the byline", "the date", "the title again"  # why the lines above the text go
_OVER_NOTHING = "a heading over nothing"
_AGO = re.compile(r"\b\d+\s(?:minutes?|hours?|days?)\sago\b|\b\d{1,2}:\d{2}\b")
_BYLINE = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|autor|text|story\sby|written\sby|words\sby|reporting\sby)\b[:\s]",
    re.IGNORECASE,
)
_CAPTION_ABOVE_CREDIT = 400
_POINTS_AT_A_PICTURE = re.compile(r"[▲△▼▽] ?\S.{1,200}$")
_IN_BRACKETS = re.compile(r"\[\w+ ?[:=][^\[\]]{2,80}\]")
_ABOUT_A_PICTURE = re.compile(
    r"^(?:seen here|from left|left to right|clockwise|above|below)\b|"
    r"\b(?:pictured|poses? (?:for|with)|file photo)\b|\((?:left|right|center|centre|[lrc])\)",
    re.IGNORECASE,
)


def apply(found: list[BlockDraft], page: PageFacts) -> None:
    """Mark in ``found`` what is not the article. A rule that takes too much of it is undone."""
    _notices(found)
    for rule in _RULES:
        before = kept(found)
        rule(found, page)
        taken = [draft for draft in before if draft.removed is not None]
        if page.is_article and _unlinked(taken) > _MOST_FOR_A_RULE * _unlinked(before):
            for draft in taken:
                draft.removed = None


def judge_headings_anew(found: Sequence[BlockDraft], is_said: Callable[[BlockDraft], bool]) -> None:
    """Which headings stand over nothing by now; those of which the reader said what they are stay that."""
    for draft in found:
        if draft.removed is not None and draft.removed.why == _OVER_NOTHING and not is_said(draft):
            draft.removed = None
    _take_headings_over_nothing(found, is_said)


def _unlinked(some: Sequence[BlockDraft]) -> int:
    """How much of ``some`` is no link: link lists may well be most of what was found."""
    return sum(len(draft.text) - draft.linked for draft in some)


def _is_prose(draft: BlockDraft) -> bool:
    if len(draft.text) > 2 * _PROSE:
        return True
    is_running = len(draft.text) >= _PROSE and draft.share_linked < _LINKED
    return is_running and spelling.ends_sentence(draft.text)


def _the_title_again(found: Sequence[BlockDraft], page: PageFacts) -> None:
    wanted = spelling.letters(page.title)
    if not wanted:
        return
    for draft in kept(found)[:_OPENING]:
        if spelling.letters(draft.text) == wanted:
            draft.take_out(RemovedKind.OTHER, THE_TITLE)


def _pictures(found: Sequence[BlockDraft], page: PageFacts) -> None:
    """Credits, controls, and the captions that stand right above them."""
    below_is_credit = False
    for draft in reversed(found):
        if draft.removed is not None:
            below_is_credit = draft.removed.kind is RemovedKind.CREDIT
            continue
        text = draft.text
        if draft.kind is not BlockKind.HEADING and (credits.is_credit(text) or credits.is_control(text)):
            draft.take_out(RemovedKind.CREDIT, "a line that only credits a picture")
            below_is_credit = True
            continue
        if _POINTS_AT_A_PICTURE.match(text):
            draft.take_out(RemovedKind.CAPTION, "a line that points at a picture")
        may_be_caption = draft.kind is BlockKind.PARAGRAPH and len(text) <= _CAPTION_ABOVE_CREDIT
        if (
            draft.removed is None
            and below_is_credit
            and may_be_caption
            and (_ABOUT_A_PICTURE.search(text) or not spelling.ends_sentence(text))
        ):
            draft.take_out(RemovedKind.CAPTION, "a caption: a picture's credit follows it")
        below_is_credit = False


def _notices(found: Sequence[BlockDraft]) -> None:
    """What only machines and lawyers write; it may stand in a page more often than sentences do."""
    for draft in kept(found):
        if len(draft.text) <= _SHORT:
            _remove_if_said(draft, FORMAL_PHRASES)


def _phrases(found: Sequence[BlockDraft], page: PageFacts) -> None:
    for draft in kept(found):
        if len(draft.text) <= (_SHORT if draft.linked else _SHORT_WITHOUT_A_LINK):
            _remove_if_said(draft, INFORMAL_PHRASES)
        if draft.removed is None and not draft.linked and _IN_BRACKETS.fullmatch(draft.text):
            draft.take_out(RemovedKind.OTHER, "what stands for something embedded")
        if (
            draft.removed is None
            and draft.linked
            and len(draft.text) <= _SHORT
            and _advertises(draft.text, page)
        ):
            draft.take_out(RemovedKind.NEWSLETTER, "an invitation to more of the outlet")


def _advertises(text: str, page: PageFacts) -> bool:
    """Whether ``text`` asks the reader to do something with the outlet itself, or on a network."""
    own = spelling.letters(page.site)
    is_own = bool(own) and own in spelling.letters(text)
    return endings.invites(text) and (is_own or OF_THE_OUTLET.search(text) is not None)


def _remove_if_said(draft: BlockDraft, phrases: Sequence[Phrase]) -> None:
    text = draft.text.lower()
    phrase = next((phrase for phrase in phrases if phrase.found_in(text)), None)
    if phrase is not None:
        draft.take_out(phrase.kind, phrase.why)


def _teasers(found: Sequence[BlockDraft], page: PageFacts) -> None:
    """Cards that are one link, and headlines of other stories with what is said of them."""
    card: Tag | None = None
    for draft in found:
        if draft.removed is not None:
            continue
        if draft.wrapped or (draft.share_linked > _LINKED and _CUT_OFF.search(draft.text)):
            draft.take_out(RemovedKind.RELATED, "a teaser: the whole card is a link")
        elif draft.kind is BlockKind.HEADING:
            card = None
            if _leads_elsewhere(draft, page):
                card = _card(draft.tag)
                draft.take_out(RemovedKind.RELATED, "the headline of another story")
        elif card is not None and len(draft.text) <= _SHORT and card in draft.tag.parents:
            draft.take_out(RemovedKind.RELATED, "what is said under the headline of another story")


def _card(heading: Tag) -> Tag | None:
    """The largest box around ``heading`` that holds no more than a teaser; None when even its parent does."""
    card = None
    for around in islice(heading.parents, _CARD_DEPTH):
        if _is_longer(around, _CARD) or _holds_before(around, "p", heading):
            break
        card = around
    return card


def _is_longer(tag: Tag, most: int) -> bool:
    """Whether ``tag`` has more than ``most`` characters of text; no more of it is read than that takes."""
    return any(length > most for length in accumulate(map(len, tag.strings)))


def _holds_before(around: Tag, name: str, inner: Tag) -> bool:
    """Whether ``around`` holds an element of that name before its ``inner`` begins."""
    before = takewhile(lambda node: node is not inner, around.descendants)
    return any(isinstance(node, Tag) and node.name == name for node in before)


def _leads_elsewhere(draft: BlockDraft, page: PageFacts) -> bool:
    if draft.share_linked <= _LINKED or names_a_subject(draft.text):
        return False
    link = draft.tag.find("a", href=True) or draft.tag.find_parent("a", href=True)
    return link is not None and page.is_internal(str(link["href"]))


def _link_lists(found: Sequence[BlockDraft], page: PageFacts) -> None:
    """A list in which most items are mostly links."""
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and found[end].kind is BlockKind.LIST_ITEM:
            end += 1
        items = kept(found[at:end])
        above = found[at - 1].removed if at else None
        least = 0.0 if above is not None and above.kind is RemovedKind.RELATED else _HALF_LINKED
        linked = [item for item in items if item.share_linked > least and not _is_sentence(item)]
        if len(items) > 1 and 3 * len(linked) >= 2 * len(items):
            for item in items:
                if not _is_prose(item):
                    item.take_out(RemovedKind.RELATED, "an item in a list of links")
        at = end + 1


def _is_sentence(draft: BlockDraft) -> bool:
    return draft.share_linked < _LINKED and spelling.ends_sentence(draft.text)


def _links_alone(found: Sequence[BlockDraft], page: PageFacts) -> None:
    for draft in kept(found):
        is_link = draft.share_linked > _LINKED and draft.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        if is_link and not spelling.ends_sentence(draft.text):
            draft.take_out(RemovedKind.RELATED, "nothing but a link")
        elif is_link and draft.text.isupper():
            draft.take_out(RemovedKind.RELATED, "nothing but a link, in capitals")


def _before_the_beginning(found: Sequence[BlockDraft], page: PageFacts) -> None:
    """Bylines, dates and labels that stand above the first running text."""
    first = next((at for at, draft in enumerate(found) if draft.removed is None and _is_prose(draft)), 0)
    names = [spelling.letters(name) for name in page.authors]
    for draft in kept(found[: max(first, _OPENING)]):
        text = draft.text
        if draft.kind is BlockKind.QUOTE or page.is_time_of_a_post(text):
            continue
        is_date = dates.is_date_line(text) or (len(text) <= dates.LONGEST_LINE and bool(_AGO.search(text)))
        if len(text) > _PROSE or (spelling.ends_sentence(text) and not is_date):
            continue
        letters = spelling.letters(text)
        if _BYLINE.match(text) or any(name and name in letters for name in names):
            draft.take_out(RemovedKind.OTHER, BYLINE)
        elif is_date:
            draft.take_out(RemovedKind.OTHER, DATE)
        elif _is_headline_and_byline(text, page):
            draft.take_out(RemovedKind.OTHER, BYLINE)
    _beside_bylines(found)


def _beside_bylines(found: Sequence[BlockDraft]) -> None:
    """The other items of a list that holds the byline or the date: a post, a place, an outlet."""
    opening = found[: 2 * _OPENING]
    told = [draft for draft in opening if draft.removed is not None and draft.removed.why in (BYLINE, DATE)]
    lists = {id(draft.tag.parent) for draft in told}
    for draft in kept(opening):
        is_item = draft.kind is BlockKind.LIST_ITEM and id(draft.tag.parent) in lists
        if is_item and len(draft.text) <= _PROSE and not spelling.ends_sentence(draft.text):
            draft.take_out(RemovedKind.OTHER, BYLINE)


def _is_headline(draft: BlockDraft) -> bool:
    return draft.removed is not None and (draft.removed.why == THE_TITLE or draft.tag.name == "h1")


def _above_the_headline(found: Sequence[BlockDraft], page: PageFacts) -> None:
    """Kickers, names of sections and labels: what stands above the headline, and is no sentence."""
    headline = next((at for at, draft in enumerate(found[:_OPENING]) if _is_headline(draft)), 0)
    for draft in kept(found[:headline]):
        if spelling.weight(draft.text) <= _PROSE and not spelling.ends_sentence(draft.text):
            draft.take_out(RemovedKind.OTHER, "above the headline")


def _is_headline_and_byline(text: str, page: PageFacts) -> bool:
    """Whether line breaks alone set the headline apart from what stands under it: who wrote it, and when."""
    headline, *under = text.split("\n")
    if not under or spelling.letters(headline) not in spelling.letters(page.title):
        return False
    return all(_BYLINE.match(line) or dates.is_date_line(line) for line in under)


def _behind_the_end(found: Sequence[BlockDraft], page: PageFacts) -> None:
    endings.apply(found, page.authors)


def _headings_over_nothing(found: Sequence[BlockDraft], page: PageFacts) -> None:
    _take_headings_over_nothing(found, lambda draft: False)


def _take_headings_over_nothing(found: Sequence[BlockDraft], is_said: Callable[[BlockDraft], bool]) -> None:
    """A heading goes when only removed parts lie between it and the next heading, or the end."""
    something_removed, something_kept, at_end = False, False, True
    for draft in reversed(found):
        if draft.removed is not None:
            something_removed = True
        elif draft.kind is not BlockKind.HEADING:
            something_kept, at_end = True, False
        else:
            is_label = len(draft.text) <= _LABEL_HEADING and not spelling.ends_sentence(draft.text)
            is_over_nothing = not something_kept and (something_removed or at_end)
            if is_label and is_over_nothing and not is_said(draft):
                draft.take_out(RemovedKind.OTHER, _OVER_NOTHING)
            else:
                at_end = False
            something_removed = something_kept = False


_RULES = (
    _the_title_again,
    _pictures,
    labels.labels,
    _phrases,
    _teasers,
    _link_lists,
    _links_alone,
    labels.labelled_links,
    labels.labels_over_links,
    _above_the_headline,
    _before_the_beginning,
    _behind_the_end,
    _headings_over_nothing,
)
