"""A stretch of a list that is too long to give at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from postil.store.base import Cursor as Cursor
from postil.store.base import Order as Order

DEFAULT_LIMIT = 50
MAX_LIMIT = 500


class Dated(Protocol):
    """A record that lists are ordered by."""

    @property
    def id(self) -> str: ...

    @property
    def created(self) -> datetime: ...


T = TypeVar("T", bound=Dated)


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Newest first. ``next`` is where to go on, None at the end."""

    items: Sequence[T]
    next: Cursor | None


def cut(fetch: Callable[[int], Sequence[T]], limit: int) -> Slice[T]:
    """The first ``limit`` of what ``fetch(n)`` gives, asking for one more to know whether more follow."""
    found = fetch(limit + 1)
    items = found[:limit]
    if len(found) <= limit:
        return Slice(items, None)
    last = items[-1]
    return Slice(items, Cursor(last.created, last.id))
