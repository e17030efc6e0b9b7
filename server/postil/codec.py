"""The codec: frozen models as JSON values and back, for the store, for files, for answers that are kept.

A field that has its default is left out, and one that is absent gets it: what was written stays readable
when a model gains a field. Reading checks every value against the model's own types. How a model is
written and read is worked out once, when it is first met.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from operator import methodcaller
from types import NoneType, UnionType
from typing import Any, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from postil.errors import InvalidInput

_SHOWN = 60  # characters of a bad value that a message repeats

T = TypeVar("T")
Write = Callable[[Any], Any]
Read = Callable[[Any], Any]


class Codec:
    """One way to write models.

    ``rows`` are models that are written as a list of their values, [12, 40] for a Span; ``write_time``
    writes a moment. ``lenient`` is for what this program wrote itself: a field that the model lacks is passed
    over, an optional one that is absent is None, and any text is taken. Else these are refused, as is half a
    surrogate pair, which JSON can escape and no file can hold.
    """

    def __init__(
        self,
        *,
        rows: Collection[type] = (),
        write_time: Callable[[datetime], str] = datetime.isoformat,
        lenient: bool = False,
    ) -> None:
        self._rows, self._write_time, self.is_lenient = frozenset(rows), write_time, lenient
        self._writes: dict[Any, Write] = {}
        self._reads: dict[Any, Read] = {}

    def dump(self, value: object) -> Any:
        """What ``json.dumps`` takes; ``load`` makes an equal value of it. Shares nothing with ``value``."""
        return self._write_of(type(value))(value)

    def load(self, model: type[T], value: object, where: str = "") -> T:
        """``value`` as a ``model``; ``where`` is its place in the file, for messages.

        Raises InvalidInput, naming the place of what is wrong.
        """
        try:
            loaded = self.read_of(model)(value)
        except _Wrong as wrong:
            raise InvalidInput(_joined(where, wrong.where) or "file", wrong.problem) from wrong.__cause__
        assert isinstance(loaded, model)
        return loaded

    # How values of a kind are written

    def _write_of(self, kind: Any) -> Write:
        known = self._writes.get(kind)
        if known is None:
            known = self._writes[kind] = self._make_write(kind)
        return known

    def _make_write(self, kind: Any) -> Write:
        if isinstance(kind, UnionType):
            write = self._write_of(_member_of(kind))
            return lambda value: None if value is None else write(value)
        if get_origin(kind) is tuple:
            write = self._write_of(get_args(kind)[0])
            return lambda value: [write(item) for item in value]
        if is_dataclass(kind):
            return self._write_row(kind) if kind in self._rows else self._write_model(kind)
        if get_origin(kind) is dict:
            return lambda value: json.loads(json.dumps(value))
        if kind is datetime:
            return self._write_time
        if kind is date:
            return methodcaller("isoformat")  # of a moment too, where an article gives one
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return lambda value: value.value
        return lambda value: value

    def _write_row(self, model: Any) -> Write:
        parts = [(name, self._write_of(kind)) for name, kind in _kinds(model).items()]
        return lambda value: [write(getattr(value, name)) for name, write in parts]

    def _write_model(self, model: Any) -> Write:
        kinds = _kinds(model)
        parts = [(f.name, _default(f), self._write_of(kinds[f.name])) for f in _fields(model)]

        def write_model(value: Any) -> dict[str, Any]:
            return {
                name: write(given)
                for name, default, write in parts
                if (given := getattr(value, name)) != default
            }

        return write_model

    # How values of a kind are read

    def read_of(self, kind: Any) -> Read:
        """What reads a value of that kind; it raises what ``load`` turns into an InvalidInput."""
        known = self._reads.get(kind)
        if known is None:
            known = self._reads[kind] = self._make_read(kind)
        return known

    def _make_read(self, kind: Any) -> Read:
        if isinstance(kind, UnionType):
            read = self.read_of(_member_of(kind))
            return lambda value: None if value is None else read(value)
        if get_origin(kind) is tuple:
            return _read_list(self.read_of(get_args(kind)[0]))
        if get_origin(kind) is dict:
            return _copy_of_object if self.is_lenient else _safe_object
        if is_dataclass(kind):
            return self._read_row(kind) if kind in self._rows else _ModelReader(kind, self).read
        if kind is bool:
            return lambda value: _expect(bool, "true or false", value)
        if kind is int:
            return _integer
        if kind is str:
            return _text if self.is_lenient else _safe_text
        return _TEXTUAL.get(kind) or _read_member(kind)

    def _read_row(self, model: Any) -> Read:
        reads = [self.read_of(kind) for kind in _kinds(model).values()]

        def read_row(value: object) -> object:
            row = _expect(list, "a list", value)
            if len(row) != len(reads):
                raise _Wrong(f"expected {len(reads)} values, got {len(row)}")
            return _built(model, [read(item) for read, item in zip(reads, row, strict=True)], {})

        return read_row


class _ModelReader:
    """Reads one model. Its parts are looked at when it is first read: a model may hold its own kind."""

    def __init__(self, model: Any, codec: Codec) -> None:
        self._model, self._codec, self._is_lenient = model, codec, codec.is_lenient

    @cached_property
    def _parts(self) -> Mapping[str, Read]:
        return {name: self._codec.read_of(kind) for name, kind in _kinds(self._model).items()}

    @cached_property
    def _absent(self) -> Mapping[str, object]:
        """What stands for a required field that is not there: None for an optional one, with leave."""
        return {
            field.name: None if self._is_lenient and _is_optional(kind) else MISSING
            for field, kind in zip(_fields(self._model), _kinds(self._model).values(), strict=True)
            if _default(field) is MISSING
        }

    def read(self, value: object) -> object:
        given, parts, name = _expect(dict, "an object", value), self._parts, ""
        arguments: dict[str, object] = {}
        try:
            for name, part in given.items():
                read = parts.get(name)
                if read is not None:
                    arguments[name] = read(part)
                elif not self._is_lenient:
                    raise _Wrong(f"unknown field; there are {', '.join(parts)}")
        except _Wrong as wrong:
            raise wrong.at(name) from wrong.__cause__
        for name, stand_in in self._absent.items():
            if name not in arguments:
                if stand_in is MISSING:
                    raise _Wrong("is missing", name)
                arguments[name] = stand_in
        return _built(self._model, (), arguments)


class _Wrong(Exception):
    """A value that is not of its kind; ``where`` it is grows on the way out."""

    def __init__(self, problem: str, where: str = "") -> None:
        super().__init__(problem)
        self.problem, self.where = problem, where

    def at(self, name: str) -> "_Wrong":
        return _Wrong(self.problem, _joined(name, self.where))


def _joined(*places: str) -> str:
    return ".".join(filter(None, places))


def _kinds(model: Any) -> Mapping[str, Any]:
    """The declared type of each field, in their order."""
    hints = get_type_hints(model)
    return {field.name: hints[field.name] for field in _fields(model)}


def _fields(model: Any) -> list[Field[Any]]:
    """Those that make a model; what it works out itself is not among them."""
    return [field for field in fields(model) if field.init]


def _default(field: Field[Any]) -> object:
    """MISSING for a field that has none."""
    return field.default if field.default_factory is MISSING else field.default_factory()


def _member_of(kind: UnionType) -> Any:
    """The one member of an optional type that is not None."""
    (member,) = (member for member in get_args(kind) if member is not NoneType)
    return member


def _is_optional(kind: Any) -> bool:
    return isinstance(kind, UnionType) and NoneType in get_args(kind)


def _built(model: Any, values: Collection[object], arguments: Mapping[str, object]) -> object:
    try:
        return model(*values, **arguments)
    except ValueError as problem:
        raise _Wrong(str(problem)) from problem


def _read_list(read: Read) -> Read:
    def read_list(value: object) -> object:
        items = _expect(list, "a list", value)
        try:
            return tuple(map(read, items))
        except _Wrong:
            return tuple(_read_item(read, item, index) for index, item in enumerate(items))

    return read_list


def _read_item(read: Read, item: object, index: int) -> object:
    """As ``read``; what is wrong is told with its place in the list."""
    try:
        return read(item)
    except _Wrong as wrong:
        raise wrong.at(str(index)) from wrong.__cause__


def _expect(kind: type, called: str, value: object) -> Any:
    if not isinstance(value, kind):
        _refuse(called, value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        _refuse("text", value)
    return value


def _safe_text(value: object) -> str:
    text = _text(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _Wrong("holds half a surrogate pair, which is no character") from None
    return text


def _copy_of_object(value: object) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(_expect(dict, "an object", value)))
    return copy


def _safe_object(value: object) -> dict[str, Any]:
    _safe_text(json.dumps(_expect(dict, "an object", value), ensure_ascii=False))
    return _copy_of_object(value)


def _integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        _refuse("a whole number", value)
    return value


def _moment(value: object) -> datetime:
    text = _text(value)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        _refuse("an ISO 8601 time with a zone", text)
    if moment.tzinfo is None:
        _refuse("an ISO 8601 time with a zone", text)
    return moment


def _day(value: object) -> date:
    """A day; or a moment, where an article gives one."""
    text = _text(value)
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        _refuse("a day like 2026-03-01", text)


def _read_member(kind: type[StrEnum]) -> Read:
    members: Mapping[object, StrEnum] = {member.value: member for member in kind}

    def read_member(value: object) -> StrEnum:
        member = members.get(_text(value))
        if member is None:
            _refuse(f"one of {', '.join(kind)}", value)
        return member

    return read_member


_TEXTUAL: Mapping[type, Read] = {datetime: _moment, date: _day}


def _refuse(expected: str, value: object) -> NoReturn:
    kinds = {dict: "an object", list: "a list", NoneType: "null"}
    shown = kinds.get(type(value)) or json.dumps(value)
    shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    raise _Wrong(f"expected {expected}, got {shown}")
