"""Names made whole, and freed of what is no part of them: "With [Wagner]", "[Orla Finnegan] told".

What is settled here is what the words right beside a name make certain, and two readings may still miss.
"""

from collections.abc import Mapping, Sequence

from postil.people.finding.features import JOINERS, is_capitalised
from postil.people.finding.traps import names

_GIVEN = frozenset("mw")  # the lists of given names
_NO_SURNAME = frozenset("PNOTDc")  # places, peoples, organisations, offices, days, words written small
# With a verb of these the person told stands behind: what is before it is all the teller's name.
_TELLING = frozenset(("told", "tells", "asked", "asks"))
_PEOPLES = "N"
_GENERATION = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"))
_OFFICES = "T"
# "Secretary General Robertson" is no general; nor is "Secretary of State Moor" of a state.
_GENERALS = "secretary attorney solicitor surgeon director inspector consul postmaster"
_BEFORE_GENERAL = frozenset(_GENERALS.split())
_SECRETARY_OF = ["secretary", "of"]
_OPENING_WORDS = """
    with for but like unlike and when while after before under since despite against without if although
    because though yet then so as even until among besides where once meanwhile however moreover likewise
    additionally furthermore also similarly instead nevertheless nonetheless elsewhere finally recently
"""
_OPENERS = frozenset(_OPENING_WORDS.split())


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
