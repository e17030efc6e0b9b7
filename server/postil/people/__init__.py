"""Who is mentioned in a text, and who they were on that day."""

import datetime
from functools import cache
from pathlib import Path

from postil.errors import InvalidInput
from postil.models import Mention
from postil.people.finder import Finder
from postil.people.knowledge import Knowledge, open_pack
from postil.people.tagger import Tagger

PACK = Path(__file__).parent / "data" / "people.sqlite"

__all__ = ["Finder", "find", "open_finder"]


@cache
def open_finder() -> Finder:
    """The finder with the shipped weights and pack, opened on the first call."""
    return Finder(Tagger.load(), Knowledge(open_pack(PACK)))


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
