"""A library that a contract's tests open, and open again."""

from collections.abc import Callable, Iterator

import pytest

from postil.models import (
    AnnotationQuery,
)
from postil.store.base import Store
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


class OpenedContract:
    """What the tests of a contract stand on."""

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
