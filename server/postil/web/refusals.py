"""What is wrong with a payload, as our own error: the field, what was expected, what came."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from postil.errors import InvalidInput

SHOWN_VALUE = 60  # characters of a bad value that a message repeats

# By pydantic's name of the error; "{...}" is filled from what pydantic tells beside it.
EXPECTED: Mapping[str, str] = {
    "missing": "a value",
    "string_type": "text",
    "string_unicode": "text in valid Unicode, without half a surrogate pair",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "model_type": "an object",
    "enum": "one of {expected}",
    "date_type": "a day like 2026-03-01",
    "datetime_type": "an ISO 8601 time",
    "value_error": "an ISO 8601 time",
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "string_too_short": "at least {min_length} characters",
    "string_too_long": "at most {max_length} characters",
}


def refusal(error: ValidationError, known: Iterable[str]) -> InvalidInput:
    """The first thing that is wrong. ``known`` are the fields there are, named when one is not of them."""
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or "body"
    if first["type"] == "extra_forbidden":
        return InvalidInput(field, f"unknown field; there are {', '.join(known)}")
    expected = EXPECTED.get(first["type"], first["msg"]).format_map(first.get("ctx", {}))
    got = "nothing" if first["type"] == "missing" else _shown(first["input"])
    return InvalidInput(field, f"expected {expected}, got {got}")


def _shown(value: Any) -> str:
    kinds = {dict: "an object", list: "a list", type(None): "null", bool: str(value).lower()}
    if type(value) in kinds:
        return kinds[type(value)]
    shown = ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)
    return shown if len(shown) <= SHOWN_VALUE else shown[:SHOWN_VALUE] + "…"
