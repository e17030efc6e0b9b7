"""What every payload shares: strict reading, answers made from our models, times, and the error's shape."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from postil.errors import InvalidInput

MAX_INTEGER = 2**53 - 1  # the largest that every reader of JSON keeps exactly
_WHOLE_NUMBER = re.compile(rf"\d{{1,{len(str(MAX_INTEGER)) - 1}}}", re.ASCII)
_LOST_PLUS = re.compile(r"(T[\d:.]+) (\d\d:?\d\d)$")  # an address turns the plus of +02:00 into a space

Item = TypeVar("Item", bound=BaseModel)


class RequestModel(BaseModel):
    """What a caller sends. A field that is not known is refused, and so is a value of another type."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ResponseModel(BaseModel):
    """What the server answers: the attributes of one of our models that have the fields' names.

    A field that is found elsewhere says so in its ``validation_alias``.
    """

    model_config = ConfigDict(
        frozen=True,
        from_attributes=True,
        validate_by_name=True,
        validate_by_alias=True,
        json_schema_serialization_defaults_required=True,
    )

    @classmethod
    def made_of(cls, source: object, **beside: Any) -> Self:
        """Made of ``source``; ``beside`` has what it does not tell, or what is told otherwise than there."""
        return cls.model_validate(_Beside(source, beside) if beside else source)


class _Beside:
    """An object with attributes laid over its own."""

    def __init__(self, source: object, beside: Mapping[str, Any]) -> None:
        self._source = source
        # Its fields are taken over at once: to be asked for each of them costs more than all the rest.
        self.__dict__.update({name: getattr(source, name) for name in getattr(source, "__slots__", ())})
        self.__dict__.update(beside)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._source, name)


class ListOut(ResponseModel, Generic[Item]):
    """A list, or as much of it as was asked for. ``next`` is where the rest begins, null where it ends."""

    items: list[Item]
    next: str | None = None

    @classmethod
    def listing(cls, sources: Iterable[object], next: str | None = None) -> Self:
        """A list of answers, or of the models that they are made of."""
        return cls.model_validate({"items": list(sources), "next": next})

    @classmethod
    def model_parametrized_name(cls, params: tuple[Any, ...]) -> str:
        """What it is called in the API's description: a list of PersonOut is a PersonList."""
        return f"{params[0].__name__.removesuffix('Out')}List"


class ErrorDetail(ResponseModel):
    """``code`` is for programs, ``message`` for people; ``field`` is the one that is wrong, if it is one."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    code: str
    message: str
    field: str | None = None


class ErrorBody(ResponseModel):
    error: ErrorDetail


def _clean(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as e:
        raise PydanticCustomError("string_unicode", "half a surrogate pair") from e
    return text.replace("\0", "")


Text = Annotated[str, AfterValidator(_clean)]
"""Text from outside: valid Unicode. A NUL, which no file format of ours could carry, is dropped."""


def whole_number(text: str) -> int | None:
    """The number that ``text`` writes in digits; None where it is none, or too long to be meant."""
    return int(text) if _WHOLE_NUMBER.fullmatch(text) else None


def _in_utc(moment: datetime) -> datetime:
    """The same moment as aware UTC; a time without a zone is taken to be UTC. Raises ValueError."""
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError as e:
        raise ValueError("beyond the years that there are") from e


def read_time(text: str) -> datetime:
    """An ISO 8601 time as aware UTC, also where an address lost the plus of its zone. Raises ValueError."""
    return _in_utc(datetime.fromisoformat(_LOST_PLUS.sub(r"\1+\2", text)))


Moment = Annotated[
    datetime,
    BeforeValidator(lambda value: read_time(value) if isinstance(value, str) else value),
    AfterValidator(_in_utc),
    Field(strict=True),
]
"""An ISO 8601 time; on the way out always in UTC."""


def _read_day(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as e:
        raise PydanticCustomError("date_type", "no day") from e


Day = Annotated[date, BeforeValidator(_read_day), Field(strict=True)]
"""A day, YYYY-MM-DD."""


class IfMatch(BaseModel):
    """The revision that the caller saw: 3 or "3"."""

    model_config = ConfigDict(frozen=True, validate_by_alias=True)

    if_match: str | None = Field(default=None, alias="If-Match")

    @property
    def revision(self) -> int | None:
        """None where any will do. Raises InvalidInput."""
        if self.if_match is None or self.if_match == "*":
            return None
        revision = whole_number(self.if_match.removeprefix("W/").removeprefix('"').removesuffix('"'))
        if revision is None:
            raise InvalidInput("If-Match", 'expected a revision like 3 or "3"')
        return revision
