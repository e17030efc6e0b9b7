"""The library as commands see it: the HTTP API, of the server that runs, else of this process."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import click
import requests

from postil.cli.in_process import InProcess
from postil.config import Settings
from postil.errors import PostilError
from postil.web import create_app
from postil.wiring import open_library, running

_ANSWER_WITHIN_S = 600  # between two pieces of an answer; an import's longest step
_STREAM_PIECE = 65536


class Refused(PostilError):
    """The server said no; the message is its own."""

    code = "refused"


class Unreachable(PostilError):
    """The server that should run did not answer."""

    code = "unreachable"


class Remote:
    """One library's API. ``token`` is the key it is called with; every method raises Refused, Unreachable."""

    def __init__(self, session: requests.Session, address: str, token: str) -> None:
        self._session, self._address, self.token = session, address, token

    def get(self, path: str, **query: object) -> Any:
        return self._send("GET", path, params=query).json()

    def post(self, path: str, body: object = None, *, key: str | None = None, **query: object) -> Any:
        """``key`` names what is asked for: asked for again, it is there already."""
        headers = {"Idempotency-Key": key} if key else {}
        return self._send("POST", path, json=body, params=query, headers=headers).json()

    def delete(self, path: str) -> None:
        self._send("DELETE", path)

    def download(self, path: str, headers: MutableMapping[str, str], **query: object) -> Iterator[bytes]:
        """The answer in pieces, its headers in ``headers``; nothing is asked before the first is wanted."""
        with self._streaming("GET", path, params=query) as answer:
            headers.update(answer.headers)
            yield from answer.iter_content(_STREAM_PIECE)

    def upload(self, path: str, data: bytes, accept: str, **query: object) -> Iterator[bytes]:
        """The answer in lines."""
        headers = {"Accept": accept, "Content-Type": "application/octet-stream"}
        with self._streaming("POST", path, params=query, data=data, headers=headers) as answer:
            yield from answer.iter_lines()

    @contextmanager
    def _streaming(self, method: str, path: str, **parts: Any) -> Iterator[requests.Response]:
        with self._send(method, path, stream=True, **parts) as answer:
            try:
                yield answer
            except requests.RequestException as error:
                raise Unreachable("the server broke off its answer: its log says why") from error

    def _send(self, method: str, path: str, **parts: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}"} | parts.pop("headers", {})
        try:
            answer = self._session.request(
                method, self._address + path, headers=headers, timeout=_ANSWER_WITHIN_S, **parts
            )
        except requests.RequestException as error:
            raise Unreachable(
                f"no answer from the server at {self._address}: is it still running?"
            ) from error
        if not answer.ok:
            raise Refused(_message(answer))
        return answer


def _message(answer: requests.Response) -> str:
    try:
        return str(answer.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return f"the server answered {answer.status_code} {answer.reason}"


@contextmanager
def connect(settings: Settings) -> Iterator[Remote]:
    """The library of ``settings``, through the server that runs, else opened here for the while.

    Raises StoreLocked when something else has it open.
    """
    with requests.Session() as session:
        session.trust_env = False  # a proxy has no business between a command and this machine
        server = running(settings)
        if server is not None:
            yield Remote(session, server.address, server.token)
            return
        library = open_library(settings)
        try:
            for notice in library.notices():
                click.echo(notice, err=True)
            address = f"http://127.0.0.1:{settings.port or 80}"
            session.mount(address, InProcess(create_app(library, settings)))
            yield Remote(session, address, library.access.own_token)
        finally:
            library.close()


@contextmanager
def connect_to_server(settings: Settings) -> Iterator[Remote]:
    """The server that runs. Raises Unreachable, saying how to start it."""
    server = running(settings)
    if server is None:
        raise Unreachable(
            "no server of this library is running: start it with `postil serve`, then ask again"
        )
    with requests.Session() as session:
        session.trust_env = False
        yield Remote(session, server.address, server.token)
