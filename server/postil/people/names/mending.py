"""Names made whole and made alike: over a sentence, over a series, over a whole document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from postil.people import lexicon
from postil.people.names.features import JOINERS, is_capitalised
from postil.people.names.traps import names

_GIVEN = frozenset("mw")  # the lists of given names
_NO_SURNAME = frozenset("PNOTDc")  # places, peoples, organisations, offices, days, words written small
# With a verb of these the person told stands behind: what is before it is all the teller's name.
_TELLING = frozenset(("told", "tells", "asked", "asks"))
_PEOPLES = "N"
_GENERATION = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
_OFFICES = "T"
# "Secretary General Robertson" is no general; nor is "Secretary of State Moor" of a state.
_BEFORE_GENERAL = lexicon.words("titles.before_general")
_SECRETARY_OF = ["secretary", "of"]
_OPENERS = lexicon.words("grammar.openers")


def mended(
    words: Sequence[str], spans: Sequence[tuple[int, int]], tags: Sequence[str], lists: Mapping[str, str]
) -> list[str]:
    """The label letters of a sentence's chunks, with each name as long as it is."""
    return [_mended(words, start, row, lists) for (start, _), row in zip(spans, tags, strict=True)]


def _mended(words: Sequence[str], start: int, row: str, lists: Mapping[str, str]) -> str:
    if row == "OO" and words[start + 2 : start + 3] and words[start + 2] in _TELLING:
        return "BI" if _is_full_name(words[start : start + 2], lists) else row
    if len(row) == 3 and "B" not in row and _PEOPLES in lists.get(words[start].lower(), ""):
        return "OBI" if _is_full_name(words[start + 1 : start + 3], lists) else row
    if "B" not in row and _is_office_and_surname(words, start, start + len(row), lists):
        return row[:-1] + "B"
    letters = list(row)
    for first, end in names(row):
        at = start + first
        if end - first > 1 and _is_no_general(words, at):
            letters[first : first + 2] = "OB"
        here = words[start + first : start + end]
        generation = end < len(row) and len(here) > 1 and words[start + end] in _GENERATION
        if generation or (end < len(row) and _goes_on(here, words[start + end :], row[end], lists)):
            letters[end] = "I"
        if here[0].lower() in _OPENERS and _opens_sentence(words, start + first):
            letters[first] = "O"
            if len(here) > 1:
                letters[first + 1] = "B"
    return "".join(letters)


def _is_office_and_surname(words: Sequence[str], start: int, end: int, lists: Mapping[str, str]) -> bool:
    """Whether capitalised words end in an office and one name: "Attorney General Garland"."""
    *office, name = words[start:end]
    if not office or not _may_be_family(name) or not _is_unlisted(name, lists):
        return False
    if office == ["State"]:
        return [word.lower() for word in words[max(0, start - 2) : start]] == _SECRETARY_OF
    return _OFFICES in lists.get(office[-1].lower(), "")


def _is_no_general(words: Sequence[str], at: int) -> bool:
    """Whether "General" stands at ``at`` as the end of another office, "Attorney General"."""
    return words[at] == "General" and at > 0 and words[at - 1].lower() in _BEFORE_GENERAL


def _goes_on(name: Sequence[str], following: Sequence[str], label: str, lists: Mapping[str, str]) -> bool:
    """Whether a given name that was read alone goes on with the family name right after it.

    That was read as another's name ("John [Vincent]"), or as none ("Orla Finnegan told the inquiry").
    """
    if len(name) != 1 or not _is_given(name[0], lists) or not _may_be_family(following[0]):
        return False
    return label == "B" or (
        _is_unlisted(following[0], lists) and following[1:2] != [] and following[1] in _TELLING
    )


def _is_full_name(two: Sequence[str], lists: Mapping[str, str]) -> bool:
    """Whether two words are a given name and one that can be a family's, and nothing else by the lists."""
    given, family = two
    known = _is_given(given, lists) and _is_unlisted(given, lists)
    return known and _may_be_family(family) and _is_unlisted(family, lists)


def _may_be_family(word: str) -> bool:
    return is_capitalised(word) and not word.isupper() and word[-1].isalpha() and word not in JOINERS


def _is_unlisted(word: str, lists: Mapping[str, str]) -> bool:
    """Whether the word is none that means a place, a people, an organisation or a thing."""
    return _NO_SURNAME.isdisjoint(lists.get(word.lower(), ""))


def _is_given(word: str, lists: Mapping[str, str]) -> bool:
    return not _GIVEN.isdisjoint(lists.get(word.lower(), "")) and not word.isupper()


def _opens_sentence(words: Sequence[str], at: int) -> bool:
    return all(not word[0].isalnum() for word in words[:at])


_SHORTEST_VERB = 6  # "Ming", "Xing" and "Young" are shorter
_NAMES_IN_ING = lexicon.words("names.in_ing")

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
            if len(name) == 1 and not _may_stand_alone(words, start + i):
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


def _may_stand_alone(words: Sequence[str], i: int) -> bool:
    """Whether a single word at ``i`` can be somebody's family name by what is beside it."""
    before = words[i - 1] if i else ""
    known = bool(before) and before not in _QUOTES and not is_capitalised(before) and before != "&"
    in_line = words[i + 1 : i + 2] not in (["and"], ["/"])
    return known and in_line and before.lower() not in _BEFORE_THINGS and not words[i].isupper()


def _lower(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words]


_FEWEST = 3  # items
_ONE_IN = 3  # more than one item in so many was read as somebody: two at least
_PERSON_LISTS = frozenset("mwL")  # given names of men and women, family names
_OTHER_LISTS = frozenset("PNOTD")  # places, peoples, organisations, offices, days and months
_COMMON = "c"  # words that are written small
_OTHER_CUES = frozenset("iol")  # what stands around a place, an organisation, a word written small
_LAST = (["and"], ["or"], [",", "and"], [",", "or"])
_WHERE = lexicon.words("grammar.before_places")
_THINGS = lexicon.words("things.kinds")
_LEADING = frozenset(("such", "as", "like", "including", "namely", "called", "named", "of", ",", ":", "("))


def with_series(
    words: Sequence[str],
    spans: Sequence[tuple[int, int]],
    tags: Sequence[str],
    lists: Mapping[str, str],
    cues: Mapping[str, str],
) -> list[str]:
    """The label letters of a sentence's chunks, with the rest of a series of people made people too.

    A series is of single words and ends with "and" or "or". It stays as it was read where ``lists`` or
    ``cues`` speak against a person at one of its words, or what is before it does: "the cities of".
    """
    made = list(tags)
    for first, end in _series(words, spans):
        items = [words[start] for start, _ in spans[first:end]]
        enough = list(tags[first:end]).count("B") * _ONE_IN > len(items)
        if enough and not _of_things(words, spans[first][0]) and _may_all_be_people(items, lists, cues):
            made[first:end] = ["B"] * len(items)
    return made


def _series(words: Sequence[str], spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The (first, end) chunks of each series: of chunks of one word, and with no "&" after it."""
    first = 0
    for i, (start, end) in enumerate(spans):
        if end - start > 1:
            first = i + 1
            continue
        between = list(words[end : spans[i + 1][0]]) if i + 1 < len(spans) else []
        if between == [","]:
            continue
        if between in _LAST and i - first + 2 >= _FEWEST and _ends_at(words, spans[i + 1]):
            yield first, i + 2
        first = i + 1


def _ends_at(words: Sequence[str], span: tuple[int, int]) -> bool:
    start, end = span
    return end - start == 1 and words[end : end + 1] != ["&"]


def _of_things(words: Sequence[str], at: int) -> bool:
    """Whether the words before a series that begins at ``at`` say that it is one of places or things."""
    before = at - 1
    while before > 0 and words[before].lower() in _LEADING:
        before -= 1
    return before >= 0 and (words[before].lower() in _THINGS or words[before].lower() in _WHERE)


def _may_all_be_people(items: Sequence[str], lists: Mapping[str, str], cues: Mapping[str, str]) -> bool:
    return all(
        item[0].isalpha() and not item.isupper() and _may_be_person(item.lower(), lists, cues)
        for item in items
    )


def _may_be_person(low: str, lists: Mapping[str, str], cues: Mapping[str, str]) -> bool:
    on = lists.get(low, "")
    if not _OTHER_LISTS.isdisjoint(on) or not _OTHER_CUES.isdisjoint(cues.get(low, "")):
        return False
    return _COMMON not in on or not _PERSON_LISTS.isdisjoint(on)
