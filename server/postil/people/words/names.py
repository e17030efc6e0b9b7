"""Names as keys: one form for every spelling of a name that means the same letters."""

import re
import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
_UNDIVIDED = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae",
        "œ": "oe", "Œ": "Oe", "ß": "ss", "ð": "d", "þ": "th", "ə": "a", "ħ": "h",
    }
)  # fmt: skip
_WITHIN_A_WORD = re.compile(r"['’‘ʻʼ`´]")
_WORD = re.compile(r"[^\W_]+")
_INITIAL = re.compile(r"[^\W\d_]\.?")


def fold(name: str) -> str:
    """``name`` in plain small letters, one space between words; "" when it has no letters.

    Accents go, apostrophes close up, hyphens and dots part words: "Kim Jong-un" and "Kim Jong
    Un" are one, and so are "J.D. Vance" and "J. D. Vance".
    """
    divided = unicodedata.normalize("NFKD", name.translate(_UNDIVIDED))
    plain = "".join(letter for letter in divided if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(_WITHIN_A_WORD.sub("", plain.casefold())))


def surname(name: str) -> str:
    """The last folded word of a name that is not a generation ("Jr.", "III")."""
    return without_generation(fold(name)).rpartition(" ")[2]


def without_generation(folded: str) -> str:
    """A folded name without a generation at its end, unless nothing else is left."""
    words = folded.split()
    while len(words) > 1 and words[-1] in GENERATIONS:
        words.pop()
    return " ".join(words)


GENERATIONS = frozenset(("jr", "sr", "junior", "senior", "ii", "iii", "iv"))


def without_initials(name: str) -> str:
    """``name`` as written, without the initials between its first word and its last: "Nikki Haley"."""
    words = name.split()
    middle = [word for word in words[1:-1] if not _INITIAL.fullmatch(word)]
    return " ".join((*words[:1], *middle, *words[1:][-1:]))
