"""Pages: the same page is kept once, in all its versions."""

import pytest

from postil.errors import Conflict, InvalidInput, NotAnArticle, NotFound
from postil.library.annotations import Draft
from postil.models import AnchorState, Selector

URL = "https://news.example/2026/02/weir-to-be-mended"


def marked(library, page_id, quote):
    return library.annotations.create(Draft(page_id=page_id, selector=Selector(exact=quote))).annotation


def test_a_captured_page_is_found_by_its_id_and_by_its_address(library, story):
    captured = library.pages.capture(URL, story)
    assert captured.is_new
    assert library.pages.get(captured.page.id) == captured.page
    assert library.pages.at(URL) == captured.page


def test_the_same_page_again_is_recognised_under_another_address(library, story):
    first = library.pages.capture(URL, story)
    again = library.pages.capture(URL + "?utm_source=letter#top", story)
    assert (again.page.id, again.is_new, again.is_changed) == (first.page.id, False, False)
    assert len(again.page.versions) == 1


def test_changed_words_make_one_more_version_and_keep_the_first(library, story, edited_story):
    first = library.pages.capture(URL, story)
    second = library.pages.capture(URL, edited_story)
    assert second.is_changed
    assert second.page.versions[0].id == first.page.newest.id
    assert "Tuesday" in library.pages.article(first.page.id, first.page.newest.id).text
    assert "Wednesday" in library.pages.article(first.page.id).text


@pytest.mark.parametrize("edited", [False, True], ids=["the same words", "other words"])
@pytest.mark.parametrize("spoiled", [b"no longer gzip", None], ids=["damaged", "gone"])
def test_a_page_whose_text_can_not_be_read_is_captured_anew(
    library, story, edited_story, tmp_path, spoiled, edited
):
    page = library.pages.capture(URL, story).page
    library.annotations.create(Draft(page_id=page.id, selector=Selector(exact="the old weir")))
    (body,) = (tmp_path / "library").rglob("*.json.gz")
    body.unlink() if spoiled is None else body.write_bytes(spoiled)
    again = library.pages.capture(URL, edited_story if edited else story)
    assert (again.page.id, again.is_changed) == (page.id, edited)
    assert again.article == library.pages.article(page.id)
    assert ("Wednesday" in again.article.text) is edited
    assert library.edits.news(page.id).differences == ()
    (mark,) = library.annotations.on_page(page.id)
    assert mark.span is not None


def test_marks_are_placed_anew_in_a_changed_text(library, story, edited_story):
    page = library.pages.capture(URL, story).page
    stays = marked(library, page.id, "she would believe it when she saw the crane")
    goes = marked(library, page.id, "eleven months and to cost about four million")
    library.pages.capture(URL, edited_story)
    text = library.pages.article(page.id).text
    stays, goes = library.annotations.get(stays.id), library.annotations.get(goes.id)
    assert text[stays.span.start : stays.span.end] == stays.quote
    assert (goes.state, goes.span) == (AnchorState.LOST, None)
    assert goes.quote == "eleven months and to cost about four million"


def test_a_lost_mark_comes_back_with_its_words(library, story, edited_story):
    page = library.pages.capture(URL, story).page
    mark = marked(library, page.id, "eleven months and to cost about four million")
    library.pages.capture(URL, edited_story)
    library.pages.capture(URL, story)
    assert library.annotations.get(mark.id).state is AnchorState.ANCHORED


def test_a_page_with_marks_is_not_let_go_by_accident(library, story):
    page = library.pages.capture(URL, story).page
    mark = marked(library, page.id, "mend the old weir")
    with pytest.raises(Conflict, match="1 mark stands"):
        library.pages.delete(page.id)
    library.pages.delete(page.id, with_marks=True)
    for look_up in (lambda: library.pages.get(page.id), lambda: library.annotations.get(mark.id)):
        with pytest.raises(NotFound):
            look_up()


@pytest.mark.parametrize("html", ["", "<html><body></body></html>", "<form><input type=password></form>"])
def test_a_page_without_an_article_leaves_nothing_behind(library, html):
    with pytest.raises(NotAnArticle):
        library.pages.capture(URL, html)
    assert not library.pages.list().items


@pytest.mark.parametrize("url", ["", "about:blank", "javascript:alert(1)", "file:///etc/passwd"])
def test_an_address_that_is_no_web_page_is_refused(library, story, url):
    with pytest.raises(InvalidInput, match="url"):
        library.pages.capture(url, story)


def test_pages_are_listed_newest_first_in_slices(library, clock):
    ids = []
    for number in range(5):
        clock.pass_by(minutes=1)
        story = f"Notice {number}. " + "The ferry runs at each full hour from the north bank until dusk. " * 8
        ids.append(library.pages.capture(f"https://news.example/{number}", story).page.id)
    first = library.pages.list(limit=3)
    rest = library.pages.list(limit=3, after=first.next)
    assert [page.id for page in (*first.items, *rest.items)] == ids[::-1]
    assert rest.next is None
