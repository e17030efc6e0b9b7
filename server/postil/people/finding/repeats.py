"""Names made alike over a document: a name that one place shows in full is found at all its places.

So is its family name alone, "King" after "Martin Luther King", unless the document also uses that word for a
place or a thing: "in Lincoln", "the Polaroid".
"""

from collections.abc import Iterable, Sequence

from postil.people.finding.features import JOINERS, is_capitalised
from postil.people.finding.traps import names

_SHORTEST_VERB = 6  # "Ming", "Xing" and "Young" are shorter
_IN_ING = "irving fleming harding browning downing manning keating sterling spalding golding gosling"
_NAMES_IN_ING = frozenset(_IN_ING.split())

_SHORTEST_ALONE = 4  # letters: "Lee" and "Son" are too much else
_BEFORE_THINGS = frozenset(("the", "a", "an", "this", "in", "at", "from", "near"))
_QUOTES = frozenset(('"', "“", "``", "'", "‘"))  # a word right after one may be a title

Read = tuple[Sequence[str], Sequence[tuple[int, int]], Sequence[str]]
"""A sentence's words, its chunks, and the chunks' label letters."""


def with_repeats(document: Sequence[Read]) -> list[list[str]]:
    """For each sentence its label letters, with the document's full names found wherever they stand whole.

    A place where the words go on ("Robert Hanley Boulevard") stays as it was read.
    """
    document = [(words, spans, _without_verbs(words, spans, tags)) for words, spans, tags in document]
    known = _known(document)
    return [
        [_found(words, start, row, known) for (start, _), row in zip(spans, tags, strict=True)]
        for words, spans, tags in document
    ]


def _without_verbs(words: Sequence[str], spans: Sequence[tuple[int, int]], tags: Sequence[str]) -> list[str]:
    """The label letters with a name that begins its sentence freed of a verb: "Echoing Hanley"."""
    free = list(tags)
    opens = bool(spans) and spans[0][0] == 0 and tags[0].startswith("BI")
    if opens and _is_verb(words[0]):
        free[0] = "OB" + tags[0][2:]
    return free


def _is_verb(word: str) -> bool:
    return word.endswith("ing") and len(word) >= _SHORTEST_VERB and word.lower() not in _NAMES_IN_ING


def _known(document: Sequence[Read]) -> dict[str, list[list[str]]]:
    """The names of the document, longest first, under their first word; all in lower case."""
    found: set[tuple[str, ...]] = set()
    things = _things(document)
    for words, spans, tags in document:
        for (start, _), row in zip(spans, tags, strict=True):
            for first, end in names(row):
                name = tuple(word.lower() for word in words[start + first : start + end])
                if len(name) > 1 and all(word[0].isalnum() for word in name):
                    found.add(name)
                    found.update(_family(name))
                    if name[-1] not in things and len(name[-1]) >= _SHORTEST_ALONE:
                        found.add(name[-1:])
    table: dict[str, list[list[str]]] = {}
    for name in sorted(found, key=len, reverse=True):
        table.setdefault(name[0], []).append(list(name))
    return table


def _things(document: Iterable[Read]) -> set[str]:
    """The words that somewhere in the document stand alone where a place or a thing stands."""
    return {
        words[i].lower()
        for words, spans, tags in document
        for (start, end), row in zip(spans, tags, strict=True)
        for i in range(max(start, 1), end)
        if row[i - start] in "OX" and words[i - 1].lower() in _BEFORE_THINGS
    }


def _family(name: Sequence[str]) -> list[tuple[str, ...]]:
    """The family name with the particles before it, where there are any: ("von", "der", "leyen")."""
    start = len(name) - 1
    while start > 1 and name[start - 1] in JOINERS:
        start -= 1
    return [tuple(name[start:])] if start < len(name) - 1 else []


def _found(words: Sequence[str], start: int, row: str, known: dict[str, list[list[str]]]) -> str:
    i = 0
    while i < len(row):
        for name in known.get(words[start + i].lower(), ()):
            end = i + len(name)
            if len(name) == 1 and not _may_be_family(words, start + i):
                continue
            if _stands_whole(words, start, row, i, end) and _lower(words[start + i : start + end]) == name:
                row = row[:i] + "B" + "I" * (len(name) - 1) + row[end:]
                i = end - 1
                break
        i += 1
    return row


def _stands_whole(words: Sequence[str], start: int, row: str, i: int, end: int) -> bool:
    """Whether the tokens from ``i`` to ``end`` of a chunk are unread, and no capitalised word goes on."""
    if end > len(row) or "B" in row[i:end] or "I" in row[i:end] or not is_capitalised(words[start + i]):
        return False
    after = words[start + end] if start + end < len(words) else ""
    return not (after and (is_capitalised(after) or after in ("&", "-")))


def _may_be_family(words: Sequence[str], i: int) -> bool:
    """Whether a single word at ``i`` can be somebody's family name by what is beside it."""
    before = words[i - 1] if i else ""
    known = bool(before) and before not in _QUOTES and not is_capitalised(before) and before != "&"
    in_line = words[i + 1 : i + 2] not in (["and"], ["/"])
    return known and in_line and before.lower() not in _BEFORE_THINGS and not words[i].isupper()


def _lower(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words]
