"""The words of the Web Annotation Data Model as RDF: what each property and class is called there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files


class ValueType(Enum):
    """What the values of a property are."""

    RESOURCE = "resource"  # an IRI, or an object with or without one
    WORD = "word"  # a word of this vocabulary
    TEXT = "text"
    TIME = "time"
    NUMBER = "number"
    SEQUENCE = "sequence"  # resources in their order


@dataclass(frozen=True, slots=True)
class Property:
    name: str
    kind: ValueType


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What each word of JSON-LD is called in RDF: ``prefixes`` are of vocabularies, ``words`` are values."""

    prefixes: Mapping[str, str]
    properties: Mapping[str, Property]
    classes: Mapping[str, str]
    words: Mapping[str, str]


@cache
def vocabulary() -> Vocabulary:
    """The one that ships, read once."""
    read = json.loads(files(__package__).joinpath("vocabulary.json").read_text(encoding="utf-8"))
    by_type = read.pop("properties")
    properties = {
        word: Property(name, ValueType(kind))
        for kind, names in by_type.items()
        for word, name in names.items()
    }
    return Vocabulary(properties=properties, **read)
