"""Two versions of a text compared: which sentences came, went or were rewritten, and where within them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from postil.changes.sentences import split


class Kind(StrEnum):
    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch within a changed sentence: the same, inserted or deleted."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence, or a run of them that stayed the same.

    ``old`` and ``new`` are "" where it was not there. ``pieces`` tell where a changed sentence was rewritten.
    ``at`` is where it begins in the old text, in code points; an inserted one, where it would stand.
    """

    kind: Kind
    old: str
    new: str
    at: int
    pieces: tuple[Piece, ...] = ()


# Chinese, Japanese, Korean and Thai write no spaces: there, every character counts as a word.
_TOKEN = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7af]+|\s+|.",
    re.DOTALL,
)
_MOST_TOKENS = 1_500  # of a sentence that is compared word by word: longer ones are none
_MOST_EXACT = 400  # sentences; above, those that stand in a text very often don't lead the comparison
_SIMILAR = 0.45  # share of words in common, from which a sentence is the other one rewritten
_LOOK_AHEAD = 6  # sentences among which the rewritten one is looked for


def compare(old: str, new: str) -> tuple[Change, ...]:
    """What made ``new`` of ``old``, in order; a run of sentences that stayed the same is one Change.

    Of the parts joined, ``old`` gives the old text and ``new`` the new one. White space alone is no change.
    """
    olds, news = split(old), split(new)
    keys = [" ".join(one.split()) for one in olds], [" ".join(one.split()) for one in news]
    head = _common(*keys)
    tail = _common(keys[0][head:][::-1], keys[1][head:][::-1])
    inner = keys[0][head : len(olds) - tail], keys[1][head : len(news) - tail]
    matcher = SequenceMatcher(None, *inner, autojunk=max(map(len, inner)) > _MOST_EXACT)
    codes = [
        ("equal", 0, head, 0, head),
        *((tag, a + head, b + head, c + head, d + head) for tag, a, b, c, d in matcher.get_opcodes()),
        ("equal", len(olds) - tail, len(olds), len(news) - tail, len(news)),
    ]
    return tuple(_placed(_runs(codes, olds, news)))


def near(changes: Sequence[Change], start: int, end: int) -> tuple[Change, ...]:
    """The changes in the sentences that ``start``..``end`` of the old text touches, and right beside them."""
    found = []
    for number, change in enumerate(changes):
        if change.kind is Kind.SAME:
            continue
        left = change.at - _last_sentence(changes, number)
        right = change.at + len(change.old) + _first_sentence(changes, number)
        if left < end and start < right:
            found.append(change)
    return tuple(found)


def within(changes: Sequence[Change], start: int, end: int) -> tuple[Change, ...]:
    """The changes that take a word of ``start``..``end`` of the old text away, or put one in between."""
    return tuple(change for change in changes if any(_reaches(edit, start, end) for edit in _edits(change)))


def became(changes: Sequence[Change], start: int, end: int) -> str:
    """What stands in the new text for ``start``..``end`` of the old one; "" where nothing does."""
    words = []
    is_replaced = False  # whether the piece right before was taken out of the passage
    for change in changes:
        if change.at > end:
            break
        for edit in _edits(change):
            kind, at, text = edit
            if kind is Kind.SAME:
                words.append(text[max(0, start - at) : max(0, end - at)])
            elif kind is Kind.INSERTED and (is_replaced or _reaches(edit, start, end)):
                words.append(text)
            is_replaced = kind is Kind.DELETED and _reaches(edit, start, end)
    return "".join(words).strip()


_Edit = tuple[Kind, int, str]


def _edits(change: Change) -> Iterator[_Edit]:
    """What ``change`` leaves, takes and puts in, each with its place in the old text."""
    at = change.at
    whole = Piece(change.kind, change.new if change.kind is Kind.INSERTED else change.old)
    for piece in change.pieces or (whole,):
        yield piece.kind, at, piece.text
        at += 0 if piece.kind is Kind.INSERTED else len(piece.text)


def _reaches(edit: _Edit, start: int, end: int) -> bool:
    """Whether ``edit`` takes something out of ``start``..``end``, or puts something between its words."""
    kind, at, text = edit
    return kind is not Kind.SAME and at < end and start < at + (0 if kind is Kind.INSERTED else len(text))


def _last_sentence(changes: Sequence[Change], number: int) -> int:
    """The length of the old sentence right before, so that what touches it counts as beside the change."""
    before = next((change.old for change in reversed(changes[:number]) if change.old), "")
    return len(split(before)[-1]) if before else 0


def _first_sentence(changes: Sequence[Change], number: int) -> int:
    after = next((change.old for change in changes[number + 1 :] if change.old), "")
    return len(split(after)[0]) if after else 0


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


_Unplaced = tuple[Kind, str, str]


def _runs(
    codes: Sequence[tuple[str, int, int, int, int]], olds: Sequence[str], news: Sequence[str]
) -> Iterator[_Unplaced]:
    for tag, a, b, c, d in codes:
        if tag == "equal":
            if b > a:
                yield Kind.SAME, "".join(olds[a:b]), "".join(news[c:d])
        else:
            yield from _rewritten(olds[a:b], news[c:d])


def _rewritten(olds: Sequence[str], news: Sequence[str]) -> Iterator[_Unplaced]:
    """Sentences that are not the same, paired where one is the other rewritten; the order stays."""
    at = 0
    for old in olds:
        words = set(_words(old))
        ahead = [
            (_alike(words, set(_words(new))), -number)
            for number, new in enumerate(news[at : at + _LOOK_AHEAD])
        ]
        best, number = max(ahead, default=(0.0, 0))
        if best < _SIMILAR:
            yield Kind.DELETED, old, ""
            continue
        for new in news[at : at - number]:
            yield Kind.INSERTED, "", new
        yield Kind.CHANGED, old, news[at - number]
        at += 1 - number
    for new in news[at:]:
        yield Kind.INSERTED, "", new


def _alike(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _words(text: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(text) if token.isalnum()]


def _placed(found: Iterator[_Unplaced]) -> Iterator[Change]:
    at = 0
    for kind, old, new in found:
        pieces = tuple(_pieces(old, new)) if kind is Kind.CHANGED else ()
        yield Change(kind=kind, old=old, new=new, at=at, pieces=pieces)
        at += len(old)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """The words of both in one line; a space between two changed words belongs to the change."""
    olds, news = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(olds), len(news)) > _MOST_TOKENS:
        yield Piece(Kind.DELETED, old)
        yield Piece(Kind.INSERTED, new)
        return
    gone, come = "", ""
    for tag, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        out, back = "".join(olds[a:b]), "".join(news[c:d])
        is_gap = tag == "equal" and out.isspace() and (gone or come)
        if tag != "equal" or (is_gap and b < len(olds)):
            gone, come = gone + out, come + back
            continue
        yield from _changed(gone, come)
        gone, come = "", ""
        yield Piece(Kind.SAME, back)
    yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield Piece(Kind.DELETED, gone)
    if come:
        yield Piece(Kind.INSERTED, come)
