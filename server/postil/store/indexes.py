"""Ways to a record without a scan: by a key that only it has, and by time within a group.

An index is told each record's change as (id, before, after), with None for "there is none".
None of them locks: who owns the tables does.
"""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from operator import itemgetter
from typing import Protocol

from postil.store.records import Record

# A record's place in a list: its time and its id, both as text. Later is newer.
Place = tuple[str, str]

# The group of all records.
EVERYTHING = ("all",)


class Index(Protocol):
    def rebuild(self, records: Mapping[str, Record]) -> None: ...

    def change(self, id: str, before: Record | None, after: Record | None) -> None: ...


class UniqueIndex:
    """From a key to the record that has it, the last one where several do. ``keys`` gives a record's keys."""

    def __init__(self, keys: Callable[[Record], Iterable[str]]) -> None:
        self._keys = keys
        self._ids: dict[str, str] = {}

    def find(self, key: str) -> str | None:
        """The record's id; None when no record has the key."""
        return self._ids.get(key)

    def rebuild(self, records: Mapping[str, Record]) -> None:
        self._ids = {key: id for id, record in records.items() for key in self._keys(record)}

    def change(self, id: str, before: Record | None, after: Record | None) -> None:
        for key in self._keys(before) if before is not None else ():
            if self._ids.get(key) == id:
                del self._ids[key]
        for key in self._keys(after) if after is not None else ():
            self._ids[key] = id


class TimeIndex:
    """Records of a group by (time, id), to be walked either way. ``groups`` gives the groups a record is in.

    The id is the one by which the records are kept, in each record's ``id_field``.

    A change costs a search in the group's list; a record newer than all of its group, hardly anything.
    """

    def __init__(
        self,
        groups: Callable[[Record], Iterable[Hashable]],
        *,
        time_field: str = "created",
        id_field: str = "id",
    ) -> None:
        self._groups = groups
        self.place: Callable[[Record], Place] = itemgetter(time_field, id_field)
        self._places: dict[Hashable, list[Place]] = {}  # oldest first: the newest is added at the end

    def before(self, group: Hashable, place: Place | None, limit: int) -> list[Place]:
        """At most ``limit`` places of the group that come after ``place`` in its list, newest first.

        None is the list's beginning.
        """
        places = self._places.get(group, [])
        end = len(places) if place is None else bisect_left(places, place)
        return places[max(0, end - limit) : end][::-1]

    def behind(self, group: Hashable, place: Place | None, limit: int) -> list[Place]:
        """As ``before``, the other way: places later than ``place``, oldest first; None is the oldest end."""
        places = self._places.get(group, [])
        start = 0 if place is None else bisect_right(places, place)
        return places[start : start + limit]

    def rebuild(self, records: Mapping[str, Record]) -> None:
        lists: defaultdict[Hashable, list[Place]] = defaultdict(list)
        for place in sorted(map(self.place, records.values())):
            for group in self._groups(records[place[1]]):
                lists[group].append(place)
        self._places = dict(lists)

    def change(self, id: str, before: Record | None, after: Record | None) -> None:
        if before is not None:
            self._remove(self.place(before), self._groups(before))
        if after is not None:
            place = self.place(after)
            for group in self._groups(after):
                insort(self._places.setdefault(group, []), place)

    def _remove(self, place: Place, groups: Iterable[Hashable]) -> None:
        for group in groups:
            places = self._places[group]
            del places[bisect_left(places, place)]
            if not places:
                del self._places[group]
