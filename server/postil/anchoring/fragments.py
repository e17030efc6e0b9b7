"""Links that lead a browser to a passage: text fragments.

What a browser takes is in the URL Fragment Text Directives draft (WICG): terms match whole words, without
regard to case, each within one block, and the first match counts. After a prefix the passage itself need
not begin at a word, before a suffix it need not end at one.
"""

import unicodedata
from collections.abc import Callable
from urllib.parse import quote

from postil.anchoring.words import is_space, is_unspaced, is_word
from postil.models import Span

# Longer passages are given by their first and last words: links stay short, and a word that is changed
# in the middle does no harm.
_MAX_WHOLE = 200
# Words in the first and in the last term of a passage given by its ends.
_END_WORDS = 5
# Words of context tried before the link is given though it may lead to another match first.
_MAX_CONTEXT_WORDS = 24
# Between letters these are part of the word (Unicode Standard Annex 29, MidLetter and MidNum).
_JOINERS = frozenset("'.,:;\u00b7\u2018\u2019\u2024\u2027\uff07\uff0e\uff1a")


def link(url: str, text: str, span: Span) -> str:
    """``url`` with a text fragment that leads to ``text[span.start:span.end]``; its own fragment is dropped.

    The passage is widened to whole words. Words around it are added where it stands more than once in
    ``text``; no term crosses a line break, so none crosses a block. A passage without a word gets no
    fragment. Raises ValueError when ``span`` ends outside ``text``. Cost: a few passes over ``text``.
    """
    if span.end > len(text):
        raise ValueError(f"span: {span.start}..{span.end} ends after the text's {len(text)} characters")
    page = url.partition("#")[0]
    start, end = span.start, span.end
    while start < end and not is_word(text[start]):
        start += 1
    while start < end and not is_word(text[end - 1]):
        end -= 1
    if start == end:
        return page
    return f"{page}#:~:text={_Directive(text, start, end).write()}"


class _Directive:
    """The terms of one text directive, as offsets that only ever move outwards.

    ``start..head`` is the first term and ``tail..end`` the last; they are one where ``tail`` is ``start``.
    ``left..start`` is the prefix and ``end..right`` the suffix.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._comparable = "\n".join(map(_comparable, text.split("\n")))
        self.left = _edge_before(text, start)
        self.right = _edge_after(text, end)
        # A word is taken whole; within a script without spaces the passage keeps its ends, and what is
        # between them and a certain edge becomes context.
        self.start = start if any(map(is_unspaced, text[self.left : start + 1])) else self.left
        self.end = end if any(map(is_unspaced, text[end - 1 : self.right])) else self.right
        self.tail, self.head = self.start, self.end
        if self.end - self.start > _MAX_WHOLE or "\n" in text[self.start : self.end]:
            self._give_by_ends()

    def write(self) -> str:
        if self.tail == self.start:
            self._widen(self._is_repeated, self._lengthen_prefix, self._lengthen_suffix)
            terms = [_encode(self._text[self.start : self.end])]
        else:
            self._widen(self._begins_elsewhere, self._lengthen_prefix, self._lengthen_head)
            self._widen(self._ends_early, self._lengthen_suffix, self._lengthen_tail)
            terms = [_encode(self._text[self.start : self.head]), _encode(self._text[self.tail : self.end])]
        prefix, suffix = self._text[self.left : self.start], self._text[self.end : self.right]
        if prefix.strip():
            terms.insert(0, _encode(prefix) + "-")
        if suffix.strip():
            terms.append("-" + _encode(suffix))
        return ",".join(terms)

    def _give_by_ends(self) -> None:
        head, tail = self.start, self.end
        for _ in range(_END_WORDS):
            head = _word_after(self._text, head, self.end) or head
            tail = _word_before(self._text, tail, self.start) or tail
        if self.start < head <= tail < self.end:
            self.head, self.tail = head, tail

    def _widen(self, unclear: Callable[[], bool], *ways: Callable[[], bool]) -> None:
        for _ in range(_MAX_CONTEXT_WORDS):
            if not unclear():
                return
            lengthened = [way() for way in ways]
            if not any(lengthened):
                return

    def _lengthen_prefix(self) -> bool:
        left = _word_before(self._text, self.left, 0)
        self.left = self.left if left is None else left
        return left is not None

    def _lengthen_suffix(self) -> bool:
        right = _word_after(self._text, self.right, len(self._text))
        self.right = self.right if right is None else right
        return right is not None

    def _lengthen_head(self) -> bool:
        head = _word_after(self._text, self.head, self.tail)
        self.head = self.head if head is None else head
        return head is not None

    def _lengthen_tail(self) -> bool:
        tail = _word_before(self._text, self.tail, self.head)
        self.tail = self.tail if tail is None else tail
        return tail is not None

    def _is_repeated(self) -> bool:
        return _is_twice_in(self._comparable, self._text[self.left : self.right])

    def _begins_elsewhere(self) -> bool:
        return _is_twice_in(self._comparable, self._text[self.left : self.head])

    def _ends_early(self) -> bool:
        between = "\n".join(map(_comparable, self._text[self.head : self.right].split("\n")))
        return _is_twice_in(between, self._text[self.tail : self.right])


def _encode(term: str) -> str:
    return quote(" ".join(term.split()), safe="", errors="replace").replace("-", "%2D")


def _comparable(line: str) -> str:
    """``line`` as browsers compare it: without case, accents and the length of its spaces."""
    plain = line.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = plain.translate({ord(c): None for c in set(plain) if unicodedata.combining(c)})
    return " ".join(plain.split())


def _is_twice_in(comparable: str, term: str) -> bool:
    """Whether ``term`` stands at two places or more, which may overlap."""
    wanted = _comparable(term)
    return comparable.find(wanted, comparable.find(wanted) + 1) >= 0


def _is_edge(text: str, at: int) -> bool:
    """Whether a word certainly ends or begins at ``at``, whatever splits words there."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if is_space(before) or is_space(after):
        return True
    if is_word(before) and is_word(after):
        return False
    if "_" in (before, after):
        return False
    if before in _JOINERS and is_word(after):
        return at < 2 or not is_word(text[at - 2])
    if after in _JOINERS and is_word(before):
        return at + 1 == len(text) or not is_word(text[at + 1])
    return True


def _edge_before(text: str, at: int) -> int:
    while not _is_edge(text, at):
        at -= 1
    return at


def _edge_after(text: str, at: int) -> int:
    while not _is_edge(text, at):
        at += 1
    return at


def _word_before(text: str, at: int, floor: int) -> int | None:
    """Where the last word before ``at`` begins; None when there is none in the line, or from ``floor`` on."""
    while at > floor and not is_word(text[at - 1]):
        at -= 1
        if text[at] == "\n":
            return None
    if at == floor:
        return None
    begin = _edge_before(text, at - 1)
    return begin if begin >= floor else None


def _word_after(text: str, at: int, ceiling: int) -> int | None:
    """Where the first word after ``at`` ends; None when there is none in the line, or up to ``ceiling``."""
    while at < ceiling and not is_word(text[at]):
        if text[at] == "\n":
            return None
        at += 1
    if at == ceiling:
        return None
    end = _edge_after(text, at + 1)
    return end if end <= ceiling else None
