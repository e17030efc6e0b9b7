"""The ledger: every request that left this machine, on disk, for the reader to see."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import Lock

from postil.models import OutgoingRequest

KEPT = 20_000  # requests: some months of daily reading, in a few megabytes

_SCHEMA = """
create table if not exists asked (
    id integer primary key, at text not null, host text not null, what text not null, url text not null,
    answer text not null, bytes integer not null)
"""
# Another process of this library may be writing, for as long as a request's row takes.
_BUSY_S = 10.0


class SqliteLedger:
    """Safe to use from several threads, and from several processes on one file."""

    def __init__(self, path: Path) -> None:
        """Raises sqlite3.Error when ``path`` can't be opened or is no ledger."""
        self._lock = Lock()
        self._is_closed = False
        self._rows = sqlite3.connect(path, timeout=_BUSY_S, check_same_thread=False, isolation_level=None)
        self._rows.execute("pragma journal_mode = wal")
        self._rows.execute(_SCHEMA)

    def write(self, asked: OutgoingRequest) -> None:
        """Keep one more; the oldest goes when there are more than KEPT."""
        row = (asked.at.isoformat(), asked.host, asked.what, asked.url, asked.answer, asked.bytes)
        with self._lock:
            if self._is_closed:
                return
            added = self._rows.execute(
                "insert into asked (at, host, what, url, answer, bytes) values (?, ?, ?, ?, ?, ?)", row
            )
            self._rows.execute("delete from asked where id <= ?", ((added.lastrowid or 0) - KEPT,))

    def newest(self, limit: int, *, before: int | None = None) -> Sequence[tuple[int, OutgoingRequest]]:
        """The last ``limit`` requests before number ``before``, newest first, each with its number."""
        with self._lock:
            rows = self._rows.execute(
                "select id, at, host, what, url, answer, bytes from asked where id < ?"
                " order by id desc limit ?",
                (before if before is not None else 2**62, limit),
            ).fetchall()
        return tuple(
            (
                id,
                OutgoingRequest(
                    at=datetime.fromisoformat(at), host=host, what=what, url=url, answer=answer, bytes=size
                ),
            )
            for id, at, host, what, url, answer, size in rows
        )

    def close(self) -> None:
        """Twice is fine. What a request under way still brings is let go."""
        with self._lock:
            self._is_closed = True
            self._rows.close()
