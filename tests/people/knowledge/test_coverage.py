"""Which days have no known holder: what is wanted, what is missing, and what must not be missing again."""

import importlib
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[3] / "scripts"


@pytest.fixture(scope="module")
def people_coverage() -> Iterator[object]:
    sys.path.insert(0, str(SCRIPTS))
    yield importlib.import_module("people_coverage")
    sys.path.remove(str(SCRIPTS))
    for name in ("people_coverage", "people_terms", "people_successions"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def found(people_coverage):
    return people_coverage.coverage()


def days(people_coverage, first, last):
    return people_coverage.Days(date.fromisoformat(first), date.fromisoformat(last))


def test_the_days_between_terms_are_gaps(people_coverage):
    wanted = days(people_coverage, "2000-01-01", "2000-12-31")
    held = [
        days(people_coverage, "2000-05-01", "2000-08-31"),
        days(people_coverage, "1999-03-01", "2000-02-29"),
    ]
    assert people_coverage.gaps_in(wanted, held) == (
        days(people_coverage, "2000-03-01", "2000-04-30"),
        days(people_coverage, "2000-09-01", "2000-12-31"),
    )


def test_terms_that_overlap_or_reach_beyond_leave_no_gap(people_coverage):
    wanted = days(people_coverage, "2000-01-01", "2000-12-31")
    held = [
        days(people_coverage, "1990-01-01", "2000-06-30"),
        days(people_coverage, "2000-03-01", "2000-04-01"),
        days(people_coverage, "2000-07-01", "2011-01-01"),
    ]
    assert people_coverage.gaps_in(wanted, held) == ()


def test_a_post_nobody_held_is_one_gap(people_coverage):
    wanted = days(people_coverage, "2000-01-01", "2000-12-31")
    assert people_coverage.gaps_in(wanted, []) == (wanted,)


def test_what_is_wanted_are_places_and_roles_that_there_are(people_coverage):
    posts = importlib.import_module("people_terms").Posts()
    wanted = list(people_coverage.wanted_until(date(2025, 12, 31)))
    assert {post.place for post in wanted} <= set(posts.places)
    assert {role for post in wanted for role in post.roles} <= set(posts.roles)
    assert all(post.days.first < post.days.last for post in wanted)


@pytest.mark.parametrize(
    "group",
    [
        "foreign minister",
        "Supreme Court of the United States",
        "cabinet of the United Kingdom",
        "cabinet of Germany",
        "heads of world bodies",
        "monarchs and popes",
    ],
)
def test_nothing_is_missing_where_nothing_was(found, group):
    posts = [post for post in found if post.wanted.group == group]
    assert posts
    assert [post for post in posts if post.gaps] == []


def test_every_state_of_the_union_has_had_a_governor_but_for_days(found):
    governors = [post for post in found if post.wanted.group == "governors of the United States"]
    assert len(governors) == 50
    assert sum(post.missing for post in governors) < 10


def test_the_summary_counts_posts_and_days_by_group(people_coverage):
    wanted = people_coverage.Wanted(
        group="posts",
        place="Ruritania",
        roles=("mayor",),
        days=days(people_coverage, "2000-01-01", "2000-01-10"),
    )
    half = days(people_coverage, "2000-01-01", "2000-01-05")
    [line] = people_coverage.summary(
        [people_coverage.Coverage(wanted, ()), people_coverage.Coverage(wanted, (half,))]
    )
    assert " ".join(line.split()) == "posts 2 posts, 1 without a gap, 75.0 % of days known"
