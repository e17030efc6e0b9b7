"""Cursors: a place in a list, as an opaque word."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime

from postil.errors import InvalidInput
from postil.library.slices import Cursor


def cursor_out(cursor: Cursor | None) -> str | None:
    if cursor is None:
        return None
    return urlsafe_b64encode(f"{cursor.time.isoformat()} {cursor.id}".encode()).decode().rstrip("=")


def cursor_from(word: str | None) -> Cursor | None:
    """None for none: the start of the list. Raises InvalidInput for a word that is no cursor."""
    if word is None:
        return None
    try:
        padded = word + "=" * (-len(word) % 4)
        created, id = urlsafe_b64decode(padded.encode("ascii")).decode().split(" ", 1)
        moment = datetime.fromisoformat(created)
        if moment.tzinfo is None:
            raise ValueError("a time without a zone")
        return Cursor(moment.astimezone(UTC), id)
    except (ValueError, OverflowError) as e:
        raise InvalidInput(
            "cursor", "is no cursor of ours: send `next` of the list before, as it came"
        ) from e
