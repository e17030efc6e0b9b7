"""What the reader says of people is kept, used in later articles, and taken back."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from postil.errors import InvalidInput, NotFound
from postil.library import Library
from postil.library.annotations import Draft
from postil.models import AnnotationQuery, Basis, Selector, Verdict
from postil.people import open_finder
from postil.store.tiny import open_store

MERKEL = "Q567"
BUSH_FATHER, BUSH_SON = "Q23505", "Q207"

OPENING = (
    "<p>The annual boat show at Lantern Quay drew its largest crowd since the harbour was dredged, and the "
    "organisers said that they would have to find a larger field for next year's cars.</p>"
)
CLOSING = "<p>The show runs until Sunday. Tickets are sold at the gate and in the two shops on the quay.</p>"


def story(*paragraphs: str, day: str = "2018-06-21") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f'<title>Boats</title><meta property="article:published_time" content="{day}T08:00:00Z">'
    return f"<html><head>{head}</head><body><article><h1>Boats</h1>{OPENING}{body}{CLOSING}</article></body>"


VISIT = (
    "German Chancellor Angela Merkel opened the show with a speech about small ports, and stayed for lunch "
    "with the harbour master.",
    "“We never had so many people here,” Merkel said before she left for the station.",
)
POTTER = (
    "The prize for the best stall went to Edda Lorne, a potter from the next valley, who sold out by noon.",
    "Lorne said that she would be back with twice as many jugs.",
)


@pytest.fixture
def library(tmp_path: Path, clock) -> Iterator[Library]:
    numbers = count(1)
    library = Library(
        open_store(tmp_path / "library"), open_finder, "s", now=clock, new_id=lambda: f"id{next(numbers)}"
    )
    yield library
    library.close()


def capture(library, path: str, *paragraphs: str):
    return library.pages.capture(f"https://quay.example/{path}", story(*paragraphs)).page


def cards(library, page):
    return {member.card.person.name: member.card for member in library.people.cast(page.id)}


def unknown(library, page):
    return next(card for card in cards(library, page).values() if card.basis is Basis.ARTICLE)


def test_not_this_person_leaves_a_card_of_the_articles_own_words(library):
    page = capture(library, "one", *VISIT)
    said = library.person_corrections.make(page.id, MERKEL, Verdict.NOT_THIS_PERSON)
    card = unknown(library, page)
    assert (card.person.qid, card.then, card.corrected) == (None, None, said.id)
    assert MERKEL not in {person.id for person in library.pages.get(page.id).people}


def test_what_was_said_is_used_in_a_later_article_and_in_one_from_before(library):
    before = capture(library, "before", *VISIT)
    page = capture(library, "one", *VISIT)
    library.person_corrections.make(page.id, MERKEL, Verdict.NOT_THIS_PERSON)
    later = capture(library, "later", *VISIT)
    for each in (before, later):
        assert MERKEL not in {person.id for person in library.pages.get(each.id).people}
        assert "Angela Merkel" in cards(library, each)


def test_this_is_somebody_known_brings_their_office_on_the_day(library):
    page = capture(library, "one", *POTTER)
    library.person_corrections.make(page.id, unknown(library, page).person.id, Verdict.IS, MERKEL)
    card = cards(library, page)["Angela Merkel"]
    assert card.then is not None
    assert card.then.office.startswith("Chancellor")
    assert {mention.text for mention in card.mentions} == {"Edda Lorne", "Lorne"}
    assert card.confidence == 1.0


def test_somebody_whom_only_the_reader_knows_is_the_same_in_every_article(library):
    page = capture(library, "one", *POTTER)
    other = capture(library, "two", *POTTER)
    library.person_corrections.make(page.id, unknown(library, page).person.id, Verdict.IS, "Edda of the Jugs")
    met = [met for met in library.people.everyone() if met.person.name == "Edda of the Jugs"]
    assert [{page.id for page in one.pages} for one in met] == [{page.id, other.id}]


def test_not_a_person_takes_the_card_away_here_and_later(library):
    page = capture(library, "one", *POTTER)
    said = library.person_corrections.make(page.id, unknown(library, page).person.id, Verdict.NOT_A_PERSON)
    later = capture(library, "later", *POTTER)
    assert cards(library, page) == cards(library, later) == {}
    assert library.person_corrections.on_page(later.id) == (said,)


def test_taking_back_restores_card_page_and_mark_and_bringing_back_undoes_that(library):
    page = capture(library, "one", *VISIT)
    quote = Selector(exact="Merkel said before she left")
    mark = library.annotations.create(Draft(page_id=page.id, selector=quote)).annotation
    people, before = mark.people, cards(library, page)
    said = library.person_corrections.make(page.id, MERKEL, Verdict.NOT_A_PERSON)
    (marked,) = library.annotations.list(AnnotationQuery()).items
    assert (people, marked.people) == ((MERKEL,), ())
    library.person_corrections.put(said.id, deleted=True)
    (marked,) = library.annotations.list(AnnotationQuery()).items
    assert marked.people == people
    assert cards(library, page) == before
    assert library.pages.get(page.id).people == page.people
    library.person_corrections.put(said.id, deleted=False)
    assert cards(library, page) == {}


def spoken(library, page) -> str:
    """The words of the mark on what Merkel, or whoever it is, says on that page."""
    quote = Selector(exact="We never had so many people here")
    return library.annotations.create(Draft(page_id=page.id, selector=quote)).annotation.id


def test_whose_words_a_mark_holds_follows_what_the_reader_says_of_the_speaker(library):
    page = capture(library, "one", *VISIT, *POTTER)
    mark = spoken(library, page)
    assert library.annotations.get(mark).said_by == MERKEL
    moved = library.person_corrections.make(page.id, MERKEL, Verdict.IS, BUSH_SON)
    assert library.annotations.get(mark).said_by == BUSH_SON
    library.person_corrections.put(moved.id, deleted=True)
    assert library.annotations.get(mark).said_by == MERKEL
    library.person_corrections.make(page.id, MERKEL, Verdict.NOT_THIS_PERSON)
    assert library.annotations.get(mark).said_by == cards(library, page)["Angela Merkel"].person.id != MERKEL


def test_words_of_two_who_are_one_are_that_ones(library):
    page = capture(library, "one", *VISIT, *POTTER)
    mark = spoken(library, page)
    library.person_corrections.make(page.id, MERKEL, Verdict.IS, "Edda of the Jugs")
    library.person_corrections.make(
        page.id, cards(library, page)["Edda Lorne"].person.id, Verdict.IS, "Edda of the Jugs"
    )
    (card,) = cards(library, page).values()
    assert library.annotations.get(mark).said_by == card.person.id


def test_words_of_whoever_is_no_person_are_nobodys(library):
    page = capture(library, "one", *VISIT)
    mark = spoken(library, page)
    before = library.annotations.get(mark).said_by
    library.person_corrections.make(page.id, MERKEL, Verdict.NOT_A_PERSON)
    assert (before, library.annotations.get(mark).said_by) == (MERKEL, None)


def test_what_the_program_knows_better_elsewhere_is_not_overruled(library):
    page = capture(library, "one", *POTTER)
    library.person_corrections.make(page.id, unknown(library, page).person.id, Verdict.IS, BUSH_SON)
    other = capture(library, "two", *VISIT)
    assert cards(library, other)["Angela Merkel"].corrected is None


def test_two_cards_of_one_person_become_one(library):
    page = capture(library, "one", *VISIT, *POTTER)
    library.person_corrections.make(page.id, unknown(library, page).person.id, Verdict.IS, MERKEL)
    (card,) = cards(library, page).values()
    assert [mention.text for mention in card.mentions] == ["Angela Merkel", "Merkel", "Edda Lorne", "Lorne"]


@pytest.mark.parametrize(
    ("verdict", "who", "says"),
    [
        (Verdict.IS, None, "expected who it is"),
        (Verdict.NOT_A_PERSON, MERKEL, "says nobody"),
        (Verdict.IS, "Q99999999", "nobody here is known as"),
        (Verdict.IS, "George Bush", "several people are called"),
    ],
)
def test_what_can_not_be_meant_is_refused_and_nothing_kept(library, verdict, who, says):
    page = capture(library, "one", *VISIT)
    with pytest.raises(InvalidInput, match=says):
        library.person_corrections.make(page.id, MERKEL, verdict, who)
    assert library.person_corrections.all(deleted=None) == []


def test_a_person_who_is_not_on_the_page_is_not_found(library):
    page = capture(library, "one", *VISIT)
    with pytest.raises(NotFound):
        library.person_corrections.make(page.id, "Q1", Verdict.NOT_A_PERSON)


def test_a_json_export_carries_what_the_reader_said(library, tmp_path, clock):
    page = capture(library, "one", *POTTER)
    library.person_corrections.make(page.id, unknown(library, page).person.id, Verdict.IS, MERKEL)
    pieces = library.transfers.export("json", AnnotationQuery()).pieces
    text = "".join(pieces)
    other = Library(open_store(tmp_path / "other"), open_finder, "s", now=clock)
    list(other.transfers.import_(text))
    assert other.person_corrections.all() == library.person_corrections.all()
    assert cards(other, page) == cards(library, page)
    other.close()
