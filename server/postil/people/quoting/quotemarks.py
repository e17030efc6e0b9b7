"""Text -> the stretches between quotation marks, in the styles newspapers use.

“…”, "…", ‘…’, '…', „…“, « … » and »…«. A quotation within a quotation is part of it. One that
runs over paragraphs opens again in each and closes in the last alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CLOSERS = {"“": "”", "‟": "”", '"': '"', "„": "“”", "«": "»", "»": "«", "‹": "›"}
_SINGLE = {"‘": "’", "'": "'’"}
_LONGEST_SINGLE = 2_000  # code points in single marks
_DASHES = "-–—"
# Before the mark that closes a quotation in single marks; an apostrophe stands after a letter.
_STRONG_END = frozenset(',.?!…;:–—”"')
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between quotation marks, the marks included: code points, within one paragraph.

    ``continues`` says that the quotation of the paragraph before was never closed and goes on here.
    """

    start: int
    end: int
    continues: bool


def quoted(text: str) -> list[Quoted]:
    """The outermost quotations of ``text``, in order. A mark without its other half quotes nothing."""
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text) if match[0].strip()]
    reversed_guillemets = 0 <= text.find("»") < (text.find("«") if "«" in text else len(text))
    found: list[Quoted] = []
    open_mark = ""
    for number, (start, end) in enumerate(paragraphs):
        following = text[slice(*paragraphs[number + 1])].lstrip()[:1] if number + 1 < len(paragraphs) else ""
        begin = start + len(text[start:end]) - len(text[start:end].lstrip())
        goes_on = bool(open_mark) and text[begin] == open_mark
        open_mark = ""
        for first, last, mark in _of_paragraph(text, start, end, following, reversed_guillemets):
            found.append(Quoted(first, last, goes_on and first == begin))
            open_mark = mark
    return found


def _of_paragraph(
    text: str, start: int, end: int, following: str, reversed_guillemets: bool
) -> Iterator[tuple[int, int, str]]:
    """Each quotation's start and end, and its opening mark where it stays open for the next paragraph."""
    i = start
    # What nothing closes from here on is not looked for again.
    alone: set[str] = set()
    single_from = start
    while i < end:
        mark = text[i]
        unclosed = mark in alone or (mark in _SINGLE and i < single_from)
        if unclosed or not _opens(text, i, start, reversed_guillemets):
            i += 1
            continue
        close = _single_close(text, i, end) if mark in _SINGLE else _double_close(text, i, end)
        if close is None and mark in _SINGLE and mark != "‘":
            single_from = i + _LONGEST_SINGLE
        elif close is None and mark not in _SINGLE:
            alone.add(mark)
        if close is not None:
            yield i, close + 1, ""
            i = close + 1
        elif mark == following:
            yield i, end, mark
            return
        else:
            i += 1


def _opens(text: str, i: int, start: int, reversed_guillemets: bool) -> bool:
    mark = text[i]
    if mark == "«":
        return not reversed_guillemets
    if mark == "»":
        return reversed_guillemets
    before = text[i - 1] if i > start else " "
    after = text[i + 1 : i + 2]
    if mark == '"':
        return not before.isalnum()
    if mark in _SINGLE:
        return (before.isspace() or before in "([" + _DASHES) and after.isalnum()
    return mark in _CLOSERS


def _double_close(text: str, i: int, end: int) -> int | None:
    closers = _CLOSERS[text[i]]
    return next((at for at in range(i + 1, end) if text[at] in closers), None)


def _single_close(text: str, i: int, end: int) -> int | None:
    """Where single marks close: not at an apostrophe, nor at a possessive that a later mark follows."""
    closers = _SINGLE[text[i]]
    end = min(end, i + _LONGEST_SINGLE)
    stop = text.find(" ‘", i + 1, end) if text[i] == "‘" else -1
    limit = stop if stop >= 0 else end
    ends = [
        at
        for at in range(i + 2, limit)
        if text[at] in closers and not text[at + 1 : at + 2].isalnum() and not text[at - 1].isspace()
    ]
    for n, at in enumerate(ends):
        possessive = text[at - 1] == "s" and n + 1 < len(ends)
        if text[at - 1] in _STRONG_END or not possessive:
            return at
    return None
