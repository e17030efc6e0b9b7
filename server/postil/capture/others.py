"""The other stories on a page: whole articles beside or behind its own, and the cards that lead to more.

An article of its own has a main heading of its own; a card has a heading that is a link, and little more.
"""

from collections.abc import Iterator
from functools import cache
from itertools import islice, takewhile

from lxml import etree

from postil.capture import markup, spelling
from postil.capture.hints import hint

_HEADINGS = ("h2", "h3", "h4", "h5")
_BYLINES = ("byline", "bylines", "author", "authors", "byline-info", "author-info", "contributor")
_LINKED = 0.8
_CARD = 600  # characters: a headline, a teaser, a byline
_FITS_A_CARD = etree.XPath(f"string-length(normalize-space()) <= {_CARD}")
_MOST_STORIES = 20  # looked at behind the page's own; what stands before each is counted anew
_CARD_DEPTH = 4  # elements around a headline
_BEFORE_A_HEADING = 120  # characters: a section's name, a day, a writer
_ARTICLE = 400  # characters before another story begins: less is a stand-first
_PARAGRAPH, _PARAGRAPHS, _LINKS = 80, 5, 5  # characters of one, and how many are an article and its end
_MOST_WORDS_OF_A_NAME = 3


def own_article(root: etree._Element, title: str) -> etree._Element | None:
    """The <article> whose main heading is the page's title; None when there is no such element."""
    wanted = spelling.letters(title)
    for article in root.iter("article"):
        if any(_is_title(heading, wanted) for heading in article.iter("h1")):
            return article
    return None


def other_stories(root: etree._Element, title: str, own: etree._Element | None) -> set[etree._Element]:
    """The elements that hold other stories: ``own`` is the page's own <article>, None when there is none."""
    return {
        *_articles_beside(root, own),
        *_articles_behind(root, title),
        *_articles_alike(root, title),
        *_cards(root),
    }


def names_a_subject(text: str) -> bool:
    """Whether a linked heading only names one of those the article is about: a headline says more."""
    words = text.split()
    return len(words) <= _MOST_WORDS_OF_A_NAME and all(word[0].isupper() for word in words)


def whole_article(element: etree._Element, title: str) -> etree._Element | None:
    """The child of ``element`` that holds the page's title, the text below it, and links behind that.

    Links end an article: what stands beside such a column is told on other pages. None for no such child.
    """
    wanted = spelling.letters(title)
    for child in element:
        if any(_is_title(heading, wanted) for heading in child.iter("h1")):
            return child if _ends_in_links(child) else None
    return None


def _is_title(heading: etree._Element, wanted: str) -> bool:
    """Whether ``heading`` is the title, whose letters are ``wanted``, or one is part of the other."""
    said = spelling.letters(markup.text(heading))
    return bool(said and wanted) and (said in wanted or wanted in said)


def _ends_in_links(element: etree._Element) -> bool:
    texts = {text for text in element.iter("p") if _is_a_paragraph(markup.text(text))}
    in_texts = {link for text in texts for link in text.iter("a")}
    paragraphs, links, ends = 0, 0, False
    for inner in reversed(list(element.iter("a", "p"))):
        if inner.tag == "a":
            links += inner not in in_texts
        else:
            paragraphs += inner in texts
        ends = ends or links >= _LINKS * max(1, paragraphs)
    return ends and paragraphs >= _PARAGRAPHS


def _is_a_paragraph(text: str) -> bool:
    return len(text) >= _PARAGRAPH and spelling.ends_sentence(text)


def _articles_beside(root: etree._Element, own: etree._Element | None) -> Iterator[etree._Element]:
    if own is not None:
        around = {*own.iterancestors("article"), *own.iter("article")}
        yield from (article for article in root.iter("article") if article not in around)


def _articles_behind(root: etree._Element, title: str) -> Iterator[etree._Element]:
    """What begins with a main heading of its own, behind the text that stands under the page's title."""
    wanted = spelling.letters(title)
    headings = list(root.iter("h1"))
    at = next((at for at, heading in enumerate(headings) if _is_title(heading, wanted)), len(headings))
    if len(headings) <= at + 1:
        return
    outside = {headings[at], *headings[at].iterancestors()}
    for heading in headings[at + 1 : at + 1 + _MOST_STORIES]:
        if not markup.text(heading) or _is_title(heading, wanted):
            continue
        box = heading
        while (around := box.getparent()) is not None and around not in outside:
            if _length_before(box, around) > _BEFORE_A_HEADING:
                break
            box = around
        if box is not heading and around is not None and _length_before(box, around) > _ARTICLE:
            yield box


def _articles_alike(root: etree._Element, title: str) -> Iterator[etree._Element]:
    """What has the shape of the box that holds the page's title, a heading and a byline of its own."""
    wanted = spelling.letters(title)
    own = next((heading for heading in root.iter("h1") if _is_title(heading, wanted)), None)
    for box in () if own is None else islice(own.iterancestors("article", "section", "div"), _CARD_DEPTH):
        shape = box.tag, box.get("class")
        alike = [beside for beside in box.itersiblings() if (beside.tag, beside.get("class")) == shape]
        if shape[1] and alike and all(map(_has_heading_and_byline, alike)):
            yield from alike


def _has_heading_and_byline(box: etree._Element) -> bool:
    said = [found.word for inner in box.iter() if inner.attrib and (found := hint(markup.naming(inner)))]
    is_signed = any(word in _BYLINES for word in said)
    return is_signed and next(box.iter("h1", "h2", "h3"), None) is not None


def _length_before(inner: etree._Element, around: etree._Element) -> int:
    """How much text of ``around`` stands before its child ``inner``."""
    before = takewhile(lambda child: child is not inner, around)
    return len((around.text or "").strip()) + sum(len(markup.text(child)) for child in before)


def _cards(root: etree._Element) -> Iterator[etree._Element]:
    fits = cache(_FITS_A_CARD)  # thousands of headings may stand in one long element
    for heading in root.iter(*_HEADINGS):
        link = next(heading.iter("a"), None)
        if link is None:
            link = next(heading.iterancestors("a"), None)
        if link is None or not link.get("href"):
            continue
        text = markup.text(heading)
        if names_a_subject(text) or len(markup.text(link)) < _LINKED * len(text):
            continue
        card = None
        for around in islice(heading.iterancestors(), _CARD_DEPTH):
            if not fits(around):
                break
            card = around
        if card is not None:
            yield card
