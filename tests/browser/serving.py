"""The real server in a process of its own, on a port that stays its own over restarts."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import requests

from tests.browser.waiting import until

TOKEN = "a-fixed-token-for-the-browser-tests-0123456789"
SERVE = "from postil.cli import main; main()"
ENDING_S = 20


class Server:
    """``address`` stands before the server runs; ``start`` and ``stop`` can be called in turns.

    ``settings`` are what its environment says beside the token.
    """

    def __init__(self, data: Path, settings: Mapping[str, str] = MappingProxyType({})) -> None:
        self._data, self._settings = data, settings
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-c", SERVE, "serve", "--data", str(self._data), "--port", str(self.port)]
        self._data.mkdir(parents=True, exist_ok=True)
        with (self._data.parent / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                env={**os.environ, "POSTIL_TOKEN": TOKEN, **self._settings},
                stdout=log,
                stderr=log,
            )
        until(self._answers, f"the server at {self.address} (its log: {log.name})")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(ENDING_S)
            self._process = None

    @contextmanager
    def elsewhere(self) -> Iterator["Server"]:
        """The same library at another address, which no browser knows; while this one is stopped."""
        other = Server(self._data, self._settings)
        other.start()
        try:
            yield other
        finally:
            other.stop()

    def api(self, method: str, path: str, body: object = None) -> Any:
        """What the API answers, as JSON. Fails on a refusal."""
        reply = requests.request(
            method,
            self.address + path,
            json=body,
            headers={"Authorization": f"Bearer {TOKEN}"},
            timeout=30,
        )
        assert reply.ok, reply.text
        return reply.json()

    def marks(self, url: str) -> list[dict[str, Any]]:
        """The marks on the page of that address, oldest first."""
        items: list[dict[str, Any]] = self.api("GET", f"/api/annotations?url={url}")["items"]
        return items[::-1]

    def sign_in_link(self) -> str:
        link: str = self.api("POST", "/api/sign-in-links")["url"]
        return link

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, f"the server ended: see {self._data.parent / 'server.log'}"
        try:
            return requests.get(f"{self.address}/health", timeout=5).ok
        except requests.ConnectionError:
            return False


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
