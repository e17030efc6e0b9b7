"""The body's markup read into drafts of blocks, in order, with what a rule needs to judge each.

BeautifulSoup holds the few KB that are left of the page. Elements that are no part of the text
become a draft that is already removed: it keeps its place, so that a heading which stood over
nothing but removed parts can follow them out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from postil.capture.whitespace import squeeze, squeeze_lines
from postil.models import BlockKind, Removed, RemovedKind

_BLOCK_NAMES = """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section
    summary table tbody tfoot thead tr ul
"""
BLOCK_TAGS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_QUOTES = frozenset({"blockquote"})
_ITEMS = frozenset({"li", "dd", "dt"})
CELLS = frozenset({"td", "th"})  # a table's row is one block, unless a cell holds blocks of its own
_LINE_BREAK = (
    "\x1f"  # stands for <br> until white space is squeezed; no page can hold it: it is dropped there
)


@dataclass(slots=True)
class BlockDraft:
    """A block on its way. ``linked`` is how many of its characters are link text; ``tag`` holds its text.

    ``wrapped`` is whether a link holds the block, and not the block a link.
    """

    kind: BlockKind
    text: str
    linked: int
    tag: Tag
    removed: Removed | None = None
    wrapped: bool = False

    @property
    def share_linked(self) -> float:
        return self.linked / len(self.text)

    def take_out(self, kind: RemovedKind, why: str) -> None:
        """Mark the block as no part of the article."""
        self.removed = Removed(kind, self.text, why)


def kept(found: Iterable[BlockDraft]) -> list[BlockDraft]:
    """Those of ``found`` that nothing has taken out."""
    return [draft for draft in found if draft.removed is None]


Judge = Callable[[Tag], Removed | None]


def read(soup: BeautifulSoup, judge: Judge) -> list[BlockDraft]:
    """The drafts of ``soup``, in order. ``judge`` is asked once for every element met on the way."""
    return list(_Reader(judge).read(soup))


class _Reader:
    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._pieces: list[str] = []
        self._linked = 0
        self._breaks = 0
        self._wrapped = False
        self._removed_inside: list[BlockDraft] = []

    def read(self, soup: BeautifulSoup) -> Iterator[BlockDraft]:
        yield from self._walk(soup, BlockKind.PARAGRAPH, in_link=False)
        yield from self._flush(BlockKind.PARAGRAPH, soup)

    def _walk(self, parent: Tag, kind: BlockKind, *, in_link: bool) -> Iterator[BlockDraft]:
        for child in parent.contents:
            if isinstance(child, Tag):
                yield from self._element(child, parent, kind, in_link=in_link)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._add(child, in_link=in_link)

    def _element(self, tag: Tag, parent: Tag, kind: BlockKind, *, in_link: bool) -> Iterator[BlockDraft]:
        if tag.name == "br":
            self._breaks += 1
            if self._breaks > 1:
                yield from self._flush(kind, parent)
            else:
                self._pieces.append(_LINE_BREAK)
            return
        is_block = tag.name in BLOCK_TAGS
        if is_block:
            yield from self._flush(kind, parent)
        removed = self._judge(tag)
        if removed is not None:
            draft = BlockDraft(kind, removed.text, 0, tag, removed)
            if is_block:
                yield draft
            else:
                self._removed_inside.append(draft)
            return
        if not is_block:
            if tag.name in CELLS:
                self._pieces.append(" ")
            yield from self._walk(tag, kind, in_link=in_link or _is_link(tag))
            return
        inner = kind_of(tag, kind)
        self._wrapped = in_link
        yield from self._walk(tag, inner, in_link=in_link)
        yield from self._flush(inner, tag)
        self._wrapped = False

    def _add(self, text: str, *, in_link: bool) -> None:
        self._pieces.append(text)
        if text.isspace():
            return
        self._breaks = 0
        if in_link:
            self._linked += len(squeeze(text))

    def _flush(self, kind: BlockKind, tag: Tag) -> Iterator[BlockDraft]:
        if not self._pieces and not self._removed_inside:
            return
        text = squeeze_lines("".join(self._pieces), _LINE_BREAK)
        linked = min(self._linked, len(text))
        self._pieces, self._linked, self._breaks = [], 0, 0
        if text:
            yield BlockDraft(kind, text, linked, tag, wrapped=self._wrapped)
        yield from self._removed_inside
        self._removed_inside = []


def _is_link(tag: Tag) -> bool:
    return tag.name == "a" and ("href" in tag.attrs or tag.attrs.get("role") in ("link", "button"))


def kind_of(tag: Tag, around: BlockKind) -> BlockKind:
    """What a block in ``tag`` is, when the text around it is ``around``."""
    if tag.name in _HEADINGS or tag.attrs.get("role") == "heading":
        return BlockKind.HEADING
    if tag.name in _QUOTES:
        return BlockKind.QUOTE
    if tag.name in _ITEMS and around is not BlockKind.QUOTE:
        return BlockKind.LIST_ITEM
    return around
