"""Who wrote the article: names out of what the page says of its authors."""

import re
from collections.abc import Iterable

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
_NOT_A_NAME = re.compile(r"https?:|www\.|@|\d{3}|[{}<>\[\]=_]")
_NAME_LIKE = re.compile(r"^[^\W\d_][\w.’'-]*(?:\s+[\w.’'-]+){1,4}$")
# Words that stand beside a name and are none.
_POST = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|producer|staff|news|journalist|chief|analyst|columnist|redakt\w+|"
    r"desk|press|agency|today|times|post|director|professor|senior|junior|contributor|inc|llc)\b",
    re.IGNORECASE,
)
_LONGEST = 60  # characters of a name; longer ones are sentences
_MOST = 12


def from_json_ld(node: JsonObject) -> tuple[str, ...]:
    """The names under "author"; empty when the article names nobody."""
    value = node.get("author") or node.get("creator")
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            found += texts(item.get("name"))
        else:
            found += texts(item)
    return names(found)


def names(stated: Iterable[str]) -> tuple[str, ...]:
    """The names in ``stated``, in order and each once; what can't be a name is left out."""
    found: dict[str, str] = {}
    for line in stated:
        for part in _split(_BY.sub("", squeeze(line))):
            name = part.strip(" ,.;:|–—-•·")
            if name and len(name) <= _LONGEST and not _NOT_A_NAME.search(name):
                found.setdefault(name.casefold(), name)
    return tuple(found.values())[:_MOST]


def _split(line: str) -> list[str]:
    """``line`` cut between names, and not inside one: "Smith, Jr." and "Die Presse, Wien" stay whole."""
    parts: list[str] = []
    for chunk in _AND.split(line):
        pieces = _COMMA.split(chunk)
        if len(pieces) == 1 or all(_NAME_LIKE.match(piece) and not _POST.search(piece) for piece in pieces):
            parts += pieces
        elif _NAME_LIKE.match(pieces[0]) and all(_POST.search(piece) for piece in pieces[1:]):
            parts.append(pieces[0])
        else:
            parts.append(chunk)
    return parts
