"""Annotations and collections in Turtle. What the vocabulary has no word for is left out, as in JSON-LD."""

import json
import re
from collections.abc import Iterator
from typing import Any

from postil.web.protocols.documents import Document, in_list
from postil.web.protocols.w3c.vocabulary import Property, ValueType, vocabulary

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_PREFIXED = re.compile(r"(\w+):(\w+)", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")


def turtle(document: Document) -> str:
    """``document``, an annotation, a collection or a page of one, and all that it describes."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in vocabulary().prefixes.items())
    return prefixes + "".join(f"\n{statement}" for statement in _statements(document))


def _statements(document: Document) -> Iterator[str]:
    """One for each thing with a name, in the order in which they are first spoken of."""
    waiting: list[Document] = [document]
    while waiting:
        node = waiting.pop(0)
        described = " ;\n    ".join(_description(node, waiting))
        if described:
            yield f"{_subject(node)} {described} .\n"


def _subject(node: Document) -> str:
    return _iri(node.get("id")) or "[]"


def _description(node: Document, waiting: list[Document]) -> Iterator[str]:
    """Predicates with their objects; nodes that have a name are left to ``waiting``."""
    classes, properties = vocabulary().classes, vocabulary().properties
    types = [classes.get(name) or _iri(name) for name in in_list(node.get("type")) if isinstance(name, str)]
    if known := list(filter(None, types)):
        yield f"a {', '.join(known)}"
    for word, value in node.items():
        property = properties.get(word) or _foreign(word)
        if property is None:
            continue
        objects = list(filter(None, (_object(each, property, waiting) for each in in_list(value))))
        if property.kind is ValueType.SEQUENCE:
            yield f"{property.name} ({' '.join(objects)})"
        elif objects:
            yield f"{property.name} {', '.join(objects)}"


def _foreign(word: str) -> Property | None:
    """A property that is written with a prefix of its vocabulary, like schema:educationalRole."""
    return Property(word, ValueType.TEXT) if _is_prefixed(word) else None


def _object(value: Any, property: Property, waiting: list[Document]) -> str | None:
    """None for what can't be said."""
    if isinstance(value, dict):
        if _iri(value.get("id")):
            waiting.append(value)
            return _iri(value["id"])
        inside = " ; ".join(_description(value, waiting))
        return f"[ {inside} ]"
    if property.kind in (ValueType.RESOURCE, ValueType.SEQUENCE):
        return _iri(value)
    if property.kind is ValueType.WORD:
        return (vocabulary().words.get(value) if isinstance(value, str) else None) or _iri(value)
    return _literal(value, property.kind)


def _iri(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    if _is_prefixed(value):
        return value
    return f"<{value}>" if _IRI.fullmatch(value) else None


def _is_prefixed(name: str) -> bool:
    """Whether a name begins with the prefix of a vocabulary that is declared."""
    found = _PREFIXED.fullmatch(name)
    return found is not None and found[1] in vocabulary().prefixes


def _literal(value: Any, kind: ValueType) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f'"{value!r}"^^xsd:double'
    if not isinstance(value, str):
        return None
    # A JSON string in ASCII is a Turtle string too, but for pairs of surrogates and the escaped slash.
    text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    return f"{text}^^xsd:dateTime" if kind is ValueType.TIME and _TIME.fullmatch(value) else text
