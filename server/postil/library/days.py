"""Days: what the reader says of when an article is from, where its page does not tell, or tells wrong."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import RLock

from postil.errors import InvalidInput
from postil.library.revisions import revised
from postil.library.upkeep import Upkeep
from postil.models import Page
from postil.store.base import Store

AHEAD = timedelta(days=1)  # where the day begins first, it is tomorrow already


class Days:
    def __init__(self, store: Store, upkeep: Upkeep, lock: RLock, *, now: Callable[[], datetime]) -> None:
        self._store, self._upkeep, self._lock, self._now = store, upkeep, lock, now

    def say(self, page_id: str, day: date | None) -> Page:
        """The page with the day that the reader says it is from; None takes back what they said.

        Its people are met anew, for who they were on that day, and its marks name them so. Raises NotFound;
        InvalidInput for a day that is still to come.
        """
        today = self._now().date()
        if day is not None and day > today + AHEAD:
            raise InvalidInput("day", f"expected a day up to today, {today}, got {day}")
        return self.keep(page_id, day)

    def keep(self, page_id: str, day: date | None) -> Page:
        """As ``say``, of a day that was said, and looked at, in another library. Raises NotFound."""
        with self._lock:
            page = self._store.page(page_id)
            if day == page.day:
                return page
            self._store.put_page(revised(page, day=day, updated=self._now()))
            self._upkeep.meet_again(page_id)
            return self._store.page(page_id)
