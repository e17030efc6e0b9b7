"""Playwright for however many browsers are open at a time: it will not start twice in one process."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Playwright, sync_playwright


class _Shared:
    """Runs from the first user's coming to the last one's leaving, in whichever order they leave."""

    def __init__(self) -> None:
        self._running = ExitStack()
        self._playwright: Playwright | None = None
        self._users = 0

    @contextmanager
    def use(self) -> Iterator[Playwright]:
        if self._playwright is None:
            self._playwright = self._running.enter_context(sync_playwright())
        self._users += 1
        try:
            yield self._playwright
        finally:
            self._users -= 1
            if not self._users:
                self._playwright = None
                self._running.close()


shared_playwright = _Shared().use
