"""Annotations: made once, changed knowingly, never lost."""

import pytest

from postil.errors import InvalidInput, NotFound, StaleRevision
from postil.library import Library
from postil.library.annotations import AnnotationUpdate, Draft
from postil.library.drafts import MAX_QUOTE
from postil.models import AnchorState, AnnotationQuery, Colour, Selector
from postil.store.tiny import open_store
from tests.library.conftest import FIRST, SECOND, NamesInText, page_of

URL = "https://news.example/2026/02/weir-to-be-mended"


@pytest.fixture
def page(library, story):
    return library.pages.capture(URL, story).page


def draft(page, quote="mend the old weir", **rest):
    return Draft(page_id=page.id, selector=Selector(exact=quote), **rest)


def test_a_mark_sits_on_its_words(library, page):
    mark = library.annotations.create(draft(page)).annotation
    text = library.pages.article(page.id).text
    assert text[mark.span.start : mark.span.end] == mark.quote == "mend the old weir"
    assert mark.state is AnchorState.ANCHORED


def test_a_mark_can_name_the_page_by_any_of_its_addresses(library, page):
    by_address = Draft(url=URL + "?utm_medium=x", selector=Selector(exact="old weir"))
    assert library.annotations.create(by_address).annotation.page_id == page.id


def test_a_selection_over_two_paragraphs_keeps_the_articles_own_white_space(library, page):
    mark = library.annotations.create(draft(page, "most of a decade.\nRosalind Achterberg")).annotation
    assert mark.quote == "most of a decade.\n\nRosalind Achterberg"


def test_a_mark_beside_what_is_no_part_of_the_article_is_in_its_place(library, page):
    """Before its words the page shows a caption, and after them an advertisement."""
    around = {"prefix": "Photo: the weir in flood\n\n", "suffix": "\n\nSign up for our newsletter"}
    selector = Selector(exact="mend the old weir", **around)
    mark = library.annotations.create(Draft(page_id=page.id, selector=selector)).annotation
    assert mark.state is AnchorState.ANCHORED
    text = library.pages.article(page.id).text
    assert text[mark.span.start - len(mark.selector.prefix) :].startswith(mark.selector.prefix + mark.quote)


def test_words_the_article_does_not_hold_are_kept_as_a_lost_mark(library, page):
    mark = library.annotations.create(draft(page, "a caption under the picture of the weir")).annotation
    assert (mark.state, mark.span, mark.link) == (AnchorState.LOST, None, page.url)


def test_a_mark_knows_who_is_mentioned_in_it(library, page):
    mark = library.annotations.create(draft(page, "Rosalind Achterberg, who has kept the lock")).annotation
    assert mark.people == (f"{page.id}:Rosalind Achterberg",)
    (member,) = library.people.cast(page.id)
    assert (member.marks, member.last_mark) == (1, mark.created)


QUOTED = "“We will mend it ourselves,” said Rosalind Achterberg. The council gave no date."


def test_a_mark_knows_whose_words_it_is(library):
    page = library.pages.capture("https://news.example/quoted", page_of(FIRST, QUOTED, SECOND)).page
    spoken = library.annotations.create(draft(page, "We will mend it")).annotation
    silent = library.annotations.create(draft(page, "The council gave no date.")).annotation
    assert (spoken.said_by, silent.said_by) == (f"{page.id}:Rosalind Achterberg", None)


class Listening(NamesInText):
    """Keeps the texts in which it was asked who says what."""

    def __init__(self, *names: str) -> None:
        super().__init__(*names)
        self.heard: list[str] = []

    def said(self, text, cards):
        self.heard.append(text)
        return super().said(text, cards)


def test_who_says_what_is_read_once_for_all_marks_on_an_article(tmp_path):
    finder = Listening("Rosalind Achterberg", "Odo Pell")
    library = Library(open_store(tmp_path), lambda: finder, "a secret of this test")
    address = "https://news.example/quoted"
    page = library.pages.capture(address, page_of(FIRST, QUOTED, SECOND)).page
    for passage in ("We will mend it", "mend it ourselves", "gave no date"):
        library.annotations.create(draft(page, passage))
    assert len(finder.heard) == 1

    library.pages.capture(address, page_of(FIRST, QUOTED.replace("Rosalind Achterberg", "Odo Pell"), SECOND))
    other = library.annotations.create(draft(page, "We will mend it")).annotation
    assert other.said_by == f"{page.id}:Odo Pell"
    library.close()


def test_a_mark_placed_by_hand_learns_whose_words_it_is(library):
    page = library.pages.capture("https://news.example/quoted", page_of(FIRST, QUOTED, SECOND)).page
    lost = library.annotations.create(draft(page, "words that nobody wrote")).annotation
    placed = library.annotations.change(
        lost.id, AnnotationUpdate(selector=Selector(exact="mend it ourselves"))
    )
    assert (lost.said_by, placed.said_by) == (None, f"{page.id}:Rosalind Achterberg")


def test_a_repeated_request_makes_one_mark(library, page):
    first = library.annotations.create(draft(page, request_key="k1"))
    again = library.annotations.create(draft(page, request_key="k1"))
    assert (first.is_new, again.is_new) == (True, False)
    assert again.annotation == first.annotation


def test_a_request_key_is_not_good_for_another_mark(library, page):
    library.annotations.create(draft(page, request_key="k1"))
    with pytest.raises(InvalidInput, match="Idempotency-Key"):
        library.annotations.create(draft(page, "old weir", request_key="k1"))


def test_a_change_raises_the_revision_and_keeps_the_rest(library, page, clock):
    mark = library.annotations.create(draft(page, note="look up", tags=("river",))).annotation
    clock.pass_by(hours=1)
    changed = library.annotations.change(mark.id, AnnotationUpdate(colour=Colour.PINK), revision=1)
    assert (changed.colour, changed.note, changed.tags) == (Colour.PINK, "look up", ("river",))
    assert (changed.revision, changed.created, changed.updated) == (2, mark.created, clock.time)


def test_a_change_that_changes_nothing_is_none(library, page):
    mark = library.annotations.create(draft(page, note="look up")).annotation
    assert library.annotations.change(mark.id, AnnotationUpdate(note="look up")) == mark


def test_a_change_to_an_older_state_is_refused_with_the_current_revision(library, page):
    mark = library.annotations.create(draft(page)).annotation
    library.annotations.change(mark.id, AnnotationUpdate(note="first"), revision=1)
    with pytest.raises(StaleRevision, match="revision 2"):
        library.annotations.change(mark.id, AnnotationUpdate(note="second"), revision=1)
    assert library.annotations.get(mark.id).note == "first"


def test_a_deleted_mark_is_out_of_sight_and_comes_back_whole(library, page):
    mark = library.annotations.create(draft(page, note="keep me")).annotation
    library.annotations.delete(mark.id)
    assert not library.annotations.list(AnnotationQuery()).items
    assert [a.id for a in library.annotations.list(AnnotationQuery(deleted=True)).items] == [mark.id]
    back = library.annotations.change(mark.id, AnnotationUpdate(deleted=False))
    assert (back.note, back.deleted, back.selector) == ("keep me", None, mark.selector)


@pytest.mark.parametrize(
    ("rest", "says"),
    [
        ({"quote": "   "}, "quote: expected the words"),
        ({"quote": "x" * (MAX_QUOTE + 1)}, "quote: expected at most 50,000"),
        ({"note": "x" * 100_001}, "note: expected at most 100,000"),
        ({"tags": ("x",) * 51}, "tags: expected at most 50"),
        ({"tags": ("ok", "x" * 101)}, r"tags\.1: expected at most 100"),
    ],
)
def test_a_draft_beyond_the_limits_is_refused_by_field(library, page, rest, says):
    with pytest.raises(InvalidInput, match=says):
        library.annotations.create(draft(page, **rest))
    assert not library.annotations.list(AnnotationQuery()).items


def test_a_mark_on_an_unknown_page_is_refused(library):
    with pytest.raises(NotFound, match="no page with address"):
        library.annotations.create(Draft(url="https://news.example/none", selector=Selector(exact="x")))


def test_tags_are_tidied(library, page):
    mark = library.annotations.create(draft(page, tags=(" river ", "river", "", "old  weir"))).annotation
    assert mark.tags == ("river", "old weir")
