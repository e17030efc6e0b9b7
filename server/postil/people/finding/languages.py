"""Articles in other languages than English, which is what the tagger has learned.

Of what it finds there only that counts which a given name makes a person's; the pack's names are looked for
beside it. In scripts other than Latin nobody is looked for.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from postil.people.finding.features import JOINERS
from postil.people.words.names import fold
from postil.people.words.parts import NameSpan

_ENGLISH_WORDS = "the of and to that with for by his from said is at which were they has been would it"
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
# None is an English word, none a particle of names.
_OTHER_WORDS = """
    das und ist nicht mit dem zu ein eine auf im sich auch wurde hat für nach bei aus
    les des et une dans est pour que qui au aux par sur ont avec leur
    en por con una se lo su al más para fue
    il che non gli della nel alla un è sono
    się na nie jest od oraz przed że po w z
    bir bu için ile dedi günü olarak etti gibi sonra kadar
    em não uma ao foi mais het een niet voor op aan att och som är med av på det og ikke til
"""
_OTHER = frozenset(_OTHER_WORDS.split())
_LOOKED_AT = 6_000  # code points: enough to tell a language
_FEWEST = 3
_TIMES = 2  # as many words of other languages as English ones
_WORD = re.compile(r"[^\W\d_]+")
_GIVEN = frozenset("mwF")
_RUN = re.compile(r"[^\W\d_a-z][\w’'.-]*(?: [^\W\d_a-z][\w’'.-]*)+")
_LONGEST_NAME = 4  # words
_MONSIEUR = "M."


def is_english(text: str) -> bool:
    """Whether ``text`` is in English, or in too few words to tell."""
    words = _WORD.findall(text[:_LOOKED_AT])
    english = sum(word in _ENGLISH for word in words)
    other = sum(word in _OTHER for word in words)
    if not english:
        return other + sum(word in JOINERS for word in words) < _FEWEST
    return other < _FEWEST or other < _TIMES * english


def is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())


def told_by_given_names(spans: Sequence[NameSpan], lists: Mapping[str, str]) -> list[NameSpan]:
    """``spans`` of an article in another language: from a given name on, and family names of those found."""
    full = {span: found for span in spans if (found := _from_given_name(span, lists))}
    families = {found.text.split()[-1] for found in full.values()}
    short = {span: found for span in spans if span not in full and (found := _family(span, families))}
    return [(full | short)[span] for span in spans if span in full or span in short]


def _from_given_name(span: NameSpan, lists: Mapping[str, str]) -> NameSpan | None:
    words = span.text.split(" ")
    while words and not _is_given(words[0], lists):
        words.pop(0)
    if len(words) < 2 or not words[-1][0].isupper():
        return None
    return _ending(span, " ".join(words), span.title)


def _is_given(word: str, lists: Mapping[str, str]) -> bool:
    return not _GIVEN.isdisjoint(lists.get(word.lower(), "") or lists.get(fold(word), ""))


def _family(span: NameSpan, families: set[str]) -> NameSpan | None:
    """A family name alone, or after what French writes for Mr."""
    before, _, last = span.text.rpartition(" ")
    if last not in families or before not in ("", _MONSIEUR):
        return None
    return _ending(span, last, before or span.title)


def _ending(span: NameSpan, text: str, title: str) -> NameSpan:
    """The end of ``span`` that reads ``text``; its title only where nothing is cut off, or as given."""
    if text == span.text:
        return span
    return NameSpan(span.end - len(text), span.end, text, title if title == _MONSIEUR else "")


def with_known_names(spans: Sequence[NameSpan], text: str, is_known: Callable[[str], bool]) -> list[NameSpan]:
    """``spans`` and, where they are not, the full names in ``text`` that are known."""
    taken = list(spans)
    for start, name in _known(text, is_known):
        end = start + len(name)
        if all(end <= span.start or span.end <= start for span in taken):
            taken.append(NameSpan(start, end, name, ""))
    return sorted(taken, key=lambda span: span.start)


def _known(text: str, is_known: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """Where each known name begins in ``text``, and the name: the longest of words written large."""
    for run in _RUN.finditer(text):
        words = run[0].split(" ")
        starts = [run.start() + sum(len(word) + 1 for word in words[:n]) for n in range(len(words))]
        at = 0
        while at < len(words) - 1:
            lengths = range(min(_LONGEST_NAME, len(words) - at), 1, -1)
            names = (" ".join(words[at : at + length]).rstrip(".’'-") for length in lengths)
            name = next(filter(is_known, names), None)
            if name:
                yield starts[at], name
            at += len(name.split(" ")) if name else 1
