"""What a store does with pages."""

from dataclasses import replace

import pytest

from postil.errors import Conflict, NotFound, StaleRevision
from postil.models import (
    AnchorState,
    AnnotationQuery,
)
from postil.store.base import Cursor
from tests.store import make
from tests.store.contract.opened import ANY, OpenedContract


class PagesContract(OpenedContract):
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
