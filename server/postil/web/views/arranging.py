"""Marks arranged for a page: by day, and within a day by article."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from postil.library.threads import in_reading_order
from postil.models import Annotation, Page
from postil.wording import day_heading, local


@dataclass(frozen=True, slots=True)
class Sheet:
    """The marks made on one article on one day, in the order of its text."""

    page: Page
    marks: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Day:
    heading: str
    sheets: tuple[Sheet, ...]


def by_day(marks: Sequence[Annotation], page: Callable[[str], Page], *, today: date) -> Iterator[Day]:
    """``marks`` come newest first, and so do the days. ``page`` gives a page by its id."""
    days: dict[date, dict[str, list[Annotation]]] = {}
    for mark in marks:
        days.setdefault(local(mark.created).date(), {}).setdefault(mark.page_id, []).append(mark)
    for made, sheets in days.items():
        yield Day(
            day_heading(made, today),
            tuple(Sheet(page(id), tuple(in_reading_order(found))) for id, found in sheets.items()),
        )
