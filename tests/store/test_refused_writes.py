"""Disk full, or failing: the write says so, nothing changes, and the next one works again."""

import pytest

from postil.errors import BadSetting, NotFound, WriteFailed
from postil.models import AnnotationQuery
from postil.store.tiny import open_store
from tests.store import make
from tests.store.faults import FaultyDisk

ANY = AnnotationQuery()


@pytest.fixture
def disk():
    return FaultyDisk()


@pytest.fixture
def store(folder, disk):
    store = open_store(folder, disk=disk)
    store.put_page(make.page(), {"v1": make.body()})
    store.put_annotations([make.mark("kept")])
    yield store
    disk.room, disk.refused = None, set()
    store.close()


def ids(store):
    return sorted(mark.id for mark in store.annotations(ANY))


def reopened(store, folder):
    store.close()
    again = open_store(folder)
    try:
        return ids(again), list(again.notices())
    finally:
        again.close()


@pytest.mark.parametrize("room", [0, 1, 16, 17, 18, 100])
def test_on_a_full_disk_a_write_is_refused_and_the_library_is_as_before(store, disk, folder, room):
    disk.room = room
    with pytest.raises(WriteFailed, match="No space left on device"):
        store.put_annotations([make.mark("refused")])
    assert ids(store) == ["kept"]
    assert reopened(store, folder) == (["kept"], [])


@pytest.mark.parametrize("refused", [set(), {"truncate"}])
def test_once_there_is_room_again_writes_work_again(store, disk, folder, refused):
    disk.room, disk.refused = 20, refused
    with pytest.raises(WriteFailed):
        store.put_annotations([make.mark("refused")])
    disk.room, disk.refused = None, set()
    store.put_annotations([make.mark("later")])
    assert reopened(store, folder) == (["kept", "later"], [])


def test_after_a_failed_sync_nothing_is_written_to_that_file_again(store, disk, folder):
    disk.refused = {"sync"}
    with pytest.raises(WriteFailed, match="Input/output error"):
        store.put_annotations([make.mark("refused")])
    assert ids(store) == ["kept"]
    disk.refused = set()
    before = {path.name for path in folder.glob("records-*")}
    store.put_annotations([make.mark("later")])
    assert before.isdisjoint(path.name for path in folder.glob("records-*"))
    assert reopened(store, folder) == (["kept", "later"], [])


def test_as_long_as_the_disk_fails_every_write_says_so(store, disk, folder):
    disk.refused = {"sync"}
    for name in ("one", "two", "three"):
        with pytest.raises(WriteFailed):
            store.put_annotations([make.mark(name)])
    disk.refused = set()
    store.put_annotations([make.mark("later")])
    assert reopened(store, folder) == (["kept", "later"], [])


@pytest.mark.parametrize("operation", ["create", "write", "sync", "replace", "sync_folder"])
def test_a_page_whose_body_can_not_be_kept_is_not_kept(store, disk, folder, operation):
    disk.refused = {operation}
    with pytest.raises(WriteFailed):
        store.put_page(make.page("new"), {"v1": make.body()})
    disk.refused = set()
    with pytest.raises(NotFound):
        store.page("new")
    store.put_page(make.page("new"), {"v1": make.body("At last.")})
    assert store.body("new", "v1") == make.body("At last.")
    assert reopened(store, folder) == (["kept"], [])


def test_a_body_without_its_record_is_swept_at_the_next_opening(store, disk, folder):
    disk.room = 900  # the body fits, the record does not
    with pytest.raises(WriteFailed):
        store.put_page(make.page("new", title="x" * 900), {"v1": make.body()})
    assert len(list((folder / "bodies").iterdir())) == 2
    reopened(store, folder)
    assert len(list((folder / "bodies").iterdir())) == 1


def test_a_body_that_can_not_be_removed_now_does_not_stop_the_deletion(store, disk, folder):
    disk.refused = {"remove"}
    store.delete_page("page")
    disk.refused = set()
    assert ids(store) == []
    assert reopened(store, folder) == ([], [])
    assert list((folder / "bodies").iterdir()) == []


def test_a_write_is_not_refused_because_its_journal_can_not_be_compacted(store, disk, folder):
    disk.refused = {"create"}
    large = [make.mark(f"large-{n}", note="x" * 400_000) for n in range(4)]
    for each in large:
        store.put_annotations([each])
    disk.refused = set()
    assert reopened(store, folder) == (["kept", "large-0", "large-1", "large-2", "large-3"], [])


def test_a_closed_library_takes_no_writes(store, folder):
    store.close()
    for _ in range(2):
        with pytest.raises(WriteFailed, match="closed"):
            store.put_annotations([make.mark("late")])
    assert reopened(store, folder) == (["kept"], [])


def test_a_folder_that_can_not_be_used_is_a_bad_setting_by_name(tmp_path, disk):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(BadSetting, match="POSTIL_DATA: the library in "):
        open_store(tmp_path / "file" / "library")
    disk.refused = {"create"}
    with pytest.raises(BadSetting, match="Input/output error"):
        open_store(tmp_path / "library", disk=disk)
    open_store(tmp_path / "library").close()


def test_on_a_full_disk_a_library_still_opens_to_be_read(store, disk, folder):
    store.close()
    disk.room = 0
    again = open_store(folder, disk=disk)
    assert ids(again) == ["kept"]
    again.close()
