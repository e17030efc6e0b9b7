"""TinyDB's own interface works on the journalled tables, and what it changes lasts."""

from contextlib import suppress

import pytest
from tinydb import where
from tinydb.table import Document

from postil.store.disk import Disk
from postil.store.indexes import UniqueIndex
from postil.store.opening import open_library
from postil.store.tiny_tables import JournalDB, JournalStorage
from tests.store import make


class Opened:
    def __init__(self, folder):
        folder.mkdir(exist_ok=True)
        opened = open_library(folder, Disk(), lambda: make.NOON)
        self.storage = JournalStorage(opened.tables, opened.journal)
        self.database = JournalDB(self.storage)
        self.table = self.database.table("things")


@pytest.fixture
def opened(folder):
    opened = Opened(folder)
    opened.table.insert_multiple(
        [Document({"schema": 1, "size": size, "tags": ["t"]}, f"id{size}") for size in (1, 2, 3)]
    )
    yield opened
    opened.database.close()


def sizes(opened):
    return {str(document.doc_id): document["size"] for document in opened.table}


def after_reopening(opened, folder):
    opened.database.close()
    again = Opened(folder)
    found = sizes(again)
    again.database.close()
    return found


def test_what_is_inserted_is_found_by_id_and_by_query(opened):
    assert opened.table.get(doc_id="id2")["size"] == 2
    assert [found.doc_id for found in opened.table.search(where("size") > 1)] == ["id2", "id3"]
    assert len(opened.table) == 3
    assert opened.database.tables() == {"things"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda table: table.update({"size": 9}, where("size") == 2), {"id1": 1, "id2": 9, "id3": 3}),
        (lambda table: table.update({"size": 9}, doc_ids=["id1"]), {"id1": 9, "id2": 2, "id3": 3}),
        (
            lambda table: table.upsert(Document({"schema": 1, "size": 7}, "id7")),
            {"id1": 1, "id2": 2, "id3": 3, "id7": 7},
        ),
        (lambda table: table.remove(where("size") < 3), {"id3": 3}),
        (lambda table: table.remove(doc_ids=["id3"]), {"id1": 1, "id2": 2}),
        (lambda table: table.truncate(), {}),
        (lambda table: table.put("id1", {"schema": 1, "size": 5}), {"id1": 5, "id2": 2, "id3": 3}),
        (lambda table: table.drop(["id1", "unknown"]), {"id2": 2, "id3": 3}),
    ],
)
def test_every_change_is_seen_at_once_and_after_reopening(opened, folder, change, expected):
    change(opened.table)
    assert sizes(opened) == expected
    assert after_reopening(opened, folder) == expected


def test_a_search_after_a_change_is_not_answered_from_before(opened):
    large = where("size") > 2
    assert len(opened.table.search(large)) == 1
    opened.table.put("id1", {"schema": 1, "size": 8})
    assert len(opened.table.search(large)) == 2


def test_a_document_that_came_out_can_be_changed_without_changing_the_table(opened):
    opened.table.get(doc_id="id1")["size"] = 100
    assert sizes(opened)["id1"] == 1


def test_an_update_in_place_that_fails_leaves_nothing_behind(opened):
    def spoil(document):
        document["tags"].append("spoilt")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        opened.table.update(spoil)
    assert opened.table.get(doc_id="id1")["tags"] == ["t"]


def test_a_transaction_that_raises_changes_no_table(opened, folder):
    other = opened.database.table("other")
    with suppress(ZeroDivisionError), opened.storage.transaction():
        opened.table.drop(["id1"])
        other.put("x", {"schema": 1})
        raise ZeroDivisionError
    assert len(other) == 0
    assert after_reopening(opened, folder) == {"id1": 1, "id2": 2, "id3": 3}


def test_inside_a_transaction_its_own_changes_are_seen(opened):
    with opened.storage.transaction():
        opened.table.put("id4", {"schema": 1, "size": 4})
        opened.table.drop(["id1"])
        assert sizes(opened) == {"id2": 2, "id3": 3, "id4": 4}
        assert opened.table.find("id1") is None


def test_a_change_of_nothing_writes_nothing(opened, folder):
    (journal,) = folder.glob("*.journal")
    before = journal.stat().st_size
    opened.table.update({"size": 1}, doc_ids=["id1"])
    opened.table.drop(["unknown"])
    assert journal.stat().st_size == before


def test_an_index_follows_the_table(opened):
    index = UniqueIndex(lambda record: [str(record["size"])])
    opened.storage.watch("things", index)
    assert index.find("2") == "id2"
    opened.table.update({"size": 20}, doc_ids=["id2"])
    assert (index.find("2"), index.find("20")) == (None, "id2")
    opened.table.truncate()
    assert index.find("20") is None


def test_an_index_that_is_watched_already_is_not_made_anew(opened):
    asked = []
    index = UniqueIndex(lambda record: asked.append(record["size"]) or [])
    opened.storage.watch("things", index)
    opened.storage.watch("things", index)
    assert asked == [1, 2, 3]
    opened.table.put("id9", {"schema": 1, "size": 9})
    assert asked == [1, 2, 3, 9]
