import gc

import pytest

from postil.store import opening
from postil.store.tiny import open_store
from tests.store.contract.every_store import StoreContract


class TestTinyStore(StoreContract):
    @pytest.fixture
    def open_one(self, folder):
        return lambda: open_store(folder)


@pytest.mark.parametrize("collects", [True, False])
def test_opening_leaves_garbage_collection_on_or_off_as_it_was(folder, collects):
    was = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        open_store(folder).close()
        assert gc.isenabled() is collects
    finally:
        (gc.enable if was else gc.disable)()


def test_only_what_a_large_library_is_made_of_is_never_walked_for_garbage(folder, monkeypatch):
    kept = gc.get_freeze_count()
    open_store(folder).close()
    assert gc.get_freeze_count() == kept
    monkeypatch.setattr(opening, "_MANY_OBJECTS", 0)
    try:
        open_store(folder).close()
        assert gc.get_freeze_count() > kept
    finally:
        gc.unfreeze()
