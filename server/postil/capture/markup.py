"""HTML text as a tree, within bounds: depth and time stay in proportion to the page.

libxml2 stops at 2,048 open elements instead of following a page down for ever; an HTML5 tree
builder walks its stack of open elements for every tag, which takes 100,000 nested ``<div>`` to
twenty seconds (lexbor, measured).
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import cast

from lxml import etree

from postil.capture.hints import NAMING_ATTRIBUTES
from postil.capture.whitespace import squeeze

INVISIBLE = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "embed",
    "applet",
    "canvas",
    "map",
    "select",
    "textarea",
    "datalist",
    "progress",
    "video",
    "audio",
    "rp",
    "rt",
)
"""Elements whose text no reader sees, or sees only as a control. ``rt`` is the reading aid above a word."""

_PLAIN = "plain"
ASKED_FOR = frozenset({*NAMING_ATTRIBUTES, "href", "style", "hidden"})
_FORMATTING_NAMES = "b i em strong u font small big span sup sub mark tt nobr"
_FORMATTING = frozenset(_FORMATTING_NAMES.split())
_SHOWN_WHEN_EMPTY = frozenset({"img", "picture", "amp-img", "figure", "br", "hr", "td", "th"})

_NEVER_TEXT = bytes({*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F})  # one byte each in UTF-8, too
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # lxml takes no such value
_FRAME = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
FOLLOWED = 2048  # open elements: libxml2's own bound
_OPEN_OR_CLOSE = re.compile(r"<(/)?([a-z][a-z0-9-]*)", re.IGNORECASE)
_SHALLOW_NAMES = "area base br col embed hr img input link meta source track wbr p li dt dd option tr td th"
_SHALLOW = frozenset(_SHALLOW_NAMES.split())  # never closed, or closed by the next of their kind
_DEEPEST = 200  # BeautifulSoup's parser gives up at 256, and puts html and body around what it is given
_DEEP_LEAF = etree.XPath("boolean(.//*[not(*)][count(ancestor::*) > $most])")
# Left open, over and over, these are what makes pages deep.
_INLINE_WRAPPERS = ("font", "b", "i", "em", "strong", "u", "span", "small", "big", "center", "a")
_BLOCK_WRAPPERS = ("div", "section", "blockquote", "ul", "ol", "li", "table", "tbody", "tr", "td", "dl", "dd")


# libxml2 compares each attribute of a tag with all before it: thirteen thousand take a second (measured).
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_ATTRIBUTE = re.compile(r"""[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
_MOST_ATTRIBUTES = 500


def parse(html: str) -> etree._Element | None:
    """The page's root element, comments gone; None when there is no element in it at all."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    if not _FRAME.search(html):
        html = "<body>" + html  # else what libxml2 does not know, such as <article>, stays in the head
    html = _LONG_TAG.sub(_with_fewer_attributes, html)
    source = html.encode("utf-8", "replace").translate(None, _NEVER_TEXT)
    try:
        return etree.fromstring(source, parser)
    except etree.XMLSyntaxError:
        # Nothing but a comment or a doctype: lxml has no root to give.
        return None


def _with_fewer_attributes(tag: re.Match[str]) -> str:
    beyond = islice(_ATTRIBUTE.finditer(tag.group()), _MOST_ATTRIBUTES, None)
    first = next(beyond, None)
    return tag.group() if first is None else tag.group()[: first.start()]


def is_too_deep(html: str) -> bool:
    """Whether the page nests elements beyond what ``parse`` follows; what stands deeper is lost to it."""
    deep = 0
    for tag in _OPEN_OR_CLOSE.finditer(html):
        if tag[2].lower() not in _SHALLOW:
            deep = max(0, deep + (-1 if tag[1] else 1))
        if deep > FOLLOWED:
            return True
    return False


def drop_invisible(root: etree._Element) -> None:
    """Take out of ``root`` what is never shown as text; what follows such an element stays."""
    etree.strip_elements(root, *INVISIBLE, with_tail=False)


def source(element: etree._Element) -> str:
    """The HTML of ``element`` alone, nested no deeper than a second parser follows."""
    for wrappers in (_INLINE_WRAPPERS, _BLOCK_WRAPPERS):
        if not _too_deep(element):
            break
        etree.strip_tags(element, *wrappers)
    _lighten(element)
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def _lighten(element: etree._Element) -> None:
    """Drop what no rule asks for: most attributes, formatting without a name, empty boxes."""
    empty: set[etree._Element] = set()
    for inner in reversed(list(element.iter())):
        attributes = inner.items()
        if attributes:
            inner.attrib.clear()  # by name it would fail: pages hold names that lxml can't take back
            for name, value in attributes:
                if name in ASKED_FOR:
                    inner.set(name, _NOT_XML.sub(" ", str(value)))
        if inner.tag in _FORMATTING and not inner.attrib:
            inner.tag = _PLAIN
        elif inner.tag not in _SHOWN_WHEN_EMPTY and _is_empty(inner, empty):
            inner.tag = _PLAIN
            empty.add(inner)
    element.tag = "div"
    etree.strip_tags(element, _PLAIN)


def _is_empty(element: etree._Element, empty: set[etree._Element]) -> bool:
    if element.text and not element.text.isspace():
        return False
    return all(child in empty and (not child.tail or child.tail.isspace()) for child in element)


def _too_deep(element: etree._Element) -> bool:
    above = sum(1 for _ in element.iterancestors())
    return bool(_DEEP_LEAF(element, most=float(above + _DEEPEST)))


def elements(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    """The elements that ``path``, which selects nothing else, finds under ``root``."""
    return cast("list[etree._Element]", path(root))


def texts(path: etree.XPath, root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The texts that ``path``, which selects nothing else, finds under ``root``, each with its element."""
    for piece in cast("list[etree._ElementUnicodeResult]", path(root)):
        holder = piece.getparent()
        if piece.is_tail and holder is not None:
            holder = holder.getparent()
        if holder is not None:
            yield piece, holder


def text(element: etree._Element) -> str:
    """All the text in ``element``, on one line."""
    return squeeze("".join(cast("Iterator[str]", element.itertext())))
