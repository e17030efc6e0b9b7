"""A lost mark is placed by hand: it keeps where it was, on disk and in a file, and can be put back there."""

import pytest

from postil.errors import InvalidInput
from postil.library import Library
from postil.library.annotations import AnnotationUpdate, Draft
from postil.models import AnchorState, AnnotationQuery, FormerPlace, Selector
from postil.store.tiny import open_store
from tests.library.conftest import FIRST, SECOND, NamesInText, page_of

URL = "https://news.example/2026/02/weir-to-be-mended"
REWRITTEN = "Nobody on the council would say on Wednesday what the vote had cost, or who asked for it."


@pytest.fixture
def lost(library):
    """A mark whose sentence the outlet took out; the page's first version still has it."""
    page = library.pages.capture(URL, page_of(FIRST, SECOND)).page
    quote = FIRST.split(",")[0]
    mark = library.annotations.create(Draft(page_id=page.id, selector=Selector(exact=quote))).annotation
    library.pages.capture(URL, page_of(REWRITTEN, SECOND))
    mark = library.annotations.get(mark.id)
    assert mark.state is AnchorState.LOST
    return mark


def placed(library, mark):
    return library.annotations.change(
        mark.id, AnnotationUpdate(selector=Selector(exact="what the vote had cost"))
    )


def test_a_lost_mark_keeps_its_words_and_the_version_they_stand_in(library, lost):
    assert lost.quote in library.pages.article(lost.page_id, lost.version_id).text


def test_a_mark_that_is_placed_sits_on_the_new_words_and_keeps_the_old(library, lost):
    mark = placed(library, lost)
    text = library.pages.article(mark.page_id).text
    assert text[mark.span.start : mark.span.end] == mark.quote == "what the vote had cost"
    assert (mark.state, mark.revision) == (AnchorState.ANCHORED, lost.revision + 1)
    assert mark.version_id == library.pages.get(mark.page_id).newest.id
    assert mark.former == (FormerPlace(selector=lost.selector, version_id=lost.version_id),)
    assert library.annotations.get(mark.id) == mark


def test_placing_can_be_undone_as_often_as_it_was_done(library, lost):
    placed(library, lost)
    library.annotations.change(lost.id, AnnotationUpdate(selector=Selector(exact="who asked for it")))
    back = library.annotations.change(lost.id, AnnotationUpdate(place_back=True))
    assert (back.quote, back.state) == ("what the vote had cost", AnchorState.ANCHORED)
    back = library.annotations.change(lost.id, AnnotationUpdate(place_back=True))
    assert (back.selector, back.version_id, back.state) == (lost.selector, lost.version_id, AnchorState.LOST)
    assert back.former == ()
    with pytest.raises(InvalidInput, match="was not placed by hand"):
        library.annotations.change(lost.id, AnnotationUpdate(place_back=True))


def test_a_mark_that_had_moved_has_moved_again_once_it_is_put_back(library):
    page = library.pages.capture(URL, page_of(FIRST, SECOND)).page
    quote = FIRST.split(".")[0]
    draft = Draft(page_id=page.id, selector=Selector(exact=quote))
    mark = library.annotations.create(draft).annotation
    library.pages.capture(URL, page_of(REWRITTEN, SECOND + " " + quote))
    assert library.annotations.get(mark.id).state is AnchorState.MOVED
    assert placed(library, mark).state is AnchorState.ANCHORED
    back = library.annotations.change(mark.id, AnnotationUpdate(place_back=True))
    assert (back.quote, back.state) == (quote, AnchorState.MOVED)


def test_words_that_the_article_lacks_move_nothing(library, lost):
    with pytest.raises(InvalidInput, match="does not have these words"):
        library.annotations.change(
            lost.id, AnnotationUpdate(selector=Selector(exact="said nowhere in this article"))
        )
    assert library.annotations.get(lost.id) == lost


def test_placing_a_mark_where_it_is_changes_nothing(library, lost):
    mark = placed(library, lost)
    assert placed(library, lost) == mark


def test_a_file_of_the_library_brings_the_former_places_back(library, lost, tmp_path, clock):
    mark = placed(library, lost)
    file = "".join(library.transfers.export("json", AnnotationQuery()).pieces)
    other = Library(open_store(tmp_path / "other"), NamesInText, "another secret", now=clock)
    assert list(other.transfers.import_(file))[-1].skipped == ()
    assert other.annotations.get(mark.id) == mark
    other.close()
