"""The server's own application, called in this process as if it were on the network."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO, RawIOBase
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import requests
from requests.adapters import BaseAdapter
from urllib3 import HTTPResponse

WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class InProcess(BaseAdapter):
    """Answers a session's requests by calling ``app``; nothing is sent anywhere."""

    def __init__(self, app: WsgiApp) -> None:
        super().__init__()
        self._app = app

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        said: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            said.update(status=status, headers=headers)

        pieces = iter(self._app(_environ(request), start_response))
        # An application may speak its status with the first piece only.
        first = next(pieces, b"")
        code, _, reason = said["status"].partition(" ")
        raw = HTTPResponse(
            body=_Stream(first, pieces),
            headers=said["headers"],
            status=int(code),
            reason=reason,
            preload_content=False,
        )
        return _response(request, raw)

    def close(self) -> None:
        """Nothing is open."""


def _response(request: requests.PreparedRequest, raw: HTTPResponse) -> requests.Response:
    response = requests.Response()
    response.status_code = raw.status
    response.reason = raw.reason or ""
    response.headers.update(raw.headers)
    response.encoding = requests.utils.get_encoding_from_headers(response.headers)
    response.raw = raw
    response.request = request
    response.url = request.url or ""
    return response


def _environ(request: requests.PreparedRequest) -> dict[str, Any]:
    parts = urlsplit(request.url or "")
    body = request.body or b""
    data = body.encode() if isinstance(body, str) else bytes(body)
    port = str(parts.port or 80)
    return {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        # WSGI wants the bytes of the path, each as a character.
        "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": str(len(data)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": BytesIO(data),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "HTTP_HOST": f"{parts.hostname}:{port}",
        **_header_variables(request.headers),
    }


def _header_variables(headers: Mapping[str, str]) -> dict[str, str]:
    named = {name.upper().replace("-", "_"): value for name, value in headers.items()}
    content_type = {"CONTENT_TYPE": named.pop("CONTENT_TYPE")} if "CONTENT_TYPE" in named else {}
    named.pop("CONTENT_LENGTH", None)
    return {f"HTTP_{name}": value for name, value in named.items()} | content_type


class _Stream(RawIOBase):
    """Pieces of bytes, read as a file."""

    def __init__(self, first: bytes, rest: Iterator[bytes]) -> None:
        self._piece, self._rest = first, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._piece:
            following = next(self._rest, None)
            if following is None:
                return 0
            self._piece = following
        size = min(len(buffer), len(self._piece))
        buffer[:size], self._piece = self._piece[:size], self._piece[size:]
        return size

    def close(self) -> None:
        close = getattr(self._rest, "close", None)
        if close is not None:
            close()
        super().close()
