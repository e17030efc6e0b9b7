"""Single names that only ever follow "from" or "in" are places, unless the text shows a person."""

import pytest

from postil.people.names import NameSpan
from postil.people.names.traps import without_places


def spans_of(text, *names, title=""):
    found = []
    at = 0
    for name in names:
        at = text.index(name, at)
        found.append(NameSpan(at, at + len(name), name, title))
        at += len(name)
    return found


def kept(text, *names, title=""):
    return [span.text for span in without_places(spans_of(text, *names, title=title), text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Pell, a driver from Morley, wept.",
        "Ann Pell was born in Morley.",
        "Ann Pell farms near\nMorley, and works in Morley.",
    ],
)
def test_a_single_name_where_only_places_stand_is_no_person(text):
    assert kept(text, "Ann Pell", "Morley") == ["Ann Pell"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Joan Morley spoke. A letter from Morley followed.", ("Joan Morley", "Morley")),
        ("Morley spoke. A letter from Morley followed.", ("Morley", "Morley")),
        ("A letter from Joan Morley followed.", ("Joan Morley",)),
    ],
)
def test_a_name_that_the_text_shows_elsewhere_is_a_person_after_from_too(text, names):
    assert kept(text, *names) == list(names)


def test_a_title_makes_a_person_of_a_name_after_from():
    assert kept("A letter from Morley followed.", "Morley", title="Mr.") == ["Morley"]


@pytest.mark.parametrize(
    ("text", "storm"),
    [
        ("Hurricane Zelda hit. Ann Pell lost a roof to Zelda.", "Zelda"),
        ("The hurricane was weak, Ann Pell said. Katrina was worse.", "Katrina"),
    ],
)
def test_a_storm_is_no_person_where_the_text_speaks_of_storms(text, storm):
    assert kept(text[text.index("Ann") :], "Ann Pell", storm) == ["Ann Pell", storm]
    assert kept(text, "Ann Pell", storm) == ["Ann Pell"]


def test_a_person_who_bears_a_storms_name_stays_one():
    text = "The hurricane passed, said Katrina Pell. Katrina swept the yard."
    assert kept(text, "Katrina Pell", "Katrina") == ["Katrina Pell", "Katrina"]
