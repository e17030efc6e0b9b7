"""A site of our own that embeds Hypothesis' own client, and the sidebar that it opens: both of one origin."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

CLIENT = Path(__file__).resolve().parents[2] / "scripts/extension_types/node_modules/hypothesis"
FIRST = (
    "The sign over the ferry office at Lantern Quay was painted in a night, and nobody in the harbour "
    "will say who held the ladder."
)
SECOND = "The harbour master said the sign may stay until the spring, when the office is to be painted anew."
TITLE = "A sign over the ferry office"


class AnnotatedSite:
    """``settings`` are added to what the article tells the client; ``api`` is the API's address."""

    def __init__(self, address: str) -> None:
        self.address, self.api = address, ""
        self.settings: dict[str, Any] = {}

    @property
    def article(self) -> str:
        return f"{self.address}/article"

    def page(self, path: str) -> str | None:
        """The HTML at ``path``; None where there is none."""
        assets = f"{self.address}/client/"
        script = f'<script src="{assets}build/boot.js" async></script>'
        if path == "/article":
            config = {
                "assetRoot": assets,
                "sidebarAppUrl": f"{self.address}/app.html",
                "notebookAppUrl": f"{self.address}/notebook",
                "profileAppUrl": f"{self.address}/profile",
                "openSidebar": True,
            }
            many = " ".join(f"This is number {number}." for number in range(500))
            story = f"<h1>{TITLE}</h1><p id='first'>{FIRST}</p><p id='second'>{SECOND}</p><p>{many}</p>"
            story = f"<article>{story}</article>"
            return f"<!doctype html><title>{TITLE}</title>{story}{_config(config | self.settings)}{script}"
        if path == "/app.html":
            config = {
                "apiUrl": self.api,
                "authDomain": "postil",
                "oauthClientId": "of-the-test",
                "assetRoot": assets,
            }
            return f"<!doctype html><hypothesis-app></hypothesis-app>{_config(config)}{script}"
        return None


def _config(values: dict[str, Any]) -> str:
    return f'<script class="js-hypothesis-config" type="application/json">{json.dumps(values)}</script>'


@contextmanager
def annotated_site() -> Iterator[AnnotatedSite]:
    assert CLIENT.is_dir(), "Hypothesis' client is missing: run scripts/check_extension.py, which installs it"

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if html := site.page(path):
                self._send(html.encode(), "text/html; charset=utf-8")
                return
            file = CLIENT / path.removeprefix("/client/")
            if path.startswith("/client/") and ".." not in path and file.is_file():
                self._send(file.read_bytes(), guess_type(file)[0] or "application/octet-stream")
            else:
                self.send_error(404)

        def _send(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Quiet: the tests say what went wrong."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    site = AnnotatedSite(f"http://127.0.0.1:{server.server_address[1]}")
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
