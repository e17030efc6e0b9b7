"""Terms stated in a file and terms of our own, joined into one list for the pack."""

import importlib.util
import itertools
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.fixture(scope="module")
def people_terms():
    spec = importlib.util.spec_from_file_location("people_terms", SCRIPTS / "people_terms.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["people_terms"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["people_terms"]


@pytest.fixture
def term(people_terms):
    def build(person, start, end="", known="", *, single=True, office="Minister of Ruritania"):
        return people_terms.Term(
            place="Ruritania", role="minister", office=office, rank=25, single=single, person=person,
            start=start, end=end, known=known,
        )  # fmt: skip

    return build


def spans(terms):
    return sorted((term.person, term.start, term.end) for term in terms if term.role)


def test_an_open_term_ends_when_the_next_begins(people_terms, term):
    stated = [term("Ann", "2001-01-01", known="2005-01-01"), term("Bob", "2004-03-01", "2006-01-01")]
    assert spans(people_terms.joined(stated, [])) == [
        ("Ann", "2001-01-01", "2004-03-01"),
        ("Bob", "2004-03-01", "2006-01-01"),
    ]


def test_days_of_handover_are_not_two_holders(people_terms, term):
    stated = [term("Ann", "2001-01-01", "2004-03-20"), term("Bob", "2004-03-01", "2006-01-01")]
    assert spans(people_terms.joined(stated, []))[0] == ("Ann", "2001-01-01", "2004-03-01")


def test_who_stood_in_beside_the_holder_leaves_the_role(people_terms, term):
    stated = [term("Ann", "2001-01-01", "2009-01-01"), term("Bob", "2004-03-01", "2005-03-01")]
    joined = people_terms.joined(stated, [])
    assert spans(joined) == [("Ann", "2001-01-01", "2009-01-01")]
    assert [(term.person, term.role) for term in joined if not term.role] == [("Bob", "")]


def test_terms_of_one_person_that_touch_are_one(people_terms, term):
    stated = [term("Ann", "2001-01-01", "2004-01-01"), term("Ann", "2004-01-01", "2008-01-01")]
    assert spans(people_terms.joined(stated, [])) == [("Ann", "2001-01-01", "2008-01-01")]


def test_from_their_first_day_our_terms_alone_are_believed(people_terms, term):
    stated = [
        term("Ann", "2001-01-01", known="2022-01-01"),
        term("Cat", "2020-05-01", known="2022-01-01"),
    ]
    own = [term("Bob", "2019-01-01", known="2025-12-31")]
    assert spans(people_terms.joined(stated, own)) == [
        ("Ann", "2001-01-01", "2019-01-01"),
        ("Bob", "2019-01-01", ""),
    ]


def test_a_stated_term_in_a_gap_of_ours_is_kept_within_it(people_terms, term):
    stated = [term("Cat", "2019-12-20", "2021-01-10")]
    own = [term("Ann", "2018-01-01", "2020-01-01"), term("Bob", "2021-01-01", known="2025-12-31")]
    assert ("Cat", "2020-01-01", "2021-01-01") in spans(people_terms.joined(stated, own))


def test_a_stated_term_against_ours_leaves_the_role(people_terms, term):
    stated = [term("Cat", "2018-06-01", "2019-06-01"), term("Dan", "2019-03-01", known="2022-01-01")]
    own = [term("Ann", "2018-01-01", "2020-01-01"), term("Bob", "2020-01-01", known="2025-12-31")]
    joined = people_terms.joined(stated, own)
    assert {person for person, _, _ in spans(joined)} == {"Ann", "Bob"}
    assert {term.person for term in joined if not term.role} == {"Cat", "Dan"}


def test_posts_for_several_keep_them_all(people_terms, term):
    stated = [term("Ann", "2001-01-01", "2009-01-01", single=False)]
    own = [term("Bob", "1999-01-01", "2010-01-01", single=False)]
    assert spans(people_terms.joined(stated, own)) == [
        ("Ann", "2001-01-01", "2009-01-01"),
        ("Bob", "1999-01-01", "2010-01-01"),
    ]


def test_every_table_speaks_of_known_places_roles_and_people(people_terms):
    posts = people_terms.Posts()
    persons = {row["person"] for row in people_terms.table("persons.csv")}
    terms = people_terms.table("terms.csv")
    assert {row["role"] for row in terms} <= set(posts.roles)
    assert {row["place"] for row in terms} <= set(posts.places)
    assert {row["person"] for row in terms} <= persons
    assert {role for _, role in posts.offices} <= set(posts.roles)


def test_our_own_terms_have_an_end_or_a_day_they_are_known_to(people_terms):
    rows = people_terms.table("terms.csv")
    assert [row for row in rows if bool(row["end"]) == bool(row["known"])] == []
    assert [row for row in rows if (row["end"] or row["known"]) < row["start"]] == []


def test_no_own_post_for_one_has_two_holders(people_terms):
    posts = people_terms.Posts()
    by_post = {}
    for row in people_terms.table("terms.csv"):
        if posts.roles[row["role"]]["single"] == "yes":
            by_post.setdefault((row["place"], row["role"]), []).append(row)
    overlaps = [
        (before, after)
        for rows in by_post.values()
        for before, after in itertools.pairwise(rows)
        if (before["end"] or before["known"]) > after["start"]
    ]
    assert overlaps == []
