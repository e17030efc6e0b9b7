import pytest

from postil.people.names.features import chunks
from postil.people.names.mending import with_series

LISTS = {
    "milan": "OPm",
    "florence": "Fw",
    "april": "Dw",
    "siemens": "O",
    "french": "LNc",
    "sage": "c",
    "white": "Lc",
    "ana": "w",
}


def read(sentence, letters, cues=None):
    """The letters of a sentence's capitalised words, given those that they were read with."""
    words = sentence.split()
    spans = chunks(words)
    rows = iter(letters.split())
    return " ".join(with_series(words, spans, [next(rows) for _ in spans], LISTS, cues or {}))


@pytest.mark.parametrize(
    ("sentence", "letters", "people"),
    [
        ("gods such as Odin , Frigg , Tyr and Freyja .", "B X O B", "B B B B"),
        ("He met Kolbe , Ana , and Ostrow .", "O B B X", "O B B B"),
        ("Was it Kolbe , Ana or White ?", "O B B O", "O B B B"),
        ("Kolbe , Ana and Ostrow left", "X B B", "B B B"),
    ],
)
def test_the_rest_of_a_series_of_people_are_people(sentence, letters, people):
    assert read(sentence, letters) == people


@pytest.mark.parametrize(
    ("sentence", "letters"),
    [
        pytest.param("for Florence , Ana and Milan", "B B X", id="a place is among them"),
        pytest.param("for April , Ana and Ostrow", "B B X", id="a month is among them"),
        pytest.param("for Kolbe , Siemens and Ana", "B O B", id="a firm is among them"),
        pytest.param("for Kolbe , French and Ana", "B X B", id="a people is among them"),
        pytest.param("for Kolbe , Sage and Ana", "B O B", id="a word that is no name is among them"),
        pytest.param("in Florence , Ana and Ostrow", "B B X", id="where somebody is"),
        pytest.param("through Florence , Ana and Ostrow", "B B X", id="where somebody goes"),
        pytest.param("cities such as Florence , Ana and Ostrow", "B B X", id="cities"),
        pytest.param("the law firm Kolbe , Ana and Ostrow", "B B X", id="a firm of partners"),
        pytest.param("by Kolbe , Ana and Ostrow LLP", "B B XX", id="a firm with its kind"),
        pytest.param("the clubs Kolbe , Ana and Ostrow", "B B X", id="teams"),
        pytest.param("for Kolbe , Ana & Ostrow", "B B X", id="partners"),
        pytest.param("for Kolbe , Ana and Ostrow & Hobart", "B B X B", id="partners of partners"),
        pytest.param("for Kolbe , Ostrow and Tyr", "B X X", id="one person alone"),
        pytest.param("for Kolbe , Ana , Tyr , Frigg , Odin and Ostrow", "B B X X X X", id="most are unread"),
        pytest.param("for Kolbe and Ostrow", "B X", id="two are no series"),
        pytest.param("for Kolbe , Ana , Ostrow .", "B B X", id="no word ends the series"),
        pytest.param("for New Kolbe , Ana and Ostrow", "BI B X", id="longer names"),
        pytest.param("for KOLBE , ANA and TSX", "B B X", id="letters that are no word"),
    ],
)
def test_a_series_that_may_be_of_something_else_stays_as_it_was_read(sentence, letters):
    assert read(sentence, letters) == letters


@pytest.mark.parametrize("cue", ["i", "o", "l"])
def test_a_word_that_the_document_uses_for_a_place_or_a_thing_keeps_a_series_as_it_was(cue):
    assert read("for Kolbe , Ana and Ostrow", "B B X", {"ostrow": cue}) == "B B X"


def test_the_words_around_a_series_stay_as_they_were_read():
    found = read("Yesterday Kolbe saw Ana , Ostrow , and Tyr at Milan", "OB B X B X")
    assert found == "OB B B B X"
