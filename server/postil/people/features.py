"""What the tagger looks at: the tokens that could be part of a name, and features of each.

Only capitalised tokens and the small words that join them ("van", "de la", the quotes around a
nickname) are ever tagged; every other token is outside by definition. So a sentence falls into
short chunks that are decoded on their own, with features that look at the whole sentence.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_JOINERS = """
    van von der den de del della di da dos das do du la le les el al bin bint ibn ben abu ould ter ten
    y e af av zu zur vom dela dal dalla lo ul und d' ap arap
"""
JOINERS = frozenset(_JOINERS.split())
_QUOTES = {"“": '"', "”": '"', "``": '"', "''": '"', "‘": "'", "’": "'", "„": '"', "«": '"', "»": '"'}
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PARTY = re.compile(r"[DRI]-[A-Z][a-z]")  # a member of Congress's party and state: "D-Maine"
_EDGE = "<s>"
_INITIAL = "."
# A longer run of capitalised tokens is a headline or a table; its far end says nothing of a name.
_LONGEST_RUN_TOLD_APART = 6
# Places in a run are told apart up to this far from its ends; a name is seldom longer.
_FAR = 3
# A line is a headline in capitals when it has this many words and nearly all are upper case.
_SHORTEST_UPPER_LINE = 3
_UPPER_SHARE = 0.8


def is_capitalised(word: str) -> bool:
    """Whether ``word`` holds an upper-case letter and could be (part of) a name by its letters."""
    return word != word.lower() and word[0] not in "@#" and "://" not in word and not _PARTY.match(word)


def chunks(words: Sequence[str]) -> list[tuple[int, int]]:
    """Stretches of ``words`` that could hold names, as (start, end) token positions."""
    found = []
    count = len(words)
    capital = [is_capitalised(word) for word in words]
    i = 0
    while i < count:
        if not (capital[i] or (words[i] in JOINERS and i + 1 < count and capital[i + 1])):
            i += 1
            continue
        start = i
        while i < count and (capital[i] or _joins(words, capital, i)):
            i += 1
        found.append((start, i))
    return found


def _joins(words: Sequence[str], capital: Sequence[bool], i: int) -> bool:
    """Whether the token at ``i``, not capitalised, can stand inside or before a name."""
    word = words[i]
    if i + 1 >= len(words):
        return False
    if word in JOINERS:
        return capital[i + 1] or (words[i + 1] in JOINERS and i + 2 < len(words) and capital[i + 2])
    if word == ",":
        return words[i + 1].lower() in _SUFFIXES
    if _QUOTES.get(word, word) in ('"', "'", "(", ")"):
        near = capital[i + 1] or (i + 2 < len(words) and capital[i + 2] and not words[i + 1].isalpha())
        return capital[i - 1] and near if word != ")" else False
    if word in ("-", "‐", "‑"):
        return capital[i - 1] and capital[i + 1]
    return False


def shape(word: str) -> str:
    """The pattern of ``word``: A upper, a lower, 9 digit, others as they are; repeats once."""
    out: list[str] = []
    last = ""
    for letter in word:
        if letter.isupper():
            kind = "A"
        elif letter.islower():
            kind = "a"
        elif letter.isdigit():
            kind = "9"
        else:
            kind = letter
        if kind != last or (kind == "A" and len(out) < 2):
            out.append(kind)
        last = kind
    return "".join(out)


def kind(on: str) -> str:
    """One coarse letter for the lists a word is on: what it most likely is in a run of capitals."""
    given = "m" in on or "w" in on
    sur = "L" in on
    if "P" in on or "N" in on:
        return "Q" if given or sur else "P"
    if "T" in on:
        return "T"
    if "O" in on:
        return "R" if given or sur else "O"
    if given:
        return "B" if sur else "G"
    if "F" in on:
        return "E" if sur else "F"
    if sur:
        return "M" if "c" in on else "L"
    return "c" if "c" in on else on[:1]


class Features:
    """Turns sentences into features. ``lists``: for a lower-case word, the lists it is on, as letters."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        self.lists = lists

    def of(
        self, words: Sequence[str], spans: Sequence[tuple[int, int]], cues: Mapping[str, str]
    ) -> list[list[list[str]]]:
        """For each chunk of ``spans``, for each token, its features.

        ``cues`` are those of the document, see ``postil.people.cues``.
        """
        lows = [_low(word) for word in words]
        on = [self._on(low) for low in lows]
        upper_line = _is_upper_line(words)
        shapes = ["A" if upper_line and word.isupper() else shape(word) for word in words]
        line = _Line(
            lows, on, [kind(sets) for sets in on], shapes, [cues.get(low, "") for low in lows], upper_line
        )
        return [line.chunk(start, end) for start, end in spans]

    def _on(self, low: str) -> str:
        """The letters of the lists ``low`` is on, or one that says what kind of token it is."""
        found = self.lists.get(low)
        if found:
            return found
        if not low[0].isalpha():
            return "!"
        if low[-1] == ".":
            return _INITIAL if len(low) == 2 else self.lists.get(low[:-1], "?")
        if "-" in low:
            first, _, last = low.partition("-")
            return f"{kind(self._on(first or '?'))}-{kind(self._on(last or '?'))}"
        return "?" if low.isascii() else self.lists.get(_unaccented(low), "?")


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence token by token: lower-case form, lists, coarse kind, shape, the document's cues."""

    lows: list[str]
    on: list[str]
    kinds: list[str]
    shapes: list[str]
    cues: list[str]
    upper: bool

    def chunk(self, start: int, end: int) -> list[list[str]]:
        around = self._around(start, end)
        rows = []
        for i in range(start, end):
            at = f"{min(i - start, _FAR)}{min(end - 1 - i, _FAR)}"
            whole = [feature + at for feature in around]
            rows.append(self._word(i) + self._context(i) + self._place(i, start, end) + whole)
        return rows

    def _around(self, start: int, end: int) -> list[str]:
        """Features of the whole chunk, to be told apart by the token's place in it."""
        lows, kinds, on = self.lows, self.kinds, self.on
        last = len(lows) - 1
        before = lows[start - 1] if start else _EDGE
        before2 = lows[start - 2] if start > 1 else _EDGE
        after = lows[end] if end <= last else _EDGE
        after2 = lows[end + 1] if end < last else _EDGE
        on_before = on[start - 1] if start else _EDGE
        on_after = on[end] if end <= last else _EDGE
        pattern = "".join(kinds[start : min(end, start + 4)])
        return [
            "r",
            "s" + before + "|",
            "t" + after + "|",
            "u" + on[end - 1] + "|",
            "v" + on[start] + "|",
            "y" + after + " " + after2 + "|",
            "D" + before2 + " " + before + "|",
            "F" + on_before + "|" + on_after + "|",
            "G" + pattern + "|",
            "H" + pattern + on_after + "|",
            "I" + on_before + pattern + "|",
            "w" + lows[end - 1] + "|",
            "x" + lows[start] + "|",
        ]

    def _word(self, i: int) -> list[str]:
        low, on, cues = self.lows[i], self.on[i], self.cues[i]
        features = [
            "b",
            "0" + low,
            "h" + self.shapes[i],
            "g" + on,
            "f" + self.kinds[i],
            "1" + low[-3:],
            "2" + low[-2:],
            "3" + low[:3],
            "4" + low[:2],
            "5" + low[-4:],
            "K" + cues,
            "L" + self.kinds[i] + cues,
        ]
        features.extend(["M" + cue for cue in cues])
        if self.upper:
            features.append("U" + on)
        return features

    def _context(self, i: int) -> list[str]:
        lows, on, kinds, shapes = self.lows, self.on, self.kinds, self.shapes
        last = len(lows) - 1
        low = lows[i]
        before, before2 = (lows[i - 1] if i else _EDGE), (lows[i - 2] if i > 1 else _EDGE)
        after, after2 = (lows[i + 1] if i < last else _EDGE), (lows[i + 2] if i + 1 < last else _EDGE)
        on_before, on_after = (on[i - 1] if i else _EDGE), (on[i + 1] if i < last else _EDGE)
        kind_before, kind_after = (kinds[i - 1] if i else _EDGE), (kinds[i + 1] if i < last else _EDGE)
        kind_before2 = kinds[i - 2] if i > 1 else _EDGE
        kind_after2 = kinds[i + 2] if i + 1 < last else _EDGE
        shape_before, shape_after = (shapes[i - 1] if i else _EDGE), (shapes[i + 1] if i < last else _EDGE)
        cues_before, cues_after = (self.cues[i - 1] if i else ""), (self.cues[i + 1] if i < last else "")
        return [
            "-" + before,
            "+" + after,
            "=" + before2,
            "#" + after2,
            "a" + before + " " + low,
            "c" + low + " " + after,
            "d" + before2 + " " + before,
            "e" + after + " " + after2,
            "i" + on_before + "|" + on[i],
            "j" + on[i] + "|" + on_after,
            "k" + kind_before + "|" + kinds[i] + "|" + kind_after,
            "J" + kind_before2 + "|" + kind_before + "|" + kinds[i],
            "N" + kinds[i] + "|" + kind_after + "|" + kind_after2,
            "l" + before + "|" + kinds[i],
            "m" + kinds[i] + "|" + after,
            "n" + shape_before + "|" + shapes[i] + "|" + shape_after,
            "O" + cues_before + "|" + self.cues[i],
            "P" + self.cues[i] + "|" + cues_after,
        ]

    def _place(self, i: int, start: int, end: int) -> list[str]:
        place = "f" if i == 0 else ("s" if i == start else "m")
        return [
            "o" + place + self.on[i],
            "p" + place + self.shapes[i],
            "z" + str(min(end - start, _LONGEST_RUN_TOLD_APART)) + place,
            "Q" + place + self.cues[i],
        ]


def _low(word: str) -> str:
    """The form that features name: lower case, one kind of quote, digits by their number only."""
    if word[0].isdigit():
        return "9" * min(len(word), 5)
    return _QUOTES.get(word) or word.lower().replace("’", "'")


def _unaccented(low: str) -> str:
    letters = unicodedata.normalize("NFKD", low)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _is_upper_line(words: Sequence[str]) -> bool:
    letters = [word for word in words if len(word) > 1 and word[0].isalpha()]
    if len(letters) < _SHORTEST_UPPER_LINE:
        return False
    return sum(word.isupper() for word in letters) >= _UPPER_SHARE * len(letters)
