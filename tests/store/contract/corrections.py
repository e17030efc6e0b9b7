"""What a store does with the reader's corrections."""

import pytest

from postil.errors import NotFound, StaleRevision
from postil.models import (
    PersonCorrection,
    TextCorrection,
    Verdict,
)
from tests.store import make
from tests.store.contract.opened import OpenedContract


class CorrectionsContract(OpenedContract):
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
