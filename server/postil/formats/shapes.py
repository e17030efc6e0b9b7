"""Frozen models as JSON values and back. Reading checks every value against the model's own types.

A field that has its default is left out, and one that is absent gets it: a file stays readable when a
model gains a field. Times are ISO 8601 with a zone.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from postil.errors import InvalidInput

_SHOWN = 60  # characters of a bad value that a message repeats

T = TypeVar("T")


def dump(value: object) -> Any:
    """What ``json.dumps`` takes; ``load`` makes an equal value of it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [dump(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: dump(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != _default(field)
        }
    return value


def load(model: type[T], value: object, where: str = "") -> T:
    """``value`` as a ``model``; ``where`` is its place in the file, for messages.

    Raises InvalidInput, naming the place of what is wrong; a field that ``model`` lacks is wrong too.
    """
    loaded = _load(model, value, where)
    assert isinstance(loaded, model)
    return loaded


def _load(kind: Any, value: object, where: str) -> object:
    if isinstance(kind, UnionType):
        (kind,) = (member for member in get_args(kind) if member is not NoneType)
        return None if value is None else _load(kind, value, where)
    if get_origin(kind) is tuple:
        item_kind = get_args(kind)[0]
        items = _expect(list, "a list", value, where)
        return tuple(_load(item_kind, item, f"{where}.{index}") for index, item in enumerate(items))
    if get_origin(kind) is dict:
        return _text_safe(_expect(dict, "an object", value, where), where)
    if is_dataclass(kind):
        return _load_model(kind, _expect(dict, "an object", value, where), where)
    if kind is bool:
        return _expect(bool, "true or false", value, where)
    if kind is int:
        return _integer(value, where)
    text: str = _text_safe(_expect(str, "text", value, where), where)
    return _TEXTUAL[kind](text, where) if kind in _TEXTUAL else _member(kind, text, where)


def _load_model(model: Any, given: Mapping[str, object], where: str) -> object:
    known = _kinds(model)
    for name in given:
        if name not in known:
            raise InvalidInput(_at(where, name), f"unknown field; there are {', '.join(known)}")
    arguments = {}
    for field in fields(model):
        place = _at(where, field.name)
        if field.name in given:
            arguments[field.name] = _load(known[field.name], given[field.name], place)
        elif _default(field) is MISSING:
            raise InvalidInput(place, "is missing")
    try:
        return model(**arguments)
    except ValueError as problem:
        raise InvalidInput(where or "file", str(problem)) from problem


@cache
def _kinds(model: type) -> Mapping[str, Any]:
    return get_type_hints(model)


def _default(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _expect(kind: type, called: str, value: object, where: str) -> Any:
    if not isinstance(value, kind):
        raise InvalidInput(where or "file", f"expected {called}, got {_shown(value)}")
    return value


def _integer(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidInput(where, f"expected a whole number, got {_shown(value)}")
    return value


def _text_safe(value: Any, where: str) -> Any:
    """``value``; half a surrogate pair, which JSON can escape and no file can hold, is refused."""
    try:
        (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).encode()
    except UnicodeEncodeError:
        raise InvalidInput(where, "holds half a surrogate pair, which is no character") from None
    return value


def _moment(text: str, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InvalidInput(where, f"expected an ISO 8601 time with a zone, got {_shown(text)}")
    return moment


def _day(text: str, where: str) -> date:
    """A day; or a moment, where an article gives one."""
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(where, f"expected a day like 2026-03-01, got {_shown(text)}") from None


def _member(kind: type[StrEnum], text: str, where: str) -> StrEnum:
    try:
        return kind(text)
    except ValueError:
        raise InvalidInput(where, f"expected one of {', '.join(kind)}, got {_shown(text)}") from None


_TEXTUAL = {str: lambda text, where: text, datetime: _moment, date: _day}


def _at(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _shown(value: object) -> str:
    kinds = {dict: "an object", list: "a list", NoneType: "null"}
    shown = kinds.get(type(value)) or json.dumps(value)
    return shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
