"""The day an article was published, in the outlet's own zone."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from postil.capture.spelling import WIDE
from postil.wordlists import sections_in

_ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:[T\s]+(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_MONTHS = {
    name: int(number)
    for number, lines in sections_in(Path(__file__).parent / "tables" / "months.txt").items()
    for name in " ".join(lines).split()
}
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º)?\.? (?:de )?([^\W\d_]{2,12})\.?"
    r"(?: ?/ ?[^\W\d_]+(?: [^\W\d_]+)?)?,? (?:de )?(\d{4})\b"  # Arabic names a month in two calendars
)
_YEAR_MONTH_DAY = re.compile(r"\b(\d{4})\. ([^\W\d_]{3,12}) (\d{1,2})\b")
_VIETNAMESE = re.compile(r"\b(\d{1,2}) tháng (\d{1,2}),? (?:năm )?(\d{4})\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_MOST_MONTHS = 12
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_YEAR_FIRST = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_EAST_ASIAN = re.compile(r"(\d{4})[年년]\s*(\d{1,2})[月월]\s*(\d{1,2})[日일]")
_WRITTEN = (  # each with its groups for year, month and day
    (_MONTH_FIRST, (3, 1, 2)),
    (_DAY_FIRST, (3, 2, 1)),
    (_YEAR_MONTH_DAY, (1, 2, 3)),
    (_VIETNAMESE, (3, 2, 1)),
    (_DOTTED, (3, 2, 1)),
    (_YEAR_FIRST, (1, 2, 3)),
    (_EAST_ASIAN, (1, 2, 3)),
)
_IN_PATH = re.compile(
    r"/(?P<year>(?:19|20)\d{2})[/_-](?P<month>\d{1,2}|[a-z]{3})[/_-](?P<day>\d{1,2})(?=[/_-]|$)"
)

_EARLIEST = 1900
_WORD = re.compile(r"[^\W\d_]{2,}")
_A_WIDE_WORD = 2  # characters
_MOST_WORDS = 7  # beside the date: a writer, a place, "published on" and "updated at"
LONGEST_LINE = 80  # characters: "Published 3 May 2024, 6:00 am, updated …"
_A_DAY = timedelta(days=1)
_UTC_OFFSET = timedelta(0)


def published(stated: Iterable[str], url: str | None, shown: Iterable[str] = ()) -> date | None:
    """The day that ``stated`` (texts from the page, the best witness first) and ``url`` agree on.

    A time in UTC is turned to the zone in which another of the page's times gives the same moment,
    or, one day off, to the day in the address or to one that is ``shown`` (lines that readers see; looked at
    only then): outlets write those in their own zone. None when nothing there is a date.
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
        if best.date() != in_address:
            days = {day for day in (in_address, *map(written, shown)) if day is not None}
            if best.date() not in days:
                return next((day for day in sorted(days) if abs(day - best.date()) == _A_DAY), best.date())
    return best.date()


def _time(text: str) -> datetime | None:
    text = text.strip()
    if text.isdigit() and len(text) in (10, 13):
        return _epoch(text)
    found = _ISO.match(text)
    if found is None:
        day = written(text)
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


def is_date_line(text: str) -> bool:
    """Whether ``text`` is there for the date that it holds: it is short, and few words stand around that."""
    if len(text) > LONGEST_LINE:
        return False
    found = _written(text)
    if found is None:
        return False
    others = _WORD.findall(f"{text[: found[1].start()]} {text[found[1].end() :]}")
    return sum(1 + len(WIDE.findall(word)) // _A_WIDE_WORD for word in others) <= _MOST_WORDS


def written(text: str) -> date | None:
    """The first date in ``text`` as people write it: with a month's name, dotted, or with the year first."""
    found = _written(text)
    return None if found is None else found[0]


def _written(text: str) -> tuple[date, re.Match[str]] | None:
    """The first date in ``text``, and where it stands."""
    for pattern, groups in _WRITTEN:
        found = pattern.search(text)
        if found is not None:
            year, month, day = (found[group] for group in groups)
            read = _day(year, month if month.isdigit() else _month(month), day)
            if read is not None:
                return read, found
    return _slashed(text)


def _slashed(text: str) -> tuple[date, re.Match[str]] | None:
    """The first date with strokes, if one in ``text`` shows whether the day or the month goes first."""
    all_found = list(_SLASHED.finditer(text))
    if any(int(found[1]) > _MOST_MONTHS for found in all_found):
        day, month = 1, 2
    elif any(int(found[2]) > _MOST_MONTHS for found in all_found):
        day, month = 2, 1
    else:
        return None
    first = all_found[0]
    read = _day(first[3], first[month], first[day])
    return None if read is None else (read, first)


def _month(name: str) -> int:
    """The month's number; 0, which no date has, for a word that is no month."""
    return _MONTHS.get(name.lower(), 0)


def _in_path(url: str) -> date | None:
    found = _IN_PATH.search(url)
    if found is None:
        return None
    month = found["month"]
    return _day(found["year"], month if month.isdigit() else _month(month), found["day"])


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _EARLIEST else None
