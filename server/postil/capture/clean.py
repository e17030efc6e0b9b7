"""The body without what is not the article: captions, credits, and the boilerplate around and between.

Rules come in two sorts. Element rules judge a piece of markup by its tag and by the names the
outlet gave it, unless it stands inside a sentence; line rules judge a block by its words, its links
and its neighbours. Every part that goes is recorded with the rule that said so. No rule may take too
much: see the shares below.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from postil.capture import drafts, endings, lines
from postil.capture.corrections import ReaderCorrections
from postil.capture.drafts import BlockDraft
from postil.capture.facts import PageFacts
from postil.capture.hints import Hint, hint, is_hidden, names_a_correction, naming
from postil.capture.phrases import ABOUT
from postil.capture.pictures import lines_under
from postil.capture.rows import in_rows
from postil.capture.sentences import explains_a_word, is_in_sentence
from postil.capture.spelling import ends_sentence
from postil.capture.whitespace import squeeze
from postil.models import Block, Removed, RemovedKind

HIDDEN = "hidden on the page"  # why what no reader sees is gone

# Captions of a photo essay reach a third of its text; a part beyond that is more likely the article itself.
_MOST_FOR_A_SURE_SIGN = 0.35
_MOST_FOR_TWO_SIGNS = 0.45  # a name or a place, and what it says itself
_MOST_FOR_A_RULE = 0.45  # all its parts together
_LONGEST_AD = 400  # characters; paragraphs bear such names when an advertisement hangs on them
_SENTENCE = 60  # characters: a label or a name is shorter
_BESIDE = 8  # siblings looked at on each side
_SCRAP = 160  # characters: two lines on a phone; longer text under an unsure name is read as prose

_BY_TAG = {
    "nav": (RemovedKind.NAVIGATION, "a navigation element"),
    "menu": (RemovedKind.NAVIGATION, "a navigation element"),
    "button": (RemovedKind.NAVIGATION, "a button"),
    "label": (RemovedKind.NAVIGATION, "the label of a form field"),
    "dialog": (RemovedKind.NAVIGATION, "a dialog box"),
    "figcaption": (RemovedKind.CAPTION, "the caption of a figure"),
    "figure": (RemovedKind.CAPTION, "a figure and what is written under it"),
    "aside": (RemovedKind.RELATED, "set aside from the article"),
    "footer": (RemovedKind.OTHER, "a footer"),
    "form": (RemovedKind.NEWSLETTER, "a form to fill in"),
    "h1": (RemovedKind.OTHER, "the page's heading"),
}
_BOXES = frozenset({"div", "li", "section", "span", "center", "td"})
_LISTS = frozenset({"ul", "ol"})
_PICTURES = frozenset({"img", "picture", "amp-img"})
_NOT_IN_A_CAPTION = frozenset({"h2", "h3", "h4", "ul", "ol", "blockquote", "table"})
_LONGEST_CAPTION = 400
_AT_A_PICTURE = (RemovedKind.CAPTION, RemovedKind.CREDIT)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Some outlets wrap these in <figure> too.
_TEXT_IN_A_FIGURE = frozenset({"blockquote", "table", "pre"})
_QUOTES = frozenset({"blockquote"})


def clean(soup: BeautifulSoup, page: PageFacts, corrections: ReaderCorrections) -> list[BlockDraft]:
    """The article's blocks and what was taken out, in the page's order, as drafts; none is empty."""
    rules = _ElementRules(soup, page)
    judge = corrections.over(rules)
    found = drafts.read(soup, judge)
    while rules.forgive():
        found = drafts.read(soup, judge)
    lines.apply(found, page)
    if corrections.apply(found):
        lines.judge_headings_anew(found, corrections.speaks_of)
    return [draft for draft in found if draft.text]


def removed(found: list[BlockDraft]) -> list[Removed]:
    """What was taken out."""
    return [draft.removed for draft in found if draft.removed is not None]


def blocks(found: list[BlockDraft]) -> tuple[Block, ...]:
    """The blocks that are left, with their places in the text that joins them by blank lines."""
    start, placed = 0, []
    for draft in found:
        if draft.removed is not None:
            continue
        placed.append(Block(draft.kind, draft.text, start))
        start += len(draft.text) + len("\n\n")
    return tuple(placed)


class _ElementRules:
    """Asked for each element: the part to remove, or None to read on inside it.

    A rule that took too much in all is forgiven: it is not asked again when the body is read anew.
    """

    def __init__(self, soup: BeautifulSoup, page: PageFacts) -> None:
        self._page = page
        self._length = len(squeeze(soup.get_text(" ")))
        tags = list(_tags(soup))
        pictures = [tag for tag in tags if tag.name in _PICTURES]
        paragraphs = [(tag, tag.get_text().strip()) for tag in tags if tag.name == "p"]
        self._around_pictures = {id(around) for picture in pictures for around in picture.parents}
        self._said_of_paragraphs = {
            _said(tag)
            for tag, text in paragraphs
            if tag.attrs and len(text) > _SCRAP and ends_sentence(text[-4:])
        }
        self._in_rows = {} if page.is_live else in_rows(tags, page.is_internal)
        self._under_pictures = {id(tag) for tag in lines_under(paragraphs, self._around_pictures)}
        self._taken: Counter[str] = Counter()
        self._undone: set[str] = set()

    def forgive(self) -> bool:
        """Whether a rule took too much since the last call. It will be silent from now on."""
        most = _MOST_FOR_A_RULE * self._length
        undone = {why for why, taken in self._taken.items() if taken > most}
        self._undone |= undone
        self._taken.clear()
        return bool(undone)

    def __call__(self, tag: Tag) -> Removed | None:
        if self._page.is_live and self._page.is_time_of_a_post(tag.get_text().strip()):
            return None
        if id(tag) in self._in_rows:
            kind, why = self._in_rows[id(tag)]
            return Removed(kind, squeeze(tag.get_text(" ")), why)
        names = naming(tag.attrs)
        if names and names_a_correction(names) and _is_a_sentence(tag):
            return None
        if is_hidden(tag.attrs):
            return self._remove(tag, RemovedKind.OTHER, HIDDEN, _MOST_FOR_A_SURE_SIGN)
        if explains_a_word(tag):
            return self._remove(tag, RemovedKind.OTHER, "what is said of a word when one points at it", 1.0)
        found = hint(names)
        said = found.kind if found is not None else None
        if (found is not None or tag.name in _BY_TAG) and is_in_sentence(tag, said):
            return None
        if found is not None and found.sure and not self._holds_a_quote(tag, found):
            most = _MOST_FOR_A_SURE_SIGN
            if found.kind is RemovedKind.AD:
                is_paragraph = tag.name == "p" and _is_a_sentence(tag)
                if is_paragraph:
                    most = 0.0
                elif any(map(endings.invites, tag.stripped_strings)):
                    most = _MOST_FOR_TWO_SIGNS
                else:
                    most = min(most, _LONGEST_AD / self._length)
            removed = self._remove(tag, found.kind, f"named “{found.word}”", most)
            if removed is not None:
                return removed
        if tag.name in _BY_TAG and not _is_text_all_the_same(tag):
            kind, why = _BY_TAG[tag.name]
            return self._remove(tag, kind, why, _MOST_FOR_A_SURE_SIGN)
        if found is not None and not found.sure and tag.name not in _HEADINGS:
            most = _SCRAP / self._length
            removed = None
            if _says_whose_quote(tag, found) or self._is_named_like_the_text(tag, found):
                return None
            if (found.kind in _AT_A_PICTURE and not _is_a_section(tag)) or not _is_a_sentence(tag):
                removed = self._remove(tag, found.kind, f"a scrap named “{found.word}”", most)
            if removed is not None:
                return removed
        if tag.name in _BOXES and ABOUT.match(next(tag.stripped_strings, "")):
            return self._remove(tag, RemovedKind.OTHER, "a box about its makers", _MOST_FOR_TWO_SIGNS)
        most = _LONGEST_CAPTION / self._length
        if tag.name in _BOXES and id(tag) in self._around_pictures and _is_a_picture_with_words(tag):
            return self._remove(tag, RemovedKind.CAPTION, "a box with a picture", most)
        if tag.name == "p" and id(tag) in self._around_pictures and _is_under_its_picture(tag):
            return self._remove(tag, RemovedKind.CAPTION, "the text of a picture's paragraph", most)
        if id(tag) in self._under_pictures:
            return self._remove(tag, RemovedKind.CAPTION, "a short line under a picture", most)
        if tag.name in _LISTS and _is_a_list_beside_a_picture(tag):
            return self._remove(tag, RemovedKind.CAPTION, "a list of one item beside a picture", most)
        return None

    def _holds_a_quote(self, tag: Tag, found: Hint) -> bool:
        """Posts from elsewhere sit in parts named "social" or "embed", and are quotes."""
        return found.kind not in _AT_A_PICTURE and (tag.name in _QUOTES or _holds(tag, _QUOTES))

    def _is_named_like_the_text(self, tag: Tag, found: Hint) -> bool:
        """Whether paragraphs of the page bear the word that speaks against ``tag``: then it says nothing."""
        if tag.name == "p" and found.word in self._said_of_paragraphs:
            return True
        return any(
            isinstance(beside, Tag) and _said(beside) == found.word and _is_a_sentence(beside)
            for siblings in (tag.next_siblings, tag.previous_siblings)
            for beside in islice(siblings, _BESIDE)
        )

    def _remove(self, tag: Tag, kind: RemovedKind, why: str, most: float) -> Removed | None:
        if why in self._undone:
            return None
        text = squeeze(tag.get_text(" "))
        if len(text) > most * self._length:
            return None
        self._taken[why] += len(text)
        return Removed(kind, text, why)


def _said(tag: Tag) -> str | None:
    """The word in the names of ``tag`` that says what it is, None when there is none."""
    found = hint(naming(tag.attrs)) if tag.attrs else None
    return None if found is None else found.word


def _says_whose_quote(tag: Tag, found: Hint) -> bool:
    """Whether an "attribution" is that of a quotation, and not of a picture."""
    around = tag.parent
    if found.kind is not RemovedKind.CREDIT or around is None:
        return False
    return around.name in _QUOTES or any(
        isinstance(beside, Tag) and beside.name in _QUOTES for beside in around.children
    )


def _is_text_all_the_same(tag: Tag) -> bool:
    """Whether ``tag`` is a figure around text, or the line below a quotation that says whose it is."""
    if tag.name == "figure":
        return _holds(tag, _TEXT_IN_A_FIGURE)
    return tag.name == "footer" and tag.find_parent(_QUOTES) is not None


def _is_a_sentence(tag: Tag) -> bool:
    text = tag.get_text().strip()
    return len(text) >= _SENTENCE and ends_sentence(text[-4:])


def _is_a_section(tag: Tag) -> bool:
    """Whether ``tag`` holds a heading, and a sentence in a paragraph of its own."""
    return _holds(tag, _HEADINGS) and any(map(_is_a_sentence, tag.find_all("p")))


def _is_a_picture_with_words(tag: Tag) -> bool:
    """Whether a box around a picture holds, outside the picture's own paragraph, little more."""
    picture = next(inner for inner in _tags(tag) if inner.name in _PICTURES)
    if _holds(tag, _NOT_IN_A_CAPTION) or _is_a_sentence_before(picture, tag):
        return False
    around = picture.find_parent(("p", *_BOXES))
    return around is not None and (around is tag or around.name != "p" or not around.get_text(strip=True))


def _is_under_its_picture(tag: Tag) -> bool:
    """Whether all the text in the paragraph ``tag`` follows its picture, and is no sentence."""
    texts = [text for text in tag.find_all(string=True) if text.strip()]
    picture = texts[0].find_previous(_PICTURES) if texts else None
    return picture is not None and tag in picture.parents and not ends_sentence(texts[-1].strip())


def _is_a_sentence_before(picture: Tag, box: Tag) -> bool:
    """Whether running text of ``box`` goes before its ``picture``: what is said of a picture follows it."""
    for before in picture.find_all_previous("p"):
        if box not in before.parents:
            return False
        if _is_a_sentence(before):
            return True
    return False


def _is_a_list_beside_a_picture(tag: Tag) -> bool:
    """Photo essays of some outlets keep each caption in a list of one item, next to the picture."""
    items = [item for item in tag.children if isinstance(item, Tag)]
    if len(items) != 1:
        return False
    beside = (_next_tag(tag.previous_siblings), _next_tag(tag.next_siblings))
    return any(other is not None and (other.name == "figure" or other.name in _PICTURES) for other in beside)


def _next_tag(siblings: Iterable[PageElement]) -> Tag | None:
    return next((other for other in siblings if isinstance(other, Tag)), None)


def _tags(tag: Tag) -> Iterator[Tag]:
    return (inner for inner in tag.descendants if isinstance(inner, Tag))


def _holds(tag: Tag, names: frozenset[str]) -> bool:
    return any(inner.name in names for inner in _tags(tag))
