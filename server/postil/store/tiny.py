"""The default store: TinyDB tables over memory and a journal, page bodies in files beside them."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from tinydb import where

from postil.errors import BadSetting, Conflict, NotFound, StaleRevision, StoreDamaged, WriteFailed
from postil.models import (
    AccessToken,
    Annotation,
    AnnotationQuery,
    Article,
    Body,
    Correction,
    Page,
    Session,
    Tally,
)
from postil.store import keys, selection
from postil.store.base import CorrectionT, Cursor, Order
from postil.store.bodies import pack
from postil.store.disk import Disk
from postil.store.indexes import EVERYTHING, Place, TimeIndex, UniqueIndex
from postil.store.lock import FolderLock
from postil.store.opening import ANNOTATIONS, PAGES, Opened, collector_paused, open_library
from postil.store.records import (
    Record,
    read,
    read_annotation,
    read_correction,
    read_page,
    read_preferences,
    write,
    write_annotation,
    write_correction,
    write_page,
    write_preferences,
    write_time,
)
from postil.store.tiny_tables import JournalDB, JournalStorage, JournalTable

# A list is walked in steps of so many, each under the lock for a moment.
_STEP = 256

T = TypeVar("T")


def open_store(
    folder: Path, *, disk: Disk | None = None, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> "TinyStore":
    """The library in ``folder``; made, private to the user, when there is none.

    Raises StoreLocked when another process has it open; StoreDamaged when it is a newer program's, or
    its files can't be read at all; BadSetting when the folder can't be used. What could be mended is in
    ``notices()``.
    """
    disk = disk or Disk()
    lock = FolderLock(folder, "library", disk)
    try:
        disk.make_folder(folder)
        lock.take()
        with collector_paused():
            return TinyStore(open_library(folder, disk, now), lock)
    except BaseException as error:
        lock.release()
        if isinstance(error, OSError):
            problem = f"the library in {folder} can't be opened: {error.strerror or error}"
            raise BadSetting("POSTIL_DATA", problem) from error
        raise


class TinyStore:
    """Implements ``Store``. Reading never waits for a write."""

    def __init__(self, opened: Opened, lock: FolderLock) -> None:
        self._lock, self._bodies, self._notices = lock, opened.bodies, opened.notices
        self._storage = JournalStorage(opened.tables, opened.journal)
        self._database = JournalDB(self._storage)
        self._pages = self._table(PAGES)
        self._annotations = self._table(ANNOTATIONS)
        self._corrections = self._table("corrections")
        self._tokens = self._table("tokens")
        self._sessions = self._table("sessions")
        self._preferences = self._table("preferences")
        self._page_at = UniqueIndex(keys.addresses)
        self._page_text = UniqueIndex(keys.newest_digests)
        self._page_order = TimeIndex(lambda record: (EVERYTHING,))
        self._request = UniqueIndex(keys.request_keys)
        self._annotation_order = TimeIndex(selection.groups)
        self._annotation_changes = TimeIndex(selection.groups, time_field="updated")
        self._correction_order = TimeIndex(keys.correction_groups)
        self._storage.watch(PAGES, self._page_at, self._page_text, self._page_order)
        self._storage.watch(ANNOTATIONS, self._request, self._annotation_order)
        self._storage.watch("corrections", self._correction_order)

    def _table(self, name: str) -> JournalTable:
        table = self._database.table(name)
        assert isinstance(table, JournalTable)
        return table

    # Pages

    def page(self, page_id: str) -> Page:
        return _there("page", page_id, self.find_page(page_id))

    def find_page(self, page_id: str) -> Page | None:
        record = self._pages.find(page_id)
        return None if record is None else read_page(record)

    def page_at(self, key: str) -> Page | None:
        return self._unique(self._pages, self._page_at, key, read_page)

    def page_with_text(self, digest: str) -> Page | None:
        return self._unique(self._pages, self._page_text, digest, read_page)

    def pages(self, *, after: Cursor | None = None, limit: int | None = None) -> Sequence[Page]:
        records = self._in_order(self._pages, self._page_order, EVERYTHING, Order.NEWEST, _place(after))
        return [read_page(record) for record in islice(records, limit)]

    def put_page(
        self, page: Page, bodies: Mapping[str, Body] = {}, annotations: Sequence[Annotation] = ()
    ) -> None:
        record = write_page(page)
        packed = {version_id: pack(record, version_id, body) for version_id, body in bodies.items()}
        with self._storage.writing:
            stored = self._pages.find(page.id)
            kept, wanted = _version_ids(stored), _version_ids(record)
            with self._storage.transaction():
                self._check_page(page, stored)
                self._pages.put(page.id, record)
                self._stage_annotations(annotations)
                for version_id in wanted:
                    self._keep_body(page.id, version_id, packed.get(version_id), is_kept=version_id in kept)
            self._bodies.remove(page.id, set(kept) - set(wanted))

    def _check_page(self, page: Page, stored: Record | None) -> None:
        _check_revision("page", page.id, page.revision, stored)
        for address in page.addresses:
            if self._page_at.find(address) not in (None, page.id):
                raise Conflict(f"another page is kept under {address!r}: add to that one, or delete it first")

    def _keep_body(self, page_id: str, version_id: str, packed: bytes | None, *, is_kept: bool) -> None:
        if packed is None:
            if is_kept:
                return
            raise NotFound("body", version_id, by="version")
        keep = self._bodies.mend if is_kept else self._bodies.write
        try:
            keep(page_id, version_id, packed)
        except OSError as error:
            raise WriteFailed(
                f"not saved, the disk refused it ({error.strerror}): nothing was changed"
            ) from error

    def body(self, page_id: str, version_id: str) -> Body:
        self._check_version(page_id, version_id)
        return _there("body", version_id, self._bodies.read(page_id, version_id), by="version")

    def find_body(self, page_id: str, version_id: str) -> Body | None:
        with suppress(NotFound, StoreDamaged):
            return self.body(page_id, version_id)
        return None

    def article(self, page_id: str, version_id: str) -> Article:
        self._check_version(page_id, version_id)
        return _there("body", version_id, self._bodies.article(page_id, version_id), by="version")

    def find_article(self, page_id: str, version_id: str) -> Article | None:
        with suppress(NotFound, StoreDamaged):
            return self.article(page_id, version_id)
        return None

    def _check_version(self, page_id: str, version_id: str) -> None:
        record = _there("page", page_id, self._pages.find(page_id))
        if version_id not in _version_ids(record):
            raise NotFound("version", version_id)

    def delete_page(self, page_id: str) -> None:
        group = ("page", page_id)
        with self._storage.writing:
            versions = _version_ids(_there("page", page_id, self._pages.find(page_id)))
            with self._storage.transaction():
                marks = self._walk(self._annotation_order, group, Order.NEWEST, None)
                self._annotations.drop([id for _, id in marks])
                self._pages.drop([page_id])
            self._bodies.remove(page_id, versions)

    # Annotations

    def annotation(self, annotation_id: str) -> Annotation:
        return _there("annotation", annotation_id, self.find_annotation(annotation_id))

    def find_annotation(self, annotation_id: str) -> Annotation | None:
        record = self._annotations.find(annotation_id)
        return None if record is None else read_annotation(record)

    def annotation_for_request(self, request_key: str) -> Annotation | None:
        return self._unique(self._annotations, self._request, request_key, read_annotation)

    def annotations(
        self,
        query: AnnotationQuery,
        *,
        after: Cursor | None = None,
        limit: int | None = None,
        order: Order = Order.NEWEST,
        skip: int = 0,
    ) -> Sequence[Annotation]:
        records = self._matching(query, order, after)
        return [read_annotation(r) for r in islice(records, skip, None if limit is None else skip + limit)]

    def count_annotations(self, query: AnnotationQuery) -> int:
        return sum(1 for _ in self._matching(query, Order.NEWEST, None))

    def tally_annotations(self, query: AnnotationQuery, *, about: Sequence[str] = ()) -> Tally:
        queries = [replace(query, person=person) for person in about] or [query]
        records = {record["id"]: record for each in queries for record in self._unordered(each)}
        return selection.tally(records.values())

    def _unordered(self, query: AnnotationQuery) -> list[Record]:
        """Those that match, as quickly as can be."""
        group = selection.group_of(query)
        if group == EVERYTHING:
            return selection.fitting(query, self._annotations.records())
        records = self._in_order(self._annotations, self._annotation_order, group, Order.NEWEST, None)
        return selection.fitting(query, records)

    def _matching(self, query: AnnotationQuery, order: Order, after: Cursor | None) -> Iterator[Record]:
        index = self._annotation_order
        if order.by_change:
            index = self._annotation_changes
            self._storage.watch(ANNOTATIONS, index)  # made when first asked for: opening is quicker without
        group, start = selection.group_of(query), selection.start_of(query, order, _place(after))
        return selection.matching(query, order, self._in_order(self._annotations, index, group, order, start))

    def put_annotations(self, annotations: Sequence[Annotation]) -> None:
        with self._storage.transaction():
            self._stage_annotations(annotations)

    def _stage_annotations(self, annotations: Sequence[Annotation]) -> None:
        holders: dict[str, str] = {}
        for annotation in annotations:
            id = annotation.id
            if self._pages.find(annotation.page_id) is None:
                raise NotFound("page", annotation.page_id)
            _check_revision("annotation", id, annotation.revision, self._annotations.find(id))
            key = annotation.request_key
            if key is not None:
                holder = holders.setdefault(key, self._request.find(key) or id)
                if holder != id:
                    raise Conflict(f"annotation {holder!r} was made under request key {key!r} already")
            self._annotations.put(id, write_annotation(annotation))

    # Corrections

    def correction(self, kind: type[CorrectionT], correction_id: str) -> CorrectionT:
        return _there("correction", correction_id, self.find_correction(kind, correction_id))

    def find_correction(self, kind: type[CorrectionT], correction_id: str) -> CorrectionT | None:
        record = self._corrections.find(correction_id)
        correction = None if record is None else read_correction(record)
        return correction if isinstance(correction, kind) else None

    def corrections(
        self, kind: type[CorrectionT], scope: str | None = None, *, deleted: bool | None = False
    ) -> Sequence[CorrectionT]:
        group = (kind.about,) if scope is None else (kind.about, scope)
        records = self._in_order(self._corrections, self._correction_order, group, Order.NEWEST, None)
        found = map(read_correction, records)
        return [
            correction
            for correction in found
            if isinstance(correction, kind) and deleted in (None, correction.deleted is not None)
        ]

    def put_correction(self, correction: Correction) -> None:
        with self._storage.transaction():
            stored = self._corrections.find(correction.id)
            _check_revision("correction", correction.id, correction.revision, stored)
            self._corrections.put(correction.id, write_correction(correction))

    # Access

    def token_for(self, hash: str) -> AccessToken | None:
        found = self._tokens.search(where("hash") == hash)
        return read(AccessToken, found[0]) if found else None

    def tokens(self) -> Sequence[AccessToken]:
        tokens = [read(AccessToken, document) for document in self._tokens.all()]
        return sorted(tokens, key=lambda token: (token.created, token.name), reverse=True)

    def put_token(self, token: AccessToken) -> None:
        with self._storage.transaction():
            if self._tokens.find(token.name) is not None:
                raise Conflict(
                    f"there is a token named {token.name!r}: revoke it first, or choose another name"
                )
            self._tokens.put(token.name, write(token))

    def delete_token(self, name: str) -> None:
        with self._storage.transaction():
            _there("token", name, self._tokens.find(name), by="name")
            self._tokens.drop([name])

    def session_for(self, hash: str) -> Session | None:
        record = self._sessions.find(hash)
        return None if record is None else read(Session, record)

    def put_session(self, session: Session) -> None:
        self._sessions.put(session.hash, write(session))

    def delete_session(self, hash: str) -> None:
        self._sessions.drop([hash])

    def delete_sessions(self) -> int:
        with self._storage.transaction():
            count = len(self._sessions)
            self._sessions.truncate()
        return count

    # Preferences

    def preferences(self, program: str) -> Mapping[str, bool]:
        record = self._preferences.find(program)
        return {} if record is None else read_preferences(record)

    def put_preferences(self, program: str, preferences: Mapping[str, bool]) -> None:
        self._preferences.put(program, write_preferences(program, preferences))

    # Whole

    def notices(self) -> Sequence[str]:
        return self._notices

    def close(self) -> None:
        self._database.close()
        self._lock.release()

    def _unique(
        self, table: JournalTable, index: UniqueIndex, key: str, read: Callable[[Record], T]
    ) -> T | None:
        with self._storage.memory:
            id = index.find(key)
            record = None if id is None else table.find(id)
        return None if record is None else read(record)

    def _in_order(
        self, table: JournalTable, index: TimeIndex, group: Hashable, order: Order, after: Place | None
    ) -> Iterator[Record]:
        for place in self._walk(index, group, order, after):
            record = table.find(place[1])
            if record is None:  # deleted since
                continue
            if order.is_rising and index.place(record) != place:  # changed since: it is still to come
                continue
            yield record

    def _walk(self, index: TimeIndex, group: Hashable, order: Order, after: Place | None) -> Iterator[Place]:
        step = index.behind if order.is_rising else index.before
        while True:
            with self._storage.memory:
                places = step(group, after, _STEP)
            yield from places
            if len(places) < _STEP:
                return
            after = places[-1]


def _there(kind: str, id: str, found: T | None, *, by: str = "id") -> T:
    """``found``. Raises NotFound where that is None."""
    if found is None:
        raise NotFound(kind, id, by=by)
    return found


def _place(cursor: Cursor | None) -> Place | None:
    return None if cursor is None else (write_time(cursor.time), cursor.id)


def _version_ids(record: Record | None) -> list[str]:
    return [] if record is None else [version["id"] for version in record["versions"]]


def _check_revision(kind: str, id: str, revision: int, stored: Record | None) -> None:
    if stored is not None and revision != stored["revision"] + 1:
        raise StaleRevision(kind, id, expected=revision - 1, current=stored["revision"])
