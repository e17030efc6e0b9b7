"""The day an article was published, in the outlet's own zone."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone

_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:[T\s]+(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Z][a-z]{2,8})\.?,? (\d{4})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_EAST_ASIAN = re.compile(r"(\d{4})[年년]\s*(\d{1,2})[月월]\s*(\d{1,2})[日일]")
_IN_PATH = re.compile(
    r"/(?P<year>(?:19|20)\d{2})[/-](?P<month>\d{1,2}|[a-z]{3})[/-](?P<day>\d{1,2})(?=[/-]|$)"
)

_EARLIEST = 1900
_UTC_OFFSET = timedelta(0)


def published(stated: Iterable[str], url: str | None) -> date | None:
    """The day that ``stated`` (texts from the page, the best witness first) and ``url`` agree on.

    A time in UTC is turned to the zone in which another of the page's times gives the same moment,
    or, one day off, to the day in the address: outlets write those in their own zone. None when
    nothing there is a date.
    """
    times = [time for text in stated if (time := _time(text)) is not None]
    in_address = _in_path(url or "")
    if not times:
        return in_address
    best = times[0]
    if best.utcoffset() == _UTC_OFFSET:
        for other in times[1:]:
            # Within a minute: the same moment is often kept with and without its seconds.
            if other.utcoffset() not in (None, _UTC_OFFSET) and abs(other - best) < timedelta(minutes=1):
                return other.date()
        if in_address and abs(in_address - best.date()) == timedelta(days=1):
            return in_address
    return best.date()


def _time(text: str) -> datetime | None:
    text = text.strip()
    if text.isdigit() and len(text) in (10, 13):
        return _epoch(text)
    found = _ISO.match(text)
    if found is None:
        day = _written(text)
        return datetime(day.year, day.month, day.day) if day else None
    day = _day(found["year"], found["month"], found["day"])
    if day is None:
        return None
    if found["hour"] is None:
        return datetime(day.year, day.month, day.day)
    try:
        return datetime(
            day.year,
            day.month,
            day.day,
            int(found["hour"]),
            int(found["minute"]),
            tzinfo=_zone(found["zone"]),
        )
    except ValueError:
        return datetime(day.year, day.month, day.day)


def _epoch(text: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(text[:10]), UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text[0] not in "+-":
        return UTC
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _written(text: str) -> date | None:
    """The first date in ``text`` as people write it: English months, dotted, or East Asian."""
    if found := _MONTH_FIRST.search(text):
        return _day(found[3], _MONTHS.get(found[1][:3].lower(), 0), found[2])
    if found := _DAY_FIRST.search(text):
        return _day(found[3], _MONTHS.get(found[2][:3].lower(), 0), found[1])
    if found := _DOTTED.search(text):
        return _day(found[3], found[2], found[1])
    if found := _EAST_ASIAN.search(text):
        return _day(found[1], found[2], found[3])
    return None


def _in_path(url: str) -> date | None:
    found = _IN_PATH.search(url)
    if found is None:
        return None
    month = found["month"]
    return _day(found["year"], month if month.isdigit() else _MONTHS.get(month, 0), found["day"])


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _EARLIEST else None
