"""Terms stated in a file and terms of our own, joined into one list for the pack."""

import importlib
import itertools
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[3] / "scripts"


@pytest.fixture(scope="module")
def scripts() -> Iterator[None]:
    sys.path.insert(0, str(SCRIPTS))
    yield
    sys.path.remove(str(SCRIPTS))
    for name in ("people_terms", "people_successions", "people_persons"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def people_terms(scripts):
    return importlib.import_module("people_terms")


@pytest.fixture(scope="module")
def people_successions(scripts):
    return importlib.import_module("people_successions")


@pytest.fixture(scope="module")
def people_persons(scripts):
    return importlib.import_module("people_persons")


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


def test_nobody_is_foreign_minister_beside_ours(people_terms, term):
    stated = [replace(term("Cat", "2018-06-01", "2019-06-01"), role="foreign minister")]
    own = [replace(term("Ann", "2018-01-01", "2020-01-01"), role="foreign minister")]
    assert [term.person for term in people_terms.joined(stated, own)] == ["Ann"]


def test_who_is_stated_beside_ours_is_shown_in_the_position_stated(people_terms, term):
    stated = [replace(term("Cat", "2018-06-01", "2019-06-01"), position="Treasurer")]
    own = [term("Ann", "2018-01-01", "2020-01-01")]
    joined = people_terms.joined(stated, own)
    assert [term.office for term in joined if term.person == "Cat"] == ["Treasurer (in Ruritania)"]


def test_posts_for_several_keep_them_all(people_terms, term):
    stated = [term("Ann", "2001-01-01", "2009-01-01", single=False)]
    own = [term("Bob", "1999-01-01", "2010-01-01", single=False)]
    assert spans(people_terms.joined(stated, own)) == [
        ("Ann", "2001-01-01", "2009-01-01"),
        ("Bob", "1999-01-01", "2010-01-01"),
    ]


def test_who_is_stated_where_we_know_of_a_vacancy_stood_in(people_terms, term):
    stated = [term("Cat", "2020-01-02", "2020-05-30")]
    own = [
        term("Ann", "2018-01-01", "2020-01-01"),
        term("", "2020-01-01", "2020-06-01"),
        term("Bob", "2020-06-01", known="2025-12-31"),
    ]
    joined = people_terms.joined(stated, own)
    assert {person for person, _, _ in spans(joined)} == {"Ann", "Bob"}
    assert [(term.person, term.office) for term in joined if not term.role] == [
        ("Cat", "Acting Minister of Ruritania")
    ]


def test_every_table_speaks_of_known_places_and_roles(people_terms, people_successions):
    posts = people_terms.Posts()
    terms = people_successions.own_terms()
    assert {term.role for term in terms} <= set(posts.roles)
    assert {term.place for term in terms} <= set(posts.places)
    assert {role for _, role in posts.offices} <= set(posts.roles)
    assert {place for place, _ in posts.offices} <= set(posts.places)


def test_nobody_in_the_table_of_persons_is_without_a_term(people_terms, people_successions):
    holders = {term.person for term in people_successions.own_terms()}
    assert [row["person"] for row in people_terms.table("persons.csv") if row["person"] not in holders] == []


def test_no_own_post_for_one_has_two_holders(people_terms, people_successions):
    posts = people_terms.Posts()
    by_post = {}
    for term in people_successions.own_terms():
        if posts.roles[term.role]["single"] == "yes":
            by_post.setdefault((term.place, term.role), []).append(term)
    overlaps = [
        (before, after)
        for terms in by_post.values()
        for before, after in itertools.pairwise(terms)
        if (before.end or before.known) > after.start
    ]
    assert overlaps == []


def successions_of(people_successions, folder, text):
    (folder / "a.txt").write_text(text, encoding="utf-8")
    return [(term.person, term.start, term.end, term.known) for term in people_successions.own_terms(folder)]


def test_a_succession_gives_each_the_days_until_the_next(people_successions, tmp_path):
    text = """
    Ruritania / president
    2001-01-01 Ann Able
    2004-01-01 vacant
    2004-02-01 Bob Baker # elected
    2008 -
    2010-05-01 Cat Cole #2
    2025-12-31 ?
    """
    assert successions_of(people_successions, tmp_path, text) == [
        ("Ann Able", "2001-01-01", "2004-01-01", ""),
        ("", "2004-01-01", "2004-02-01", ""),
        ("Bob Baker", "2004-02-01", "2008", ""),
        ("Cat Cole #2", "2010-05-01", "", "2025-12-31"),
    ]


def test_terms_beside_each_other_have_ends_of_their_own(people_successions, tmp_path):
    text = "Ruritania / senator\n1999-01-03..2011-01-03 Ann Able\n2005-01-03..?2025-12-31 Bob Baker\n"
    assert successions_of(people_successions, tmp_path, text) == [
        ("Ann Able", "1999-01-03", "2011-01-03", ""),
        ("Bob Baker", "2005-01-03", "", "2025-12-31"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Ruritania / president\n2001-01-01 Ann Able", "has no end"),
        ("Ruritania / president\n2001-01-01..2000-01-01 Ann Able", "ends before it begins"),
        ("Ruritania / president\nAnn Able 2001", "is not 'DAY NAME'"),
        ("Ruritania\n2001-01-01 -", "expected a line 'PLACE / ROLE'"),
    ],
)
def test_a_succession_that_is_unclear_is_refused_with_its_place(people_successions, tmp_path, text, says):
    with pytest.raises(ValueError, match=f"a.txt, Ruritania.*{says}"):
        successions_of(people_successions, tmp_path, text)


@pytest.mark.parametrize(
    ("stated", "place", "name"),
    [
        ("Nam-ki Hong", "South Korea", "Hong Nam-ki"),
        ("Lee Hae-chan", "South Korea", "Lee Hae-chan"),
        ("Kim Yong-nam", "North Korea", "Kim Yong Nam"),
        ("Yōhei Kōno", "Japan", "Yohei Kono"),
        ("Felipe VI of Spain", "Spain", "Felipe VI"),
        ("Jean Kim", "France", "Jean Kim"),
    ],
)
def test_a_stated_name_is_spelled_as_papers_print_it(people_persons, stated, place, name):
    assert people_persons.press_name(stated, place) == name


def test_who_is_stated_for_the_very_term_of_ours_is_the_same_person(
    people_terms, people_successions, people_persons
):
    post = {"place": "Ruritania", "role": "minister"}
    ours = [
        people_successions.OwnTerm(**post, person="Ann Able", start="2001-01-01", end="2004-01-01", known="")
    ]

    def stated(name, start, end):
        term = people_terms.Term(
            **post, office="Minister", rank=25, single=True, person="Q1", start=start, end=end, known=""
        )
        return [(term, "Q1", name)]

    same = people_persons._id_by_term
    assert same("Ann Able", ours, stated("Annie Able", "2001-01-09", "2003-12-20")) == "Q1"
    assert same("Ann Able", ours, stated("Bob Baker", "2001-01-01", "2004-01-01")) == ""
    assert same("Ann Able", ours, stated("Annie Able", "2001-01-09", "2009-12-20")) == ""
