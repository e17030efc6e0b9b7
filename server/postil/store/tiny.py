"""The default store: TinyDB tables over memory and a journal, page bodies in files beside them."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from postil.errors import Conflict, NotFound, StaleRevision, WriteFailed
from postil.models import (
    AccessToken,
    AnchorState,
    Annotation,
    AnnotationQuery,
    Body,
    Colour,
    Page,
    Session,
)
from postil.store.base import Cursor
from postil.store.bodies import Bodies, pack
from postil.store.disk import Disk
from postil.store.indexes import NewestFirstIndex, Place, UniqueIndex
from postil.store.lock import FolderLock
from postil.store.records import (
    Record,
    read_annotation,
    read_page,
    read_session,
    read_token,
    write_annotation,
    write_page,
    write_session,
    write_time,
    write_token,
)
from postil.store.tiny_tables import JournalDB, JournalStorage, JournalTable

# A list is walked in steps of so many, each under the lock for a moment.
_STEP = 256

_EVERYTHING = ("all",)

_Model = TypeVar("_Model")


def open_store(folder: Path, *, disk: Disk | None = None) -> "TinyStore":
    """The library in ``folder``; made, private to the user, when there is none.

    Raises StoreLocked when another process has it open; StoreDamaged when it is a newer program's, or
    its files can't be read at all. What could be mended is in ``notices()``.
    """
    disk = disk or Disk()
    disk.make_folder(folder)
    lock = FolderLock(folder, "library", disk)
    lock.take()
    try:
        return TinyStore(folder, disk, lock)
    except BaseException:
        lock.release()
        raise


class TinyStore:
    """Implements ``Store``. Reading never waits for a write."""

    def __init__(self, folder: Path, disk: Disk, lock: FolderLock) -> None:
        self._lock = lock
        self._storage = JournalStorage(folder, disk)
        self._database = JournalDB(self._storage)
        self._pages = self._table("pages")
        self._annotations = self._table("annotations")
        self._tokens = self._table("tokens")
        self._sessions = self._table("sessions")
        self._page_at = UniqueIndex(lambda record: record["addresses"])
        self._page_order = NewestFirstIndex(lambda record: (_EVERYTHING,))
        self._request = UniqueIndex(_request_keys)
        self._annotation_order = NewestFirstIndex(_annotation_groups)
        self._token_hash = UniqueIndex(lambda record: (record["hash"],))
        self._token_order = NewestFirstIndex(lambda record: (_EVERYTHING,), id_field="name")
        self._storage.watch("pages", self._page_at, self._page_order)
        self._storage.watch("annotations", self._request, self._annotation_order)
        self._storage.watch("tokens", self._token_hash, self._token_order)
        self._bodies = Bodies(folder / "bodies", disk)

    def _table(self, name: str) -> JournalTable:
        table = self._database.table(name)
        assert isinstance(table, JournalTable)
        return table

    # Pages

    def page(self, page_id: str) -> Page:
        record = self._pages.find(page_id)
        if record is None:
            raise NotFound("page", page_id)
        return read_page(record)

    def page_at(self, key: str) -> Page | None:
        return self._unique(self._pages, self._page_at, key, read_page)

    def pages(self, *, after: Cursor | None = None, limit: int | None = None) -> Sequence[Page]:
        records = self._newest_first(self._pages, self._page_order, _EVERYTHING, _place(after))
        return [read_page(record) for record in islice(records, limit)]

    def put_page(
        self, page: Page, bodies: Mapping[str, Body] = {}, annotations: Sequence[Annotation] = ()
    ) -> None:
        packed = {version_id: pack(body) for version_id, body in bodies.items()}
        record = write_page(page)
        with self._storage.transaction():
            stored = self._pages.find(page.id)
            _check_revision("page", page.id, page.revision, stored)
            for address in page.addresses:
                if self._page_at.find(address) not in (None, page.id):
                    raise Conflict(
                        f"another page is kept under {address!r}: add to that one, or delete it first"
                    )
            kept = _version_ids(stored)
            wanted = _version_ids(record)
            for version_id in wanted:
                if version_id not in kept and version_id not in packed:
                    raise NotFound("body", version_id, by="version")
            self._pages.put(page.id, record)
            self._stage_annotations(annotations)
            for version_id in wanted:
                if version_id not in kept:
                    self._write_body(page.id, version_id, packed[version_id])
        self._bodies.remove(page.id, set(kept) - set(wanted))

    def _write_body(self, page_id: str, version_id: str, packed: bytes) -> None:
        try:
            self._bodies.write(page_id, version_id, packed)
        except OSError as error:
            raise WriteFailed(
                f"not saved, the disk refused it ({error.strerror}): nothing was changed"
            ) from error

    def body(self, page_id: str, version_id: str) -> Body:
        if version_id not in _version_ids(self._pages.find(page_id)):
            raise NotFound("version", version_id)
        body = self._bodies.read(page_id, version_id)
        if body is None:
            raise NotFound("body", version_id, by="version")
        return body

    def delete_page(self, page_id: str) -> None:
        with self._storage.transaction():
            versions = _version_ids(self._pages.find(page_id))
            if not versions:
                raise NotFound("page", page_id)
            group = ("page", page_id)
            self._annotations.drop([id for _, id in self._walk(self._annotation_order, group, None)])
            self._pages.drop([page_id])
        self._bodies.remove(page_id, versions)

    # Annotations

    def annotation(self, annotation_id: str) -> Annotation:
        record = self._annotations.find(annotation_id)
        if record is None:
            raise NotFound("annotation", annotation_id)
        return read_annotation(record)

    def annotation_for_request(self, request_key: str) -> Annotation | None:
        return self._unique(self._annotations, self._request, request_key, read_annotation)

    def annotations(
        self, query: AnnotationQuery, *, after: Cursor | None = None, limit: int | None = None
    ) -> Sequence[Annotation]:
        group: tuple[str, ...] = _EVERYTHING
        if query.page_id is not None:
            group = ("page", query.page_id)
        elif query.person is not None:
            group = ("person", query.person)
        start = _place(after)
        if query.until is not None:
            until = (write_time(query.until), "")
            start = until if start is None else min(start, until)
        records = self._newest_first(self._annotations, self._annotation_order, group, start)
        return [read_annotation(record) for record in islice(_matching(query, records), limit)]

    def put_annotations(self, annotations: Sequence[Annotation]) -> None:
        with self._storage.transaction():
            self._stage_annotations(annotations)

    def _stage_annotations(self, annotations: Sequence[Annotation]) -> None:
        keys: dict[str, str] = {}
        for annotation in annotations:
            id = annotation.id
            if self._pages.find(annotation.page_id) is None:
                raise NotFound("page", annotation.page_id)
            _check_revision("annotation", id, annotation.revision, self._annotations.find(id))
            key = annotation.request_key
            if key is not None:
                holder = keys.setdefault(key, self._request.find(key) or id)
                if holder != id:
                    raise Conflict(f"annotation {holder!r} was made under request key {key!r} already")
            self._annotations.put(id, write_annotation(annotation))

    # Access

    def token_for(self, hash: str) -> AccessToken | None:
        return self._unique(self._tokens, self._token_hash, hash, read_token)

    def tokens(self) -> Sequence[AccessToken]:
        records = self._newest_first(self._tokens, self._token_order, _EVERYTHING, None)
        return [read_token(record) for record in records]

    def put_token(self, token: AccessToken) -> None:
        with self._storage.transaction():
            if self._tokens.find(token.name) is not None:
                raise Conflict(
                    f"there is a token named {token.name!r}: revoke it first, or choose another name"
                )
            self._tokens.put(token.name, write_token(token))

    def delete_token(self, name: str) -> None:
        with self._storage.transaction():
            if self._tokens.find(name) is None:
                raise NotFound("token", name, by="name")
            self._tokens.drop([name])

    def session_for(self, hash: str) -> Session | None:
        record = self._sessions.find(hash)
        return None if record is None else read_session(record)

    def put_session(self, session: Session) -> None:
        self._sessions.put(session.hash, write_session(session))

    def delete_session(self, hash: str) -> None:
        self._sessions.drop([hash])

    def delete_sessions(self) -> int:
        with self._storage.transaction():
            count = len(self._sessions)
            self._sessions.truncate()
        return count

    # Whole

    def notices(self) -> Sequence[str]:
        return tuple(self._storage.notices)

    def close(self) -> None:
        self._database.close()
        self._lock.release()

    def _unique(
        self, table: JournalTable, index: UniqueIndex, key: str, read: Callable[[Record], _Model]
    ) -> _Model | None:
        with self._storage.memory:
            id = index.find(key)
            record = None if id is None else table.find(id)
        return None if record is None else read(record)

    def _newest_first(
        self, table: JournalTable, index: NewestFirstIndex, group: Hashable, after: Place | None
    ) -> Iterator[Record]:
        for _, id in self._walk(index, group, after):
            record = table.find(id)
            if record is not None:  # deleted since
                yield record

    def _walk(self, index: NewestFirstIndex, group: Hashable, after: Place | None) -> Iterator[Place]:
        while True:
            with self._storage.memory:
                places = index.before(group, after, _STEP)
            yield from places
            if len(places) < _STEP:
                return
            after = places[-1]


def _place(cursor: Cursor | None) -> Place | None:
    return None if cursor is None else (write_time(cursor.created), cursor.id)


def _request_keys(record: Record) -> tuple[str, ...]:
    key = record.get("request_key")
    return () if key is None else (key,)


def _annotation_groups(record: Record) -> list[Hashable]:
    people = [("person", person) for person in dict.fromkeys(record.get("people", ()))]
    return [_EVERYTHING, ("page", record["page_id"]), *people]


def _version_ids(record: Record | None) -> list[str]:
    return [] if record is None else [version["id"] for version in record["versions"]]


def _check_revision(kind: str, id: str, revision: int, stored: Record | None) -> None:
    if stored is not None and revision != stored["revision"] + 1:
        raise StaleRevision(kind, id, expected=revision - 1, current=stored["revision"])


def _matching(query: AnnotationQuery, records: Iterator[Record]) -> Iterator[Record]:
    """Those of ``records``, newest first, for which all of ``query`` holds; ``until`` was seen to."""
    tests = list(_tests(query))
    since = None if query.since is None else write_time(query.since)
    for record in records:
        if since is not None and record["created"] < since:
            return
        if all(test(record) for test in tests):
            yield record


def _tests(query: AnnotationQuery) -> Iterator[Callable[[Record], bool]]:
    if query.deleted is not None:
        yield lambda record: ("deleted" in record) is query.deleted
    if query.page_id is not None:
        yield lambda record: record["page_id"] == query.page_id
    if query.person is not None:
        yield lambda record: query.person in record.get("people", ())
    if query.tag is not None:
        yield lambda record: query.tag in record.get("tags", ())
    if query.colour is not None:
        yield lambda record: record.get("colour", Colour.YELLOW) == query.colour
    if query.state is not None:
        yield lambda record: record.get("state", AnchorState.ANCHORED) == query.state
    if query.text:
        words = query.text.casefold()
        yield lambda record: any(words in text.casefold() for text in _texts(record))


def _texts(record: Record) -> Iterator[str]:
    yield record["exact"]
    yield record.get("note", "")
    yield from record.get("tags", ())
