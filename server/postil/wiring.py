"""Settings to a library: the one place that picks the concrete parts. They load when they are used."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime

from postil.config import Settings
from postil.library import Library
from postil.library.people import CastFinder
from postil.library.reading import Reading
from postil.store import presence, secret
from postil.store.presence import Running


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


def announce(settings: Settings, address: str, token: str) -> AbstractContextManager[None]:
    """While it is entered, ``running`` finds this process. Raises StoreLocked where a server is already."""
    return presence.announce(settings.data, address, token)


def running(settings: Settings) -> Running | None:
    """The server of that library; None when none runs."""
    return presence.running(settings.data)
