"""Moments: when a mark was made, so that no two marks of a library were made at one.

Programs that read a library in steps ask for what was made after the last mark they saw; of two marks of
one microsecond they would miss one.
"""

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta

from postil.models import AnnotationQuery
from postil.store.base import Store

TICK = timedelta(microseconds=1)
MOST_AHEAD = timedelta(seconds=1)  # of the clock: a burst of marks; beyond it the clock was set back
_LAST = datetime.max.replace(tzinfo=UTC) - TICK


class Moments:
    """Call it under the library's lock."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._given: datetime | None = None

    def next(self) -> datetime:
        """Now; or a little later, where now was given to another mark."""
        moment, given = self._now(), self._given
        if given is not None and moment <= given < moment + MOST_AHEAD:
            moment = given + TICK
        self._given = self.free(moment)
        return self._given

    def free(self, moment: datetime, taken: Collection[datetime] = ()) -> datetime:
        """The first moment from ``moment`` on at which no mark was made, and that is not ``taken`` either."""
        while moment < _LAST and (moment in taken or self._is_taken(moment)):
            moment += TICK
        return moment

    def _is_taken(self, moment: datetime) -> bool:
        query = AnnotationQuery(since=moment, until=moment + TICK, deleted=None)
        return bool(self._store.annotations(query, limit=1))
