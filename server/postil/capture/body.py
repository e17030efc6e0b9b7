"""Where on the page the article's body is: one pass over the long pieces of text.

Every stretch of prose gives points to the elements it lies in. From the page's root the way goes
down into the child that holds nearly all of the points, and ends where they are spread: that
element holds the body, whole even when it is cut up over siblings.
"""

import re
from collections.abc import Iterable, Mapping, Set

from lxml import etree

from postil.capture import markup, others, spelling
from postil.capture.hints import Hint, hint, is_hidden, names_a_correction
from postil.models import RemovedKind

# Shorter pieces of text are labels, or the ends of sentences broken by links: they tell nothing.
_LONG_TEXT = etree.XPath("//text()[string-length(normalize-space()) > 24]")

_INLINE_NAMES = """
    a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q ruby rb s samp small span
    strike strong sub sup time tt u var wbr
"""
_INLINE = frozenset(_INLINE_NAMES.split())

_TALK = frozenset({"comments", "commenting", "disqus", "viafoura", "respond", "livefyre", "coral"})
_TALKED = 0.01  # readers write more than reporters
_TOLD_ELSEWHERE = 0.01  # of other stories there are often many on a page
_TAG_FACTOR: Mapping[str, float] = {
    "a": 0.0,
    "button": 0.0,
    "label": 0.0,
    "option": 0.0,
    "figcaption": 0.0,
    "figure": 0.1,
    "h1": 0.0,
    "h2": 0.0,
    "h3": 0.0,
    "h4": 0.0,
    "h5": 0.0,
    "h6": 0.0,
    "head": 0.0,
    "nav": 0.05,
    "footer": 0.1,
    "aside": 0.3,
    "header": 0.5,
    "dialog": 0.05,
    "li": 0.6,
}
"""How far text inside such an element speaks for a body around it; 1 for all others."""

_MAIN_PART = 0.5  # share of the page's prose
_HALF_HINTED = 0.2  # in something called "header" or "links"
_HINTED = 0.1  # text in something called "related" or "comments": never nothing, names can be wrong
_NO_SENTENCE = 0.3  # teasers, labels and captions do without a full stop more often than prose
_SENTENCE_MARK = re.compile(rf"[{spelling.SENTENCE_MARKS}:;،]")
_FEW = 400  # characters: what two paragraphs have; teasers and notices stand alone in their boxes
_LONELY = 0.35
_BODY_NAME = re.compile(
    r"(?:article|story|post|entry|page|main)[-_ ]?(?:body|text|content)|body[-_]?text|\b(?:intro|lead|lede)\b"
)
_OPENING = 80.0  # points of a first paragraph that stands before the box with the others
_NOTE = range(60, 800)  # characters of a correction; a link to all corrections has fewer, a list of them more
_SAMPLE, _SAMPLES = 30, 12  # letters in a piece of the copy, and how many pieces are looked for
_ENOUGH = 0.75  # share of them; embedded posts and corrections are in one text and not in the other
_CLEARLY_MORE = 0.2
_NEARLY_ALL = 0.9


def find(root: etree._Element, title: str, copy: str = "") -> etree._Element | None:
    """The smallest element that holds the body of the article of that ``title``; None where no prose is.

    ``copy`` is the page's own copy of the text, "" when it has none: what it holds is not left outside.
    """
    found = _densest(root, title)
    return found if found is None or not copy else _with_all_of(copy, found)


def _with_all_of(copy: str, found: etree._Element) -> etree._Element:
    """``found``, or the nearest element around it that holds clearly more of ``copy``."""
    letters = spelling.letters(copy)
    step = max(1, (len(letters) - _SAMPLE) // _SAMPLES)
    samples = [letters[at : at + _SAMPLE] for at in range(0, len(letters) - _SAMPLE + 1, step)]
    best, most = found, _held(samples, found)
    for around in found.iterancestors():
        if most >= _ENOUGH * len(samples):
            break
        held = _held(samples, around)
        if held >= most + _CLEARLY_MORE * len(samples):
            best, most = around, held
    return best


def _held(samples: list[str], element: etree._Element) -> int:
    text = spelling.letters(markup.text(element))
    return sum(1 for sample in samples if sample in text)


def _densest(root: etree._Element, title: str) -> etree._Element | None:
    own = others.own_article(root, title)
    points = _points(root, others.other_stories(root, title, own))
    if not points.get(root):
        return None
    here = root if own is None or points.get(own, 0.0) < _MAIN_PART * points[root] else own
    while True:
        heaviest = max((child for child in here if child in points), key=points.__getitem__, default=None)
        if heaviest is None:
            return here
        if points[heaviest] < _NEARLY_ALL * points[here]:
            column = others.whole_article(here, title)
            if column is None or column not in points:
                return here
            heaviest = column
        if heaviest.tag == "p" and _has_other_paragraphs(here):
            return here
        before, after = heaviest.itersiblings(preceding=True), heaviest.itersiblings()
        if any(_is_opening(beside, points) or _is_correction(beside) for beside in before):
            return here
        if any(map(_is_correction, after)):
            return here
        here = heaviest


def _has_other_paragraphs(element: etree._Element) -> bool:
    """Whether a paragraph in ``element``, however long, is not the only one there."""
    return sum(1 for child in element if child.tag == "p" and markup.text(child)) > 1


def _is_opening(element: etree._Element, points: dict[etree._Element, float]) -> bool:
    """Whether ``element``, before the box with most of the text, holds the article's first paragraphs."""
    found = points.get(element, 0.0)
    if element.tag == "p":
        return found > _OPENING
    return found > _OPENING * _LONELY and bool(_BODY_NAME.search(markup.naming(element).lower()))


def _is_correction(element: etree._Element) -> bool:
    """Whether ``element``, beside the box with most of the text, holds a correction of the article."""
    names = markup.naming(element)
    return bool(names) and names_a_correction(names) and len(markup.text(element)) in _NOTE


def _points(root: etree._Element, other_stories: Set[etree._Element]) -> dict[etree._Element, float]:
    """How much each element that holds prose speaks for being the body."""
    blocks: dict[etree._Element, float] = {}
    for piece, holder in markup.texts(_LONG_TEXT, root):
        block = holder
        weight = len(piece.strip()) * (1.0 if _SENTENCE_MARK.search(piece) else _NO_SENTENCE)
        while block.tag in _INLINE and (above := block.getparent()) is not None:
            if block.tag == "a" and block.get("href"):
                weight = 0.0
            block = above
        blocks[block] = blocks.get(block, 0.0) + weight
    parents = _parents(blocks)
    prose = _added_up(blocks, parents)
    factors = _Factors(root, prose, other_stories).of(parents)
    for block in blocks:
        blocks[block] *= factors[block]
        parent = parents[block]
        if parent is not None and prose[parent] < _FEW:
            blocks[block] *= _LONELY
    return _added_up(blocks, parents)


_Parents = dict[etree._Element, etree._Element | None]


def _parents(blocks: Iterable[etree._Element]) -> _Parents:
    """``blocks`` and all that lies around them, each behind the one around it: None for the root."""
    parents: _Parents = {}
    for block in blocks:
        path = []
        here: etree._Element | None = block
        while here is not None and here not in parents:
            path.append(here)
            here = here.getparent()
        for inner in reversed(path):
            parents[inner] = here
            here = inner
    return parents


def _added_up(blocks: Mapping[etree._Element, float], parents: _Parents) -> dict[etree._Element, float]:
    """What the blocks have, added up for every element around them."""
    sums = {element: blocks.get(element, 0.0) for element in parents}
    for element, around in reversed(parents.items()):
        if around is not None:
            sums[around] += sums[element]
    return sums


class _Factors:
    """How much of its points a text keeps, for the tags and the names of all that lies around it."""

    def __init__(
        self,
        root: etree._Element,
        prose: Mapping[etree._Element, float],
        other_stories: Set[etree._Element],
    ) -> None:
        self._all = prose.get(root, 0.0)
        self._most = _MAIN_PART * self._all
        self._prose = prose
        self._hints: dict[etree._Element, Hint] = {}
        self._tells_under_pictures = False
        self._other_stories = other_stories

    def of(self, parents: _Parents) -> dict[etree._Element, float]:
        for element in parents:
            if element.attrib and (found := hint(markup.naming(element))) is not None:
                self._hints[element] = found
        self._tells_under_pictures = self._is_told_in_captions(parents)
        factors: dict[etree._Element, float] = {}
        for element, around in parents.items():
            factor = 1.0 if around is None else factors[around]
            factors[element] = factor * self._own(element) if factor else factor
        return factors

    def _own(self, element: etree._Element) -> float:
        if element in self._other_stories:
            return _TOLD_ELSEWHERE
        is_anchor = element.tag == "a" and not element.get("href")
        factor = 1.0 if is_anchor else _TAG_FACTOR.get(element.tag, 1.0)
        if not factor or not element.attrib:
            return factor
        if is_hidden({str(k): v for k, v in element.items()}) or element.get("aria-hidden") == "true":
            return factor if self._is_the_page(element) else factor * _HINTED
        found = self._hints.get(element)
        if found is None or self._is_the_page(element):
            return factor
        if found.kind is RemovedKind.CAPTION and self._tells_under_pictures:
            return factor
        if found.word in _TALK:
            return factor * _TALKED
        return factor * (_HINTED if found.sure else _HALF_HINTED)

    def _is_told_in_captions(self, parents: _Parents) -> bool:
        """Whether what is called captions is most of the page's prose, as in a photo essay."""
        captions: set[etree._Element] = set()
        held = 0.0
        for element, around in parents.items():
            found = self._hints.get(element)
            if around in captions:
                captions.add(element)
            elif found is not None and found.kind is RemovedKind.CAPTION:
                captions.add(element)
                held += self._prose[element]
        return held > self._most

    def _is_the_page(self, element: etree._Element) -> bool:
        """Whether ``element`` holds most of the prose, and so, whatever its name, the article.

        Long comments do hold most, beside a short article; but no main heading.
        """
        held = self._prose.get(element, 0.0)
        if held <= self._most:
            return False
        return self._all - held < _FEW or any(True for _ in element.iter("h1", "article"))
