"""Look-up by name, in every spelling."""

import threading
from datetime import date

import pytest

from postil.models import earliest, latest
from postil.people import PACK
from postil.people.knowledge import Knowledge, open_pack


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("Kim Jong Un", "Kim Jong Un"),
        ("Abe Shinzo", "Shinzo Abe"),
        ("Shinzō Abe", "Shinzo Abe"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Muammar Gaddafi", "Moammar Gadhafi"),
        ("J.D. Vance", "JD Vance"),
        ("Gerhard Schroeder", "Gerhard Schröder"),
        ("Jose Manuel Barroso", "José Manuel Barroso"),
        ("Lars Lokke Rasmussen", "Lars Løkke Rasmussen"),
        ("Binyamin Netanyahu", "Benjamin Netanyahu"),
        ("Donald J. Trump", "Donald Trump"),
        ("Pope Francis", "Pope Francis"),
        ("LULA DA SILVA", "Luiz Inácio Lula da Silva"),
    ],
)  # fmt: skip
def test_a_person_is_found_by_every_spelling(knowledge, spelling, name):
    assert [known.name for known in knowledge.named(spelling)] == [name]


@pytest.mark.parametrize("words", ["Trump", "Kim", "Francis", "", "Nobody At All", "%"])
def test_a_family_name_or_a_stranger_is_nobody(knowledge, words):
    assert knowledge.named(words) == ()


def test_namesakes_are_all_found(knowledge):
    assert {known.name for known in knowledge.named("George Bush")} >= {"George W. Bush", "George H. W. Bush"}


def test_a_person_is_found_by_key(knowledge):
    assert knowledge.person("Q22686").name == "Donald Trump"
    assert knowledge.person("Q0") is None


def test_the_highest_post_of_a_day_comes_first(knowledge):
    [known] = knowledge.named("Xi Jinping")
    offices = [held.office for held in known.held_on(date(2020, 1, 1))]
    assert offices == ["leader of China", "President of China"]


def test_of_two_posts_alike_the_one_taken_last_comes_first(knowledge):
    [known] = knowledge.named("Elon Musk")
    offices = [held.office for held in known.held_on(date(2020, 1, 1))]
    assert offices == ["Chief Executive of Tesla", "Chief Executive of SpaceX"]


def test_a_term_stated_by_its_years_covers_their_days(knowledge):
    def heads(day):
        found = knowledge.holders("China", "foreign affairs director", date.fromisoformat(day))
        return {known.name for known, _ in found}

    assert heads("2004-12-31") == set()
    assert heads("2005-01-01") == {"Dai Bingguo"}
    assert heads("2013-12-31") == {"Dai Bingguo", "Yang Jiechi"}
    assert heads("2014-01-01") == {"Yang Jiechi"}


def test_a_term_that_nobody_vouches_for_is_not_held(knowledge):
    [known] = knowledge.named("Keir Starmer")
    assert known.held_on(date(2026, 11, 23)) == ()


@pytest.mark.parametrize(
    ("stated", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-12", "2019-12-01", "2019-12-31"),
        ("2019-12-10", "2019-12-10", "2019-12-10"),
    ],
)
def test_a_year_or_a_month_spans_its_days(stated, first, last):
    assert (earliest(stated).isoformat(), latest(stated).isoformat()) == (first, last)


def test_several_threads_may_ask_one_knowledge():
    knowledge = Knowledge(open_pack(PACK))
    found: list[str] = []

    def ask():
        found.extend(known.name for _ in range(20) for known in knowledge.named("Angela Merkel"))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Angela Merkel"] * 80


def test_an_office_whose_end_is_not_known_is_not_said_to_go_on(knowledge):
    [known] = knowledge.named("Vasily Nebenzya")
    assert known.description.endswith(", from 2017")
