"""What a store does with marks."""

from dataclasses import FrozenInstanceError

import pytest

from postil.errors import Conflict, NotFound, StaleRevision
from postil.models import (
    AnchorState,
    Colour,
    FormerPlace,
    Selector,
)
from tests.store import make
from tests.store.contract.opened import ANY, OpenedContract


class AnnotationsContract(OpenedContract):
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

    def test_what_came_out_can_not_change_what_is_inside(self, store):
        given = {"tags": ["a"]}
        store.put_annotations([make.mark(extra=given)])
        given["tags"].append("b")
        store.annotation("mark").extra["tags"] = "overwritten"
        assert store.annotation("mark").extra == {"tags": ["a"]}
        with pytest.raises(FrozenInstanceError):
            store.annotation("mark").note = "x"
