"""Transfers: what goes out comes back, once, and nothing that is here is lost."""

import json
from itertools import count

import pytest

from postil.errors import InvalidInput
from postil.library import Library
from postil.library.annotations import AnnotationUpdate, Draft
from postil.models import AnnotationQuery, Colour, Selector
from postil.store.tiny import open_store
from tests.library.conftest import NamesInText

URL = "https://news.example/2026/02/weir-to-be-mended"


@pytest.fixture
def page(library, story):
    return library.pages.capture(URL, story).page


@pytest.fixture
def empty_library(tmp_path, clock):
    numbers = count(1)
    library = Library(
        open_store(tmp_path / "second"),
        lambda: pytest.fail("nobody is looked for in an import into an empty library"),
        "another secret",
        now=clock,
        new_id=lambda: f"second{next(numbers)}",
    )
    yield library
    library.close()


class Nobody:
    """Finds nobody in any text."""

    def cast(self, text, on, *, today, scope, headline="", look_up=None):
        return ()

    def day(self, text, published, revised):
        return published

    def said(self, text, cards):
        return []


@pytest.fixture
def other_library(tmp_path, clock):
    """A second one, with a life of its own."""
    library = Library(open_store(tmp_path / "other"), Nobody, "another secret", now=clock)
    yield library
    library.close()


def mark(library, page, quote="mend the old weir", **rest):
    return library.annotations.create(
        Draft(page_id=page.id, selector=Selector(exact=quote), **rest)
    ).annotation


def exported(library, format="json", **query):
    return "".join(library.transfers.export(format, AnnotationQuery(**query)).pieces)


def imported(library, text):
    *_, report = library.transfers.import_(text)
    return report


def marks_of(library, deleted=None):
    return library.annotations.list(AnnotationQuery(deleted=deleted)).items


def test_a_whole_library_comes_out_equal_in_an_empty_one(library, page, empty_library, clock, edited_story):
    mark(library, page, note="two\nlines", tags=("river",), colour=Colour.BLUE, request_key="k1")
    gone = mark(library, page, "eleven months")
    library.annotations.delete(gone.id)
    clock.pass_by(days=1)
    library.pages.capture(URL, edited_story)
    report = imported(empty_library, exported(library))
    assert (report.pages, report.added, report.skipped) == (1, 2, ())
    assert empty_library.pages.get(page.id) == library.pages.get(page.id)
    assert marks_of(empty_library) == marks_of(library)
    for version in library.pages.get(page.id).versions:
        theirs, ours = (lib.pages.article(page.id, version.id) for lib in (empty_library, library))
        assert theirs == ours
    assert exported(empty_library) == exported(library)


def test_the_same_file_again_changes_nothing(library, page):
    mark(library, page)
    before = exported(library)
    report = imported(library, before)
    assert (report.pages, report.added, report.updated, report.same) == (0, 0, 0, 1)
    assert exported(library) == before


def test_of_two_states_of_a_mark_the_later_stands(library, page, clock):
    made = mark(library, page)
    old = exported(library)
    clock.pass_by(minutes=1)
    library.annotations.change(made.id, AnnotationUpdate(note="written later"))
    new = exported(library)
    imported(library, old)
    assert library.annotations.get(made.id).note == "written later"
    clock.pass_by(minutes=1)
    library.annotations.change(made.id, AnnotationUpdate(note="written last"))
    imported(library, new)
    assert library.annotations.get(made.id).note == "written last"


def test_marks_join_a_page_that_is_here_under_another_id(library, page, empty_library, story):
    empty_library.people.in_article = lambda article, scope: ()
    here = empty_library.pages.capture(URL, story).page
    mark(library, page, note="from the other machine")
    imported(empty_library, exported(library))
    (joined,) = marks_of(empty_library)
    assert (joined.page_id, joined.note) == (here.id, "from the other machine")
    text = empty_library.pages.article(here.id).text
    assert text[joined.span.start : joined.span.end] == "mend the old weir"


def test_a_newer_version_in_a_file_tells_how_the_page_is_listed(
    library, page, other_library, clock, edited_story
):
    imported(other_library, exported(library))
    clock.pass_by(days=1)
    library.pages.capture(URL, edited_story.replace("is to be mended", "will wait"))
    imported(other_library, exported(library))
    assert other_library.pages.get(page.id).title == "The weir will wait"


def test_a_later_state_of_a_mark_takes_its_place_in_the_text_that_is_here(
    library, page, other_library, clock, edited_story
):
    made = mark(library, page, "Rosalind Achterberg")
    imported(other_library, exported(library))
    clock.pass_by(days=1)
    other_library.pages.capture(URL, edited_story)
    clock.pass_by(days=1)
    library.annotations.change(made.id, AnnotationUpdate(note="thought over"))
    report = imported(other_library, exported(library))
    here = other_library.annotations.get(made.id)
    text = other_library.pages.article(here.page_id).text
    assert (report.updated, here.note) == (1, "thought over")
    assert text[here.span.start : here.span.end] == "Rosalind Achterberg"


def test_a_filter_narrows_what_goes_out(library, page):
    mark(library, page, tags=("river",))
    mark(library, page, "eleven months", tags=("money",))
    kept = json.loads(exported(library, tag="money"))
    assert "eleven months" in json.dumps(kept)
    assert "mend the old weir" not in json.dumps(kept["pages"][0]["annotations"])


@pytest.mark.parametrize("format", ["markdown", "csv"])
def test_deleted_marks_stay_out_of_files_to_read(library, page, format):
    mark(library, page, note="stays")
    library.annotations.delete(mark(library, page, "eleven months", note="put away").id)
    text = exported(library, format)
    assert "stays" in text
    assert "put away" not in text


def test_an_unknown_format_is_refused_with_those_there_are(library):
    with pytest.raises(InvalidInput, match="markdown"):
        library.transfers.export("doc", AnnotationQuery())


def test_a_file_of_no_known_format_is_refused_and_nothing_is_written(library):
    with pytest.raises(InvalidInput, match="of no format that can be read: json"):
        list(library.transfers.import_("Dear diary,"))
    assert not library.pages.list().items


def test_an_import_puts_back_a_text_that_can_not_be_read_here(library, story, tmp_path):
    page = library.pages.capture("https://news.example/damaged", story).page
    article = library.pages.article(page.id)
    made = library.annotations.create(Draft(page_id=page.id, selector=Selector(exact="the old weir")))
    text = "".join(library.transfers.export("json", AnnotationQuery()).pieces)
    spoil_bodies(tmp_path)
    *_, report = library.transfers.import_(text)
    assert (report.same, report.skipped) == (1, ())
    assert library.pages.article(page.id) == article
    assert library.annotations.get(made.annotation.id) == made.annotation


def test_an_import_goes_on_past_a_page_whose_text_can_not_be_read(
    library, story, edited_story, tmp_path, clock
):
    other = Library(open_store(tmp_path / "other"), lambda: NamesInText(), "a secret of this test", now=clock)
    for url in ("https://news.example/damaged", "https://news.example/whole"):
        page = other.pages.capture(url, edited_story if "whole" in url else story).page
        other.annotations.create(Draft(page_id=page.id, selector=Selector(exact="the old weir")))
    text = "".join(other.transfers.export("json", AnnotationQuery()).pieces)
    other.close()
    clock.pass_by(days=1)
    library.pages.capture("https://news.example/damaged", story.replace("Tuesday", "Monday"))
    spoil_bodies(tmp_path)
    *_, report = library.transfers.import_(text)
    assert (report.pages, report.added) == (1, 1)
    assert [skipped.item for skipped in report.skipped] == ["the marks on https://news.example/damaged"]


def spoil_bodies(folder):
    for file in (folder / "library").rglob("*.json.gz"):
        file.write_bytes(b"no longer gzip")


def test_a_text_that_can_not_be_read_stops_no_export_and_is_told(library, story, tmp_path, clock):
    damaged = library.pages.capture("https://news.example/damaged", story).page
    library.annotations.create(Draft(page_id=damaged.id, selector=Selector(exact="the old weir")))
    spoil_bodies(tmp_path)
    whole = library.pages.capture("https://news.example/whole", story).page
    for name in ("markdown", "csv", "json"):
        text = "".join(library.transfers.export(name, AnnotationQuery()).pieces)
        assert "the old weir" in text
    assert [damaged.title in notice for notice in library.notices()] == [True]
    other = Library(open_store(tmp_path / "other"), lambda: NamesInText(), "a secret", now=clock)
    *_, report = other.transfers.import_(text)
    assert (report.pages, report.added, report.skipped) == (2, 1, ())
    assert other.pages.article(whole.id) == library.pages.article(whole.id)
    other.close()
