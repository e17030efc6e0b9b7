"""What opening does with files that a crash, a disk or a person has changed."""

import gzip
import json
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from postil.errors import NotFound, StoreDamaged
from postil.models import AnnotationQuery
from postil.store.disk import Disk
from postil.store.frames import FrameKind, frame
from postil.store.opening import open_library
from postil.store.tiny import open_store
from postil.store.transactions import snapshot
from tests.store import make

ANY = AnnotationQuery()


@pytest.fixture
def filled(folder):
    """A closed library with a page and the marks m0 to m9, each its own transaction."""
    store = open_store(folder)
    store.put_page(make.page(), {"v1": make.body()})
    for number in range(10):
        store.put_annotations([make.mark(f"m{number}", note=f"note {number}")])
    store.close()
    return folder


def journal_of(folder):
    (path,) = folder.glob("records-*.journal")
    return path


def look(folder):
    """Ids of the marks, notices, and the page's title, None when it is gone."""
    store = open_store(folder, now=lambda: make.NOON)
    try:
        pages = store.pages()
        return (
            sorted(mark.id for mark in store.annotations(ANY)),
            list(store.notices()),
            pages[0].title if pages else None,
        )
    finally:
        store.close()


def spoil(path, what, by=b"#"):
    data = path.read_bytes()
    at = data.index(what)
    path.write_bytes(data[:at] + by + data[at + len(by) :])


def everything_in(folder):
    return {
        path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".lock" not in path.name
    }


def test_a_write_cut_short_is_dropped_without_a_word(filled):
    path = journal_of(filled)
    path.write_bytes(path.read_bytes()[:-5])
    marks, notices, _ = look(filled)
    assert (marks, notices) == ([f"m{n}" for n in range(9)], [])
    assert list(filled.glob("damaged-*")) == []


def test_after_a_cut_the_next_write_follows_the_last_whole_one(filled):
    path = journal_of(filled)
    path.write_bytes(path.read_bytes()[:-5])
    store = open_store(filled)
    store.put_annotations([make.mark("next")])
    store.close()
    assert look(filled)[:2] == (sorted([*(f"m{n}" for n in range(9)), "next"]), [])


def test_damage_in_the_middle_costs_one_record_and_is_told(filled):
    spoil(journal_of(filled), b"note 4")
    marks, notices, title = look(filled)
    assert marks == [f"m{n}" for n in range(10) if n != 4]
    assert title == make.page().title
    assert "damaged from byte" in notices[0]
    assert "damaged-20260314T120000Z" in notices[-1]


def test_a_damaged_file_is_kept_byte_for_byte(filled):
    spoil(journal_of(filled), b"note 4")
    name, damaged = journal_of(filled).name, journal_of(filled).read_bytes()
    look(filled)
    aside = filled / "damaged-20260314T120000Z"
    assert (aside / name).read_bytes() == damaged
    assert "damaged from byte" in (aside / "what-happened.txt").read_text(encoding="utf-8")


def test_damage_is_told_once_and_mended_for_good(filled):
    spoil(journal_of(filled), b"note 4")
    first = look(filled)
    assert look(filled) == (first[0], [], first[2])


def test_two_damages_at_one_moment_are_kept_apart(filled):
    spoil(journal_of(filled), b"note 4")
    look(filled)
    (path,) = filled.glob("records-*.snapshot")
    spoil(path, b"note 5")
    look(filled)
    assert sorted(path.name for path in filled.glob("damaged-*")) == [
        "damaged-20260314T120000Z",
        "damaged-20260314T120000Z-2",
    ]


def test_a_damaged_snapshot_gives_what_its_whole_parts_hold(folder, compacted):
    path, many = compacted
    spoil(path, b"note 7 ")
    marks, notices, _ = look(folder)
    lost = set(many) - set(marks)
    assert "m0007" in lost
    assert len(lost) <= 50
    assert "is damaged" in notices[0]


def test_a_snapshot_cut_short_is_damage(folder, compacted):
    path, many = compacted
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    marks, notices, _ = look(folder)
    assert 0 < len(marks) < len(many)
    assert "ends before its end" in notices[0]


def test_a_missing_journal_is_damage(folder, compacted):
    journal_of(folder).unlink()
    marks, notices, _ = look(folder)
    assert len(marks) > 0
    assert "is missing" in notices[0]


@pytest.fixture
def compacted(folder):
    """A library whose snapshot holds marks: its snapshot file, and all ids."""
    store = open_store(folder)
    store.put_page(make.page(), {"v1": make.body()})
    ids = [f"m{number:04}" for number in range(400)]
    store.put_annotations([make.mark(id, note=f"note {int(id[1:])} ") for id in ids])
    store.close()
    opened = open_library(folder, Disk(), lambda: make.NOON)
    opened.journal.compact(snapshot(opened.tables), wait=True)
    opened.journal.close()
    (path,) = folder.glob("records-*.snapshot")
    return path, ids


@pytest.mark.parametrize("content", [b"", b"rubbish" * 100, bytes(5000)])
def test_a_library_whose_journal_is_emptied_or_rubbish_opens_and_finds_its_page_by_the_body(filled, content):
    journal_of(filled).write_bytes(content)
    marks, notices, title = look(filled)
    assert marks == []
    assert title == make.page().title
    assert "1 pages were found again" in notices[1]


def test_a_library_whose_records_were_deleted_finds_its_page_by_the_body(filled):
    journal_of(filled).unlink()
    marks, notices, title = look(filled)
    assert (marks, title) == ([], make.page().title)
    assert "the records of them are gone" in notices[0]


def test_a_page_whose_record_is_lost_is_found_again_with_its_marks(filled):
    spoil(journal_of(filled), b"Ferry to run")
    marks, notices, title = look(filled)
    assert (len(marks), title) == (10, make.page().title)
    assert "1 pages were found again in their stored articles." in notices


def test_marks_whose_page_is_lost_altogether_are_handed_out_in_a_file(filled):
    spoil(journal_of(filled), b"Ferry to run")
    shutil.rmtree(filled / "bodies")
    marks, notices, _ = look(filled)
    assert marks == []
    assert "10 marks have lost their page" in notices[1]
    kept = json.loads((filled / "damaged-20260314T120000Z" / "marks-without-a-page.json").read_bytes())
    assert [mark["note"] for mark in kept] == [f"note {n}" for n in range(10)]


def test_bodies_that_no_record_names_are_kept_when_records_were_damaged(filled):
    spoil(journal_of(filled), b"note 4")
    (filled / "bodies" / "unknown.json.gz").write_bytes(b"perhaps of use")
    look(filled)
    assert (filled / "damaged-20260314T120000Z" / "unknown.json.gz").read_bytes() == b"perhaps of use"
    assert not (filled / "bodies" / "unknown.json.gz").exists()


def test_a_missing_body_is_told_and_costs_only_itself(filled):
    for body in (filled / "bodies").iterdir():
        body.unlink()
    store = open_store(filled)
    assert "1 page versions is missing" in store.notices()[0]
    with pytest.raises(NotFound):
        store.body("page", "v1")
    assert len(store.annotations(ANY)) == 10
    store.close()


def test_a_damaged_body_is_refused_by_name_and_left(filled):
    (body,) = (filled / "bodies").iterdir()
    damaged = body.read_bytes()[:-20]
    body.write_bytes(damaged)
    store = open_store(filled)
    with pytest.raises(StoreDamaged, match=body.name):
        store.body("page", "v1")
    store.close()
    assert body.read_bytes() == damaged


@pytest.mark.parametrize("spoiled", [b"no longer gzip", None], ids=["damaged", "gone"])
def test_a_body_that_can_not_be_read_is_kept_anew_when_it_is_given_again(filled, spoiled):
    (body,) = (filled / "bodies").iterdir()
    if spoiled is None:
        body.unlink()
    else:
        body.write_bytes(spoiled)
    store = open_store(filled, now=lambda: make.NOON)
    store.put_page(replace(store.page("page"), revision=2), {"v1": make.body()})
    assert store.body("page", "v1") == make.body()
    store.close()
    kept = [file.read_bytes() for file in filled.glob("damaged-*/*.json.gz")]
    assert kept == ([spoiled] if spoiled else [])


def test_a_body_that_can_be_read_stays_as_it_is(filled):
    store = open_store(filled)
    store.put_page(replace(store.page("page"), revision=2), {"v1": replace(make.body(), html="<p>other")})
    assert store.body("page", "v1") == make.body()
    store.close()


@pytest.mark.parametrize(
    "content",
    [
        b'{"body":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"body":{"article":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}}",
        b'{"body":[]}',
        b"[]",
        b"7",
    ],
    ids=["nested lists", "nested objects", "a list", "no object", "a number"],
)
def test_a_body_that_is_none_is_refused_by_name_and_left(filled, content):
    (body,) = (filled / "bodies").iterdir()
    body.write_bytes(gzip.compress(content))
    store = open_store(filled)
    with pytest.raises(StoreDamaged, match=body.name):
        store.body("page", "v1")
    store.close()
    assert gzip.decompress(body.read_bytes()) == content


def test_a_body_that_is_none_is_no_help_where_the_record_is_lost(filled):
    (body,) = (filled / "bodies").iterdir()
    body.write_bytes(gzip.compress(b"[" * 100_000 + b"]" * 100_000))
    spoil(journal_of(filled), b'"pages"')
    _, notices, title = look(filled)
    assert title is None
    assert notices


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        (FrameKind.CHANGES, b'[["annotations","m",{"schema":2,"what":"comes"}]]'),
        (FrameKind.START, b'{"format":2}'),
        (FrameKind.START, b"something else altogether"),
    ],
)
def test_the_library_of_a_newer_program_is_refused_and_not_touched(filled, kind, payload):
    with journal_of(filled).open("ab") as journal:
        journal.write(frame(kind, payload))
    before = everything_in(filled)
    with pytest.raises(StoreDamaged, match="newer version"):
        open_store(filled)
    after = everything_in(filled)
    assert after == before


@pytest.mark.parametrize(
    "payload",
    [
        b'[["annotations","m",{"schema":0}]]',
        b'[["annotations","m",{"schema":"x"}]]',
        b'[["annotations","m",{}]]',
        b'[["annotations","m"]]',
        b"[7]",
        b'{"a":1}',
        b"not JSON",
        b'[["annotations",null,null]]',
        b'[["annotations","m",' + b"[" * 100_000 + b"]" * 100_000 + b"]]",
    ],
    ids=range(9),
)
def test_a_whole_frame_that_makes_no_sense_is_set_aside_and_told(filled, payload):
    with journal_of(filled).open("ab") as journal:
        journal.write(frame(FrameKind.CHANGES, payload))
    marks, notices, _ = look(filled)
    assert len(marks) == 10
    assert len(notices) == 2
    assert len(list(filled.glob("damaged-*"))) == 1


def test_what_an_interrupted_compaction_left_is_swept(filled):
    (filled / "records-000002.snapshot.unfinished").write_bytes(b"half")
    assert look(filled)[1] == []
    assert list(filled.glob("*.unfinished")) == []


def test_the_time_in_a_folder_name_is_utc(filled):
    spoil(journal_of(filled), b"note 4")
    open_store(filled, now=lambda: make.NOON + timedelta(hours=1)).close()
    assert (filled / "damaged-20260314T130000Z").is_dir()
