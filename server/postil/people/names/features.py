"""What the tagger looks at: the tokens that could be part of a name, and features of each.

Only capitalised tokens and the small words that join them ("van", "de la", the quotes around a
nickname) are ever tagged; every other token is outside by definition. So a sentence falls into
short chunks that are decoded on their own, with features that look at the whole sentence.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from postil.people import lexicon

Chunked = tuple[Sequence[str], Sequence[tuple[int, int]]]
"""A sentence's words and its chunks."""

_HONORIFIC = lexicon.words("titles.before_a_name")
_PLACE_WORDS = frozenset({"in", "at", "near", "outside", "into", "across", "throughout"})
_OLDEST_WRITTEN_AGE = 2  # digits


def cues(
    document: Sequence[tuple[Sequence[str], Sequence[tuple[int, int]]]], lists: Mapping[str, str]
) -> dict[str, str]:
    """For each capitalised word of a document (in lower case), letters of what stands around it.

    t: an honorific before; g: a given
    name before; s: a verb of speech beside; a: an age after; w: "who" after; i: a preposition of
    place before; h: "the" before; o: a word of organisations after; l: written small elsewhere.
    """
    seen: dict[str, set[str]] = {}
    for words, spans in document:
        for start, end in spans:
            for i in range(start, end):
                word = words[i]
                if word[0].isalpha():
                    found = seen.setdefault(word.lower(), set())
                    found.update(_before(words, i, lists), _after(words, i, lists))
    for words, _ in document:
        for word in words:
            if word in seen and word.islower():
                seen[word].add("l")
    return {word: "".join(sorted(found)) for word, found in seen.items()}


def _before(words: Sequence[str], i: int, lists: Mapping[str, str]) -> str:
    if not i:
        return ""
    before = words[i - 1].lower()
    if before in _HONORIFIC and words[i - 1][0].isupper():
        return "t"
    if before in _PLACE_WORDS:
        return "i"
    if before == "the":
        return "h"
    on = lists.get(before, "")
    if "S" in on:
        return "s"
    if words[i - 1][0].isupper() and ("m" in on or "w" in on):
        further = words[i - 2].lower() in _HONORIFIC if i > 1 else False
        return "gt" if further else "g"
    return ""


def _after(words: Sequence[str], i: int, lists: Mapping[str, str]) -> str:
    if i + 1 >= len(words):
        return ""
    after = words[i + 1].lower()
    if after == "who":
        return "w"
    if after == "," and i + 2 < len(words):
        following = words[i + 2]
        if following == "who":
            return "w"
        return "a" if following.isdigit() and len(following) <= _OLDEST_WRITTEN_AGE else ""
    on = lists.get(after, "")
    if "S" in on:
        return "s"
    return "o" if "O" in on and words[i + 1][0].isupper() else ""


JOINERS = lexicon.words("names.joiners")
_QUOTES = {"“": '"', "”": '"', "``": '"', "''": '"', "‘": "'", "’": "'", "„": '"', "«": '"', "»": '"'}
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PARTY = re.compile(r"[DRI]-[A-Z][a-z]")  # a member of Congress's party and state: "D-Maine"
_EDGE = "<s>"
_MARGIN = 2  # how far from a token its features look
_EDGES = (_EDGE,) * _MARGIN
# Words come again and again; those last seen are not looked at anew. Some kilobytes.
_WORDS_KEPT = 4096
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
    capital = [word != word.lower() and is_capitalised(word) for word in words]
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
        self._of_word = lru_cache(_WORDS_KEPT)(self._looked_at)

    def of(
        self, words: Sequence[str], spans: Sequence[tuple[int, int]], cues: Mapping[str, str]
    ) -> list[list[list[str]]]:
        """For each chunk of ``spans``, for each token, its features.

        ``cues`` are those of the document, see ``postil.people.names.features``.
        """
        lows, on, kinds, shapes = (
            [*_EDGES, *column, *_EDGES] for column in zip(*map(self._of_word, words), strict=True)
        )
        upper_line = _is_upper_line(words)
        if upper_line:
            shapes[_MARGIN:-_MARGIN] = ["A" if word.isupper() else shape(word) for word in words]
        line = _Line(lows, on, kinds, shapes, [cues.get(low, "") for low in lows], upper_line)
        return [line.chunk(start + _MARGIN, end + _MARGIN) for start, end in spans]

    def _looked_at(self, word: str) -> tuple[str, str, str, str]:
        """What the word by itself says: its lower-case form, lists, coarse kind and shape."""
        low = _low(word)
        on = self._on(low)
        return low, on, kind(on), shape(word)

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
    """A sentence token by token: lower-case form, lists, coarse kind, shape, the document's cues.

    It has edges of _MARGIN tokens, so that what is beside a token needs no asking whether it is there.
    """

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
            row = self._word(i)
            row += self._context(i)
            row += self._place(i, start, end)
            row += [feature + at for feature in around]
            rows.append(row)
        return rows

    def _around(self, start: int, end: int) -> list[str]:
        """Features of the whole chunk, to be told apart by the token's place in it."""
        lows, kinds, on = self.lows, self.kinds, self.on
        before, after = lows[start - 1], lows[end]
        on_before, on_after = on[start - 1], on[end]
        pattern = "".join(kinds[start : min(end, start + 4)])
        return [
            "r",
            f"s{before}|",
            f"t{after}|",
            f"u{on[end - 1]}|",
            f"v{on[start]}|",
            f"y{after} {lows[end + 1]}|",
            f"D{lows[start - 2]} {before}|",
            f"F{on_before}|{on_after}|",
            f"G{pattern}|",
            f"H{pattern}{on_after}|",
            f"I{on_before}{pattern}|",
            f"w{lows[end - 1]}|",
            f"x{lows[start]}|",
        ]

    def _word(self, i: int) -> list[str]:
        low, on, kind, cues = self.lows[i], self.on[i], self.kinds[i], self.cues[i]
        features = [
            "b",
            "0" + low,
            "h" + self.shapes[i],
            "g" + on,
            "f" + kind,
            "1" + low[-3:],
            "2" + low[-2:],
            "3" + low[:3],
            "4" + low[:2],
            "5" + low[-4:],
            "K" + cues,
            f"L{kind}{cues}",
        ]
        features += ["M" + cue for cue in cues]
        if self.upper:
            features.append("U" + on)
        return features

    def _context(self, i: int) -> list[str]:
        before2, before, low, after, after2 = self.lows[i - 2 : i + 3]
        on_before, on, on_after = self.on[i - 1 : i + 2]
        kind_before2, kind_before, kind, kind_after, kind_after2 = self.kinds[i - 2 : i + 3]
        shape_before, shape, shape_after = self.shapes[i - 1 : i + 2]
        cues_before, cues, cues_after = self.cues[i - 1 : i + 2]
        return [
            "-" + before,
            "+" + after,
            "=" + before2,
            "#" + after2,
            f"a{before} {low}",
            f"c{low} {after}",
            f"d{before2} {before}",
            f"e{after} {after2}",
            f"i{on_before}|{on}",
            f"j{on}|{on_after}",
            f"k{kind_before}|{kind}|{kind_after}",
            f"J{kind_before2}|{kind_before}|{kind}",
            f"N{kind}|{kind_after}|{kind_after2}",
            f"l{before}|{kind}",
            f"m{kind}|{after}",
            f"n{shape_before}|{shape}|{shape_after}",
            f"O{cues_before}|{cues}",
            f"P{cues}|{cues_after}",
        ]

    def _place(self, i: int, start: int, end: int) -> list[str]:
        place = "f" if i == _MARGIN else ("s" if i == start else "m")
        return [
            f"o{place}{self.on[i]}",
            f"p{place}{self.shapes[i]}",
            f"z{min(end - start, _LONGEST_RUN_TOLD_APART)}{place}",
            f"Q{place}{self.cues[i]}",
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
    if sum(map(str.isupper, words)) < _SHORTEST_UPPER_LINE * _UPPER_SHARE:
        return False
    letters = [word for word in words if len(word) > 1 and word[0].isalpha()]
    if len(letters) < _SHORTEST_UPPER_LINE:
        return False
    return sum(word.isupper() for word in letters) >= _UPPER_SHARE * len(letters)
