"""What a store does with keys, sessions and preferences."""

import pytest

from postil.errors import Conflict, NotFound
from tests.store import make
from tests.store.contract.opened import OpenedContract


class AccessContract(OpenedContract):
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
