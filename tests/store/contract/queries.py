"""Which marks a store finds, and what it counts of them."""

from collections import Counter

import pytest

from postil.models import (
    AnchorState,
    AnnotationQuery,
    Colour,
    Selector,
    Tally,
)
from postil.store.base import Cursor
from tests.store import make
from tests.store.contract.opened import ANY, OpenedContract


class QueriesContract(OpenedContract):
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            (AnnotationQuery(), ["pink", "said", "first"]),
            (AnnotationQuery(page_id="other"), ["pink"]),
            (AnnotationQuery(page_id="nope"), []),
            (AnnotationQuery(person="p1"), ["said", "first"]),
            (AnnotationQuery(person="p1", page_id="page"), ["said", "first"]),
            (AnnotationQuery(person="p1", page_id="other"), []),
            (AnnotationQuery(person="p2"), ["said"]),
            (AnnotationQuery(tag="river"), ["pink"]),
            (AnnotationQuery(tag="riv"), []),
            (AnnotationQuery(colour=Colour.PINK), ["pink"]),
            (AnnotationQuery(colour=Colour.YELLOW), ["said", "first"]),
            (AnnotationQuery(state=AnchorState.LOST), ["said"]),
            (AnnotationQuery(state=AnchorState.ANCHORED), ["pink", "first"]),
            (AnnotationQuery(text="THE FERRY"), ["pink", "first"]),
            (AnnotationQuery(text="straße"), ["first"]),
            (AnnotationQuery(text="RIVER"), ["pink"]),
            (AnnotationQuery(since=make.minutes(1)), ["pink", "said"]),
            (AnnotationQuery(until=make.minutes(1)), ["first"]),
            (AnnotationQuery(since=make.minutes(1), until=make.minutes(2)), ["said"]),
            (AnnotationQuery(since=make.minutes(3)), []),
            (AnnotationQuery(deleted=True), ["put away"]),
            (AnnotationQuery(deleted=None), ["put away", "pink", "said", "first"]),
            (AnnotationQuery(person="p1", colour=Colour.YELLOW, since=make.minutes(1)), ["said"]),
        ],
    )
    def test_a_query_finds_what_holds_in_every_field(self, opened, store, query, found):
        store.put_page(make.page("other"), {"v1": make.body()})
        store.put_annotations(
            [
                make.mark("first", note="Die STRASSE", people=("p1",)),
                make.mark(
                    "said",
                    people=("p1", "p2", "p1"),
                    span=None,
                    state=AnchorState.LOST,
                    selector=Selector(exact="words"),
                    created=make.minutes(1),
                ),
                make.mark(
                    "pink",
                    page_id="other",
                    colour=Colour.PINK,
                    tags=("boats", "river"),
                    created=make.minutes(2),
                ),
                make.mark("put away", deleted=make.NOON, created=make.minutes(3)),
            ]
        )
        assert [mark.id for mark in store.annotations(query)] == found
        assert store.count_annotations(query) == len(found)
        assert [mark.id for mark in opened.reopen().annotations(query)] == found

    def test_what_marks_have_in_common_is_counted_for_those_that_a_query_finds(self, opened, store):
        gone = {"deleted": make.NOON, "tags": ("ferry",)}
        lost = {"span": None, "state": AnchorState.LOST, "colour": Colour.PINK}
        store.put_annotations(
            [
                make.mark("plain"),
                make.mark("both", people=("p1", "p2"), tags=("ferry", "town")),
                make.mark("lost", people=("p2",), tags=("ferry",), **lost),
                make.mark("gone", people=("p1",), **gone),
            ]
        )
        for each in (store, opened.reopen()):
            assert each.tally_annotations(ANY) == Tally(
                marks=3,
                people=Counter(p1=1, p2=2),
                colours=Counter({Colour.YELLOW: 2, Colour.PINK: 1}),
                states=Counter({AnchorState.ANCHORED: 2, AnchorState.LOST: 1}),
                tags=Counter(ferry=2, town=1),
            )
            assert each.tally_annotations(AnnotationQuery(tag="town")).people == Counter(p1=1, p2=1)
            assert each.tally_annotations(AnnotationQuery(deleted=True)).tags == Counter(ferry=1)
            assert each.tally_annotations(AnnotationQuery(page_id="other")) == Tally()

    def test_a_mark_about_two_of_those_asked_for_counts_once(self, store):
        store.put_annotations([make.mark("both", people=("p1", "p2")), make.mark("one", people=("p2",))])
        store.put_annotations([make.mark("none"), make.mark("third", people=("p3",))])
        found = store.tally_annotations(ANY, about=("p1", "p2"))
        assert (found.marks, found.people) == (2, Counter(p1=1, p2=2))
        assert store.tally_annotations(ANY, about=("unknown",)) == Tally()

    def test_until_and_a_cursor_hold_together(self, store):
        store.put_annotations([make.mark(str(n), created=make.minutes(n)) for n in range(6)])
        query = AnnotationQuery(until=make.minutes(4))
        assert [m.id for m in store.annotations(query, after=Cursor(make.minutes(5), "5"))] == list("3210")
        assert [m.id for m in store.annotations(query, after=Cursor(make.minutes(2), "2"))] == list("10")

    def test_a_mark_that_lost_a_person_is_no_longer_found_by_them(self, store):
        store.put_annotations([make.mark(people=("p1", "p2"))])
        store.put_annotations([make.mark(people=("p2",), revision=2)])
        assert store.annotations(AnnotationQuery(person="p1")) == []
        assert len(store.annotations(AnnotationQuery(person="p2"))) == 1
