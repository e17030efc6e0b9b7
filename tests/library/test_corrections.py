"""What the reader corrects holds at once on the page, later on the outlet's next, and can be taken back."""

import pytest

from postil.errors import Conflict
from postil.library.annotations import Draft
from postil.library.corrections import Part
from postil.models import Selector
from tests.library.conftest import FIRST, SECOND, THIRD, page_of

URL = "https://news.example/2026/02/weir-to-be-mended"
NOTE = "The fish ladder was paid for in May."
ASIDE = f"</p><aside class='inset'>{NOTE}</aside><p>"


@pytest.fixture
def page(library):
    return library.pages.capture(URL, page_of(FIRST + ASIDE + SECOND, THIRD)).page


def text_of(library, page):
    return library.pages.article(page.id).text


def say_text(library, page, text=NOTE):
    return library.corrections.say(page.id, Part(text, is_removed=True))


def test_a_part_called_text_is_in_the_article_at_once_as_one_more_version(library, page):
    said = say_text(library, page)
    assert said.is_changed
    assert NOTE in text_of(library, page)
    captured, corrected = library.pages.get(page.id).versions
    assert (captured.corrected, corrected.corrected) == (False, True)
    assert NOTE not in library.pages.article(page.id, captured.id).text


def test_it_holds_for_the_next_page_of_that_outlet_and_for_no_other_outlet(library, page):
    say_text(library, page)
    html = page_of(THIRD + ASIDE.replace("May", "June") + FIRST, SECOND)
    there = library.pages.capture("https://www.news.example/2026/03/another-weir", html)
    elsewhere = library.pages.capture("https://other.example/2026/03/another-weir", html)
    assert "paid for in June" in there.article.text
    assert "paid for in June" not in elsewhere.article.text


def test_marks_are_placed_anew_and_keep_their_words(library, page):
    mark = library.annotations.create(
        Draft(page_id=page.id, selector=Selector(exact="eleven months"))
    ).annotation
    say_text(library, page)
    span = library.annotations.get(mark.id).span
    assert text_of(library, page)[span.start : span.end] == "eleven months"
    assert span.start > mark.span.start


def test_the_same_page_captured_again_is_the_same_version(library, page):
    say_text(library, page)
    again = library.pages.capture(URL, page_of(FIRST + ASIDE + SECOND, THIRD))
    assert not again.is_changed
    assert len(again.page.versions) == 2


def test_taken_back_it_leaves_the_article_as_it_was_and_no_version_behind(library, page):
    before = text_of(library, page)
    said = say_text(library, page)
    library.corrections.take_back(said.correction.id)
    assert text_of(library, page) == before
    assert library.pages.get(page.id).versions == page.versions
    assert library.corrections.list() == []
    library.corrections.bring_back(said.correction.id)
    assert NOTE in text_of(library, page)


def test_the_article_is_read_also_at_the_moment_when_its_newest_version_is_taken_back(
    library, page, monkeypatch
):
    before = text_of(library, page)
    said = say_text(library, page)
    store = library._store

    def take_back_at(way_to_read):
        read = getattr(store, way_to_read)

        def taken_back_meanwhile(page_id, version_id):
            monkeypatch.setattr(store, way_to_read, read)
            library.corrections.take_back(said.correction.id)
            return read(page_id, version_id)

        monkeypatch.setattr(store, way_to_read, taken_back_meanwhile)

    take_back_at("article")
    assert text_of(library, page) == before
    library.corrections.bring_back(said.correction.id)
    take_back_at("article")
    assert library.open_article(page.id).article.text == before
    library.corrections.bring_back(said.correction.id)
    take_back_at("body")
    assert library.pages.body(page.id).article.text == before


def test_taken_back_it_keeps_the_version_in_which_a_mark_was_made(library, page):
    said = say_text(library, page)
    library.annotations.create(Draft(page_id=page.id, selector=Selector(exact="paid for in May")))
    library.corrections.take_back(said.correction.id)
    assert len(library.pages.get(page.id).versions) == 3


def test_the_opposite_said_of_what_was_corrected_takes_that_back(library, page):
    said = say_text(library, page)
    opposite = library.corrections.say(page.id, Part(NOTE, is_removed=False))
    assert opposite.correction.id == said.correction.id
    assert opposite.correction.deleted is not None
    assert library.corrections.list() == []


def test_a_block_called_no_text_is_among_what_was_left_out(library, page):
    library.corrections.say(page.id, Part(SECOND, is_removed=False))
    article = library.pages.article(page.id)
    assert SECOND not in article.text
    assert SECOND in [part.text for part in article.removed]


def test_a_correction_that_leaves_no_article_is_refused_and_not_kept(library):
    short = library.pages.capture(URL, page_of(FIRST, SECOND)).page
    with pytest.raises(Conflict, match="too short to be an article"):
        library.corrections.say(short.id, Part(FIRST, is_removed=False))
    assert library.corrections.list() == []
    assert FIRST in text_of(library, short)


def test_a_page_of_which_corrections_leave_nothing_is_kept_without_them(library, page):
    library.corrections.say(page.id, Part(FIRST, is_removed=False))
    only = library.pages.capture("https://news.example/2026/02/short", page_of(FIRST, FIRST + " " + FIRST))
    assert FIRST in only.article.text


def test_a_part_that_the_page_has_not_is_refused(library, page):
    with pytest.raises(Conflict, match="load the page again"):
        library.corrections.say(page.id, Part("Nobody wrote this.", is_removed=False))


def test_all_parts_are_told_in_their_order(library, page):
    told = [(shown.part.text, shown.removed is None) for shown in library.corrections.parts(page.id)]
    at = told.index((NOTE, False))
    assert told[at - 1] == (FIRST, True)
    assert told[at + 1] == (SECOND, True)


def test_the_reasons_of_plain_text_are_told_in_order_too(library):
    plain = "\n\n".join([FIRST, "Advertisement", SECOND, "Advertisement", THIRD])
    page = library.pages.capture(URL, plain).page
    said = [shown.removed.why if shown.removed else "" for shown in library.corrections.parts(page.id)]
    assert [bool(why) for why in said] == [False, True, False, True, False]


def test_corrections_go_out_with_the_library_and_come_back(library, page, tmp_path, clock):
    from postil.library import Library
    from postil.models import AnnotationQuery
    from postil.store.tiny import open_store

    said = say_text(library, page).correction
    file = "".join(library.transfers.export("json", AnnotationQuery()).pieces)
    store = open_store(tmp_path / "other")
    other = Library(store, lambda: pytest.fail("nobody is looked for"), "secret", now=clock)
    *_, report = other.transfers.import_(file)
    assert report.corrections == 1
    assert other.corrections.list() == [said]
    clock.pass_by(minutes=1)
    library.corrections.take_back(said.id)
    *_, report = other.transfers.import_("".join(library.transfers.export("json", AnnotationQuery()).pieces))
    assert (report.corrections, other.corrections.list()) == (1, [])
    *_, report = other.transfers.import_(file)
    assert (report.corrections, other.corrections.list()) == (0, [])
    other.close()
