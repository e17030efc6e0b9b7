"""In which order a store lists marks."""

import pytest

from postil.models import (
    AnnotationQuery,
)
from postil.store.base import Cursor, Order
from tests.store import make
from tests.store.contract.opened import ANY, OpenedContract


class OrdersContract(OpenedContract):
    def test_marks_are_listed_newest_first_and_by_id_where_the_time_is_equal(self, opened, store):
        store.put_annotations(
            [make.mark(id, created=make.minutes(minute)) for id, minute in [("b", 1), ("c", 0), ("a", 1)]]
        )
        assert [mark.id for mark in store.annotations(ANY)] == ["b", "a", "c"]
        assert [mark.id for mark in opened.reopen().annotations(ANY)] == ["b", "a", "c"]

    def test_a_mark_whose_time_changed_is_listed_once_at_its_new_place(self, store):
        store.put_annotations([make.mark("a"), make.mark("b", created=make.minutes(1))])
        store.put_annotations([make.mark("a", created=make.minutes(2), revision=2)])
        assert [mark.id for mark in store.annotations(ANY)] == ["a", "b"]

    @pytest.mark.parametrize(
        ("order", "expected"),
        [
            (Order.NEWEST, ["c", "b", "a"]),
            (Order.OLDEST, ["a", "b", "c"]),
            (Order.LAST_CHANGED, ["a", "c", "b"]),
            (Order.FIRST_CHANGED, ["b", "c", "a"]),
        ],
    )
    def test_marks_are_listed_in_the_order_that_is_asked_for(self, opened, store, order, expected):
        changed = {"a": 9, "b": 5, "c": 7}
        for minute, id in enumerate("abc"):
            updated = make.minutes(changed[id])
            store.put_annotations([make.mark(id, created=make.minutes(minute), updated=updated)])
        for each in (store, opened.reopen()):
            found = each.annotations(ANY, order=order)
            assert [mark.id for mark in found] == expected
            time = found[0].updated if order.by_change else found[0].created
            for after in (Cursor(time, found[0].id), Cursor.past(time, order)):
                assert [m.id for m in each.annotations(ANY, order=order, after=after)] == expected[1:]
            assert [m.id for m in each.annotations(ANY, order=order, skip=1, limit=1)] == expected[1:2]

    @pytest.mark.parametrize("order", Order)
    def test_a_stretch_of_time_holds_in_every_order(self, store, order):
        for minute in range(5):
            when = make.minutes(minute)
            store.put_annotations([make.mark(str(minute), created=when, updated=make.minutes(-minute))])
        query = AnnotationQuery(since=make.minutes(1), until=make.minutes(4))
        found = [mark.id for mark in store.annotations(query, order=order)]
        assert found == sorted("123", reverse=order in (Order.NEWEST, Order.FIRST_CHANGED))

    def test_a_changed_mark_is_listed_once_by_its_change(self, opened, store):
        store.put_annotations([make.mark("a"), make.mark("b", updated=make.minutes(1))])
        store.put_annotations([make.mark("a", updated=make.minutes(2), revision=2)])
        for each in (store, opened.reopen()):
            assert [mark.id for mark in each.annotations(ANY, order=Order.FIRST_CHANGED)] == ["b", "a"]

    def test_the_order_of_changes_holds_before_and_after_it_is_first_asked_for(self, store):
        def listed():
            return [mark.id for mark in store.annotations(ANY, order=Order.LAST_CHANGED)]

        store.put_annotations([make.mark("a"), make.mark("b", updated=make.minutes(1))])
        store.put_annotations([make.mark("a", updated=make.minutes(2), revision=2)])
        assert listed() == ["a", "b"]
        store.put_annotations([make.mark("c", updated=make.minutes(3))])
        store.put_annotations([make.mark("b", updated=make.minutes(4), revision=2)])
        assert listed() == ["b", "c", "a"]

    def test_a_walk_in_pages_meets_every_mark_once(self, store):
        many = [make.mark(f"m{n:04}", created=make.minutes(n // 3)) for n in range(700)]
        store.put_annotations(many)
        met, cursor = [], None
        while found := store.annotations(ANY, after=cursor, limit=97):
            met += [mark.id for mark in found]
            cursor = Cursor(found[-1].created, found[-1].id)
        assert met == [mark.id for mark in reversed(many)]
        assert [mark.id for mark in store.annotations(ANY)] == met

    def test_a_cursor_need_not_name_a_mark_that_is_still_there(self, store):
        store.put_annotations([make.mark("a"), make.mark("c")])
        assert [mark.id for mark in store.annotations(ANY, after=Cursor(make.NOON, "b"))] == ["a"]
