"""The reader says which day an article is from: its people are who they were on that day, and back."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from postil.errors import InvalidInput, NotFound
from postil.library import Library
from postil.library.annotations import Draft
from postil.models import AnnotationQuery, Selector
from postil.people import open_finder
from postil.store.tiny import open_store

CHIRAC, SARKOZY, MACRON = "Q2105", "Q329", "Q3052772"

STORY = """
    <html><head><title>A bridge is opened</title>{head}</head><body><article><h1>A bridge is opened</h1>
    <p>The new bridge over the Loue was opened on Sunday before some four hundred people, most of whom had
    waited since the morning to be the first across it.</p>
    <p>The French president cut the ribbon, shook the hands of the masons and left before lunch.</p>
    <p>Edmée Vaubourg, who has sold bread beside the ford for thirty years, said that she would miss it.</p>
    </article></body></html>
"""
PUBLISHED = '<meta property="article:published_time" content="2003-05-04T08:00:00Z">'


@pytest.fixture
def library(tmp_path: Path, clock) -> Iterator[Library]:
    with_ids = count(1)
    library = Library(
        open_store(tmp_path / "library"), open_finder, "s", now=clock, new_id=lambda: f"id{next(with_ids)}"
    )
    yield library
    library.close()


def capture(library, head: str = ""):
    return library.pages.capture("https://doubs.example/bridge", STORY.format(head=head)).page


def who(library, page):
    """The Wikidata ids of the people on the page, and their offices then."""
    cards = [member.card for member in library.people.cast(page.id)]
    return {card.person.qid: card.then.office for card in cards if card.person.qid and card.then}


def test_an_article_that_tells_no_day_gets_its_people_with_the_day_that_the_reader_says(library):
    page = capture(library)
    assert (page.dated, who(library, page)) == (None, {})

    said = library.days.say(page.id, date(2010, 5, 2))
    assert who(library, page) == {SARKOZY: "President of France"}
    assert (said.dated, said.published) == (date(2010, 5, 2), None)
    assert SARKOZY in {person.qid for person in said.people}


def test_the_day_that_the_reader_says_stands_before_that_of_the_page_until_it_is_taken_back(library):
    page = capture(library, PUBLISHED)
    assert set(who(library, page)) == {CHIRAC}
    said = library.days.say(page.id, date(2018, 5, 6))
    assert (set(who(library, page)), said.dated) == ({MACRON}, date(2018, 5, 6))
    back = library.days.say(page.id, None)
    assert (set(who(library, page)), back.dated, back.day) == ({CHIRAC}, date(2003, 5, 4), None)


def test_marks_name_whom_their_passage_means_on_that_day(library):
    page = capture(library, PUBLISHED)
    passage = Selector(exact="The French president cut the ribbon")
    mark = library.annotations.create(Draft(page_id=page.id, selector=passage)).annotation
    (chirac,) = mark.people
    library.days.say(page.id, date(2018, 5, 6))
    (macron,) = library.annotations.get(mark.id).people
    assert macron != chirac
    assert [m.id for m in library.people.find(macron).marks] == [mark.id]
    with pytest.raises(NotFound):
        library.people.find(chirac)


def test_the_day_outlives_another_version_of_the_page(library):
    page = capture(library, PUBLISHED)
    library.days.say(page.id, date(2018, 5, 6))
    longer = STORY.format(head=PUBLISHED).replace("said that she", "said on Monday that she")
    again = library.pages.capture("https://doubs.example/bridge", longer)
    assert again.is_changed
    assert (again.page.day, set(who(library, again.page))) == (date(2018, 5, 6), {MACRON})


def test_a_day_to_come_is_refused_and_nothing_is_changed(library, clock):
    page = capture(library, PUBLISHED)
    with pytest.raises(InvalidInput, match=r"day: expected a day up to today, 2026-03-01, got 2026-03-03"):
        library.days.say(page.id, date(2026, 3, 3))
    assert library.pages.get(page.id) == page


def test_the_same_day_said_twice_changes_nothing(library):
    page = capture(library, PUBLISHED)
    said = library.days.say(page.id, date(2018, 5, 6))
    assert library.days.say(page.id, date(2018, 5, 6)) == said


@pytest.mark.parametrize("is_known", [False, True], ids=["into an empty library", "where the page is known"])
def test_it_goes_along_with_an_export(library, tmp_path, clock, is_known):
    page = capture(library, PUBLISHED)
    passage = Selector(exact="The French president cut the ribbon")
    library.annotations.create(Draft(page_id=page.id, selector=passage))
    library.days.say(page.id, date(2018, 5, 6))
    file = "".join(library.transfers.export("json", AnnotationQuery()).pieces)
    other = Library(open_store(tmp_path / "other"), open_finder, "s", now=clock)
    try:
        if is_known:
            page = capture(other, PUBLISHED)
        *_, report = other.transfers.import_(file)
        assert not report.skipped
        assert (other.pages.get(page.id).day, set(who(other, page))) == (date(2018, 5, 6), {MACRON})
    finally:
        other.close()


def test_the_day_that_is_said_here_stands_before_that_of_a_file(library, tmp_path, clock):
    page = capture(library, PUBLISHED)
    library.days.say(page.id, date(2018, 5, 6))
    file = "".join(library.transfers.export("json", AnnotationQuery()).pieces)
    library.days.say(page.id, date(2010, 5, 2))
    list(library.transfers.import_(file))
    assert library.pages.get(page.id).day == date(2010, 5, 2)


@pytest.mark.parametrize("format_name", ["markdown", "csv"])
def test_files_to_read_show_the_day_that_the_reader_says(library, format_name):
    page = capture(library, PUBLISHED)
    passage = Selector(exact="The French president cut the ribbon")
    library.annotations.create(Draft(page_id=page.id, selector=passage))
    library.days.say(page.id, date(2018, 5, 6))
    file = "".join(library.transfers.export(format_name, AnnotationQuery()).pieces)
    assert "2018-05-06" in file
    assert "2003-05-04" not in file
