"""What an import does where the library, or another page, has what the file wants to bring."""

from collections import deque
from dataclasses import replace

import pytest

from postil.formats import json_library
from postil.formats.base import Skipped
from postil.models import AnnotationQuery
from tests import make


def elsewhere(*marks, **fields):
    """A page of another address, with marks."""
    return make.bundle(
        *marks,
        **({"key": "b.example/x", "addresses": ("b.example/x",), "url": "https://b.example/x"} | fields),
    )


@pytest.fixture
def take(library):
    """Import bundles; gives the final report."""
    return lambda *bundles: deque(
        library.transfers.import_("".join(json_library.write(bundles))), maxlen=1
    ).pop()


def marks_in(library):
    return {mark.id: mark for mark in library.annotations.list(AnnotationQuery()).items}


def test_a_page_whose_id_another_page_has_is_skipped_and_the_rest_taken(library, take):
    take(make.bundle(make.annotation()))
    third = elsewhere(id="page3", key="c.example/x", addresses=("c.example/x",), url="https://c.example/x")
    report = take(elsewhere(id="page1"), third)
    assert report.pages == 1
    assert report.skipped == (
        Skipped("https://b.example/x", "another page of this library has the same id, 'page1'"),
    )
    assert library.pages.get("page3").url == "https://c.example/x"


def test_a_mark_that_is_on_another_page_here_stays_as_it_is_and_its_page_comes_in(library, take):
    take(make.bundle(make.annotation("mark1")))
    before = marks_in(library)
    report = take(elsewhere(make.annotation("mark1"), make.annotation("mark2"), id="page2"))
    assert (report.pages, report.added, report.same, report.skipped) == (1, 1, 1, ())
    assert marks_in(library)["mark1"] == before["mark1"]
    assert marks_in(library)["mark2"].page_id == "page2"


def test_a_mark_whose_request_key_is_taken_is_skipped_and_its_page_comes_in(library, take):
    take(make.bundle(make.annotation("mark1", request_key="key")))
    report = take(
        elsewhere(make.annotation("mark2", request_key="key"), make.annotation("mark3"), id="page2")
    )
    assert (report.pages, report.added) == (1, 1)
    assert [skipped.item for skipped in report.skipped] == ["mark mark2 on https://b.example/x"]
    assert set(marks_in(library)) == {"mark1", "mark3"}


def test_a_mark_whose_request_key_is_taken_does_not_stop_the_others_of_a_known_page(library, take):
    take(make.bundle(make.annotation("mark1", request_key="key")))
    others = make.bundle(make.annotation("mark2", request_key="key"), make.annotation("mark3"))
    report = take(replace(others))
    assert (report.pages, report.added, len(report.skipped)) == (0, 1, 1)
