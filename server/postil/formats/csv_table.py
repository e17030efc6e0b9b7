"""CSV: a row a mark, for spreadsheets (RFC 4180, UTF-8).

A cell that a spreadsheet would run as a formula gets an apostrophe before it. To read the file back
exactly, take one apostrophe from the start of each cell that matches ``GUARDED`` (``unguard`` does).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from postil.formats.base import Bundle, Format
from postil.models import Annotation

COLUMNS = (
    "quote",
    "note",
    "tags",
    "colour",
    "people",
    "said_by",
    "title",
    "site",
    "authors",
    "published",
    "url",
    "link",
    "state",
    "start",
    "end",
    "created",
    "updated",
    "id",
    "page_id",
    "replies_to",
)

# Spreadsheets pass over white space before a formula, and take full-width signs for the plain ones.
_RUNNABLE = r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]"
_RISKY = re.compile(_RUNNABLE)
GUARDED = re.compile(rf"'(?:{_RUNNABLE})")


def guard(cell: str) -> str:
    """``cell`` so that no spreadsheet runs it."""
    return "'" + cell if _RISKY.match(cell) else cell


def unguard(cell: str) -> str:
    """What ``guard`` was given."""
    return cell[1:] if GUARDED.match(cell) else cell


def write(bundles: Iterable[Bundle]) -> Iterator[str]:
    yield _row(COLUMNS)
    for bundle in bundles:
        for mark in bundle.annotations:
            yield _row(_cells(bundle, mark))


def _cells(bundle: Bundle, mark: Annotation) -> Iterator[str]:
    page, span = bundle.page, mark.span
    names = bundle.names
    cells = {
        "quote": mark.quote,
        "note": mark.note,
        "tags": "; ".join(mark.tags),
        "colour": mark.colour.value,
        "people": "; ".join(names.get(person, person) for person in mark.people),
        "said_by": names.get(mark.said_by, mark.said_by) if mark.said_by else "",
        "title": page.title,
        "site": page.site or "",
        "authors": "; ".join(page.authors),
        "published": page.dated.isoformat() if page.dated else "",
        "url": page.url,
        "link": mark.link,
        "state": mark.state.value,
        "start": str(span.start) if span else "",
        "end": str(span.end) if span else "",
        "created": mark.created.isoformat(),
        "updated": mark.updated.isoformat(),
        "id": mark.id,
        "page_id": mark.page_id,
        "replies_to": "; ".join(mark.replies_to),
    }
    return (guard(cells[column]) for column in COLUMNS)


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


FORMAT = Format(
    name="csv",
    suffix=".csv",
    media_type="text/csv",
    title="CSV: one row a mark, for spreadsheets",
    write=write,
)
