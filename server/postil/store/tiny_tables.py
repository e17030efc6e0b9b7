"""TinyDB over memory and a journal: a table's change is durable before it is seen, and costs one record.

TinyDB's own storages write everything at each change. Here the tables live in memory as TinyDB sees
them (name, id, record), changes are collected for one journal entry, and records are never changed in
place, so that a reader needs no lock to go on with one that it has.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from postil.errors import WriteFailed
from postil.store.indexes import Index
from postil.store.journal import Journal
from postil.store.records import Record
from postil.store.transactions import Changes, Tables, encode, snapshot

_log = logging.getLogger(__name__)


class JournalStorage(Storage):
    """The tables in memory, and the journal that makes them last. For several threads."""

    def __init__(self, tables: Tables, journal: Journal) -> None:
        """``tables`` are what ``journal`` holds; both belong to the storage from now on."""
        self._tables, self._journal = tables, journal
        self._indexes: dict[str, list[Index]] = {}
        self._staged: Changes | None = None
        self._writer: int | None = None  # the thread whose transaction runs
        # Held by who changes anything, to the end of the change.
        self.writing = threading.RLock()
        # Held for moments, tables and indexes being true to one another: a reader never waits for the device.
        self.memory = threading.Lock()

    def read(self) -> Tables:
        """The tables themselves, for reading."""
        return self._tables

    def write(self, data: Tables) -> None:
        """Not the way here: a table writes its own changes. Raises TypeError."""
        raise TypeError("tables are changed one by one, record by record")

    def close(self) -> None:
        with self.writing:
            self._journal.close()

    def watch(self, table: str, *indexes: Index) -> None:
        """Keep ``indexes`` true to the table from now on. One that is watched already costs nothing."""
        watched = self._indexes.setdefault(table, [])
        with self.memory:
            for index in indexes:
                if index not in watched:
                    index.rebuild(self._tables.get(table, {}))
                    watched.append(index)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is staged inside is kept all or none when the block ends; none when it raises.

        One thread at a time. Raises WriteFailed.
        """
        with self.writing:
            if self._staged is not None:
                yield  # part of the transaction around it
                return
            self._staged, self._writer = {}, threading.get_ident()
            try:
                yield
                self._commit(self._staged)
            finally:
                self._staged, self._writer = None, None

    def stage(self, table: str, changes: Mapping[str, dict[str, Any] | None]) -> None:
        """Keep ``changes`` with the running transaction, or at once when there is none."""
        with self.transaction():
            assert self._staged is not None
            self._staged.setdefault(table, {}).update(changes)

    def staged(self, table: str) -> Mapping[str, dict[str, Any] | None]:
        """The table's changes so far in this thread's transaction. Never waits."""
        if self._writer != threading.get_ident() or self._staged is None:
            return {}
        return self._staged.get(table, {})

    def _commit(self, changes: Changes) -> None:
        changes = {table: part for table, part in changes.items() if part}
        if not changes:
            return
        payload = encode(changes)
        try:
            if self._journal.failed:
                self._journal.compact(snapshot(self._copy()), wait=True)
            self._journal.append(payload)
        except OSError as error:
            raise WriteFailed(
                f"not saved, the disk refused it ({error.strerror}): nothing was changed"
            ) from error
        with self.memory:
            for table, part in changes.items():
                for id, record in part.items():
                    self._apply(table, id, record)
        if self._journal.is_overgrown:
            self._compact()

    def _compact(self) -> None:
        try:
            self._journal.compact(snapshot(self._copy()))
        except OSError as error:
            # What was written is written: that there is no room for a snapshot is no failure of it.
            _log.warning("could not begin to compact the library: %s", error)

    def _apply(self, table: str, id: str, record: dict[str, Any] | None) -> None:
        records = self._tables.setdefault(table, {})
        before = records.get(id)
        for index in self._indexes.get(table, ()):
            index.change(id, before, record)
        if record is None:
            records.pop(id, None)
        else:
            records[id] = record

    def _copy(self) -> Tables:
        """The tables as they are now; shares the records, which never change."""
        return {name: dict(records) for name, records in self._tables.items()}


class JournalTable(Table):
    """A TinyDB table whose ids are the records' own, and whose every change is a journal entry.

    TinyDB's own verbs go over the whole table: they are for small ones. ``find``, ``records``, ``put`` and
    ``drop`` cost what they touch.
    """

    document_id_class = str  # type: ignore[assignment]  # TinyDB takes any class, and declares int

    def find(self, id: str) -> Record | None:
        """The record as this thread's transaction sees it, itself and not a copy as ``get`` makes."""
        staged = self._journalled.staged(self.name)
        return staged[id] if id in staged else self._journalled.read().get(self.name, {}).get(id)

    def records(self) -> list[Record]:
        """All records that are committed, themselves and not copies as ``all`` makes; in no order."""
        with self._journalled.memory:
            return list(self._journalled.read().get(self.name, {}).values())

    def put(self, id: str, record: Mapping[str, Any]) -> None:
        """Keep ``record``, whether one with that id is there or not."""
        self._stage({id: dict(record)})

    def drop(self, ids: Iterable[str]) -> None:
        """Remove those of ``ids`` that are there."""
        self._stage({id: None for id in ids if self.find(id) is not None})

    def _stage(self, changes: Mapping[str, dict[str, Any] | None]) -> None:
        self._journalled.stage(self.name, changes)
        self.clear_cache()

    @property
    def _journalled(self) -> JournalStorage:
        assert isinstance(self._storage, JournalStorage)
        return self._storage

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        """What TinyDB's own ways of reading go over: the table as this thread's transaction sees it now."""
        with self._journalled.memory:
            records: dict[str, Any] = dict(self._journalled.read().get(self.name, {}))
        for id, record in self._journalled.staged(self.name).items():
            if record is None:
                records.pop(id, None)
            else:
                records[id] = record
        return records

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        """What TinyDB's own ways of changing do, on a copy of the table: for small ones."""
        with self._journalled.transaction():
            before = self._read_table()
            after = deepcopy(before)
            updater(after)
            gone: dict[str, dict[str, Any] | None] = dict.fromkeys(before.keys() - after.keys())
            self._stage(gone | {id: dict(new) for id, new in after.items() if before.get(id) != new})


class JournalDB(TinyDB):
    """TinyDB with these tables."""

    table_class = JournalTable

    def __init__(self, storage: JournalStorage) -> None:
        super().__init__(storage=lambda: storage)
