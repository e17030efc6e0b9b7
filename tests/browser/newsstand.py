"""A news site on this machine: pages of our own writing, under the strictest policy that a site can set."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

HOST = "news.example"
PAGES = Path(__file__).parent / "pages"

STRICT = (
    "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'none'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
EXTENSION = Path(__file__).resolve().parents[2] / "extension"
MODULES = ("content/", "shared/")  # of the extension's own, for pages that use them without it
LENIENT = "open-"  # begins the name of a page that is to come without that policy
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css"}


class _Pages(BaseHTTPRequestHandler):
    def __init__(self, pages: Path, *connection: Any) -> None:
        self._pages = pages
        super().__init__(*connection)

    def do_GET(self) -> None:
        name = urlsplit(self.path).path.strip("/") or "index"
        lenient = name.startswith(LENIENT)
        name = name.removeprefix(LENIENT)
        folder = EXTENSION if name.startswith(MODULES) else self._pages
        file = folder / name if "." in name else folder / f"{name}.html"
        found = file.is_file()
        body = file.read_bytes() if found else b"nothing here"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", TYPES.get(file.suffix, "text/plain"))
        if not lenient:
            self.send_header("Content-Security-Policy", STRICT)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet: the tests say what went wrong."""


@contextmanager
def newsstand(pages: Path = PAGES) -> Iterator[str]:
    """The address of the running site, by a name that does not look like this machine.

    ``pages`` is the folder that it shows.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, pages))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
