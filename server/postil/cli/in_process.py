"""The server's own application, called in this process as if it were on the network."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
from requests.adapters import BaseAdapter
from werkzeug.test import EnvironBuilder, run_wsgi_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class InProcess(BaseAdapter):
    """Answers a session's requests by calling ``app``; nothing is sent anywhere."""

    def __init__(self, app: "WSGIApplication") -> None:
        super().__init__()
        self._app = app

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        parts = urlsplit(request.url or "")
        builder = EnvironBuilder(
            path=parts.path,
            query_string=parts.query,
            base_url=f"{parts.scheme}://{parts.netloc}",
            method=request.method or "GET",
            headers=list(request.headers.items()),
            data=request.body or b"",
        )
        pieces, status, headers = run_wsgi_app(self._app, builder.get_environ())
        response = requests.Response()
        code, _, response.reason = status.partition(" ")
        response.status_code = int(code)
        response.headers.update(headers)
        response.encoding = requests.utils.get_encoding_from_headers(response.headers)
        response.raw = _Pieces(pieces)
        response.request = request
        response.url = request.url or ""
        return response

    def close(self) -> None:
        """Nothing is open."""


class _Pieces:
    """The body of an answer, as ``requests`` reads it: made while it is taken."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces

    def stream(self, _size: int, decode_content: bool) -> Iterator[bytes]:
        yield from self._pieces

    def close(self) -> None:
        close = getattr(self._pieces, "close", None)
        if close is not None:
            close()
