"""An article that was edited in silence: what changed, when, and which marks that touches."""

import pytest

from postil.changes import Kind
from postil.errors import NotFound
from postil.library.annotations import Draft
from postil.library.corrections import Part
from postil.models import AnchorState, Selector
from tests.library.conftest import FIRST, SECOND, THIRD, page_of

URL = "https://news.example/2026/02/weir-to-be-mended"


@pytest.fixture
def page(library, story):
    return library.pages.capture(URL, story).page


def mark(library, page, quote):
    return library.annotations.create(Draft(page_id=page.id, selector=Selector(exact=quote))).annotation


def edit(library, clock, *paragraphs, **rest):
    clock.pass_by(hours=1)
    return library.pages.capture(URL, page_of(*paragraphs, **rest)).page


def test_a_change_at_a_mark_is_told_with_its_words_and_its_times(library, page, clock):
    made = mark(library, page, "voted on Tuesday")
    newer = edit(library, clock, FIRST.replace("Tuesday", "Wednesday"), SECOND, THIRD)
    (told,) = library.edits.news(page.id).marks
    assert told.mark.id == made.id
    assert (told.old.captured, told.new.captured) == tuple(v.captured for v in newer.versions)
    (change,) = told.changes
    assert [piece.text for piece in change.pieces if piece.kind is not Kind.SAME] == ["Tuesday", "Wednesday"]
    assert library.annotations.get(made.id).state is AnchorState.CHANGED


def test_a_change_far_from_every_mark_is_told_of_the_article_alone(library, page, clock):
    mark(library, page, "voted on Tuesday")
    edit(library, clock, FIRST, SECOND, THIRD.replace("eleven", "twelve"))
    news = library.edits.news(page.id)
    assert news.marks == ()
    assert [difference.count for difference in news.differences] == [1]


def test_a_mark_whose_passage_is_gone_is_told_what_went(library, page, clock):
    made = mark(library, page, THIRD)
    edit(library, clock, FIRST, SECOND, "Nothing more is known of it, said the clerk, who then went home.")
    told = library.edits.news(page.id).marks
    assert {one.mark.id for one in told} == {made.id}
    assert Kind.DELETED in {change.kind for one in told for change in one.changes}


def test_without_a_mark_there_is_no_news(library, page, clock, edited_story):
    edit(library, clock, FIRST, SECOND)
    assert library.edits.news(page.id).differences == ()


def test_what_changed_before_a_mark_was_made_is_no_news_to_it(library, page, clock):
    edit(library, clock, FIRST.replace("Tuesday", "Wednesday"), SECOND, THIRD)
    mark(library, page, "voted on Wednesday")
    assert library.edits.news(page.id).differences == ()


def test_a_headline_that_changed_alone_is_a_version_and_news(library, page, clock):
    mark(library, page, "voted on Tuesday")
    newer = edit(library, clock, FIRST, SECOND, THIRD, title="Weir: the truth")
    assert len(newer.versions) == 2
    (difference,) = library.edits.news(page.id).differences
    assert difference.count == 0
    assert [(d.name, d.old, d.new) for d in difference.details] == [
        ("headline", "The weir is to be mended", "Weir: the truth")
    ]


def test_news_put_away_stay_away_until_the_next_change_and_can_be_told_again(library, page, clock):
    mark(library, page, "voted on Tuesday")
    seen = edit(library, clock, FIRST.replace("Tuesday", "Wednesday"), SECOND, THIRD)
    library.edits.set_seen(page.id, seen.newest.id)
    assert library.edits.news(page.id).differences == ()
    edit(library, clock, FIRST.replace("Tuesday", "Thursday"), SECOND, THIRD)
    assert len(library.edits.news(page.id).differences) == 1
    library.edits.set_seen(page.id, None)
    assert len(library.edits.news(page.id).differences) == 2


def test_what_the_reader_corrected_is_no_edit_of_the_outlet(library, page):
    mark(library, page, "voted on Tuesday")
    library.corrections.say(page.id, Part(SECOND, is_removed=False))
    assert library.edits.news(page.id).differences == ()


def test_any_two_versions_can_be_compared(library, page, clock):
    edit(library, clock, FIRST, SECOND)
    newest = edit(library, clock, FIRST, SECOND.replace("1998", "1989"))
    first, second, third = (version.id for version in newest.versions)
    assert library.edits.between(page.id).old.id == second
    assert library.edits.between(page.id, first, third).count == 2
    assert library.edits.between(page.id, new=second).old.id == first
    with pytest.raises(NotFound, match="no version with id 'nope'"):
        library.edits.between(page.id, "nope")
    with pytest.raises(NotFound):
        library.edits.set_seen(page.id, "nope")


def test_a_page_of_one_version_differs_in_nothing(library, page):
    difference = library.edits.between(page.id)
    assert (difference.old, difference.count) == (difference.new, 0)


def test_the_marks_whose_words_a_difference_changes_are_told_with_what_became_of_them(library, page, clock):
    day = mark(library, page, "voted on Tuesday")
    last = mark(library, page, THIRD)
    mark(library, page, FIRST.split()[0])  # in a sentence that changed, but not in its words
    edit(library, clock, FIRST.replace("Tuesday", "Wednesday"), SECOND, "It rained on the weir all day.")
    difference = library.edits.between(page.id)
    told = [(each.mark.id, each.state, each.now) for each in difference.touched]
    assert told == [(day.id, AnchorState.CHANGED, "voted on Wednesday"), (last.id, AnchorState.LOST, "")]
    assert [change.new for change in difference.touched[0].changes] == [
        change.new for change in difference.changes if "Wednesday" in change.new
    ]
    assert all(change in difference.changes for each in difference.touched for change in each.changes)


def test_a_mark_made_in_the_newer_text_is_not_touched_by_what_made_that(library, page, clock):
    edit(library, clock, FIRST.replace("Tuesday", "Wednesday"), SECOND, THIRD)
    mark(library, page, "voted on Wednesday")
    assert library.edits.between(page.id).touched == ()
