"""Wikidata's statements, as wbgetentities gives them -> plain values. Pure.

What is not there, not known or not as documented gives nothing, never an error: Wikidata is written by many
hands, and a card does without.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

HUMAN = "Q5"
_TIME = re.compile(r"\+0*(\d{4})-(\d\d)-(\d\d)T")
_DAY, _MONTH, _YEAR = 11, 10, 9
_LENGTH = {_DAY: len("2022-05-12"), _MONTH: len("2022-05"), _YEAR: len("2022")}
_QUALIFIER_START, _QUALIFIER_END = "P580", "P582"


def mapping(value: object) -> Mapping[str, Any]:
    """``value`` if it is an object; an empty one comes as a list from PHP, and counts as empty."""
    return value if isinstance(value, dict) else {}


def listing(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def text_in_english(entity: Mapping[str, Any], kind: str) -> str:
    """The label or description; "" where there is none in English or a language it falls back to."""
    value = mapping(mapping(entity.get(kind)).get("en")).get("value")
    return value if isinstance(value, str) else ""


def aliases(entity: Mapping[str, Any]) -> tuple[str, ...]:
    spoken = (mapping(alias).get("value") for alias in listing(mapping(entity.get("aliases")).get("en")))
    return tuple(alias for alias in spoken if isinstance(alias, str))


def statements(entity: Mapping[str, Any], property: str) -> Iterator[Mapping[str, Any]]:
    """The statements that hold or once held: all that are not deprecated."""
    for statement in listing(mapping(entity.get("claims")).get(property)):
        if mapping(statement).get("rank") != "deprecated":
            yield mapping(statement)


def items(entity: Mapping[str, Any], property: str) -> tuple[str, ...]:
    """The Q-numbers that the property has, each once, in Wikidata's order."""
    found = (item_of(mapping(statement.get("mainsnak"))) for statement in statements(entity, property))
    return tuple(dict.fromkeys(item for item in found if item))


def item_of(snak: Mapping[str, Any]) -> str | None:
    value = mapping(mapping(snak.get("datavalue")).get("value")).get("id")
    return value if isinstance(value, str) and re.fullmatch(r"Q\d+", value) else None


def time_of(snak: Mapping[str, Any]) -> str | None:
    """A day, month or year after Christ, as precise as it is known; None for a decade, or none known."""
    value = mapping(mapping(snak.get("datavalue")).get("value"))
    found = _TIME.match(str(value.get("time", "")))
    length = _LENGTH.get(value.get("precision", 0))
    if not found or length is None:
        return None
    stated = "-".join(found.groups())[:length]
    return None if "-00" in stated else stated


def time(entity: Mapping[str, Any], property: str) -> str | None:
    """The preferred time of the property, else the first; None where none is known."""
    found = sorted(statements(entity, property), key=lambda statement: statement.get("rank") != "preferred")
    return next(filter(None, (time_of(mapping(statement.get("mainsnak"))) for statement in found)), None)


def term(statement: Mapping[str, Any]) -> tuple[str | None, str | None, bool]:
    """(start, end, whether it has ended) as the statement's qualifiers say.

    An end that is "some value" is past, and nobody knows since when; "no value" means that it runs.
    """
    qualifiers = mapping(statement.get("qualifiers"))
    starts, ends = (
        [mapping(snak) for snak in listing(qualifiers.get(property))]
        for property in (_QUALIFIER_START, _QUALIFIER_END)
    )
    start = next(filter(None, map(time_of, starts)), None)
    end = next(filter(None, map(time_of, ends)), None)
    return start, end, any(snak.get("snaktype") in ("value", "somevalue") for snak in ends)
