"""The journal is folded into a snapshot while writes go on; nothing depends on that being finished."""

import threading

import pytest

from postil.store import journal
from postil.store.disk import Disk
from postil.store.journal import Journal
from tests.store.faults import FaultyDisk

LARGE = b'"' + b"x" * 300_000 + b'"'


class Library:
    """A journal of payloads, and what it should hold."""

    def __init__(self, folder, disk):
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.reading = journal.read(folder)
        self.alive = [bytes(payload) for payload in self.reading.payloads]
        self.journal = Journal(folder, disk, self.reading)

    def append(self, payload):
        self.journal.append(payload)
        self.alive.append(payload)


@pytest.fixture
def disk():
    return FaultyDisk()


@pytest.fixture
def library(folder, disk):
    library = Library(folder, disk)
    yield library
    disk.room, disk.refused = None, set()
    library.journal.close()


def held(folder):
    reading = journal.read(folder)
    assert reading.damage == []
    return [bytes(payload) for payload in reading.payloads]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_small_journal_is_left_alone_and_a_large_one_is_overgrown(library):
    library.append(b"1")
    assert not library.journal.is_overgrown
    for _ in range(4):
        library.append(LARGE)
    assert library.journal.is_overgrown


def test_after_compaction_one_snapshot_and_one_journal_hold_everything(library, folder):
    library.append(b"1")
    library.append(b"2")
    library.journal.compact(iter(library.alive), wait=True)
    library.append(b"3")
    assert names(folder) == ["records-000002.journal", "records-000002.snapshot"]
    assert held(folder) == [b"1", b"2", b"3"]


def test_how_large_a_journal_may_grow_goes_with_the_snapshot(library):
    library.journal.compact(iter([LARGE] * 20), wait=True)
    for _ in range(9):
        library.append(LARGE)
    assert not library.journal.is_overgrown
    library.append(LARGE)
    library.append(LARGE)
    assert library.journal.is_overgrown


def test_writes_go_on_while_the_snapshot_is_written(library, folder):
    go_on = threading.Event()
    library.append(b"1")

    def slowly():
        yield b"1"
        go_on.wait(timeout=30)

    library.journal.compact(slowly())
    library.append(b"2")
    assert held(folder) == [b"1", b"2"]
    assert "records-000002.snapshot" not in names(folder)
    go_on.set()
    library.journal.compact(iter([b"1", b"2"]))
    library.journal.close()
    assert held(folder) == [b"1", b"2"]


def test_closing_waits_for_a_compaction_so_that_short_runs_finish_theirs(library, folder):
    library.append(b"1")
    library.journal.compact(iter([b"1"]))
    library.journal.close()
    assert names(folder) == ["records-000002.journal", "records-000002.snapshot"]
    assert held(folder) == [b"1"]


def test_a_compaction_that_the_disk_refuses_leaves_the_journals(library, folder, disk):
    library.append(b"1")
    disk.refused = {"replace"}
    library.journal.compact(iter([b"1"]))
    library.append(b"2")
    library.journal.close()
    assert names(folder) == ["records-000001.journal", "records-000002.journal"]
    assert held(folder) == [b"1", b"2"]


def test_a_compaction_that_can_not_begin_changes_nothing(library, folder, disk):
    library.append(b"1")
    disk.refused = {"create"}
    with pytest.raises(OSError, match="Input/output error"):
        library.journal.compact(iter([b"1"]))
    disk.refused = set()
    library.append(b"2")
    assert names(folder) == ["records-000001.journal"]
    assert held(folder) == [b"1", b"2"]


def test_a_failed_journal_stays_failed_until_a_snapshot_is_whole(library, folder, disk):
    disk.refused = {"sync"}
    with pytest.raises(OSError, match="Input/output error"):
        library.journal.append(b"1")
    assert library.journal.failed
    disk.refused = {"replace"}
    with pytest.raises(OSError, match="Input/output error"):
        library.journal.compact(iter([]), wait=True)
    assert library.journal.failed
    disk.refused = set()
    library.journal.compact(iter([b"0"]), wait=True)
    assert not library.journal.failed
    library.append(b"2")
    assert held(folder) == [b"0", b"2"]


def test_older_generations_left_by_a_crash_are_not_read_and_go_with_the_next_compaction(library, folder):
    library.append(b"old")
    old = (folder / "records-000001.journal").read_bytes()
    library.journal.compact(iter([b"new"]), wait=True)
    (folder / "records-000001.journal").write_bytes(old)
    assert held(folder) == [b"new"]
    library.journal.compact(iter([b"new"]), wait=True)
    assert names(folder) == ["records-000003.journal", "records-000003.snapshot"]


def test_a_journal_begun_before_its_snapshot_was_whole_follows_the_older_one(library, folder):
    library.append(b"1")
    library.journal.close()
    reading = journal.read(folder)
    again = Journal(folder, Disk(), reading)
    again.compact(_raising())
    again.append(b"2")
    again.close()
    assert held(folder) == [b"1", b"2"]


def _raising():
    raise OSError("refused")
    yield b""
