"""Text as words with their places, folded so that re-typesetting does not make a word another word.

What is punctuation, space, or a script written without spaces is listed here by code point rather
than asked of a Unicode table: ``extension/content/anchor.js`` lists the same, and both must agree.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

# Thai to Lao, Myanmar, Khmer, CJK radicals to kana, ideographs, half-width kana.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_FIRST_UNSPACED = "\u0e00"
_FIRST_IDEOGRAPH = "\u2e80"  # of the unspaced scripts: those before are alphabets
_PUNCTUATION = (
    "!-/:-@\\[-`{-~\u00a1-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u02bc\u060c\u061b"
    "\u061f\u0964\u0965\u2010-\u2027\u2030-\u205e\u2212\u3001-\u3004\u3008-\u3020\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40"
    "\uff5b-\uff65"
)
_SPACES = " \t-\r\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
# Most are words, so those are tried first. A kana may have its voicing mark in a character of its own.
_TOKEN = re.compile(f"[^{_UNSPACED}{_PUNCTUATION}{_SPACES}]+|[{_PUNCTUATION}]|[{_UNSPACED}][\u3099\u309a]?")
_WORD = re.compile(f"[^{_PUNCTUATION}{_SPACES}]")
_UNSPACED_WORD = re.compile(f"[{_UNSPACED}]")
_SPACE = re.compile(f"[{_SPACES}]")
_NOT_SPACE = re.compile(f"[^{_SPACES}]+")

_SAME_MARK = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}
# Two words are the same whichever of these is between them; but a straight one does not say whether it
# opens or closes, so a passage does not begin or end at one in place of another.
_SAME_QUOTATION_MARK = dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
# Where a word may be broken or may not, and which way it runs: put in and taken out by whoever typesets.
_UNSEEN = dict.fromkeys("\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069", "")
_SAME_TABLE = str.maketrans(_SAME_MARK | _SAME_QUOTATION_MARK | _UNSEEN)
_KEY_TABLE = str.maketrans(_UNSEEN | {"\u03c2": "\u03c3"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words and punctuation marks of a text, in order.

    ``keys`` compare equal where two words are the same but for typesetting.
    """

    keys: list[str]
    _matches: list[re.Match[str]]

    def start(self, index: int) -> int:
        """Where that word begins in the text that was split."""
        return self._matches[index].start()

    def end(self, index: int) -> int:
        return self._matches[index].end()

    def spans(self) -> list[tuple[int, int]]:
        """Where each word begins and ends."""
        return [match.span() for match in self._matches]

    def ended_by(self, offset: int) -> int:
        """How many words end at ``offset`` or before."""
        return bisect_right(self._matches, offset, key=re.Match.end)

    def begun_before(self, offset: int) -> int:
        """How many words begin before ``offset``."""
        return bisect_left(self._matches, offset, key=re.Match.start)


def fold(text: str) -> str:
    """``text`` in lower case, every character still at its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


class Searched:
    """A text in which any number of pieces are looked for, whatever their case.

    Folding a whole text beyond ASCII takes longer than finding a piece in it, and most pieces are ASCII:
    those are found in the ASCII of the text alone, which folds at once.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: str | None = None
        self._plain: str | None = None
        # The one character beyond ASCII that folds into ASCII.
        self._has_plain = "\N{KELVIN SIGN}" not in text

    def __len__(self) -> int:
        return len(self._text)

    def for_piece(self, piece: str) -> str:
        """A string that has ``piece``, which is folded, just where the folded text has it."""
        if self._has_plain and piece.isascii() and "?" not in piece:
            if self._plain is None:
                self._plain = self._text.encode("ascii", "replace").lower().decode("ascii")
            return self._plain
        if self._folded is None:
            self._folded = fold(self._text)
        return self._folded


def split(folded: str) -> Words:
    """The words of ``folded``, which ``fold`` made."""
    matches = list(_TOKEN.finditer(folded))
    keys = [match[0] for match in matches]
    if not folded.isascii():
        keys = [key if key.isascii() else _key(key) for key in keys]
    return Words(keys, matches)


def is_word(key: str) -> bool:
    """Whether a key is more than a punctuation mark."""
    return (key.isascii() and key.isalnum()) or _WORD.match(key) is not None


def is_space(character: str) -> bool:
    return _SPACE.match(character) is not None


def is_unspaced(key: str) -> bool:
    """Whether a key is a character of a script that is written without spaces."""
    return key >= _FIRST_UNSPACED and _UNSPACED_WORD.match(key) is not None


def is_ideograph(key: str) -> bool:
    """Whether a key is a character of Chinese or Japanese writing."""
    return key >= _FIRST_IDEOGRAPH and _UNSPACED_WORD.match(key) is not None


def unspaced(folded: str) -> str:
    """``folded`` without its white space, with plain quotation marks and dashes, its letters composed."""
    dense = "".join(_NOT_SPACE.findall(folded))
    if dense.isascii():
        return dense.replace("`", "'")
    return unicodedata.normalize("NFC", dense.translate(_SAME_TABLE))


def is_near(one: str, other: str) -> bool:
    """Whether two different words look like one word and its misprint or inflection.

    True when what lies between their common beginning and common ending is short: one letter, two
    letters changing places, or a quarter of a long word.
    """
    shorter, longer = sorted((one, other), key=len)
    head = 0
    while head < len(shorter) and shorter[head] == longer[head]:
        head += 1
    tail = 0
    while tail < len(shorter) - head and shorter[-1 - tail] == longer[-1 - tail]:
        tail += 1
    left, right = shorter[head : len(shorter) - tail], longer[head : len(longer) - tail]
    if len(longer) >= 3 and (len(right) <= 1 or (len(right) == 2 and left == right[::-1])):
        return True
    return len(right) <= len(longer) // 4


def _key(token: str) -> str:
    plain = _SAME_MARK.get(token)
    if plain is not None:
        return plain
    return unicodedata.normalize("NFKC", token).translate(_KEY_TABLE)
