import pytest

from postil.people.names.mending import mended

LISTS = {
    "orla": "w",
    "john": "m",
    "vincent": "mL",
    "paris": "P",
    "german": "N",
    "martin": "m",
    "general": "Tc",
    "secretary": "Tc",
    "adviser": "Tc",
    "office": "c",
}


def read(sentence, row):
    """The letters of a sentence read as one chunk that ends where the letters do."""
    return mended(sentence.split(), [(0, len(row))], [row], LISTS)[0]


@pytest.mark.parametrize(
    ("sentence", "row", "whole"),
    [
        ("Orla Finnegan told the inquiry", "BO", "BI"),
        ("Orla Finnegan told the inquiry", "OO", "BI"),
        ("German Orla Brandl won", "XXX", "OBI"),
        ("John Vincent had doubts", "BB", "BI"),
        ("Martin Hobart Jr. They left", "BIOO", "BIIO"),
        ("With Hobart , all is slow", "BI", "OB"),
        ("“ Once Hobart left", "OBI", "OOB"),
        ("Meanwhile Orla Finnegan left", "BII", "OBI"),
        ("Likewise , all is slow", "B", "O"),
    ],
)
def test_a_name_is_as_long_as_it_is(sentence, row, whole):
    assert read(sentence, row) == whole


@pytest.mark.parametrize(
    ("sentence", "row", "freed"),
    [
        ("Attorney General Hobart said", "XXO", "XXB"),
        ("Secretary General Hobart said", "OBI", "OOB"),
        ("Security Adviser Hobart said", "OOO", "OOB"),
    ],
)
def test_a_family_name_after_an_office_is_a_name_and_the_office_is_none(sentence, row, freed):
    assert read(sentence, row) == freed


def test_a_secretary_of_state_is_of_no_state():
    words = ["the", "secretary", "of", "State", "Hobart", "said"]
    assert mended(words, [(3, 5)], ["XX"], LISTS) == ["XB"]


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Brigadier General Hobart said", "OBI"),
        ("Attorney General Office said", "XXX"),
        ("Attorney General Paris said", "XXX"),
        ("State Hobart said", "XX"),
        ("Orla Paris told nobody", "BO"),
        ("Orla Finnegan left", "BO"),
        ("Hobart Vincent had doubts", "BB"),
        ("Orla TV told us", "BO"),
        ("Will Hobart left", "BI"),
        ("German Orla Paris won", "XXX"),
        ("Great Orla Brandl won", "XXX"),
    ],
)
def test_what_is_not_certain_stays_as_it_was_read(sentence, row):
    assert read(sentence, row) == row
