"""What the names that outlets give their elements say about them, by the words of ``tables/names.txt``.

Class, id, role, aria-label and their kin are written for style sheets and scripts, and they are
the best witness there is: all over the world a caption sits in something called "caption". A name
is only a hint. Who asks decides how much text a hint may take.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from postil.models import RemovedKind
from postil.wordlists import sections_in

NAMING_ATTRIBUTES = (
    "class",
    "id",
    "role",
    "aria-label",
    "itemprop",
    "data-testid",
    "data-component",
    "data-component-name",
    "data-qa",
    "data-type",
    "data-module",
)

_WORD = re.compile(r"[A-Z]*[a-z]+|[A-Z]+")


@dataclass(frozen=True, slots=True)
class Hint:
    """What a name says: the kind of part, the word that said it, and whether it is a sure sign.

    A sure sign may take paragraphs; an unsure one only scraps.
    """

    kind: RemovedKind
    word: str
    sure: bool


_TABLES = sections_in(Path(__file__).parent / "tables" / "names.txt")
_KINDS = [RemovedKind(name.removeprefix("sure ")) for name in _TABLES if name.startswith("sure ")]
_HIDING = frozenset(" ".join(_TABLES["hiding classes"]).split())
# On wider screens.
_SHOWN_AGAIN = re.compile(r"[:-](?:block|flex|grid|inline|inline-block|table|contents|visible)$")
_CORRECTIONS = frozenset(" ".join(_TABLES["corrections"]).split())

_ByFirstWord = Mapping[str, list[tuple[list[str], Hint]]]


def _by_first_word(certainty: str) -> _ByFirstWord:
    """What may follow a word, with what it then means: the kind that stands first, and the longest of it."""
    found: dict[str, list[tuple[list[str], Hint]]] = {}
    sure = certainty == "sure"
    for kind in _KINDS:
        words = " ".join(_TABLES.get(f"{certainty} {kind}", ())).split()
        for said in sorted(words, key=len, reverse=True):
            first, *others = _words(said)
            found.setdefault(first, []).append((others, Hint(kind, said, sure)))
    return found


def _words(name: str) -> list[str]:
    """``name`` cut at capitals and at signs."""
    return [word.lower() for word in _WORD.findall(name)]


_SURE, _UNSURE = _by_first_word("sure"), _by_first_word("unsure")


def naming(attributes: Mapping[str, object]) -> str:
    """All the names an element with those attributes goes by, joined; "" when it has none."""
    return " ".join(str(attributes[key]) for key in NAMING_ATTRIBUTES if key in attributes)


def is_hidden(attributes: Mapping[str, object]) -> bool:
    """Whether an element with those attributes is not shown: by its style, or by a class that says so."""
    classes = str(attributes.get("class", "")).split()
    if not _HIDING.isdisjoint(classes) and not any(map(_SHOWN_AGAIN.search, classes)):
        return True
    return "hidden" in attributes or "display:none" in str(attributes.get("style", "")).replace(" ", "")


@lru_cache(maxsize=4096)
def hint(name: str) -> Hint | None:
    """What ``name`` (an element's naming attributes, joined) says; None when it says nothing.

    Of several words the one whose kind stands first in the tables speaks: "credit-caption" is a caption.
    """
    words = _words(name)
    for table in (_SURE, _UNSURE):
        found = list(_said(words, table))
        if found:
            return min(found, key=lambda said: _KINDS.index(said.kind))
    return None


def names_a_correction(name: str) -> bool:
    """Whether ``name`` (as for ``hint``) says that the outlet corrects, or explains, its article there."""
    words = _words(name)
    in_pairs = (one + other for one, other in pairwise(words))
    return not (_CORRECTIONS.isdisjoint(words) and _CORRECTIONS.isdisjoint(in_pairs))


def _said(words: list[str], table: _ByFirstWord) -> Iterator[Hint]:
    end = 0  # of what was understood so far: no word is used twice
    for at, word in enumerate(words):
        if word not in table or at < end:
            continue
        for others, meant in table[word]:
            if words[at + 1 : at + 1 + len(others)] == others:
                end = at + 1 + len(others)
                yield meant
                break
