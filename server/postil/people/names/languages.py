"""Articles in other languages than English, which is what the tagger has learned.

Of what it finds there only that counts which a given name makes a person's; the pack's names are looked for
beside it. In scripts other than Latin nobody is looked for.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from postil.people import lexicon
from postil.people.names import NameSpan, fold
from postil.people.names.features import JOINERS

_ENGLISH = lexicon.words("grammar.english")
# None is an English word, none a particle of names.
_OTHER = lexicon.words("grammar.other_languages")
_LOOKED_AT = 6_000  # code points: enough to tell a language
_FEWEST = 3
_TIMES = 2  # as many words of other languages as English ones
_WORD = re.compile(r"[^\W\d_]+")
_GIVEN = frozenset("mwF")
_PARTICLE = "(?: (?:von|van|der|den|de|del|della|di|da|dos|la|le|bin|ben|al|el))*"
_RUN = re.compile(rf"[^\W\d_a-z][\w’'.-]*(?:{_PARTICLE} [^\W\d_a-z][\w’'.-]*)+")
_LONGEST_NAME = 5  # words
_MONSIEUR = "M."
_NO_GIVEN_NAMES = frozenset(("das", "sein", "solange"))  # in German, where they are words
_NEVER_WITHIN = lexicon.words("names.never_within")
_ARTICLES = frozenset(("der", "die", "das", "den", "dem", "des"))
# Behind these, an article stands in a name too: "von der", "van den".
_BEFORE_AN_ARTICLE = frozenset(("von", "van", "in", "zu", "op", "uit", "dos", "de"))
# Not "…, die Ada Moor liebte": behind a comma it is no article.
_GERMAN_NOUN = re.compile(
    r"(?<!, )\b(?:[Dd](?:er|ie|as|em|en|es)|[Ii]m|[Vv]om|[Zz]u[mr]|[Aa]m"
    r"|(?:[Ee]in|[Ss]ein|[Ii]hr|[Kk]ein)(?:e[mnrs]?)?|[Dd]iese[mnrs]?) ([^\W\d_a-z]\w+)"
)
# What is named after somebody.
_NO_PERSON = re.compile(
    r"(?:^|-)(?:Institut|Stadion|Stiftung|Schule|Stra(?:ß|ss)e|Platz|Preis|Universität|Hochschule|Klinik"
    r"|Krankenhaus|Museum|Theater|Halle|Arena|Brücke|Haus|Allee|Gymnasium|Verlag|GmbH|Estadio|Estádio|Stade|Fundación|Fundação|Fondation"
    r"|Hospital|Avenida|Calle|Piazza)$"
)
_BEGINS = re.compile(r"(?:^|[\n.!?:„“”»«\"])\s*$")  # a sentence, where every word is written large
_LEAD = 4  # code points


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


def told_by_given_names(
    spans: Sequence[NameSpan], text: str, lists: Mapping[str, str], is_known: Callable[[str], bool]
) -> list[NameSpan]:
    """``spans`` of a ``text`` in another language: from a given name on, and family names of those found.

    ``is_known`` tells whether somebody known bears a full name.
    """
    words = _words(text)
    full = {
        span: found
        for span in spans
        if (found := _from_given_name(span, lists)) and not _is_word(found, text, words)
    }
    names = {found.text for found in full.values()}
    full = {
        span: _without_genitive(found, lambda name: name in names or is_known(name))
        for span, found in full.items()
    }
    families = {found.text.split()[-1] for found in full.values()}
    short = {span: found for span in spans if span not in full and (found := _family(span, families))}
    return [(full | short)[span] for span in spans if span in full or span in short]


def _words(text: str) -> frozenset[str]:
    """The words that ``text`` has written small, and those that a German article makes nouns: "eine Art"."""
    small = (word for word in _WORD.findall(text) if word.islower())
    return frozenset((*small, *(match[1] for match in _GERMAN_NOUN.finditer(text))))


def _is_word(span: NameSpan, text: str, words: frozenset[str]) -> bool:
    """Whether the given name is a mere word in this text: "Sein Bruder", "Art und Weise"."""
    first = span.text.split(" ")[0]
    begins = _BEGINS.search(text, max(0, span.start - _LEAD), span.start) is not None
    return first in words or (begins and first.lower() in words)


def _from_given_name(span: NameSpan, lists: Mapping[str, str]) -> NameSpan | None:
    words = span.text.split(" ")
    cut = 0
    while cut < len(words) and not _is_given(words[cut], lists):
        cut += 1
    kept = _of_a_name(words[cut:])
    if len(kept) < 2 or not kept[0][0].isupper() or any(_NO_PERSON.search(word) for word in kept):
        return None
    return _part(span, cut, len(kept))


def _of_a_name(words: Sequence[str]) -> list[str]:
    """``words`` up to the first that no name has in it: "Irene Cheptai das Ziel"."""
    kept: list[str] = []
    for word in words:
        joins = bool(kept) and kept[-1] in _BEFORE_AN_ARTICLE
        if word in _NEVER_WITHIN or (word in _ARTICLES and not joins):
            break
        kept.append(word)
    while kept and kept[-1].islower():
        kept.pop()
    return kept


def _without_genitive(span: NameSpan, is_name: Callable[[str], bool]) -> NameSpan:
    """``span`` as far as it has the genitive of a name: "Ada Moors Recherchen", where "Ada Moor" is one."""
    words = span.text.split(" ")
    for length in range(len(words), 1, -1):
        name = " ".join(words[:length])
        if name.endswith("s") and is_name(name[:-1]):
            return NameSpan(span.start, span.start + len(name) - 1, name[:-1], span.title)
    return span


def _is_given(word: str, lists: Mapping[str, str]) -> bool:
    return word.lower() not in _NO_GIVEN_NAMES and not _GIVEN.isdisjoint(
        lists.get(word.lower(), "") or lists.get(fold(word), "")
    )


def _family(span: NameSpan, families: set[str]) -> NameSpan | None:
    """A family name alone, or after what French writes for Mr."""
    before, _, last = span.text.rpartition(" ")
    if last not in families or before not in ("", _MONSIEUR):
        return None
    alone = _part(span, 1 if before else 0, 1)
    return replace(alone, title=before) if before else alone


def _part(span: NameSpan, first: int, length: int) -> NameSpan:
    """So many words of ``span`` from one on; its title only where it begins with the first."""
    words = span.text.split(" ")
    start = span.start + sum(len(word) + 1 for word in words[:first])
    text = " ".join(words[first : first + length])
    return NameSpan(start, start + len(text), text, "" if first else span.title)


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
