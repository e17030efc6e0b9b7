"""Terms of office, as Wikidata's query service states them."""

import pytest

from postil.wikimedia.terms import OfficeHolders


class Stating:
    """A query service with one row, whatever it is asked."""

    def __init__(self, **row):
        self.row = {"person": "Q1", "personLabel": "Ann Able", "position": "Q2", **row}

    def select(self, query, *, what):
        return [self.row]


@pytest.mark.parametrize(
    ("row", "start", "end"),
    [
        ({"start": "2022-05-12T00:00:00Z", "startPrecision": "11"}, "2022-05-12", None),
        ({"start": "2022-05-01T00:00:00Z", "startPrecision": "10"}, "2022-05", None),
        ({"start": "2022-01-01T00:00:00Z", "startPrecision": "9"}, "2022", None),
        ({"start": "2022-05-12T00:00:00Z", "end": "2024-01-10T00:00:00Z"}, "2022-05-12", "2024-01-10"),
    ],
)
def test_days_are_as_precise_as_they_are_stated(row, start, end):
    [person] = OfficeHolders(Stating(**row)).of_positions(["Q2"])
    [tenure] = person.tenures
    assert (person.id, person.name, tenure.role) == ("Q1", "Ann Able", "Q2")
    assert (tenure.start, tenure.end) == (start, end)


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"start": "1990-01-01T00:00:00Z", "startPrecision": "8"},
        {"start": "2022-05-12T00:00:00Z", "ended": "true"},
        {"start": "2022-05-12T00:00:00Z", "end": "2021-01-01T00:00:00Z"},
        {"start": "2022-05-12T00:00:00Z", "personLabel": "Q1"},
    ],
    ids=["no start", "some decade", "ended nobody knows when", "ends before it begins", "no name"],
)
def test_a_term_that_cannot_be_dated_or_named_is_left_out(row):
    assert OfficeHolders(Stating(**row)).of_positions(["Q2"]) == []
