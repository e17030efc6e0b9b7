"""Everything a reader can do, by noun. The web view, the API and the command line are its clients."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from threading import Event, RLock
from uuid import uuid4

from postil.library.access import Access
from postil.library.annotations import Annotations
from postil.library.articles import Articles, OpenArticle
from postil.library.consents import Consents
from postil.library.corrections import Corrections
from postil.library.days import Days
from postil.library.edits import Edits
from postil.library.lookups import Lookups
from postil.library.pages import Pages
from postil.library.pairings import Pairings
from postil.library.people import CastFinder, People
from postil.library.person_corrections import PersonCorrections
from postil.library.preferences import Preferences
from postil.library.transfers import Transfers
from postil.library.upkeep import Upkeep
from postil.store.base import Store


class Library:
    """One reader's library. Clock and ids are handed in, so tests can fix them.

    ``finder`` is called when people are first looked for, so that opening a library stays quick.
    Without ``lookups`` nobody is asked outside.
    """

    def __init__(
        self,
        store: Store,
        finder: Callable[[], CastFinder],
        secret: str,
        *,
        fixed_token: str | None = None,
        lookups: Lookups | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        new_id: Callable[[], str] = lambda: uuid4().hex,
    ) -> None:
        self._store = store
        self.now = now
        lock = RLock()
        self.lookups = lookups or Lookups(None, None, now=now, ending=Event())
        self.people = People(store, finder, self.lookups, now=now)
        upkeep = Upkeep(store, self.people, lock, now=now)
        self.pages = Pages(store, self.people, upkeep, lock, now=now, new_id=new_id)
        self.person_corrections = PersonCorrections(
            store, self.people, upkeep, finder, lock, now=now, new_id=new_id
        )
        self.lookups.tell(upkeep.look_again)
        self.annotations = Annotations(store, self.pages, self.people, lock, now=now, new_id=new_id)
        self.corrections = Corrections(store, self.pages, lock, now=now, new_id=new_id)
        self.days = Days(store, upkeep, lock, now=now)
        self.edits = Edits(store, lock)
        self.articles = Articles(
            self.pages, self.people, self.person_corrections, self.annotations, self.edits
        )
        self.transfers = Transfers(store, self.people, upkeep, self.days, lock, now=now, new_id=new_id)
        self.pairings = Pairings(store, now=now, new_id=new_id)
        self.consents = Consents(store, now=now)
        self.preferences = Preferences(store, lock)
        self.access = Access(store, self.pairings, secret, now=now, fixed_token=fixed_token)

    def open_article(self, page_id: str) -> OpenArticle:
        """A page's newest text with all that is shown beside it. Raises NotFound."""
        return self.articles.open(page_id)

    def notices(self) -> Sequence[str]:
        """What the reader should know of the library's state on disk; empty when all is well."""
        return (*self._store.notices(), *self.transfers.notices())

    def close(self) -> None:
        """Release the files. Twice is fine."""
        self.lookups.close()
        self._store.close()
