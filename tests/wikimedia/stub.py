"""A stand-in for Wikimedia on 127.0.0.1 that remembers every request and misbehaves as it is told."""

import gzip
import json
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any
from urllib.parse import parse_qsl, urlsplit

HTML = {"Content-Type": "text/html; charset=utf-8"}
JSON = {"Content-Type": "application/json; charset=utf-8"}
TOO_MANY = (
    "<!DOCTYPE html><title>Error</title><p>Too many requests. Please comply with the User-Agent policy."
)


@dataclass(frozen=True)
class Reply:
    """What is sent instead of the true answer. ``more_to_come`` bytes are promised and never sent."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)
    body: str = "{}"
    more_to_come: int = 0


def error(code: str, **headers: str) -> Reply:
    """An error of the action API: a 200 all the same."""
    body = {"error": {"code": code, "info": f"about {code}", "*": "See the manual."}, "servedby": "stub"}
    return Reply(headers={**JSON, "MediaWiki-API-Error": code, **headers}, body=json.dumps(body))


def too_many(**headers: str) -> Reply:
    return Reply(429, {**HTML, **headers}, TOO_MANY)


@dataclass(frozen=True)
class Seen:
    """One request as it came in."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    began: float
    in_flight: int  # this one included


class Stub:
    """``answers`` are given by action; ``instead`` is what the next requests get in their place."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.instead: deque[Reply] = deque()
        self.always: Reply | None = None
        self.held: threading.Event | None = None  # while it is there, no answer goes out before it is set
        self.answers: dict[str, Any] = {}
        self._in_flight = 0
        self._lock = threading.Lock()
        self.base = ""

    def answer(self, path: str, query: Mapping[str, str]) -> Any:
        return self.answers.get(query.get("action", "sparql"), {})

    def meet(self, path: str, query: Mapping[str, str], headers: Mapping[str, str]) -> Reply:
        with self._lock:
            self._in_flight += 1
            self.seen.append(Seen(path, query, headers, monotonic(), self._in_flight))
            reply = self.instead.popleft() if self.instead else self.always
        if self.held:
            self.held.wait(30)
        return reply or Reply(body=json.dumps(self.answer(path, query)))

    def leave(self) -> None:
        with self._lock:
            self._in_flight -= 1


@contextmanager
def serving(stub: Stub) -> Iterator[Stub]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing: a test's output is its own."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            reply = stub.meet(parts.path, dict(parse_qsl(parts.query)), dict(self.headers))
            stub.leave()
            body, headers = reply.body.encode(), dict(reply.headers)
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                body, headers["Content-Encoding"] = gzip.compress(body), "gzip"
            self.send_response(reply.status)
            for name, value in {**headers, "Content-Length": str(len(body) + reply.more_to_come)}.items():
                self.send_header(name, value)
            with suppress(OSError):  # whoever has stopped waiting is gone
                self.end_headers()
                self.wfile.write(body)
            self.close_connection = reply.more_to_come > 0

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    stub.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield stub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
