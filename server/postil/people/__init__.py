"""Who is mentioned in a text, and who they were on that day."""

import datetime
from functools import lru_cache
from pathlib import Path

from postil.errors import InvalidInput
from postil.models import Mention
from postil.people.finder import PeopleFinder
from postil.people.knowledge import Knowledge, open_pack
from postil.people.knowledge.refreshing import PACK, newest
from postil.people.names.tagger import Tagger

__all__ = ["PACK", "PeopleFinder", "find", "open_finder"]


def open_finder(folder: Path | None = None) -> PeopleFinder:
    """The finder with the shipped weights, and the newer of the shipped pack and the copy in ``folder``.

    Opened on the first call, and again after a refresh of the copy.
    """
    pack = newest(folder)
    return _finder(pack, pack.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _finder(pack: Path, written: int) -> PeopleFinder:
    return PeopleFinder(_tagger(), Knowledge(open_pack(pack)))


@lru_cache(maxsize=1)
def _tagger() -> Tagger:
    return Tagger.load()


def find(text: str, date: str | None = None) -> list[Mention]:
    """The people's names in ``text``, in order; ``date`` is the article's, YYYY-MM-DD, None when unknown.

    Each has the fullest name of whom it means, and a Wikidata id where that is certain. Uses
    what is shipped, and no network. Raises InvalidInput when ``date`` is not a day.
    """
    try:
        on = None if date is None else datetime.date.fromisoformat(date)
    except ValueError as problem:
        raise InvalidInput("date", f"expected YYYY-MM-DD, got {date!r}") from problem
    return open_finder().mentions(text, on)
