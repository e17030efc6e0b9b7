"""Look-ups: who bears a name, asked outside in the background, while the cards are shown without."""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Protocol

from postil.errors import LookupFailed
from postil.models import LookedUp, OutgoingRequest, Summary

log = logging.getLogger(__name__)

# After that long somebody who could not be looked up is tried again, when the page is looked at.
TRY_AGAIN_AFTER = timedelta(minutes=10)
# So many names are asked for before the cards of those are filled in: the first after a second or so.
ROUND = 6
_LONGEST_WAIT_AT_THE_END_S = 2.0

Names = Sequence[str]
LookUp = Callable[[Names], Mapping[str, LookedUp | None]]


class PeopleDirectory(Protocol):
    """Who bears which name; ``postil.wikimedia.directory.Directory`` is the one that ships."""

    def at_hand(self, names: Iterable[str]) -> Mapping[str, LookedUp]: ...

    def stale(self, names: Iterable[str]) -> Sequence[str]: ...

    def ask(self, names: Names) -> None: ...

    def summary(self, qid: str) -> Summary | None: ...

    def ask_summaries(self, titles: Mapping[str, str]) -> bool: ...

    def close(self) -> None: ...


class RequestLedger(Protocol):
    """Every request that left the machine."""

    def newest(self, limit: int, *, before: int | None = None) -> Sequence[tuple[int, OutgoingRequest]]: ...

    def close(self) -> None: ...


class Lookups:
    """Asks in a thread of its own, one page after another. ``ending`` is set when the library closes."""

    def __init__(
        self,
        directory: PeopleDirectory | None,
        ledger: RequestLedger | None,
        *,
        now: Callable[[], datetime],
        ending: Event,
    ) -> None:
        """``directory`` None: nothing is ever asked. ``ledger`` None: nothing ever was."""
        self._directory, self._ledger, self._now, self._ending = directory, ledger, now, ending
        self._tell: Callable[[str], Collection[str]] = lambda page_id: ()
        self._jobs: SimpleQueue[tuple[str, tuple[str, ...]] | None] = SimpleQueue()
        self._lock = Lock()
        self._waiting: set[tuple[str, str]] = set()
        self._filling: str | None = None  # the page whose people are asked for right now
        self._failed: dict[str, datetime] = {}
        self._due: dict[str, datetime] = {}
        self._thread: Thread | None = None

    @property
    def are_on(self) -> bool:
        return self._directory is not None

    def tell(self, listener: Callable[[str], Collection[str]]) -> None:
        """Call ``listener`` with a page's id when something new is known of its people.

        It gives the Wikidata ids of those who were found; of them a summary is asked for.
        """
        self._tell = listener

    def for_page(self, page_id: str) -> LookUp | None:
        """What gives the people of that page what is at hand, and has the rest asked for; None when off."""
        if self._directory is None:
            return None
        directory = self._directory

        def look_up(names: Names) -> Mapping[str, LookedUp | None]:
            found: dict[str, LookedUp | None] = dict(directory.at_hand(names))
            stale = directory.stale(names)
            failed = {name for name in stale if self._has_failed(name)}
            found |= dict.fromkeys(failed - found.keys())
            self._want(page_id, [name for name in stale if name not in failed])
            return found

        return look_up

    def is_due(self, page_id: str) -> bool:
        """Whether something that could not be looked up for that page may be tried again; says so once."""
        with self._lock:
            due = self._due.get(page_id)
            if due is None or due > self._now():
                return False
            del self._due[page_id]
            return True

    def summary(self, qid: str) -> Summary | None:
        """What Wikipedia says first of that person; None where it was not asked, or says nothing."""
        return self._directory.summary(qid) if self._directory else None

    def is_filling(self, page_id: str) -> bool:
        """Whether that page is being asked for right now: who was found may still get a summary."""
        return self._filling == page_id

    def asked(self, limit: int, *, before: int | None = None) -> Sequence[tuple[int, OutgoingRequest]]:
        """The last requests that left this machine, newest first, each with its number."""
        return self._ledger.newest(limit, before=before) if self._ledger else ()

    def _has_failed(self, name: str) -> bool:
        with self._lock:
            return self._failed.get(name, self._now()) > self._now()

    def _want(self, page_id: str, names: Names) -> None:
        with self._lock:
            fresh = tuple(name for name in names if (page_id, name) not in self._waiting)
            if not fresh or self._ending.is_set():
                return
            self._waiting.update((page_id, name) for name in fresh)
            self._jobs.put((page_id, fresh))
            if self._thread is None:
                self._thread = Thread(target=self._work, name="look-ups", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None and not self._ending.is_set():
            page_id, names = job
            self._filling = page_id
            try:
                self._fill(page_id, names)
            except Exception:
                # A thread that dies would leave every later card waiting.
                log.exception("look-ups for page %s failed", page_id)
            finally:
                with self._lock:
                    self._waiting.difference_update((page_id, name) for name in names)
                self._filling = None
            self._tell_of(page_id)

    def _fill(self, page_id: str, names: Names) -> None:
        assert self._directory is not None, "names are wanted only where there is a directory"
        stale = self._directory.stale(names)
        found: set[str] = set()
        for start in range(0, len(stale), ROUND):
            try:
                self._directory.ask(stale[start : start + ROUND])
            except LookupFailed as problem:
                log.info("look-ups for page %s: %s", page_id, problem)
                self._fail(page_id, stale[start:])
                break
            finally:
                found = set(self._tell(page_id))
        known = (one for answer in self._directory.at_hand(names).values() for one in answer.candidates)
        titles = {one.id: one.wikipedia for one in known if one.id in found and one.wikipedia}
        try:
            if titles:
                self._directory.ask_summaries(titles)
        except LookupFailed as problem:
            log.info("summaries for page %s: %s", page_id, problem)

    def _tell_of(self, page_id: str) -> None:
        """Say that nothing more is coming, whatever came: a card may say so far that it is looked up."""
        try:
            self._tell(page_id)
        except Exception:
            log.exception("what was looked up for page %s was not taken in", page_id)

    def _fail(self, page_id: str, names: Names) -> None:
        again = self._now() + TRY_AGAIN_AFTER
        with self._lock:
            self._failed.update(dict.fromkeys(names, again))
            self._due[page_id] = again

    def close(self) -> None:
        """Ask nobody any more. Twice is fine."""
        self._ending.set()
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join(_LONGEST_WAIT_AT_THE_END_S)
        for part in (self._directory, self._ledger):
            if part is not None:
                part.close()
