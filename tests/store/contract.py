"""What every store is held to: a test class to inherit, given how to open the store.

A subclass overrides the fixture ``open_one`` with a function that opens the same library each time
it is called.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, replace

import pytest

from postil.errors import Conflict, NotFound, StaleRevision
from postil.models import (
    AnchorState,
    AnnotationQuery,
    Colour,
    FormerPlace,
    PersonCorrection,
    Selector,
    Tally,
    TextCorrection,
    Verdict,
)
from postil.store.base import Cursor, Order, Store
from tests.store import make

ANY = AnnotationQuery()


class Opened:
    """One library: ``store`` as it is open now."""

    def __init__(self, open_one: Callable[[], Store]) -> None:
        self._open = open_one
        self.store = open_one()

    def reopen(self) -> Store:
        self.store.close()
        self.store = self._open()
        return self.store


class StoreContract:
    @pytest.fixture
    def open_one(self) -> Callable[[], Store]:
        raise NotImplementedError

    @pytest.fixture
    def opened(self, open_one: Callable[[], Store]) -> Iterator[Opened]:
        opened = Opened(open_one)
        yield opened
        opened.store.close()

    @pytest.fixture
    def store(self, opened: Opened) -> Store:
        """A store that holds one page, ``make.page()``."""
        opened.store.put_page(make.page(), {"v1": make.body()})
        return opened.store

    # Pages

    def test_a_page_comes_back_as_it_was_put_before_and_after_reopening(self, opened, store):
        assert store.page("page") == make.page()
        assert opened.reopen().page("page") == make.page()

    def test_how_a_version_came_to_be_and_what_was_seen_of_the_page_come_back(self, opened, store):
        versions = (make.version(), make.version("v2", corrected=True))
        page = make.page(versions=versions, seen="v2", revision=2)
        store.put_page(page, {"v2": make.body("New.")})
        assert store.page("page") == opened.reopen().page("page") == page

    def test_an_unknown_page_is_not_found(self, store):
        with pytest.raises(NotFound, match="no page with id 'nope'"):
            store.page("nope")

    def test_a_page_that_was_never_captured_is_kept_with_marks_about_no_passage(self, opened, store):
        page = make.page("unread", versions=())
        note = make.mark("note", page_id="unread", version_id=None, selector=None, span=None)
        reply = make.mark("reply", page_id="unread", selector=None, span=None, replies_to=("note",))
        store.put_page(page, {}, [note, reply])
        for each in (store, opened.reopen()):
            assert each.page("unread") == page
            assert (each.annotation("note"), each.annotation("reply")) == (note, reply)
        opened.store.delete_page("unread")
        assert opened.store.annotations(AnnotationQuery(page_id="unread")) == []

    def test_a_page_is_found_under_each_of_its_addresses(self, opened, store):
        two = make.page("two", key="k", addresses=("k", "amp/k"))
        store.put_page(two, {"v1": make.body()})
        assert store.page_at("amp/k") == store.page_at("k") == two
        assert opened.reopen().page_at("amp/k") == two

    def test_a_page_is_found_by_the_text_of_its_newest_version(self, opened, store):
        old = replace(make.version("old"), digest="0d" * 32)
        new = replace(make.version("new"), digest="e9" * 32)
        older = make.page("two", key="k", addresses=("k",), versions=(old,))
        store.put_page(older, {"old": make.body()})
        both = make.page("two", key="k", addresses=("k",), versions=(old, new), revision=2)
        store.put_page(both, {"new": make.body()})
        for each in (store, opened.reopen()):
            assert each.page_with_text(new.digest) == both
            assert each.page_with_text(old.digest) is None
        opened.store.delete_page("two")
        assert opened.store.page_with_text(new.digest) is None

    def test_no_page_at_an_unknown_address_is_none(self, store):
        assert store.page_at("https://elsewhere.example/") is None

    def test_an_address_that_a_page_gave_up_leads_nowhere(self, store):
        both = make.page(addresses=(make.page().key, "old"), revision=2)
        store.put_page(both)
        store.put_page(make.page(revision=3))
        assert store.page_at("old") is None

    def test_an_address_of_another_page_is_refused_and_nothing_is_written(self, store):
        with pytest.raises(Conflict, match=make.page().key):
            store.put_page(make.page("two", key=make.page().key), {"v1": make.body()})
        assert [page.id for page in store.pages()] == ["page"]

    def test_a_body_comes_back_with_text_and_markup(self, opened, store):
        assert store.body("page", "v1") == make.body()
        assert opened.reopen().body("page", "v1") == make.body()

    def test_text_that_no_encoding_likes_comes_back(self, opened, store):
        odd = make.body("half a pair \ud83d, a zero \0, 北京 🗞", html="")
        store.put_page(make.page("odd"), {"v1": odd})
        assert opened.reopen().body("odd", "v1") == odd

    def test_a_page_with_a_version_that_has_no_body_is_refused_and_nothing_is_written(self, store):
        with pytest.raises(NotFound, match="v2"):
            store.put_page(make.page(versions=(make.version(), make.version("v2")), revision=2))
        assert store.page("page") == make.page()

    def test_a_new_version_keeps_the_old_body(self, opened, store):
        store.put_page(
            make.page(versions=(make.version(), make.version("v2")), revision=2), {"v2": make.body("New.")}
        )
        assert opened.reopen().body("page", "v1") == make.body()
        assert opened.store.body("page", "v2") == make.body("New.")

    def test_the_body_of_a_stored_version_is_never_replaced(self, store):
        store.put_page(make.page(revision=2), {"v1": make.body("Other words.")})
        assert store.body("page", "v1") == make.body()

    @pytest.mark.parametrize(("page_id", "version_id"), [("page", "v9"), ("nope", "v1")])
    def test_an_unknown_body_is_not_found(self, store, page_id, version_id):
        with pytest.raises(NotFound):
            store.body(page_id, version_id)

    @pytest.mark.parametrize("id", ["../../etc/passwd", "a/b", "con", "x" * 400, "", "\ud800"])
    def test_ids_of_any_kind_are_only_names(self, opened, store, id):
        page = make.page(id, versions=(make.version(id),))
        store.put_page(page, {id: make.body()})
        assert opened.reopen().page(id) == page
        assert opened.store.body(id, id) == make.body()

    def test_pages_are_listed_newest_first_and_by_id_where_the_time_is_equal(self, opened, store):
        for id, minute in [("b", 5), ("a", 5), ("late", 9), ("early", -5)]:
            store.put_page(make.page(id, created=make.minutes(minute)), {"v1": make.body()})
        expected = ["late", "b", "a", "page", "early"]
        assert [page.id for page in store.pages()] == expected
        assert [page.id for page in opened.reopen().pages()] == expected

    def test_pages_go_on_after_a_cursor(self, store):
        for minute in range(1, 6):
            store.put_page(make.page(f"p{minute}", created=make.minutes(minute)), {"v1": make.body()})
        first = store.pages(limit=2)
        rest = store.pages(after=Cursor(first[-1].created, first[-1].id), limit=3)
        assert [page.id for page in [*first, *rest]] == ["p5", "p4", "p3", "p2", "p1"]

    @pytest.mark.parametrize("revision", [1, 3])
    def test_a_page_at_another_than_the_next_revision_is_stale(self, store, revision):
        with pytest.raises(StaleRevision) as refusal:
            store.put_page(make.page(title="Changed", revision=revision))
        assert (refusal.value.current, refusal.value.expected) == (1, revision - 1)
        assert store.page("page") == make.page()

    def test_a_new_record_may_come_with_any_revision(self, store):
        store.put_page(make.page("restored", revision=7), {"v1": make.body()})
        store.put_annotations([make.mark(revision=5)])
        assert store.page("restored").revision == 7
        assert store.annotation("mark").revision == 5

    def test_a_page_and_its_moved_marks_are_kept_in_one_step(self, store):
        store.put_annotations([make.mark()])
        moved = make.mark(state=AnchorState.MOVED, revision=2)
        store.put_page(make.page(revision=2), {}, [moved])
        assert store.annotation("mark") == moved
        assert store.page("page").revision == 2

    def test_a_stale_mark_stops_the_page_that_it_came_with(self, opened, store):
        store.put_annotations([make.mark()])
        with pytest.raises(StaleRevision):
            store.put_page(make.page(revision=2), {}, [make.mark("new"), make.mark(revision=4)])
        for each in (store, opened.reopen()):
            assert each.page("page").revision == 1
            assert each.annotations(ANY) == [make.mark()]

    def test_a_new_page_can_come_with_its_first_marks(self, store):
        store.put_page(make.page("two"), {"v1": make.body()}, [make.mark(page_id="two")])
        assert store.annotation("mark").page_id == "two"

    def test_a_deleted_page_takes_its_marks_tombstones_bodies_and_addresses_along(self, opened, store):
        store.put_page(make.page("other"), {"v1": make.body()})
        gone = make.mark("gone", deleted=make.NOON, request_key="k")
        store.put_annotations([make.mark(), gone, make.mark("stays", page_id="other")])
        store.delete_page("page")
        for each in (store, opened.reopen()):
            assert [mark.id for mark in each.annotations(AnnotationQuery(deleted=None))] == ["stays"]
            assert each.annotation_for_request("k") is None
            assert each.page_at(make.page().key) is None
            assert [page.id for page in each.pages()] == ["other"]
            with pytest.raises(NotFound):
                each.body("page", "v1")

    def test_a_deleted_page_can_come_back_under_its_id(self, opened, store):
        store.delete_page("page")
        store.put_page(make.page(), {"v1": make.body("Again.")})
        assert opened.reopen().body("page", "v1") == make.body("Again.")

    def test_an_unknown_page_can_not_be_deleted(self, store):
        with pytest.raises(NotFound):
            store.delete_page("nope")

    # Annotations

    def test_a_mark_comes_back_as_it_was_put_before_and_after_reopening(self, opened, store):
        full = make.mark(
            colour=Colour.PINK,
            note="Check against last year.\n",
            tags=("transport", "sunday"),
            people=("p1", "p2"),
            said_by="p1",
            deleted=make.minutes(3),
            revision=4,
            request_key="key",
            request_digest="digest",
            former=(FormerPlace(selector=Selector(exact="the ferry", prefix="on "), version_id="v0"),),
            link="https://paper.example/page#:~:text=The%20ferry",
            extra={"foreign": {"deep": [1, None, "x", {"y": 0.5}]}},
        )
        store.put_annotations([full])
        assert store.annotation("mark") == full
        assert opened.reopen().annotation("mark") == full

    def test_a_lost_mark_without_hints_comes_back(self, opened, store):
        lost = make.mark(span=None, state=AnchorState.LOST, selector=Selector(exact="gone"), said_by="")
        store.put_annotations([lost])
        assert opened.reopen().annotation("mark") == lost

    def test_an_unknown_mark_is_not_found(self, store):
        with pytest.raises(NotFound):
            store.annotation("nope")

    def test_marks_on_an_unknown_page_are_refused_together(self, store):
        with pytest.raises(NotFound, match="no page with id 'nope'"):
            store.put_annotations([make.mark(), make.mark("two", page_id="nope")])
        assert store.annotations(ANY) == []

    @pytest.mark.parametrize("revision", [1, 2, 4])
    def test_of_marks_with_one_stale_none_is_written(self, opened, store, revision):
        store.put_annotations([make.mark(revision=2)])
        with pytest.raises(StaleRevision):
            store.put_annotations([make.mark("new"), make.mark(note="x", revision=revision)])
        for each in (store, opened.reopen()):
            assert each.annotations(ANY) == [make.mark(revision=2)]

    def test_a_mark_put_twice_in_one_call_follows_on_itself(self, store):
        store.put_annotations([make.mark(), make.mark(note="second", revision=2)])
        assert store.annotation("mark").note == "second"

    def test_putting_no_marks_is_fine(self, store):
        store.put_annotations([])
        assert store.annotations(ANY) == []

    def test_a_mark_is_found_by_its_request_key(self, opened, store):
        made = make.mark(request_key="key", request_digest="d")
        store.put_annotations([make.mark("other"), made])
        assert store.annotation_for_request("key") == made
        assert opened.reopen().annotation_for_request("key") == made
        assert opened.store.annotation_for_request("other") is None

    def test_a_request_key_makes_one_mark_only(self, store):
        store.put_annotations([make.mark(request_key="key")])
        with pytest.raises(Conflict, match="'key'"):
            store.put_annotations([make.mark("two", request_key="key")])
        with pytest.raises(Conflict, match="'twin'"):
            store.put_annotations(
                [make.mark("two", request_key="twin"), make.mark("three", request_key="twin")]
            )
        assert [mark.id for mark in store.annotations(ANY)] == ["mark"]

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

    def test_what_came_out_can_not_change_what_is_inside(self, store):
        given = {"tags": ["a"]}
        store.put_annotations([make.mark(extra=given)])
        given["tags"].append("b")
        store.annotation("mark").extra["tags"] = "overwritten"
        assert store.annotation("mark").extra == {"tags": ["a"]}
        with pytest.raises(FrozenInstanceError):
            store.annotation("mark").note = "x"

    def test_marks_written_by_many_threads_are_all_kept(self, opened, store):
        def write(thread: int) -> None:
            for number in range(50):
                store.put_annotations([make.mark(f"{thread}-{number}")])

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(write, range(8)))
        expected = {f"{thread}-{number}" for thread in range(8) for number in range(50)}
        assert {mark.id for mark in store.annotations(ANY)} == expected
        assert {mark.id for mark in opened.reopen().annotations(ANY)} == expected

    def test_of_many_threads_that_change_one_mark_each_revision_is_won_once(self, store):
        store.put_annotations([make.mark()])

        def change(thread: int) -> int:
            won = 0
            for _ in range(25):
                current = store.annotation("mark")
                try:
                    store.put_annotations([replace(current, revision=current.revision + 1)])
                except StaleRevision:
                    continue
                won += 1
            return won

        with ThreadPoolExecutor(8) as threads:
            won = sum(threads.map(change, range(8)))
        assert store.annotation("mark").revision == 1 + won

    def test_lists_stay_whole_while_others_write(self, store):
        store.put_annotations([make.mark(f"old-{n:03}", created=make.minutes(-n - 1)) for n in range(600)])

        def write(thread: int) -> None:
            for number in range(40):
                store.put_annotations([make.mark(f"{thread}-{number}", created=make.minutes(number))])

        with ThreadPoolExecutor(4) as threads:
            writers = [threads.submit(write, thread) for thread in range(3)]
            lists = [store.annotations(ANY) for _ in range(10)]
            for writer in writers:
                writer.result()
        for marks in lists:
            ids = [mark.id for mark in marks if mark.id.startswith("old-")]
            assert ids == [f"old-{n:03}" for n in range(600)]

    # Corrections

    def test_a_correction_comes_back_as_it_was_put_before_and_after_reopening(self, opened, store):
        said = [
            make.correction(),
            make.correction("of a block", kind=None, is_text=False, created=make.minutes(1), revision=4),
        ]
        for correction in said:
            store.put_correction(correction)
        for each in (store, opened.reopen()):
            assert [each.correction(TextCorrection, correction.id) for correction in said] == said
            assert each.corrections(TextCorrection) == said[::-1]

    def test_corrections_are_found_by_their_scope(self, opened, store):
        store.put_correction(make.correction("here"))
        store.put_correction(make.correction("there", scope="other.example"))
        for each in (store, opened.reopen()):
            assert [found.id for found in each.corrections(TextCorrection, "paper.example")] == ["here"]
            assert each.corrections(TextCorrection, "nowhere.example") == []

    def test_a_correction_that_was_taken_back_is_kept_apart(self, store):
        store.put_correction(make.correction())
        back = make.correction(deleted=make.minutes(1), revision=2)
        store.put_correction(back)
        assert store.corrections(TextCorrection, "paper.example") == []
        assert store.corrections(TextCorrection, deleted=True) == [back]
        assert store.corrections(TextCorrection, "paper.example", deleted=None) == [back]
        store.put_correction(make.correction(revision=3))
        assert store.corrections(TextCorrection) == [make.correction(revision=3)]

    def test_a_correction_at_another_than_the_next_revision_is_stale(self, store):
        store.put_correction(make.correction())
        with pytest.raises(StaleRevision):
            store.put_correction(make.correction(is_text=False))
        assert store.corrections(TextCorrection) == [make.correction()]

    def test_corrections_of_persons_and_of_text_are_kept_apart(self, opened, store):
        said = [
            make.person_correction(),
            make.person_correction(
                "nobody", verdict=Verdict.NOT_A_PERSON, was="Q2", person=None, created=make.minutes(1)
            ),
        ]
        for correction in (*said, make.correction(scope="edda lorne")):
            store.put_correction(correction)
        for each in (store, opened.reopen()):
            assert each.corrections(PersonCorrection, "edda lorne") == said[::-1]
            assert each.corrections(TextCorrection, "edda lorne") == [make.correction(scope="edda lorne")]
            with pytest.raises(NotFound):
                each.correction(TextCorrection, "who")

    def test_an_unknown_correction_is_not_found(self, store):
        with pytest.raises(NotFound, match="no correction with id 'nope'"):
            store.correction(TextCorrection, "nope")

    # Access

    def test_a_token_is_found_by_its_hash(self, opened, store):
        store.put_token(make.token(origin="moz-extension://1"))
        for each in (store, opened.reopen()):
            assert each.token_for("hash of laptop") == make.token(origin="moz-extension://1")
            assert each.token_for("hash of nobody") is None

    def test_tokens_are_listed_newest_first(self, store):
        store.put_token(make.token("first"))
        store.put_token(make.token("second", created=make.minutes(1)))
        assert [token.name for token in store.tokens()] == ["second", "first"]

    def test_a_token_name_that_is_taken_is_refused(self, store):
        store.put_token(make.token())
        with pytest.raises(Conflict, match="'laptop'"):
            store.put_token(make.token(hash="other"))
        assert store.token_for("other") is None

    def test_a_revoked_token_is_gone_for_good(self, opened, store):
        store.put_token(make.token())
        store.delete_token("laptop")
        for each in (store, opened.reopen()):
            assert each.token_for("hash of laptop") is None
            assert each.tokens() == []
        with pytest.raises(NotFound, match="'laptop'"):
            opened.store.delete_token("laptop")

    def test_a_session_lasts_over_a_restart_until_it_is_ended(self, opened, store):
        store.put_session(make.session())
        assert opened.reopen().session_for("hash") == make.session()
        opened.store.delete_session("hash")
        opened.store.delete_session("hash")
        assert opened.reopen().session_for("hash") is None

    def test_all_sessions_end_together(self, opened, store):
        store.put_session(make.session("one"))
        store.put_session(make.session("two"))
        assert store.delete_sessions() == 2
        assert opened.reopen().session_for("two") is None
        assert opened.store.delete_sessions() == 0

    # Preferences

    def test_preferences_are_kept_for_each_program(self, opened, store):
        store.put_preferences("a", {"tutorial": True, "banner": True})
        store.put_preferences("a", {"tutorial": False})
        for each in (store, opened.reopen()):
            assert (each.preferences("a"), each.preferences("b")) == ({"tutorial": False}, {})

    def test_preferences_that_were_given_out_are_not_those_that_are_kept(self, store):
        given = {"tutorial": True}
        store.put_preferences("a", given)
        given["tutorial"] = False
        store.preferences("a").clear()
        assert store.preferences("a") == {"tutorial": True}

    # Whole

    def test_a_library_in_order_has_no_notices(self, opened, store):
        assert list(store.notices()) == []
        assert list(opened.reopen().notices()) == []

    def test_closing_twice_is_fine(self, store):
        store.close()
        store.close()
