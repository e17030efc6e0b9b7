"""Names: a person's name as it stands in a text, its spelling as a key, and the text's tokens."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from postil.people import lexicon

# Letters that Unicode does not take apart into a plain letter and a mark.
_UNDIVIDED = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae",
        "œ": "oe", "Œ": "Oe", "ß": "ss", "ð": "d", "þ": "th", "ə": "a", "ħ": "h",
    }
)  # fmt: skip
_WITHIN_A_WORD = re.compile(r"['’‘ʻʼ`´]")
_LETTERS = re.compile(r"[^\W_]+")
_INITIAL = re.compile(r"[^\W\d_]\.?")


def fold(name: str) -> str:
    """``name`` in plain small letters, one space between words; "" when it has no letters.

    Accents go, apostrophes close up, hyphens and dots part words: "Kim Jong-un" and "Kim Jong
    Un" are one, and so are "J.D. Vance" and "J. D. Vance".
    """
    divided = unicodedata.normalize("NFKD", name.translate(_UNDIVIDED))
    plain = "".join(letter for letter in divided if not unicodedata.combining(letter))
    return " ".join(_LETTERS.findall(_WITHIN_A_WORD.sub("", plain.casefold())))


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


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A person's name in a text: code points, ``start`` inclusive, ``end`` exclusive.

    ``text`` is the name as written, without a title before it and without a possessive after
    it. ``title`` is the words right before it that name an office or an honorific, as written
    ("North Korean leader", "Secretary of State", "Mr."); "" where there are none.
    """

    start: int
    end: int
    text: str
    title: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"expected a name of {self.end - self.start} characters, got {self.text!r}")


@dataclass(frozen=True, slots=True)
class Group:
    """The names in a text that mean one person, in order of appearance.

    ``name`` is the fullest form, ``titles`` every title seen, each once. ``ambiguous`` says
    that one of the names could as well mean another person of the same text.
    ``namesake`` tells several people of one full name apart: 0 for the first of them.
    """

    spans: tuple[NameSpan, ...]
    name: str
    titles: tuple[str, ...]
    ambiguous: bool
    namesake: int = 0

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError("a group has at least one name")


_ABBREVIATIONS = lexicon.either("grammar.abbreviations")
# What hyphens tie to a name without being part of it: "a Kennedy-style campaign".
_TIED = lexicon.either("grammar.tied")
_ADDRESS = r"https?://\S+ | www\.\S+ | [\w.+-]+@[\w-]+\.[\w.-]+ | [@\#]\w+ |"
_WORDS = rf"""
      [a-z]++(?=\ )  # most words: nothing else has to be tried at them
    | ['’][sS](?![\w])
    | [^\W\d_]\.(?:-?[^\W\d_]\.)+
    | \b(?:{_ABBREVIATIONS})\.(?!\w)
    | (?<![\w.])[^\W\d_]\.(?=\s?[^\W\d_])
    | [^\W_]+(?:(?:['’](?![sS](?!\w))|[-‐‑&](?!(?:{_TIED})\b)(?=[^\W_])|[.,](?=\d))[^\W_]*[^\W_'’&-])*
    | \.\.+ | -{{2,}} | `` | ''
    | \S
"""
_TOKEN = re.compile(_WORDS, re.VERBOSE)
_TOKEN_OR_ADDRESS = re.compile(_ADDRESS + _WORDS, re.VERBOSE)
_IN_ADDRESSES = re.compile(r"[@#]|://|www\.")  # an address looked for at each word takes as long as all else
_ENDS = frozenset({".", "!", "?", "..", "...", "…"})
_CLOSERS = frozenset({'"', "”", "''", "'", "’", ")", "]"})
_GO_ON = frozenset({",", ";"})  # no sentence begins with these: "Sen. Ada Moor, R-Neb., said"
_EITHER_WAY = frozenset({'"', "'"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens in order: ``words[i]`` is ``text[starts[i]:ends[i]]``."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of ``text``, in order. A line without any token gives none."""
    line_start = 0
    for line in text.split("\n"):
        yield from _of_line(line, line_start)
        line_start += len(line) + 1


def _of_line(line: str, offset: int) -> Iterator[Sentence]:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    ended = False
    tokens = _TOKEN_OR_ADDRESS if _IN_ADDRESSES.search(line) else _TOKEN
    for match in tokens.finditer(line):
        word = match.group()
        if ended and not (word in _CLOSERS and _closes(word, line, match, words)):
            if not (word[0].islower() or word in _GO_ON):
                yield Sentence(words, starts, ends)
                words, starts, ends = [], [], []
            ended = False
        words.append(word)
        starts.append(offset + match.start())
        ends.append(offset + match.end())
        if word in _ENDS:
            ended = True
    if words:
        yield Sentence(words, starts, ends)


def _closes(mark: str, line: str, match: re.Match[str], words: list[str]) -> bool:
    """Whether a quotation mark after a full stop ends what is quoted, not begins the next quotation."""
    if mark not in _EITHER_WAY:
        return True
    space_before = line[match.start() - 1].isspace()
    space_after = line[match.end() : match.end() + 1].strip() == ""
    if space_before and space_after:
        return words.count(mark) % 2 == 1
    return not space_before
