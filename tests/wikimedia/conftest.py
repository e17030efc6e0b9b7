"""The real client against a stand-in for Wikimedia, with a clock that goes on only when it is waited for."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postil.wikimedia.client import Client
from postil.wikimedia.ledger import SqliteLedger
from tests.wikimedia.stub import Stub, serving

CONTACT = "ines@example.org"
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Pauses:
    """Remembers how long the client meant to wait, and lets the time pass at once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.waited: list[float] = []
        self.ends = False
        self._ahead = 0.0
        self._lock = threading.Lock()
        monkeypatch.setattr("postil.wikimedia.client.monotonic", self.time)

    def time(self) -> float:
        return 1000.0 + self._ahead

    def __call__(self, seconds: float) -> bool:
        with self._lock:
            self.waited.append(seconds)
            self._ahead += seconds
        return self.ends


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving(Stub()) as stub:
        yield stub


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> Pauses:
    return Pauses(monkeypatch)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqliteLedger]:
    ledger = SqliteLedger(tmp_path / "asked.sqlite")
    yield ledger
    ledger.close()


@pytest.fixture
def client(ledger: SqliteLedger, pauses: Pauses) -> Iterator[Client]:
    client = Client(CONTACT, ledger, now=lambda: NOW, pause=pauses)
    yield client
    client.close()
