"""The store and its peers behind one small interface: the same records, the same ways to find them."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from tinydb import TinyDB, where

from postil.models import (
    AnchorState,
    Annotation,
    Article,
    Block,
    BlockKind,
    Body,
    Page,
    Selector,
    Span,
    Version,
)
from postil.store.records import read_page, write_annotation, write_page
from postil.store.tiny import open_store

START = datetime(2026, 1, 1, tzinfo=UTC)
MARKS_A_PAGE = 50
_BATCH = 500


class Peer(Protocol):
    """A library of marks on disk."""

    def __init__(self, folder: Path) -> None: ...

    def fill(self, pages: Sequence[Page], marks: Sequence[Annotation]) -> None: ...

    def add(self, mark: Annotation) -> None:
        """Durable when it returns."""

    def page_at(self, key: str) -> Page | None: ...

    def count(self) -> int:
        """How many marks there are: by then the library is open in earnest."""

    def close(self) -> None: ...


def identity(name: str, number: int) -> str:
    return sha256(f"{name} {number}".encode()).hexdigest()[:32]


def a_page(number: int) -> Page:
    key = f"https://paper.example/{number // 30}/story-of-the-day-{number}"
    return Page(
        id=identity("page", number),
        key=key,
        addresses=(key,),
        url=key + "?from=feed",
        title="Ferry to run on Sundays, council decides after a long night",
        authors=("Ada Quill",),
        published=date(2026, 1, 1),
        site="The Paper",
        language="en",
        words=600,
        versions=(
            Version(id=identity("version", number), captured=START, digest=identity("digest", number) * 2),
        ),
        created=START + timedelta(minutes=number),
        updated=START,
    )


def a_mark(number: int, pages: int) -> Annotation:
    page = a_page(number % pages)
    words = f"The council said on Tuesday that ferry {number} would run on Sundays from the spring on."
    return Annotation(
        id=identity("mark", number),
        page_id=page.id,
        version_id=page.newest.id,
        selector=Selector(
            exact=words,
            prefix="after a debate that went on for hours. ",
            suffix=" Not everybody was pleased, and some sai",
            start=1200,
            end=1200 + len(words),
        ),
        span=Span(1200, 1200 + len(words)),
        state=AnchorState.ANCHORED,
        note=f"Compare with what they said in year {number}." if number % 2 else "",
        tags=("transport",) if number % 3 else (),
        people=(identity("person", number % 400),),
        created=START + timedelta(seconds=number),
        updated=START + timedelta(seconds=number),
        request_key=identity("request", number),
        request_digest=identity("digest of request", number) * 2,
        link=page.url + "#:~:text=The%20council%20said%20on%20Tuesday,from%20the%20spring%20on.",
    )


def a_body(number: int) -> Body:
    text = f"Story {number}. " * 40
    return Body(
        article=Article(text=text, blocks=(Block(BlockKind.PARAGRAPH, text, 0),)), html=f"<p>{text}</p>"
    )


class Postil:
    def __init__(self, folder: Path) -> None:
        self.store = open_store(folder / "postil")

    def fill(self, pages: Sequence[Page], marks: Sequence[Annotation]) -> None:
        for number, page in enumerate(pages):
            self.store.put_page(page, {page.newest.id: a_body(number)})
        for at in range(0, len(marks), _BATCH):
            self.store.put_annotations(marks[at : at + _BATCH])

    def add(self, mark: Annotation) -> None:
        self.store.put_annotations([mark])

    def page_at(self, key: str) -> Page | None:
        return self.store.page_at(key)

    def count(self) -> int:
        return len(self.store.tokens())

    def close(self) -> None:
        self.store.close()


class SQLite:
    """Records as JSON, with the indexes that the store has; every commit is synced."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._database = sqlite3.connect(folder / "peer.sqlite", isolation_level=None)
        self._database.executescript(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA fullfsync = ON;
            CREATE TABLE IF NOT EXISTS pages (id TEXT PRIMARY KEY, created TEXT, revision INT, record TEXT);
            CREATE INDEX IF NOT EXISTS pages_newest ON pages (created, id);
            CREATE TABLE IF NOT EXISTS addresses (key TEXT PRIMARY KEY, page_id TEXT);
            CREATE TABLE IF NOT EXISTS marks (
                id TEXT PRIMARY KEY, page_id TEXT, created TEXT, request_key TEXT UNIQUE, revision INT,
                record TEXT);
            CREATE INDEX IF NOT EXISTS marks_newest ON marks (created, id);
            CREATE INDEX IF NOT EXISTS marks_of_page ON marks (page_id, created, id);
            CREATE TABLE IF NOT EXISTS people (person TEXT, created TEXT, mark_id TEXT);
            CREATE INDEX IF NOT EXISTS people_newest ON people (person, created, mark_id);
            """
        )

    def fill(self, pages: Sequence[Page], marks: Sequence[Annotation]) -> None:
        self._database.execute("BEGIN")
        for page in pages:
            record = write_page(page)
            row = (page.id, record["created"], page.revision, json.dumps(record))
            self._database.execute("INSERT INTO pages VALUES (?, ?, ?, ?)", row)
            self._database.execute("INSERT INTO addresses VALUES (?, ?)", (page.key, page.id))
        for mark in marks:
            self._insert(mark)
        self._database.execute("COMMIT")

    def add(self, mark: Annotation) -> None:
        self._database.execute("BEGIN IMMEDIATE")
        page = self._database.execute("SELECT 1 FROM pages WHERE id = ?", (mark.page_id,)).fetchone()
        stored = self._database.execute("SELECT revision FROM marks WHERE id = ?", (mark.id,)).fetchone()
        if page is None or stored is not None:
            raise ValueError(mark.id)
        self._insert(mark)
        self._database.execute("COMMIT")

    def _insert(self, mark: Annotation) -> None:
        record = write_annotation(mark)
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        row = (mark.id, mark.page_id, record["created"], mark.request_key, mark.revision, text)
        self._database.execute("INSERT INTO marks VALUES (?, ?, ?, ?, ?, ?)", row)
        people = [(person, record["created"], mark.id) for person in mark.people]
        self._database.executemany("INSERT INTO people VALUES (?, ?, ?)", people)

    def page_at(self, key: str) -> Page | None:
        found = self._database.execute(
            "SELECT record FROM addresses JOIN pages ON pages.id = page_id WHERE key = ?", (key,)
        ).fetchone()
        return None if found is None else read_page(json.loads(found[0]))

    def count(self) -> int:
        return int(self._database.execute("SELECT count(*) FROM marks").fetchone()[0])

    def close(self) -> None:
        self._database.close()


class PlainTinyDB:
    """TinyDB as it comes: one JSON file, written whole at each change and not synced."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._database = TinyDB(folder / "peer.json", encoding="utf-8")
        self._pages, self._marks = self._database.table("pages"), self._database.table("marks")

    def fill(self, pages: Sequence[Page], marks: Sequence[Annotation]) -> None:
        self._pages.insert_multiple(map(write_page, pages))
        self._marks.insert_multiple(map(write_annotation, marks))

    def add(self, mark: Annotation) -> None:
        self._marks.insert(write_annotation(mark))

    def page_at(self, key: str) -> Page | None:
        found = self._pages.get(where("key") == key)
        return None if found is None else read_page(found)

    def count(self) -> int:
        return len(self._marks)

    def close(self) -> None:
        self._database.close()
