"""A body handed from lxml to BeautifulSoup: without what no rule asks for, and not parsed a second time.

Parsing is what BeautifulSoup is slow at. A tree builder of its own reads the elements that lxml has
already made, and makes a tag only for what can matter: formatting without a name, empty boxes and the
white space between blocks are most of a page's markup and say nothing.
"""

from bs4 import BeautifulSoup
from bs4.builder import TreeBuilder
from lxml import etree

from postil.capture.drafts import BLOCK_TAGS
from postil.capture.hints import NAMING_ATTRIBUTES

_ASKED_FOR = frozenset({*NAMING_ATTRIBUTES, "href", "style", "hidden"})
_FORMATTING_NAMES = "b i em strong u font small big span sup sub mark tt nobr"
_FORMATTING = frozenset(_FORMATTING_NAMES.split())
_SHOWN_WHEN_EMPTY = frozenset({"img", "picture", "amp-img", "figure", "br", "hr", "td", "th"})
# Left open, over and over, these are what makes pages deep.
_WRAPPER_NAMES = """
    font b i em strong u span small big center a article main form div section blockquote ul ol li table
    tbody tr td dl dd
"""
_WRAPPERS = frozenset(_WRAPPER_NAMES.split())
_DEEPEST_WRAPPER, _DEEPEST = 200, 220  # tags in one another: who reads them goes a few calls down for each


def of(element: etree._Element) -> BeautifulSoup:
    """What is shown of ``element``, as a <div>; nested no deeper than can be read by recursion."""
    return BeautifulSoup("", builder=_FromTree(element))


class _FromTree(TreeBuilder):
    """Reads the elements in ``element`` instead of markup."""

    def __init__(self, element: etree._Element) -> None:
        super().__init__(multi_valued_attributes={})
        self._element = element

    def feed(self, markup: object) -> None:
        assert self.soup is not None  # it has just introduced itself
        _Feed(self.soup).feed(self._element)


class _Feed:
    """Hands elements on to a soup: a tag waits until something is shown in it, white space for a word."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._soup = soup
        self._path: list[str | None] = []  # the names of the open elements; None for one that gets no tag
        self._tags = 0  # among them
        self._waiting: list[tuple[str, dict[str, str]]] = []  # the innermost of them, while they are empty
        self._space = False

    def feed(self, root: etree._Element) -> None:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._start("div" if element is root else element.tag, _asked_for(element))
                self._text(element.text)
            else:
                self._end()
                self._text(element.tail if element is not root else None)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        says_nothing = name in _FORMATTING and not attributes
        deepest = _DEEPEST_WRAPPER if name in _WRAPPERS else _DEEPEST
        if says_nothing or self._tags >= deepest:
            self._path.append(None)
            return
        self._path.append(name)
        self._tags += 1
        self._waiting.append((name, attributes))
        if name in _SHOWN_WHEN_EMPTY:
            self._show()

    def _end(self) -> None:
        name = self._path.pop()
        if name is None:
            return
        self._tags -= 1
        if self._waiting:
            self._waiting.pop()
            return
        self._soup.handle_endtag(name)
        if name in BLOCK_TAGS:
            self._space = False

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if text.isspace():
            self._space = True
            return
        self._show()
        self._soup.handle_data(text)

    def _show(self) -> None:
        """Something is shown here: the tags around it are made."""
        if self._space and not any(name in BLOCK_TAGS for name, _ in self._waiting):
            self._soup.handle_data(" ")
        self._space = False
        for name, attributes in self._waiting:
            self._soup.handle_starttag(name, None, None, attributes)
        self._waiting.clear()


def _asked_for(element: etree._Element) -> dict[str, str]:
    return {name: str(value) for name, value in element.items() if name in _ASKED_FOR}
