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

_NEVER_TEXT = bytes({*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F})  # one byte each in UTF-8, too
_FRAME = re.compile(r"<(?:html|head|body)\b", re.IGNORECASE)
FOLLOWED = 2048  # open elements: libxml2's own bound
_OPEN_OR_CLOSE = re.compile(r"<(/)?([a-z][a-z0-9-]*)", re.IGNORECASE)
_SHALLOW_NAMES = "area base br col embed hr img input link meta source track wbr p li dt dd option tr td th"
_SHALLOW = frozenset(_SHALLOW_NAMES.split())  # never closed, or closed by the next of their kind
# libxml2 compares each attribute of a tag with all before it: thirteen thousand take a second (measured).
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_HALF_A_LONG_TAG = 2000
_ATTRIBUTE = re.compile(r"""[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
_MOST_ATTRIBUTES = 500


def parse(html: str) -> etree._Element | None:
    """The page's root element, comments gone; None when there is no element in it at all."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    if not _FRAME.search(html):
        html = "<body>" + html  # else what libxml2 does not know, such as <article>, stays in the head
    source = _with_bounded_tags(html).encode("utf-8", "replace").translate(None, _NEVER_TEXT)
    try:
        return etree.fromstring(source, parser)
    except etree.XMLSyntaxError:
        # Nothing but a comment or a doctype: lxml has no root to give.
        return None


def _with_bounded_tags(html: str) -> str:
    """``html``, with at most so many attributes in a tag as ``_MOST_ATTRIBUTES`` says.

    A long tag fills a window on its own. To try the pattern at every tag takes half as long as parsing does.
    """
    pieces, done, tag_at = [], 0, -1
    for start in range(0, len(html), _HALF_A_LONG_TAG):
        end = start + _HALF_A_LONG_TAG
        opened, closed = html.rfind("<", start, end), html.rfind(">", start, end)
        if opened != closed:
            tag_at = opened if opened > closed else -1
        elif tag_at >= 0:
            if long_tag := _LONG_TAG.match(html, tag_at):
                pieces += [html[done:tag_at], _with_fewer_attributes(long_tag.group())]
                done = long_tag.end()
            tag_at = -1
    return "".join((*pieces, html[done:])) if pieces else html


def _with_fewer_attributes(tag: str) -> str:
    beyond = islice(_ATTRIBUTE.finditer(tag), _MOST_ATTRIBUTES, None)
    first = next(beyond, None)
    return tag if first is None else tag[: first.start()]


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


def naming(element: etree._Element) -> str:
    """All the names an element goes by, joined; "" when it has none."""
    if not element.attrib:
        return ""
    return " ".join(value for key in NAMING_ATTRIBUTES if (value := element.get(key)))
