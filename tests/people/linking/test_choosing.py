"""Who of those that bear a name is meant, by what the article says; or nobody."""

from datetime import date

import pytest

from postil import people
from postil.models import KnownPerson, LookedUp, Tenure

TODAY = date(2026, 3, 1)
ON = date(2021, 6, 8)


def candidate(qid, description="", *, links=0, **known):
    return KnownPerson(id=qid, qid=qid, name="Martin Hale", description=description, sitelinks=links, **known)


PLAYER = candidate("Q1", "American basketball player", links=90, trades=("basketball player",))
PROFESSOR = candidate(
    "Q2",
    "American statistician",
    links=6,
    trades=("statistician", "university teacher", "computer scientist"),
)
SENATOR = candidate(
    "Q3",
    "Norland politician",
    links=3,
    trades=("politician",),
    countries=("Norland",),
    tenures=(
        Tenure(office="Member of the Senate of Norland", of="Norland", start="2018-01-08", end="2024-01-08"),
    ),
)
EARLIER_SENATOR = candidate(
    "Q4",
    "Norland politician",
    links=8,
    trades=("politician",),
    countries=("Norland",),
    tenures=(
        Tenure(office="Member of the Senate of Norland", of="Norland", start="1989-01-08", end="1996-01-08"),
    ),
)


@pytest.fixture(scope="module")
def card_of():
    finder = people.open_finder()

    def card_of(text, *candidates, on=ON):
        found = LookedUp(candidates=candidates, retrieved=TODAY)
        cards = finder.cast(
            text, on, today=TODAY, scope="page", look_up=lambda names: dict.fromkeys(names, found)
        )
        return next(card for card in cards if "Hale" in card.named_as[0])

    return card_of


def test_a_famous_namesake_is_not_chosen_when_the_words_say_otherwise(card_of):
    text = "Martin Hale, a professor of computer science at the university, said the study was too small."
    assert card_of(text, PLAYER, PROFESSOR).person.qid != "Q1"


def test_the_famous_one_is_chosen_where_the_words_fit(card_of):
    text = "Martin Hale scored 31 points and had nine rebounds as the home team won the basketball playoff."
    assert card_of(text, PLAYER, PROFESSOR).person.qid == "Q1"


def test_of_two_who_held_an_office_the_one_of_the_day_is_meant(card_of):
    text = "Norland senator Martin Hale asked the government on Tuesday to look again at the bill."
    card = card_of(text, SENATOR, EARLIER_SENATOR)
    assert card.person.qid == "Q3"
    assert card.then.office == "Member of the Senate of Norland"
    assert (card.then.start, card.then.end) == ("2018-01-08", "2024-01-08")


def test_the_earlier_one_is_meant_on_an_earlier_day(card_of):
    text = "Norland senator Martin Hale asked the government on Tuesday to look again at the bill."
    assert card_of(text, SENATOR, EARLIER_SENATOR, on=date(1992, 6, 8)).person.qid == "Q4"


def test_somebody_who_keeps_a_bakery_is_no_senator(card_of):
    text = "Martin Hale, a baker who has run the shop for eleven years, said the street had flooded twice."
    card = card_of(text, SENATOR, EARLIER_SENATOR)
    assert card.person.qid is None
    assert card.basis == "article"


def test_two_of_whom_nothing_tells_which_are_both_shown_and_none_chosen(card_of):
    text = "The letter was signed by Martin Hale on Tuesday evening, and by nobody else."
    card = card_of(text, candidate("Q5", links=40), candidate("Q6", links=38))
    assert card.person.qid is None
    assert {other.qid for other in card.alternatives} == {"Q5", "Q6"}


def test_nobody_is_chosen_where_nobody_bears_the_name(card_of):
    card = card_of("The letter was signed by Martin Hale on Tuesday evening.")
    assert (card.person.qid, card.alternatives, card.pending) == (None, (), False)


def test_whoever_was_not_born_is_not_meant(card_of):
    text = "Norland senator Martin Hale asked the government on Tuesday to look again at the bill."
    unborn = candidate("Q7", "Norland politician", links=50, born="2015-02-01", countries=("Norland",))
    assert card_of(text, unborn).person.qid is None


def test_a_term_that_began_long_ago_and_has_no_end_is_not_taken_for_todays(card_of):
    text = "Norland senator Martin Hale asked the government on Tuesday to look again at the bill."
    office = Tenure(office="Member of the Senate of Norland", of="Norland", start="1994-01-08", end=None)
    card = card_of(
        text, candidate("Q8", "Norland politician", links=20, countries=("Norland",), tenures=(office,))
    )
    assert (card.then, card.now) == (None, None)


def test_a_card_from_outside_says_where_it_is_from_and_when_it_was_asked(card_of):
    text = "Norland senator Martin Hale asked the government on Tuesday to look again at the bill."
    [source] = card_of(text, SENATOR).sources
    assert (source.label, source.url) == ("Wikidata", "https://www.wikidata.org/wiki/Q3")
    assert source.retrieved == TODAY


def test_the_name_in_the_headline_is_rather_a_known_ones():
    finder = people.open_finder()
    known = LookedUp(candidates=(candidate("Q5", links=9), candidate("Q6", links=5)), retrieved=TODAY)

    def qid(headline):
        [card] = finder.cast(
            "Nobody had expected Martin Hale to be at the opening on Tuesday.",
            ON,
            today=TODAY,
            scope="page",
            headline=headline,
            look_up=lambda names: dict.fromkeys(names, known),
        )
        return card.person.qid

    assert qid("Hale opens the new hall") == "Q5"
    assert qid("New hall opens at last") is None


def test_whoever_wrote_the_article_is_nobody_famous(card_of):
    text = "Talks begin on the bridge By Martin Hale In a major step, the bridge was closed on Tuesday."
    assert card_of(text, candidate("Q5", links=60)).person.qid is None


def test_a_name_that_took_in_too_much_is_looked_up_without_its_end():
    asked = []

    def look_up(names):
        asked.extend(names)
        found = {"Martin Hale": (PLAYER,)}
        return {name: LookedUp(candidates=found.get(name, ()), retrieved=TODAY) for name in names}

    text = "Martin Hale MP spoke first. Basketball, said Martin Hale, had made him; Hale scored 31 points."
    cards = people.open_finder().cast(text, ON, today=TODAY, scope="page", look_up=look_up)
    assert asked == ["Martin Hale MP", "Martin Hale"]
    assert [card.person.qid for card in cards] == ["Q1"]


def test_cards_wait_only_for_what_is_on_its_way():
    finder = people.open_finder()
    text = "The letter was signed by Martin Hale and Anna Brugge on Tuesday evening."

    def pending(look_up):
        cards = finder.cast(text, ON, today=TODAY, scope="page", look_up=look_up)
        return {card.person.name for card in cards if card.pending}

    assert pending(None) == set()
    assert pending(lambda names: {}) == {"Martin Hale", "Anna Brugge"}
    assert pending(lambda names: {"Martin Hale": None}) == {"Anna Brugge"}


def test_names_alone_are_looked_up_and_not_of_those_whom_the_pack_is_sure_of():
    asked = []

    def look_up(names):
        asked.extend(names)
        return {}

    text = "Prime Minister Tony Blair met Martin Hale in London on Monday. “Hale was kind,” Mr. Blair said."
    people.open_finder().cast(text, date(2003, 5, 1), today=TODAY, scope="page", look_up=look_up)
    assert asked == ["Martin Hale"]
