"""How an article brings somebody in, and what that says of who can be meant."""

from datetime import date

import pytest

from postil.people.linking.reading import introduction_of, read
from tests.people.conftest import group_of

NAME = "Martin Hale"


@pytest.fixture
def introduced(knowledge):
    """introduced(text, headline): the introduction of NAME in ``text``."""

    def introduced(text, headline=""):
        reading = read(text, date(2021, 6, 8), knowledge, headline=headline)
        return introduction_of(group_of(text, NAME), reading)

    return introduced


@pytest.mark.parametrize(
    "text",
    [
        "Their neighbour Martin Hale saw the smoke.",
        "The director of finance Martin Hale signed the letter.",
        "The prize went to seventh-grader Martin Hale.",
        "His cousin Martin Hale was at the wheel.",
        "Martin Hale, 41, had been out fishing.",
        "Martin Hale, a retired night nurse, had been out fishing.",
        "Martin Hale, who lives in Westport, had been out fishing.",
        "Martin Hale, of Westport, had been out fishing.",
    ],
)
def test_most_people_in_the_news_are_brought_in_as_people_whom_few_know(text, introduced):
    assert introduced(text).lesser


@pytest.mark.parametrize(
    "text",
    [
        "The film stars Martin Hale as the harbour master.",
        "Critics compared her to Martin Hale on Tuesday.",
        "Senator Martin Hale asked for a vote.",
    ],
)
def test_the_known_are_named_without_such_words(text, introduced):
    assert not introduced(text).lesser


def test_who_runs_a_club_is_known_in_the_news_of_sport(introduced):
    said = "The owner Martin Hale brought two men in on Monday."
    assert introduced(said).lesser
    assert not introduced(said + " The striker scored two goals, the goalkeeper saved a penalty.").lesser


def test_a_name_in_a_row_of_names_is_told_from_one_that_stands_alone(introduced):
    assert introduced("Behind him were Ana Brandl, Martin Hale and Ito Ken.").in_row
    assert not introduced("Behind him, Martin Hale won his heat.").in_row


@pytest.mark.parametrize(
    "text",
    [
        "By Martin Hale\n\nThe bridge was closed on Monday.",
        "Talks begin on the bridge By Martin Hale In a major step, it was closed.",
        "The bridge on Monday. (Photo by Martin Hale)",
        "The bridge on Monday. Martin Hale/Getty Images",
        "Written by Martin Hale on 26 September.",
    ],
)
def test_who_wrote_it_or_took_the_picture_is_in_a_credit(text, introduced):
    assert introduced(text).in_credit


def test_a_work_by_somebody_is_no_credit(introduced):
    assert not introduced("The hall was full for a play by Martin Hale.").in_credit
    assert not introduced("A Play By Martin Hale fills the hall.").in_credit


def test_the_family_name_in_the_headline_is_seen(introduced):
    text = "The play by Martin Hale filled the hall."
    assert introduced(text, "Hale’s play fills the hall").in_headline
    assert not introduced(text, "A play fills the hall").in_headline


@pytest.mark.parametrize(
    "text",
    ["Critics compared her with Martin Hale on Tuesday.", "The prize went to Ana Brandl and Martin Hale."],
)
def test_who_is_named_in_passing_is_told_from_who_is_brought_in(text, introduced):
    assert introduced(text).in_passing
    assert not introduced("The prize went to their neighbour Martin Hale.").in_passing


@pytest.mark.parametrize(
    "text",
    [
        "“The water came in at night,” Martin Hale said.",
        "Martin Hale, who keeps the lock at Westport, told the paper so.",
    ],
)
def test_whom_the_reporter_talked_to_is_seen(text, introduced):
    assert introduced(text).speaks
    assert not introduced("Martin Hale, said to be abroad, was not there.").speaks


@pytest.mark.parametrize(
    "text",
    [
        "The Martin Hale Cup was won by the visitors.",
        "Martin Hale: the water came in at night",
        "Martin Hale | Westport Gazette",
    ],
)
def test_a_name_that_goes_on_is_a_heading_or_part_of_another_name(text, introduced):
    assert introduced(text).goes_on
    assert not introduced("The cup was won by Martin Hale. Everybody cheered.").goes_on
