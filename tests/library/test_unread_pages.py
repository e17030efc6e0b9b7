"""What other programs mark: pages that were never captured, pages as a whole, other marks."""

import pytest

from postil.errors import InvalidInput, NotFound, StaleRevision
from postil.library.annotations import AnnotationUpdate, Draft
from postil.models import AnchorState, AnnotationQuery, Colour, Selector
from tests.library.conftest import FIRST, SECOND, page_of

URL = "https://courier.example/weir"
LOCK = "kept the lock there since 1998"


def draft(url: str = URL, quote: str | None = LOCK, **rest) -> Draft:
    selector = Selector(exact=quote) if quote else None
    return Draft(url=url, may_be_unread=True, selector=selector, **rest)


def test_a_mark_on_an_unknown_address_is_kept_on_a_page_that_says_it_was_not_captured(library):
    mark = library.annotations.create(draft(title="The weir")).annotation
    page = library.pages.find(URL)
    assert (page.id, page.title, page.versions) == (mark.page_id, "The weir", ())
    assert (mark.state, mark.span, mark.version_id, mark.quote) == (AnchorState.LOST, None, None, LOCK)
    assert library.pages.article(page.id).text == ""
    assert library.people.cast(page.id) == ()


def test_the_first_capture_fills_the_page_and_places_the_marks(library, story):
    mark = library.annotations.create(draft(URL + "?utm_source=x")).annotation
    captured = library.pages.capture(URL, story)
    placed = library.annotations.get(mark.id)
    assert captured.page.id == mark.page_id
    assert (captured.is_new, captured.is_changed, len(captured.page.versions)) == (True, False, 1)
    assert (captured.page.title, captured.page.url) == ("The weir is to be mended", URL)
    text = captured.article.text
    assert text[placed.span.start : placed.span.end] == LOCK
    assert placed.state is AnchorState.ANCHORED


def test_marks_made_under_an_address_that_turns_out_to_be_of_a_known_page_join_it(library):
    head = f'<link rel="canonical" href="{URL}">'
    library.pages.capture(URL, page_of(FIRST, SECOND, head=head))
    mark = library.annotations.create(draft(URL + "?edition=2")).annotation
    gone = library.annotations.create(draft(URL + "?edition=2", quote=None)).annotation
    library.annotations.delete(gone.id)
    page = library.pages.capture(URL + "?edition=2", page_of(FIRST, SECOND, head=head)).page
    assert [each.id for each in library.pages.list().items] == [page.id]
    assert library.pages.find(URL + "?edition=2") == page
    joined = library.annotations.get(mark.id)
    assert (joined.page_id, joined.state) == (page.id, AnchorState.ANCHORED)
    assert library.annotations.get(gone.id).page_id == page.id


def test_the_people_of_a_passage_are_known_once_there_is_a_text(library, story):
    quote = SECOND[:60]
    mark = library.annotations.create(draft(quote=quote)).annotation
    assert mark.people == ()
    library.pages.capture(URL, story)
    assert library.annotations.get(mark.id).people == (f"{mark.page_id}:Rosalind Achterberg",)


def test_only_who_asks_for_it_makes_a_page_that_was_not_captured(library):
    with pytest.raises(NotFound):
        library.annotations.create(Draft(url=URL, selector=Selector(exact=LOCK)))


@pytest.mark.parametrize("iri", ["urn:isbn:9780000000002", "file:///home/a/report.pdf"])
def test_a_thing_that_is_no_page_of_the_web_can_be_marked_and_no_browser_is_sent_there(library, iri):
    mark = library.annotations.create(draft(iri)).annotation
    assert library.pages.known_as(iri).id == mark.page_id
    assert mark.link == ""


@pytest.mark.parametrize("iri", ["javascript:alert(1)", "data:text/html,x", "about:blank", "weir", "http://"])
def test_what_is_no_address_is_refused_and_nothing_is_kept(library, iri):
    with pytest.raises(InvalidInput):
        library.annotations.create(draft(iri))
    assert library.pages.list().items == []


def test_a_note_on_the_whole_page_is_in_its_place_before_and_after_an_edit(library, story, edited_story):
    library.pages.capture(URL, story)
    note = library.annotations.create(draft(quote=None, note="Who pays?")).annotation
    assert (note.state, note.span, note.quote, note.people) == (AnchorState.ANCHORED, None, "", ())
    library.pages.capture(URL, edited_story)
    assert library.annotations.get(note.id) == note


def test_marks_of_a_page_stand_as_its_text_goes_with_replies_under_what_they_answer(library, story, clock):
    library.pages.capture(URL, story)

    def made(*arguments, **rest):
        clock.pass_by(minutes=1)
        return library.annotations.create(draft(*arguments, **rest)).annotation

    second = made(quote=LOCK)
    lost = made(quote="no such words in it")
    first = made(quote="town council")
    reply = made(quote=None, replies_to=(second.id,))
    deeper = made(quote=None, replies_to=(second.id, reply.id))
    other = made(quote=None, replies_to=(second.id,))
    note = made(quote=None)
    orphan = made(quote=None, replies_to=("gone",))
    expected = [note, orphan, first, second, reply, deeper, other, lost]
    assert [m.id for m in library.annotations.on_page(first.page_id)] == [m.id for m in expected]


def test_no_two_marks_are_made_at_one_moment_while_the_clock_stands_still(library):
    marks = [library.annotations.create(draft(quote=None)).annotation for _ in range(50)]
    times = [mark.created for mark in marks]
    assert times == sorted(set(times))


def test_imported_marks_of_one_moment_are_set_apart_and_not_doubled_the_second_time(library, story, tmp_path):
    first, second = (library.annotations.create(draft(quote=None)).annotation for _ in range(2))
    text = "".join(library.transfers.export("json", AnnotationQuery()).pieces)
    text = text.replace(second.created.isoformat(), first.created.isoformat())
    library.pages.delete(first.page_id, with_marks=True)
    for added in (2, 0):
        report = list(library.transfers.import_(text))[-1]
        assert report.added == added
    times = {library.annotations.get(mark.id).created for mark in (first, second)}
    assert len(times) == 2


def test_a_wished_id_is_granted_once_also_after_its_mark_was_deleted(library):
    first = library.annotations.create(draft(id="my-slug")).annotation
    library.annotations.delete(first.id)
    second = library.annotations.create(draft(id="my-slug")).annotation
    assert first.id == "my-slug"
    assert second.id not in (first.id, None)


def test_a_rewritten_mark_says_the_new_things_alone_and_keeps_name_and_birth(library, story):
    library.pages.capture(URL, story)
    old = library.annotations.create(
        draft(note="a", tags=("t",), colour=Colour.PINK, extra={"x": 1})
    ).annotation
    new = library.annotations.rewrite(old.id, draft(quote="town council", extra={"y": 2}), revision=1)
    assert (new.id, new.created, new.revision) == (old.id, old.created, 2)
    assert (new.quote, new.note, new.tags, new.colour) == ("town council", "", (), Colour.YELLOW)
    assert new.extra == {"y": 2}
    assert new.span.start < old.span.start
    assert library.annotations.get(old.id) == new


def test_rewriting_can_move_a_mark_to_another_page_even_an_unread_one(library, story):
    library.pages.capture(URL, story)
    old = library.annotations.create(draft()).annotation
    new = library.annotations.rewrite(old.id, draft("https://other.example/a"))
    assert new.page_id == library.pages.find("https://other.example/a").id
    assert library.annotations.on_page(old.page_id) == []


def test_rewriting_what_somebody_changed_is_refused(library):
    mark = library.annotations.create(draft()).annotation
    library.annotations.change(mark.id, AnnotationUpdate(note="other"))
    with pytest.raises(StaleRevision):
        library.annotations.rewrite(mark.id, draft(), revision=1)


def test_a_foreign_clients_own_fields_survive_the_export_and_import_of_a_library(library):
    extra = {"hypothesis": {"moderation": {"flagCount": 0}}, "w3c": {"rights": ["x"]}}
    mark = library.annotations.create(draft(extra=extra, replies_to=("gone",))).annotation
    text = "".join(library.transfers.export("json", AnnotationQuery()).pieces)
    library.pages.delete(mark.page_id, with_marks=True)
    assert list(library.transfers.import_(text))[-1].added == 1
    assert library.annotations.get(mark.id) == mark


def test_the_stamp_of_a_page_changes_with_every_change_and_with_nothing_else(library, story, edited_story):
    page = library.pages.capture(URL, story).page
    stamps = [library.annotations.stamp(page.id)]

    def changes():
        stamps.append(library.annotations.stamp(page.id))
        assert stamps[-1] == library.annotations.stamp(page.id)
        return stamps[-1] not in stamps[:-1]

    mark = library.annotations.create(draft()).annotation
    assert changes()
    library.annotations.change(mark.id, AnnotationUpdate(note="new"))
    assert changes()
    library.annotations.delete(mark.id)
    assert changes()
    library.pages.capture(URL, edited_story)
    assert changes()
    library.annotations.create(draft("https://other.example/a"))
    assert not changes()
