"""Who wrote the article: names out of what the page says of its authors."""

import re
from collections.abc import Iterable

from postil.capture import spelling
from postil.capture.jsonld import JsonObject, texts
from postil.capture.whitespace import squeeze

_BY = re.compile(
    r"^(?:(?:words|written|story|text|analysis|report|reporting|posted)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|od|autor(?:in|es|a)?|author|auteur|text|foto und text)\b[:\s]+",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:;|\||\s+/\s+|/(?=\s)|、|，)\s*|\s+(?:and|und|et|og|och|ja|en|&amp;|&|y)\s+", re.IGNORECASE
)
_COMMA = re.compile(r"\s*,\s*(?:(?:and|und|et|og|och|y)\s+)?")
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|[{}<>\[\]=_]|^(?:reporter|author|autor(?:in)?|redaktion|editor)$", re.IGNORECASE
)
_NAME_LIKE = re.compile(r"^[^\W\d_][\w.’'-]*(?:\s+[\w.’'-]+){1,4}$")
_EAST_ASIAN_NAME = re.compile(r"^[\u3040-\u30ff\u3400-\u9fff]{3,6}$|^[\uac00-\ud7af]{2,4}$")
# Words that stand beside a name and are none.
_POST = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|producer|staff|news|journalist|chief|analyst|columnist|redakt\w+|"
    r"desk|press|agency|today|times|post|director|professor|senior|junior|contributor|inc|llc)\b",
    re.IGNORECASE,
)
# "By Anna Weiss for The Paper"
_BEHIND_THE_NAMES = re.compile(r"\s*,?\s(?:in|for|at|on)\s+(?=[^\W\d_a-z]).*$")
_AGENCY = re.compile(r"^[A-Z]{2,5}$")
_SMALL_NAMES = "af al av bin da de del della den der di do dos du e el ibn la le ten ter van von y zu zum"
_SMALL_IN_NAMES = frozenset(_SMALL_NAMES.split())
_PLACE = re.compile(r"^[^\W\d_a-z][\w’'-]{2,}$")  # "Anna Weiss, Nairobi"
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|md|phd|esq)\.?$", re.IGNORECASE)
_LONGEST = 60  # characters of a name; longer ones are sentences
_MOST = 12


def from_json_ld(node: JsonObject) -> tuple[str, ...]:
    """The names under "author"; empty when the article names nobody."""
    return names(name for entry in _entries(node) for name in texts(entry.get("name")))


def are_organisations(node: JsonObject, owners: Iterable[str]) -> bool:
    """Whether all that is named under "author" is an organisation, or one of the page's ``owners``."""
    publishers = (name for entry in _entries(node, "publisher") for name in texts(entry.get("name")))
    owners = (*owners, *publishers)
    return all(
        any(kind.endswith("Organization") for kind in texts(entry.get("@type")))
        or all(is_owner(name, owners) for name in texts(entry.get("name")))
        for entry in _entries(node)
    )


def is_owner(name: str, owners: Iterable[str]) -> bool:
    """Whether ``name`` is that of an outlet in ``owners``, maybe with more behind it: "Paper Newsroom"."""
    return any(owner and spelling.letters(name).startswith(spelling.letters(owner)) for owner in owners)


def _entries(node: JsonObject, key: str = "author") -> list[JsonObject]:
    value = node.get(key)
    entries: list[JsonObject] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            entries.append(item)
        elif isinstance(item, str):
            entries.append({"name": item})
    return entries


def names(stated: Iterable[str]) -> tuple[str, ...]:
    """The names in ``stated``, in order and each once; what can't be a name is left out."""
    found: dict[str, str] = {}
    for line in stated:
        for part in _split(_BY.sub("", squeeze(line))):
            name = part.strip(" ,.;:|–—-•·")
            if name and len(name) <= _LONGEST and not _NO_NAME.search(name):
                found.setdefault(name.casefold(), name)
    return tuple(found.values())[:_MOST]


def written(lines: Iterable[str]) -> tuple[str, ...]:
    """Who is named in those of ``lines`` that begin as a byline does: persons, and agencies in capitals."""
    found = names(_BEHIND_THE_NAMES.sub("", line) for line in lines if _BY.match(line))
    return tuple(name for name in found if is_written_name(name) or _AGENCY.match(name))


def is_name(text: str) -> bool:
    """Whether ``text`` reads like a person's name: two to five words, none of them a post or a desk."""
    return bool(_NAME_LIKE.match(text) or _EAST_ASIAN_NAME.match(text)) and not _POST.search(text)


def is_written_name(text: str) -> bool:
    """Whether a line of the page is a person's name and no sentence: only "de" and the like are small."""
    words = [word for word in text.split() if word.lower() not in _SMALL_IN_NAMES]
    return is_name(text) and len(words) > 1 and not any(word[0].islower() for word in words)


def _is_beside_a_name(piece: str) -> bool:
    return bool(_POST.search(piece) or _PLACE.match(piece)) and not _SUFFIX.match(piece)


def _split(line: str) -> list[str]:
    """``line`` cut between names, and not inside one: "Smith, Jr." and "Die Presse, Wien" stay whole."""
    parts: list[str] = []
    for chunk in _AND.split(line):
        pieces = _COMMA.split(chunk)
        if len(pieces) == 1 or all(map(is_name, pieces)):
            parts += pieces
        elif _NAME_LIKE.match(pieces[0]) and all(map(_is_beside_a_name, pieces[1:])):
            parts.append(pieces[0])
        else:
            parts.append(chunk)
    return parts
