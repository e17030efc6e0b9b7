"""The search line: words to look for, and person:, colour:, tag: or state: before a value."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from postil.models import AnchorState, AnnotationQuery, Colour

_PART = re.compile(r'(?:(?P<key>[a-z]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>\S+))', re.IGNORECASE)

KEYS = ("person", "colour", "tag", "state")
DELETED = "deleted"  # asked for like a state, though a record keeps it as a time


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchLine:
    """What a search line asks for. ``problem`` says what in it can't be meant, "" when all is well."""

    line: str
    person: str = ""
    query: AnnotationQuery = field(default_factory=AnnotationQuery)
    problem: str = ""

    def adding(self, key: str, value: str) -> str:
        """The line with one more condition; any it had of that key goes."""
        said = f'{key}:"{value}"' if " " in value else f"{key}:{value}"
        return " ".join((*_without(self.line, key), said))

    def without(self, key: str) -> str:
        """The line without its conditions of that key."""
        return " ".join(_without(self.line, key))


def parse(line: str) -> SearchLine:
    """Read a search line. Words that are no condition are looked for as one phrase."""
    search, words = SearchLine(line=line.strip()), []
    for part in _PART.finditer(line):
        key, value = (part["key"] or "").lower(), part["plain"] or part["quoted"] or ""
        if key in KEYS:
            search = _narrow(search, key, value)
        elif part[0].strip('"'):
            words.append(part[0].strip('"'))
    return replace(search, query=replace(search.query, text=" ".join(words)))


def _narrow(search: SearchLine, key: str, value: str) -> SearchLine:
    if key == "person":
        return replace(search, person=value)
    if key == "tag":
        return replace(search, query=replace(search.query, tag=value))
    if key == "colour":
        if value not in set(Colour):
            return replace(search, problem=_no_such("colour", value, Colour))
        return replace(search, query=replace(search.query, colour=Colour(value)))
    if value == DELETED:
        return replace(search, query=replace(search.query, deleted=True))
    if value not in set(AnchorState):
        return replace(search, problem=_no_such("state", value, (*AnchorState, DELETED)))
    return replace(search, query=replace(search.query, state=AnchorState(value)))


def _no_such(key: str, value: str, known: Iterable[str]) -> str:
    return f"There is no {key} “{value}”: try {', '.join(known)}."


def _without(line: str, key: str) -> list[str]:
    return [part[0] for part in _PART.finditer(line) if (part["key"] or "").lower() != key]
