"""Which marks a query asks for, judged on their records."""

from collections.abc import Callable, Hashable, Iterable, Iterator

from postil.models import AnchorState, AnnotationQuery, Colour
from postil.store.indexes import EVERYTHING, Place
from postil.store.records import Record, write_time


def groups(record: Record) -> list[Hashable]:
    """The lists that a mark is in: all, its page's, and each of its people's."""
    people = [("person", person) for person in dict.fromkeys(record.get("people", ()))]
    return [EVERYTHING, ("page", record["page_id"]), *people]


def group_of(query: AnnotationQuery) -> Hashable:
    """The shortest of those lists that holds everything the query can match."""
    if query.page_id is not None:
        return ("page", query.page_id)
    if query.person is not None:
        return ("person", query.person)
    return EVERYTHING


def start_of(query: AnnotationQuery, after: Place | None) -> Place | None:
    """Where in the list to begin: after ``after``, and not before ``until`` lets anything match."""
    if query.until is None:
        return after
    until = (write_time(query.until), "")
    return until if after is None else min(after, until)


def matching(query: AnnotationQuery, records: Iterable[Record]) -> Iterator[Record]:
    """Those of ``records``, which come newest first and older than ``until``, that the query matches."""
    tests = list(_tests(query))
    since = "" if query.since is None else write_time(query.since)
    for record in records:
        if record["created"] < since:
            return
        if all(test(record) for test in tests):
            yield record


def _tests(query: AnnotationQuery) -> Iterator[Callable[[Record], bool]]:
    if query.deleted is not None:
        yield lambda record: ("deleted" in record) is query.deleted
    if query.page_id is not None:
        yield lambda record: record["page_id"] == query.page_id
    if query.person is not None:
        yield lambda record: query.person in record.get("people", ())
    if query.tag is not None:
        yield lambda record: query.tag in record.get("tags", ())
    if query.colour is not None:
        yield lambda record: record.get("colour", Colour.YELLOW) == query.colour
    if query.state is not None:
        yield lambda record: record.get("state", AnchorState.ANCHORED) == query.state
    if query.text:
        words = query.text.casefold()
        yield lambda record: any(words in text.casefold() for text in _texts(record))


def _texts(record: Record) -> Iterator[str]:
    yield record["exact"]
    yield record.get("note", "")
    yield from record.get("tags", ())
