"""What the tagger looks at: the tokens that could be part of a name, and features of each.

Only capitalised tokens and the small words that join them ("van", "de la", the quotes around a
nickname) are ever tagged; every other token is outside by definition. So a sentence falls into
short chunks that are decoded on their own, with features that look at the whole sentence.
"""

from collections.abc import Mapping, Sequence

_JOINERS = """
    van von der den de del della di da dos das do du la le les el al bin bint ibn ben abu ould ter ten
    y e af av zu zur vom dela dal dalla lo ul und d' ap
"""
JOINERS = frozenset(_JOINERS.split())
_QUOTES = {"“": '"', "”": '"', "``": '"', "''": '"', "‘": "'", "’": "'", "„": '"', "«": '"', "»": '"'}
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_EDGE = "<s>"
# A longer run of capitalised tokens is a headline or a table; its far end says nothing of a name.
_LONGEST_RUN_TOLD_APART = 6
# A line is a headline in capitals when it has this many words and nearly all are upper case.
_SHORTEST_UPPER_LINE = 3
_UPPER_SHARE = 0.8


def is_capitalised(word: str) -> bool:
    """Whether ``word`` holds an upper-case letter and could be (part of) a name by its letters."""
    return word != word.lower() and word[0] not in "@#" and "://" not in word


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


class Features:
    """Turns sentences into features. ``lists``: for a lower-case word, the lists it is on, as letters."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        self._lists = lists

    def of(self, words: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[list[list[str]]]:
        """For each chunk of ``spans``, for each token, its features."""
        lows = [_QUOTES.get(word) or word.lower().replace("’", "'") for word in words]
        upper_line = _is_upper_line(words)
        get = self._lists.get
        lists = [get(low) or (_unknown(low) if low[0].isalpha() else "!") for low in lows]
        shapes = ["A" if upper_line and word.isupper() else shape(word) for word in words]
        return [
            [self._token(words, lows, lists, shapes, i, start, end, upper_line) for i in range(start, end)]
            for start, end in spans
        ]

    def _token(
        self,
        words: Sequence[str],
        lows: Sequence[str],
        lists: Sequence[str],
        shapes: Sequence[str],
        i: int,
        start: int,
        end: int,
        upper_line: bool,
    ) -> list[str]:
        last = len(words) - 1
        low, sets, form = lows[i], lists[i], shapes[i]
        before, before2 = (lows[i - 1] if i else _EDGE), (lows[i - 2] if i > 1 else _EDGE)
        after, after2 = (lows[i + 1] if i < last else _EDGE), (lows[i + 2] if i + 1 < last else _EDGE)
        sets_before, sets_after = (lists[i - 1] if i else _EDGE), (lists[i + 1] if i < last else _EDGE)
        form_before, form_after = (shapes[i - 1] if i else _EDGE), (shapes[i + 1] if i < last else _EDGE)
        place = "f" if i == 0 else ("s" if i == start else "m")
        run = min(end - start, _LONGEST_RUN_TOLD_APART)
        outer_before = lows[start - 1] if start else _EDGE
        outer_after = lows[end] if end <= last else _EDGE
        outer_after2 = lows[end + 1] if end < last else _EDGE
        at = f"{min(i - start, 3)}{min(end - 1 - i, 3)}"
        features = [
            "b",
            "0" + low,
            "h" + form,
            "-" + before,
            "+" + after,
            "=" + before2,
            "#" + after2,
            "a" + before + " " + low,
            "c" + low + " " + after,
            "d" + before2 + " " + before,
            "e" + after + " " + after2,
            "g" + sets,
            "i" + sets_before + "|" + sets,
            "j" + sets + "|" + sets_after,
            "k" + sets_before + "|" + sets + "|" + sets_after,
            "l" + before + "|" + sets,
            "m" + sets + "|" + after,
            "n" + form_before + "|" + form + "|" + form_after,
            "o" + place + sets,
            "p" + place + form,
            "q" + at + sets,
            "r" + at,
            "s" + outer_before + "|" + at,
            "t" + outer_after + "|" + at,
            "u" + lists[end - 1] + "|" + at,
            "v" + lists[start] + "|" + at,
            "w" + lows[end - 1] + "|" + at[1],
            "x" + lows[start] + "|" + at[0],
            "y" + outer_after + " " + outer_after2 + at[1],
            "z" + str(run) + place,
            "1" + low[-3:],
            "2" + low[-2:],
            "3" + low[:3],
            "4" + low[:2],
            "5" + low[-4:],
        ]
        if upper_line:
            features.append("U" + sets)
        return features


def _unknown(low: str) -> str:
    return "-" if "-" in low else "?"


def _is_upper_line(words: Sequence[str]) -> bool:
    letters = [word for word in words if len(word) > 1 and word[0].isalpha()]
    if len(letters) < _SHORTEST_UPPER_LINE:
        return False
    return sum(word.isupper() for word in letters) >= _UPPER_SHARE * len(letters)
