"""A name as written -> its words made comparable, and whether two names can mean one person."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from postil.people import lexicon

PARTICLES = lexicon.words("names.particles")
# Written large at the start of a name, only these are no names themselves ("Ben Chan", "Do Muoi" are).
_FIRST = frozenset({"van", "von", "de", "del", "al", "el", "the"})
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "vi", "vii", "viii", "xiv", "xvi", "esq", "md", "phd"})
FAMILY_FIRST = lexicon.words("names.family_first")
_SAME_GIVEN: dict[str, frozenset[int]] = {}
for _row, _line in enumerate(lexicon.listed("names.nicknames")):
    for _name in _line.split():
        _SAME_GIVEN[_name] = _SAME_GIVEN.get(_name, frozenset()) | {_row}

# Spellings of one family name that differ by a letter ("Zelensky", "Zelenskyy") count as one from here on;
# shorter names that differ by a letter are mostly different names ("Reed", "Read").
_LONG_ENOUGH_TO_MISSPELL = 7
# A slip of the pen, where no other name of the text fits ("Maurer", later "Mauer").
_SLIP_LONG_ENOUGH = 5
# With the same family name beside it, a shorter given name will do ("Kristin", "Kristen").
_GIVEN_LONG_ENOUGH = 6


class Fit(IntEnum):
    """How well a short form fits a full name, from not at all to its family name."""

    NONE = 0
    MISSPELT = 1
    MIDDLE = 2
    GIVEN = 3
    FAMILY = 4


@dataclass(frozen=True)
class Form:
    """A name's words in comparable form: lower case, no accents, no particles, hyphens split.

    ``suffix`` is "jr", "ii" and the like, "" where there is none; ``nickname`` what stands in
    quotation marks between the words.
    """

    words: tuple[str, ...]
    suffix: str
    nickname: str

    @cached_property
    def family_first(self) -> bool:
        """Whether the name is written family name first, as in much of East Asia, by its words."""
        return len(self.words) in (2, 3) and self.words[0] in FAMILY_FIRST

    @property
    def fullness(self) -> tuple[int, int]:
        """Orders forms of one person: first by words written out, then by all words."""
        return sum(len(word) > 1 for word in self.words), len(self.words)


def form(name: str) -> Form:
    """The form of ``name`` as written. A name of particles only keeps them."""
    leading = name[0].islower()
    nickname = ""
    words: list[str] = []
    quoted = False
    for raw in _plain(name).replace('"', ' " ').split():
        if raw in ('"', "'"):
            quoted = not quoted
        elif quoted:
            nickname = raw
        else:
            words.extend(part for part in raw.replace("-", " ").replace(".", " ").split() if part.strip("'"))
    suffix = ""
    while len(words) > 1 and words[-1] in _SUFFIXES:
        suffix = words.pop()
    kept = [word for i, word in enumerate(words) if word not in (PARTICLES if i or leading else _FIRST)]
    return Form(tuple(kept or words or [_plain(name)]), suffix, nickname)


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.lower())
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    for mark in "“”„«»":
        bare = bare.replace(mark, '"')
    for mark in "‘’ʼ`":
        bare = bare.replace(mark, "'")
    return bare.replace("‐", "-").replace("‑", "-").replace(",", " ").replace("ø", "o").replace("ł", "l")


def same_person(one: Form, other: Form) -> bool:
    """Whether two forms of at least two words can mean one person."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    short, long = sorted((one.words, other.words), key=len)
    if sorted(short) == sorted(long):
        return True
    # "Felipe González" and "Felipe González Márquez"; "López Obrador" and "Manuel López Obrador"
    if len(short) < len(long) and short in (long[: len(short)], long[-len(short) :]):
        return True
    if _same_family(short[-1], long[-1]):
        return _given_agree(short[:-1], long[:-1], other.nickname or one.nickname)
    if short[0] in FAMILY_FIRST and short[0] == long[0] and len(long) <= 3:
        return "".join(short) == "".join(long)
    return False


def fit(short: Form, full: Form) -> Fit:
    """How the one word of ``short`` fits the words of ``full``."""
    (word,) = short.words
    words = full.words
    if short.suffix and short.suffix != full.suffix:
        return Fit.NONE
    if _same_family(word, words[-1]) or (full.family_first and word == words[0]):
        return Fit.FAMILY
    if _same_given(word, words[0]) or word == full.nickname:
        return Fit.GIVEN
    if word in words[1:-1] and len(word) > 1:
        return Fit.MIDDLE
    slip = min(len(word), len(words[-1])) >= _SLIP_LONG_ENOUGH and word[0] == words[-1][0]
    return Fit.MISSPELT if slip and _one_letter_apart(word, words[-1]) else Fit.NONE


def _given_agree(short: Sequence[str], long: Sequence[str], nickname: str) -> bool:
    """Whether the given names of one form occur in order among those of the other."""
    if not short:
        return True
    if not (_same_given(short[0], long[0]) or (nickname and nickname in (short[0], long[0]))):
        # a middle name may be the one in use: "J. Edgar Hoover", "Edgar Hoover"
        return len(short) < len(long) and len(long[0]) == 1 and tuple(short) == tuple(long[1:])
    if all(len(name) == 1 for name in (*short[1:], *long[1:])):
        # "George W. Bush" is not "George H. W. Bush"
        return short[1:] == long[1 : len(short)]
    at = 1
    for name in short[1:]:
        while at < len(long) and not _same_given(name, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def _same_given(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if min(len(one), len(other)) >= _GIVEN_LONG_ENOUGH and _one_letter_apart(one, other):
        return True
    return bool(_SAME_GIVEN.get(one, frozenset()) & _SAME_GIVEN.get(other, frozenset()))


def _same_family(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG_ENOUGH_TO_MISSPELL or one[0] != other[0]:
        return False
    return _one_letter_apart(one, other)


def _one_letter_apart(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    rest = long[start + 1 :]
    return short[start:] == rest or short[start + 1 :] == rest
