"""Which marks are asked for: filters from outside, with addresses and persons in them looked up."""

from datetime import UTC, date, datetime, time, timedelta

from pydantic import Field

from postil.errors import InvalidInput
from postil.models import AnchorState, AnnotationQuery, Colour
from postil.web.current import library
from postil.web.payloads import RequestModel, read_time

SHOWN_NAMESAKES = 5


class MarkFilter(RequestModel):
    """Which marks; every given field must hold."""

    url: str | None = Field(default=None, description="Marks on the page of this address.")
    q: str = Field(default="", description="Looked for in quote, note and tags, without regard to case.")
    tag: str | None = None
    colour: Colour | None = None
    person: str | None = Field(
        default=None, description="A person's id, or a name that fits one person only."
    )
    since: str | None = Field(default=None, description="Made on this day (UTC) or at this time, or later.")
    until: str | None = Field(
        default=None, description="Made on this day (UTC) or earlier, or before this time."
    )
    state: AnchorState | None = None


def query_for(wanted: MarkFilter, *, deleted: bool | None = False) -> AnnotationQuery | None:
    """None when the filter names an address or a person that the library has not met. Raises InvalidInput."""
    page = library().pages.find(wanted.url) if wanted.url is not None else None
    person = _person_id(wanted.person) if wanted.person is not None else None
    if (wanted.url is not None and page is None) or (wanted.person is not None and person is None):
        return None
    return AnnotationQuery(
        page_id=page.id if page else None,
        text=wanted.q,
        tag=wanted.tag,
        colour=wanted.colour,
        person=person,
        state=wanted.state,
        since=_moment("since", wanted.since, timedelta(0)),
        until=_moment("until", wanted.until, timedelta(days=1)),
        deleted=deleted,
    )


def _person_id(words: str) -> str | None:
    named = library().people.named(words)
    if len(named) > 1:
        some = ", ".join(f"{person.name} ({person.id})" for person in named[:SHOWN_NAMESAKES])
        raise InvalidInput("person", f"{words!r} could be {some}: send the id of one")
    return named[0].id if named else None


def _moment(field: str, value: str | None, day_adds: timedelta) -> datetime | None:
    """The time itself, or the first moment of a day and ``day_adds``; None for None. Raises InvalidInput."""
    if value is None:
        return None
    try:
        if len(value) <= len("2026-03-01"):
            return datetime.combine(date.fromisoformat(value), time(), UTC) + day_adds
        return read_time(value)
    except (ValueError, OverflowError) as e:
        raise InvalidInput(field, f"expected a day like 2026-03-01 or an ISO 8601 time, got {value!r}") from e
