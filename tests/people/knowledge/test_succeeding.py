"""What Wikidata states of a post later, taken into the terms that are known."""

from datetime import date

import pytest

from postil.models import Tenure
from postil.people.knowledge.terms import brought_up_to_date

TODAY = date(2026, 11, 25)


def tenure(holder, start, end=None, known=None):
    return Tenure(office="", of="", holder=holder, start=start, end=end, known=known)


ANN_TO_2020 = tenure("Ann", "2016-01-01", "2020-01-01")
BOB_KNOWN_TO_2025 = tenure("Bob", "2020-01-01", known=date(2025, 12, 31))


def stated(holder, start, end=None):
    return tenure(holder, start, end, known=None if end else date.fromisoformat(start))


def after(*listed, have=(ANN_TO_2020, BOB_KNOWN_TO_2025), single=True):
    return [
        (tenure.holder, tenure.start, tenure.end, tenure.end or str(tenure.known))
        for tenure in brought_up_to_date(have, listed, TODAY, single=single)
    ]


KEPT = ("Ann", "2016-01-01", "2020-01-01", "2020-01-01")


def test_who_is_still_stated_to_hold_the_post_is_vouched_for_today():
    assert after(stated("Bob", "2020-01-03")) == [KEPT, ("Bob", "2020-01-01", None, "2026-11-25")]


def test_an_open_term_gets_the_end_that_is_stated_now_and_its_successor():
    assert after(stated("Bob", "2020-01-01", "2026-05-01"), stated("Cat", "2026-05-01")) == [
        KEPT,
        ("Bob", "2020-01-01", "2026-05-01", "2026-05-01"),
        ("Cat", "2026-05-01", None, "2026-11-25"),
    ]


def test_a_successor_without_a_stated_end_before_leaves_the_day_until_which_we_vouched():
    assert after(stated("Cat", "2026-05-01"))[1:] == [
        ("Bob", "2020-01-01", None, "2025-12-31"),
        ("Cat", "2026-05-01", None, "2026-11-25"),
    ]


def test_a_successor_of_the_last_weeks_that_we_vouched_for_ends_the_term():
    assert after(stated("Cat", "2025-12-20"))[1] == ("Bob", "2020-01-01", "2025-12-20", "2025-12-20")


@pytest.mark.parametrize(
    "contradiction",
    [stated("Dan", "2017-01-01", "2018-01-01"), stated("Dan", "2019-01-01"), stated("Ann", "2016-01-01")],
    ids=["another within a term", "another who never left", "the same without an end"],
)
def test_what_contradicts_known_terms_is_not_believed(contradiction):
    assert after(contradiction) == [KEPT, ("Bob", "2020-01-01", None, "2025-12-31")]


def test_who_stood_in_between_two_holders_is_not_taken_for_one():
    gap = (ANN_TO_2020, tenure("Bob", "2020-06-01", known=date.fromisoformat("2025-12-31")))
    assert [person for person, *_ in after(stated("Cat", "2020-01-01", "2020-06-01"), have=gap)] == [
        "Ann", "Bob",
    ]  # fmt: skip


def test_holders_after_the_last_known_one_follow_each_other():
    assert after(stated("Cat", "2020-01-01", "2023-01-01"), stated("Dan", "2023-01-01"), have=(ANN_TO_2020,))[
        1:
    ] == [
        ("Cat", "2020-01-01", "2023-01-01", "2023-01-01"),
        ("Dan", "2023-01-01", None, "2026-11-25"),
    ]


def test_an_old_term_whose_end_nobody_wrote_down_is_not_vouched_for():
    assert after(stated("Cat", "2012-01-01"), have=()) == [("Cat", "2012-01-01", None, "2012-01-01")]


def test_posts_for_several_take_everybody_in():
    assert after(stated("Cat", "2024-01-01"), single=False)[-1] == ("Cat", "2024-01-01", None, "2026-11-25")
