"""Settings to a library: the one place that picks the concrete parts. They load when they are used."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING

from postil.config import Settings
from postil.errors import BadSetting
from postil.library import Library
from postil.library.people import CastFinder
from postil.library.reading import Reading
from postil.store import presence, secret
from postil.store.disk import Disk
from postil.store.presence import Running

if TYPE_CHECKING:
    from postil.wikimedia.client import Client
    from postil.wikimedia.ledger import Ledger
    from postil.wikimedia.sparql import Sparql

LOOKUPS = "lookups"  # the folder, beside the library, of what was asked and what came back


def open_library(settings: Settings) -> Library:
    """The library in the settings' data folder; made when there is none.

    Raises StoreLocked when another process has it open, StoreDamaged, WriteFailed.
    """
    from postil.store.tiny import open_store

    store = open_store(settings.data)
    try:
        return Library(store, open_finder, secret.load_or_make(settings.data), fixed_token=settings.token)
    except BaseException:
        store.close()
        raise


def open_reading() -> Reading:
    """What reads pages that are not kept; needs no library."""
    return Reading(open_finder, now=lambda: datetime.now(UTC))


def open_finder() -> CastFinder:
    """The finder of people that ships; opened once, on the first call."""
    from postil import people

    return people.open_finder()


@contextmanager
def query_service(settings: Settings) -> Iterator["Sparql"]:
    """Wikidata's query service, while it is entered; every request goes into the library's ledger.

    Raises BadSetting unless look-ups are on and somebody says who asks.
    """
    if not settings.lookups or settings.contact is None:
        raise BadSetting(
            "POSTIL_LOOKUPS",
            "look-ups are off, so Wikidata is not asked: set it to on, and POSTIL_CONTACT to who runs this "
            "program (an e-mail or a web address, which Wikimedia wants to be told)",
        )
    from postil.wikimedia.sparql import Sparql

    with closing(_ledger(settings)) as ledger, closing(_client(settings.contact, ledger, Event())) as client:
        yield Sparql(client, settings.wikidata_sparql)


def _ledger(settings: Settings) -> "Ledger":
    from postil.wikimedia.ledger import Ledger

    # By the store's hand, so that the folder is durable and the user's alone, like the library beside it.
    folder = settings.data / LOOKUPS
    Disk().make_folder(folder)
    return Ledger(folder / "asked.sqlite")


def _client(contact: str, ledger: "Ledger", ending: Event) -> "Client":
    from postil.wikimedia.client import Client

    return Client(contact, ledger, now=lambda: datetime.now(UTC), pause=ending.wait)


def announce(settings: Settings, address: str, token: str) -> AbstractContextManager[None]:
    """While it is entered, ``running`` finds this process. Raises StoreLocked where a server is already."""
    return presence.announce(settings.data, address, token)


def running(settings: Settings) -> Running | None:
    """The server of that library; None when none runs."""
    return presence.running(settings.data)
