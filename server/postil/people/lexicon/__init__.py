"""The lexicon: the word lists by which names, titles, trades and speech are told. Data, in the files beside.

Entries stand a line or a comma apart. A list is called by its file and section, "titles.honorifics".
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from postil.wordlists import sections_in

_FOLDER = Path(__file__).parent


def listed(*names: str) -> Sequence[str]:
    """The entries of the lists, in their order. Raises KeyError, naming the list that is not there."""
    return [entry for name in names for entry in _list(name)]


def words(*names: str) -> frozenset[str]:
    """The entries of the lists as a set. Raises KeyError."""
    return frozenset(listed(*names))


def either(*names: str) -> str:
    """A regular expression's alternatives: the entries of the lists, the first first. Raises KeyError."""
    return "|".join(listed(*names))


def _list(name: str) -> Sequence[str]:
    file, _, section = name.partition(".")
    try:
        return lists_of(file)[section]
    except (KeyError, OSError) as problem:
        raise KeyError(f"the lexicon has no list {name!r}") from problem


@cache
def lists_of(file: str) -> Mapping[str, Sequence[str]]:
    """The lists of one file, by section. Raises OSError where there is no such file."""
    sections = sections_in(_FOLDER / f"{file}.txt")
    return {name: [entry for line in lines for entry in _entries(line)] for name, lines in sections.items()}


def _entries(line: str) -> list[str]:
    return [entry for part in line.split(",") if (entry := part.strip())]
