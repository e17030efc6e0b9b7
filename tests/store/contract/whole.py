"""What holds of a store as a whole."""

from tests.store.contract.opened import OpenedContract


class WholeContract(OpenedContract):
    def test_a_library_in_order_has_no_notices(self, opened, store):
        assert list(store.notices()) == []
        assert list(opened.reopen().notices()) == []

    def test_closing_twice_is_fine(self, store):
        store.close()
        store.close()
