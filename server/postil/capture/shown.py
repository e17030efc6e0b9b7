"""What a page shows of its article's author and day, for where its head is silent or wrong."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from postil.capture import bylines, dates, markup, spelling
from postil.capture.whitespace import squeeze

# By the attribute and back: asking every element for an attribute that few have takes twice as long.
_DATED_BY_NAME = etree.XPath(
    "//@itemprop[. = 'datePublished']/.. | //body//@class"
    "[contains(., 'date') or contains(., 'publi') or contains(., 'Date') or contains(., 'fecha')"
    " or contains(., 'datum') or contains(., 'tarih')]/parent::*[not(*)]"
)
_CALLED_AUTHOR = etree.XPath(
    "//body//@class[contains(., 'byline') or contains(., 'author') or contains(., 'autor')]/.."
)
_AUTHORED = (
    etree.XPath("//@itemprop[. = 'author']/.. | //a/@rel[. = 'author']/.."),
    _CALLED_AUTHOR,
    etree.XPath(
        "//a/@href[contains(., '/author/') or contains(., '/autor/') or contains(., '/autoren/')"
        " or contains(., '/reporter/') or contains(., '/auteur/') or contains(., '/by/')]/.."
    ),
)
_IS_SHORT = etree.XPath("string-length() <= 400")
_FOLLOWING = 40  # elements: a stand-first, a row of buttons, the byline
_SET_OFF = ("strong", "b", "dt", "th", "span")
_MOST_LOOKED_AT = 12
_MOST_SET_OFF = 400
_LONGEST_LABEL = 24
_LONGEST_BYLINE = 200  # characters: five names and "with additional reporting by"
_OPENING = 4  # paragraphs
_HAS_A_YEAR = re.compile(r"\d{4}")
_SENTENCE = 40  # characters beside a name

_DAY_LABEL = re.compile(r"date|datum|fecha|data|published|veröffentlicht|publié|tanggal|дата", re.IGNORECASE)
_AUTHOR_LABEL = re.compile(
    r"authors?|autor(?:e?s?|in)?(?:\s?/\s?autor(?:in)?)?|auteure?s?|autore|penulis|автор", re.IGNORECASE
)
_EDITOR = re.compile(r"^editor\s*:\s*", re.IGNORECASE)
_NAMES_AN_EDITOR = etree.XPath("contains(string(//body), 'Editor')")
_EMPHASIS = frozenset({"strong", "b", "em", "i"})


def authors(root: etree._Element, title: str) -> Iterator[tuple[str, ...]]:
    """The names that each sort of place gives, the surest sort first; some are empty.

    Names in a picture's caption or in a running sentence are not those of writers.
    """
    for path in _AUTHORED:
        beside: etree._Element | None = None
        lines: list[str] = []
        found = markup.elements(path, root)[:_MOST_LOOKED_AT]
        around = {outer for element in found for outer in element.iterancestors()}
        for element in found:
            if element in around or _is_said_of_something_else(element):
                continue
            beside = element.getparent() if beside is None else beside
            if element.getparent() is beside:
                lines.append(markup.text(element))
        lines = [line for line in lines if len(line) <= _LONGEST_BYLINE and not _EDITOR.match(line)]
        yield tuple(filter(bylines.is_shown_name, bylines.names(lines)))
    yield bylines.names(_labelled(root, _AUTHOR_LABEL))
    yield bylines.written(_below_the_heading(root, title))


def days(root: etree._Element, title: str) -> Iterator[str]:
    """The lines below the heading, some of which may tell the day."""
    lines = _below_the_heading(root, title)
    return (line for line in lines if len(line) <= dates.LONGEST_LINE and _HAS_A_YEAR.search(line))


def _is_said_of_something_else(element: etree._Element) -> bool:
    if any(around.tag in ("figure", "figcaption") for around in element.iterancestors()):
        return True
    if "authori" in (element.get("class") or ""):  # found by "author", and means authority
        return True
    paragraph = next(element.iterancestors("p"), None)
    text = "" if paragraph is None else markup.text(paragraph)
    return len(text) > len(markup.text(element)) + _SENTENCE and spelling.ends_sentence(text)


def editors(root: etree._Element) -> tuple[str, ...]:
    """Who is shown as having edited the article: some outlets call them its author in their data."""
    if not _NAMES_AN_EDITOR(root):
        return ()  # a look at the text costs a quarter of a look at all classes
    lines = (markup.text(element) for element in markup.elements(_CALLED_AUTHOR, root)[:_MOST_LOOKED_AT])
    return bylines.names(_EDITOR.sub("", line) for line in lines if _EDITOR.match(line))


def dated(root: etree._Element, title: str) -> Iterator[str]:
    """What stands behind the word "date", in things called so, and last in short lines below the heading."""
    yield from _labelled(root, _DAY_LABEL)
    for element in markup.elements(_DATED_BY_NAME, root)[:_MOST_LOOKED_AT]:
        line = element.get("content") or markup.text(element)
        if len(line) <= dates.LONGEST_LINE:
            yield line
    yield from filter(dates.is_date_line, _below_the_heading(root, title))


def name_above(body: etree._Element) -> tuple[str, ...]:
    """The name that stands alone, in bold or italics, as one of the first paragraphs of ``body``."""
    for paragraph in islice(body.iter("p"), _OPENING):
        text = markup.text(paragraph)
        is_emphasised = len(paragraph) == 1 and paragraph[0].tag in _EMPHASIS
        if not is_emphasised or text != markup.text(paragraph[0]):
            continue
        if names := bylines.written((text,)):
            return names
        if bylines.is_written_name(text) and not spelling.WIDE.search(text):
            return (text,)
    return ()


def _labelled(root: etree._Element, label: re.Pattern[str]) -> Iterator[str]:
    """What follows a word that is set off and matches ``label``: in a list of facts, or in a table."""
    set_off = (element for element in root.iter(*_SET_OFF) if element.tag != "span" or not len(element))
    for element in islice(set_off, _MOST_SET_OFF):
        said = element.text or ""
        if len(said) > _LONGEST_LABEL or not label.fullmatch(said.strip(" \t\r\n:")):
            continue
        beside = element.getnext()
        value = squeeze(element.tail or "") or (markup.text(beside) if beside is not None else "")
        if value and len(value) <= _LONGEST_BYLINE:
            yield value


def _below_the_heading(root: etree._Element, title: str) -> Iterator[str]:
    """The short pieces of text that follow the heading that is the ``title``, or the longest main heading."""
    wanted = spelling.letters(title)
    headings = root.iter("h1", "h2", "h3", "h4")
    heading = next(
        (each for each in headings if wanted and spelling.letters(markup.text(each)) == wanted), None
    )
    if heading is None:
        heading = max(root.iter("h1"), key=lambda element: len(markup.text(element)), default=None)
    for element in () if heading is None else islice(_following(heading), _FOLLOWING):
        if _IS_SHORT(element) and len(line := markup.text(element)) <= _LONGEST_BYLINE:
            yield line
        if element.tail and len(line := squeeze(element.tail)) <= _LONGEST_BYLINE:
            yield line


def _following(element: etree._Element) -> Iterator[etree._Element]:
    for around in (element, *element.iterancestors()):
        for sibling in around.itersiblings():
            yield from sibling.iter()
