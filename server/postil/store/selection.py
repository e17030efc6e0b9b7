"""Which marks a query asks for, and what they have in common: judged on their records."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from itertools import chain

from postil.models import AnchorState, AnnotationQuery, Colour, Tally
from postil.store.base import Order
from postil.store.indexes import EVERYTHING, Place
from postil.store.records import Record, write_time


def groups(record: Record) -> list[Hashable]:
    """The lists that a mark is in: all, its page's, and each of its people's."""
    people = {("person", person) for person in record.get("people", ())}
    return [EVERYTHING, ("page", record["page_id"]), *people]


def group_of(query: AnnotationQuery) -> Hashable:
    """The shortest of those lists that holds everything the query can match."""
    if query.page_id is not None:
        return ("page", query.page_id)
    if query.person is not None:
        return ("person", query.person)
    return EVERYTHING


def start_of(query: AnnotationQuery, order: Order, after: Place | None) -> Place | None:
    """Where in the list to begin: after ``after``, and where ``since`` or ``until`` lets something match."""
    bound = {Order.NEWEST: query.until, Order.OLDEST: query.since}.get(order)
    if bound is None:
        return after
    place = (write_time(bound), "")
    if after is None:
        return place
    return max(after, place) if order.is_rising else min(after, place)


def matching(query: AnnotationQuery, order: Order, records: Iterable[Record]) -> Iterator[Record]:
    """Those of ``records``, which come in ``order`` from ``start_of`` on, that the query matches."""
    tests = list(_tests(query))
    ends = _end_of(query, order)
    for record in records:
        if ends(record):
            return
        if all(test(record) for test in tests):
            yield record


def fitting(query: AnnotationQuery, records: Iterable[Record]) -> list[Record]:
    """Those of ``records``, in whatever order, that the query matches."""
    for test in _tests(query):
        records = filter(test, records)
    return list(records)


def tally(records: Collection[Record]) -> Tally:
    """What ``records`` have in common."""
    # Counted as they are written: a member of an enumeration for each record would take most of the time.
    colours = Counter(record.get("colour", Colour.YELLOW.value) for record in records)
    states = Counter(record.get("state", AnchorState.ANCHORED.value) for record in records)
    return Tally(
        marks=len(records),
        people=Counter(chain.from_iterable(set(record.get("people", ())) for record in records)),
        colours=Counter({Colour(colour): number for colour, number in colours.items()}),
        states=Counter({AnchorState(state): number for state, number in states.items()}),
        tags=Counter(chain.from_iterable(set(record.get("tags", ())) for record in records)),
    )


def _end_of(query: AnnotationQuery, order: Order) -> Callable[[Record], bool]:
    """Whether a record, and with it every one that follows, is too old or too new."""
    if order is Order.NEWEST and query.since is not None:
        since = write_time(query.since)
        return lambda record: record["created"] < since
    if order is Order.OLDEST and query.until is not None:
        until = write_time(query.until)
        return lambda record: record["created"] >= until
    return lambda record: False


def _tests(query: AnnotationQuery) -> Iterator[Callable[[Record], bool]]:
    if query.since is not None:
        since = write_time(query.since)
        yield lambda record: record["created"] >= since
    if query.until is not None:
        until = write_time(query.until)
        yield lambda record: record["created"] < until
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
    yield record.get("exact", "")
    yield record.get("note", "")
    yield from record.get("tags", ())
