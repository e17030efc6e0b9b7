import pytest

from postil.store.tiny import open_store
from tests.store.contract import StoreContract


class TestTinyStore(StoreContract):
    @pytest.fixture
    def open_one(self, folder):
        return lambda: open_store(folder)
