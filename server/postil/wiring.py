"""Settings to a library: the one place that picks the concrete parts. They load when they are used."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from postil.config import Settings
from postil.errors import BadSetting
from postil.library import Library
from postil.library.lookups import Lookups
from postil.library.people import CastFinder
from postil.library.reading import PageReader
from postil.models import Pack, Progress, Refreshed
from postil.store import presence, secret
from postil.store.disk import Disk
from postil.store.lock import FolderLock
from postil.store.presence import Running

if TYPE_CHECKING:
    from postil.wikimedia.client import Client
    from postil.wikimedia.ledger import SqliteLedger
    from postil.wikimedia.sparql import Sparql

KNOWLEDGE = "knowledge"  # the folder of the reader's copy of the people pack
LOOKUPS = "lookups"  # the folder, beside the library, of what was asked and what came back


def open_library(settings: Settings) -> Library:
    """The library in the settings' data folder; made when there is none.

    Raises StoreLocked when another process has it open, StoreDamaged, WriteFailed.
    """
    from postil.store.tiny import open_store

    store = open_store(settings.data)
    try:
        return Library(
            store,
            partial(open_finder, settings),
            secret.load_or_make(settings.data),
            fixed_token=settings.token,
            lookups=_lookups(settings),
        )
    except BaseException:
        store.close()
        raise


def open_reading(settings: Settings) -> PageReader:
    """What reads pages that are not kept; needs no library."""
    return PageReader(partial(open_finder, settings), now=lambda: datetime.now(UTC))


def open_finder(settings: Settings) -> CastFinder:
    """The finder of people with the newest pack: opened on the first call, and again after a refresh."""
    from postil import people

    return people.open_finder(settings.data / KNOWLEDGE)


def knowledge(settings: Settings) -> tuple[Pack, Pack]:
    """What the pack in use says of itself, and what the shipped one does: the same where no copy is newer."""
    from postil.people.knowledge.refreshing import PACK, about, newest

    return about(newest(settings.data / KNOWLEDGE)), about(PACK)


def refresh_knowledge(settings: Settings, tell: Callable[[Progress], None]) -> Refreshed:
    """Bring the reader's copy of the people pack up to date from Wikidata.

    Raises BadSetting where nobody says who asks, StoreLocked where another refresh runs, LookupFailed.
    """
    from postil.people.knowledge.refreshing import refresh
    from postil.wikimedia.terms import OfficeHolders

    with query_service(settings) as service:
        folder = settings.data / KNOWLEDGE
        Disk().make_folder(folder)
        lock = FolderLock(folder, "refresh", Disk())
        lock.take()
        try:
            return refresh(folder, OfficeHolders(service), today=datetime.now(UTC).date(), tell=tell)
        finally:
            lock.release()


@contextmanager
def query_service(settings: Settings) -> Iterator["Sparql"]:
    """Wikidata's query service, while it is entered; every request goes into the library's ledger.

    To ask is the reader's own command, so that it needs no look-ups of pages to be on. Raises BadSetting
    where nobody says who asks.
    """
    if settings.contact is None:
        raise BadSetting(
            "POSTIL_CONTACT",
            "Wikidata is not asked before this says who runs the program (an e-mail or a web address, which "
            "Wikimedia wants to be told)",
        )
    from postil.wikimedia.sparql import Sparql

    with closing(_ledger(settings)) as ledger, closing(_client(settings.contact, ledger, Event())) as client:
        yield Sparql(client, settings.wikidata_sparql)


def _lookups(settings: Settings) -> Lookups:
    """Look-ups that ask nobody unless they are on and somebody says who asks; the ledger is there to see."""
    ending, now = Event(), lambda: datetime.now(UTC)
    if not settings.lookups or settings.contact is None:
        was_on = (settings.data / LOOKUPS).is_dir()
        return Lookups(None, _ledger(settings) if was_on else None, now=now, ending=ending)
    from postil.people.names import fold
    from postil.wikimedia.directory import WikimediaDirectory
    from postil.wikimedia.kept import Kept
    from postil.wikimedia.wikidata import Wikidata
    from postil.wikimedia.wikipedia import Wikipedia

    ledger = _ledger(settings)
    client = _client(settings.contact, ledger, ending)
    directory = WikimediaDirectory(
        Wikidata(client, settings.wikidata_api),
        Wikipedia(client, settings.wikipedia_api),
        Kept(settings.data / LOOKUPS / "kept.sqlite"),
        now=now,
        same_name=fold,
    )
    return Lookups(directory, ledger, now=now, ending=ending)


def _ledger(settings: Settings) -> "SqliteLedger":
    from postil.wikimedia.ledger import SqliteLedger

    # By the store's hand, so that the folder is durable and the user's alone, like the library beside it.
    folder = settings.data / LOOKUPS
    Disk().make_folder(folder)
    return SqliteLedger(folder / "asked.sqlite")


def _client(contact: str, ledger: "SqliteLedger", ending: Event) -> "Client":
    from postil.wikimedia.client import Client

    return Client(contact, ledger, now=lambda: datetime.now(UTC), pause=ending.wait)


def announce(settings: Settings, address: str, token: str) -> AbstractContextManager[None]:
    """While it is entered, ``running`` finds this process. Raises StoreLocked where a server is already."""
    return presence.announce(settings.data, address, token)


def running(settings: Settings) -> Running | None:
    """The server of that library; None when none runs."""
    return presence.running(settings.data)
