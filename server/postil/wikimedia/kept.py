"""What came back from look-ups, on disk with its age. Thrown away, it would be asked for again."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

_SCHEMA = """
create table if not exists answer (
    kind text not null, key text not null, at text not null, value text not null, primary key (kind, key))
    without rowid
"""
_BUSY_S = 10.0


class Kept:
    """JSON values by kind and key, each with the time it was asked for. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Raises sqlite3.Error when ``path`` can't be opened or holds something else."""
        self._lock = Lock()
        self._is_closed = False
        self._rows = sqlite3.connect(path, timeout=_BUSY_S, check_same_thread=False, isolation_level=None)
        self._rows.execute("pragma journal_mode = wal")
        self._rows.execute("pragma synchronous = normal")
        self._rows.execute(_SCHEMA)

    def get(self, kind: str, keys: Iterable[str]) -> Mapping[str, tuple[datetime, Any]]:
        """What is kept under those keys, with its time; a key of which nothing is kept is absent."""
        found: dict[str, tuple[datetime, Any]] = {}
        with self._lock:
            for key in () if self._is_closed else keys:
                row = self._rows.execute(
                    "select at, value from answer where kind = ? and key = ?", (kind, key)
                ).fetchone()
                if row is not None:
                    found[key] = (datetime.fromisoformat(row[0]), json.loads(row[1]))
        return found

    def put(self, kind: str, values: Mapping[str, Any], at: datetime) -> None:
        rows = [(kind, key, at.isoformat(), json.dumps(value)) for key, value in values.items()]
        with self._lock:
            if self._is_closed:
                return
            self._rows.execute("begin")
            self._rows.executemany(
                "insert or replace into answer (kind, key, at, value) values (?, ?, ?, ?)", rows
            )
            self._rows.execute("commit")

    def close(self) -> None:
        """Twice is fine. What a request under way still brings is let go."""
        with self._lock:
            self._is_closed = True
            self._rows.close()
