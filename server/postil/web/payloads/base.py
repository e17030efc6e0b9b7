"""What every payload shares: strict reading, times, lists and the error's shape."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from postil.errors import InvalidInput

MAX_INTEGER = 2**53 - 1  # the largest that every reader of JSON keeps exactly
_WHOLE_NUMBER = re.compile(rf"\d{{1,{len(str(MAX_INTEGER)) - 1}}}", re.ASCII)
_LOST_PLUS = re.compile(r"(T[\d:.]+) (\d\d:?\d\d)$")  # an address turns the plus of +02:00 into a space


class Asked(BaseModel):
    """What a caller sends. A field that is not known is refused, and so is a value of another type."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Given(BaseModel):
    """What the server answers."""

    model_config = ConfigDict(frozen=True)


class ErrorDetail(Given):
    """``code`` is for programs, ``message`` for people; ``field`` is the one that is wrong, if it is one."""

    code: str
    message: str
    field: str | None = None


class ErrorBody(Given):
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


def _read_time(text: str) -> datetime:
    return _in_utc(datetime.fromisoformat(_LOST_PLUS.sub(r"\1+\2", text)))


Moment = Annotated[
    datetime,
    BeforeValidator(lambda value: _read_time(value) if isinstance(value, str) else value),
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


def start_of(field: str, value: str) -> datetime:
    """The first moment of a day, or the time itself. Raises InvalidInput."""
    return _moment(field, value, timedelta(0))


def end_of(field: str, value: str) -> datetime:
    """The first moment after a day, or the time itself. Raises InvalidInput."""
    return _moment(field, value, timedelta(days=1))


def _moment(field: str, value: str, day_adds: timedelta) -> datetime:
    try:
        if len(value) <= len("2026-03-01"):
            return datetime.combine(date.fromisoformat(value), time(), UTC) + day_adds
        return _read_time(value)
    except (ValueError, OverflowError) as e:
        raise InvalidInput(field, f"expected a day like 2026-03-01 or an ISO 8601 time, got {value!r}") from e
