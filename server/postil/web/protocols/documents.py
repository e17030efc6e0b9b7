"""Documents that other programs send: JSON objects that can be kept, and given back as they came."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from werkzeug.exceptions import BadRequest

from postil.errors import InvalidInput
from postil.models import Selector

Document = Mapping[str, Any]
MOST_LEVELS = 40  # of lists and objects inside one another; what people's programs make has under ten


@dataclass(frozen=True, slots=True)
class Passage:
    """What a document is about: the thing named ``source``, or the words in it that ``selector`` has."""

    source: str
    selector: Selector | None


def document_from(body: bytes) -> dict[str, Any]:
    """The object in ``body``.

    Raises BadRequest for what is no JSON; InvalidInput for another value than an object, and for one that no
    JSON could give back: half a surrogate pair, an endless number, too many levels.
    """
    try:
        document = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as problem:
        raise BadRequest(f"the body is no JSON: {problem}") from problem
    if not isinstance(document, dict):
        raise InvalidInput("body", "expected a JSON object")
    if _levels(document) > MOST_LEVELS:
        raise InvalidInput("body", f"expected at most {MOST_LEVELS} levels of lists and objects")
    try:
        json.dumps(document, ensure_ascii=False, allow_nan=False).encode()
    except ValueError as problem:
        raise InvalidInput("body", "holds half a surrogate pair, or a number without end") from problem
    return document


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def _levels(document: dict[str, Any]) -> int:
    """How deep it is nested, counted up to a few more than MOST_LEVELS."""
    level, layer = 0, [document]
    while layer and level <= MOST_LEVELS:
        level += 1
        layer = [inner for value in layer for inner in _inside(value)]
    return level


def _inside(value: Any) -> list[Any]:
    items = value.values() if isinstance(value, dict) else value
    return [item for item in items if isinstance(item, dict | list)]


def in_list(value: Any) -> list[Any]:
    """``value`` where one or many may stand: none for None."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def text_of(value: Any) -> str:
    """``value`` if it is text, without the NUL that no file format of ours could carry; else ""."""
    return value.replace("\0", "") if isinstance(value, str) else ""


def letters(text: str) -> str:
    """``text`` without white space, which a browser's selection and an article may differ in."""
    return "".join(text.split())
