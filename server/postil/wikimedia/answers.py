"""An answer from Wikimedia -> what it is worth: usable, to be asked for again later, or broken. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

# What a lagged database asks for where it names no time of its own.
LAGGED_S = 5.0
_NOT_NOW_STATUS = frozenset((408, 425, 429, 500, 502, 503, 504))
_NOT_NOW_ERROR = frozenset(("maxlag", "ratelimited", "readonly"))
_JSON = ("application/json", "application/sparql-results+json", "application/problem+json")


@dataclass(frozen=True, slots=True)
class Usable:
    """A JSON object."""

    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NotNow:
    """To be asked for again, after ``wait_s`` seconds at least (0: the asker chooses)."""

    why: str
    wait_s: float


@dataclass(frozen=True, slots=True)
class Broken:
    """Asking again would give the same."""

    why: str


def read_answer(
    status: int, headers: Mapping[str, str], body: bytes, *, now: datetime
) -> Usable | NotNow | Broken:
    """What came back. ``headers`` are looked up without regard to case.

    Overload comes as a page of HTML, or as an error inside a 200; half a JSON text and a page that some
    network put in between are worth another try.
    """
    wait_s = _retry_after(headers.get("Retry-After", ""), now)
    if status in _NOT_NOW_STATUS:
        return NotNow(f"{status}", wait_s)
    if status != 200:
        return Broken(f"{status}")
    if headers.get("Content-Type", "").partition(";")[0].strip().lower() not in _JSON:
        return NotNow("200, but no JSON", wait_s)
    try:
        parsed = json.loads(body)
    except ValueError:
        return NotNow("200, but broken off", wait_s)
    if not isinstance(parsed, dict):
        return Broken("200, but not an object")
    error = parsed.get("error")
    if error is None:
        return Usable(parsed)
    code = str(error.get("code")) if isinstance(error, dict) else str(error)
    if code in _NOT_NOW_ERROR or code.startswith("internal_api_error"):
        return NotNow(f"error {code}", wait_s or (LAGGED_S if code == "maxlag" else 0.0))
    return Broken(f"error {code}")


def _retry_after(value: str, now: datetime) -> float:
    """Seconds to wait, from a number or a date; 0 where there is none that can be read."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max((until - now).total_seconds(), 0.0)
