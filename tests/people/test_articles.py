"""Whole articles of our own writing, with their day: who is in them, who they were that day and are now.

Each file in ``articles/`` begins with its day and a line a person, in the order of the cards: name, office
on the day, office now where it differs ("-": none), whether they lived on the day (yes, no, "?" where the
pack can't tell), how many mentions. Then comes the article.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from postil.people import open_finder

READ_ON = date(2025, 11, 30)
FILES = sorted((Path(__file__).parent / "articles").glob("*.txt"))


ALIVE = {True: "yes", False: "no", None: "?"}


class Written(NamedTuple):
    day: date
    people: list[str]
    text: str


def written(path):
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    day, *people = head.splitlines()
    return Written(
        day=date.fromisoformat(day.removeprefix("date: ")),
        people=[line.removeprefix("person: ") for line in people],
        text=text.rstrip("\n"),
    )


def cards_of(article):
    today = max(READ_ON, article.day)
    return open_finder().cast(article.text, article.day, today=today, scope="page")


def told(card):
    then, now = (term.office if term else "-" for term in (card.then, card.now))
    return f"{card.person.name} | {then} | {now} | {ALIVE[card.alive_then]} | {len(card.mentions)}"


def test_there_are_articles_of_every_decade_since_1990():
    days = [written(path).day for path in FILES]
    assert len(days) >= 40
    assert {day.year // 10 for day in days} == {199, 200, 201, 202}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_cards_of_an_article_are_its_people_as_they_were_that_day(path):
    article = written(path)
    assert [told(card) for card in cards_of(article)] == article.people


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_mention_is_where_the_card_says(path):
    article = written(path)
    for card in cards_of(article):
        assert [article.text[m.start : m.end] for m in card.mentions] == [m.text for m in card.mentions]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_stranger_is_told_in_words_of_the_article(path):
    article = written(path)
    strangers = [card for card in cards_of(article) if card.basis == "article"]
    assert all(card.from_article.strip("…") in article.text for card in strangers)
    assert all(card.person.id.startswith("page:") and card.sources == () for card in strangers)


def test_mentions_carry_the_name_and_the_id_of_whom_they_mean():
    article = written(Path(__file__).parent / "articles" / "two_koreas.txt")
    found = open_finder().mentions(article.text, article.day)
    assert {(m.name, m.qid) for m in found if m.text == "Kim"} == {("Kim Jong Un", "Q56226")}
