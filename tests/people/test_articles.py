"""Whole articles of our own writing, with their day: who is in them, and who they were that day.

Each file in ``articles/`` begins with its day and a line a person ("name | office", no office for
somebody who held none or whom nobody knows), in the order of the cards; then comes the article.
"""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from postil.people import open_finder

TODAY = date(2026, 11, 23)
FILES = sorted((Path(__file__).parent / "articles").glob("*.txt"))


class Written(NamedTuple):
    day: date
    people: list[tuple[str, str]]
    text: str


def written(path):
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    day, *people = head.splitlines()
    told = [line.removeprefix("person: ").partition(" |") for line in people]
    return Written(
        day=date.fromisoformat(day.removeprefix("date: ")),
        people=[(name, office.strip()) for name, _, office in told],
        text=text.rstrip("\n"),
    )


def cards_of(article):
    return open_finder().cast(article.text, article.day, today=TODAY, scope="page")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_cards_of_an_article_are_its_people_as_they_were_that_day(path):
    article = written(path)
    found = [(card.person.name, card.then.office if card.then else "") for card in cards_of(article)]
    assert found == article.people


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
