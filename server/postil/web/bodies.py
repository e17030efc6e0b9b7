"""Reading request bodies: JSON strictly, and no more of a body than its route takes."""

import json
from typing import Any, NoReturn

from flask import Flask, Request, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from postil.errors import InvalidInput

MAX_PAGE_BYTES = 20_000_000  # of HTML; the largest news pages are below 5 MB
MAX_BODY_BYTES = 2_000_000  # the longest note, every character written as an escape, and a quote
MAX_PAGE_BODY_BYTES = 3 * MAX_PAGE_BYTES  # JSON's escapes make HTML longer; the page itself is measured later
MAX_IMPORT_BYTES = 1_000_000_000  # some 2,000 pages with their HTML, in one file

_LIMITS = {
    "api.pages.capture": MAX_PAGE_BODY_BYTES,
    "api.transfers.import_file": MAX_IMPORT_BYTES,
    "views.files.import_file": MAX_IMPORT_BYTES,
}
_NOT_JSON = {"api.transfers.import_file"}  # endpoints whose body is a file


class StrictJson(DefaultJSONProvider):
    """JSON whose failures all are ValueError."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        try:
            return json.loads(s, **kwargs)
        except RecursionError as e:
            raise ValueError("it is nested too deeply") from e


class StrictRequest(Request):
    """A request whose broken JSON says where it breaks."""

    def on_json_loading_failed(self, e: ValueError | None) -> NoReturn:
        if e is None:
            raise UnsupportedMediaType("expected a body of type application/json")
        raise BadRequest(f"the body is no JSON: {_where(e)}")


def _where(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return f"it is not in UTF-8 at byte {error.start + 1}"
    return str(error)


def limit_body() -> None:
    """Before each request: how long its body may be."""
    request.max_content_length = _LIMITS.get(request.endpoint or "", MAX_BODY_BYTES)


def require_json_object() -> None:
    """Before each API request: a body, where one is sent to be read, is a JSON object."""
    if request.method not in ("POST", "PUT", "PATCH") or request.endpoint in _NOT_JSON:
        return
    if not request.content_length and request.mimetype == "":
        return
    packed = request.headers.get("Content-Encoding", "identity")
    if packed.lower() != "identity":
        raise UnsupportedMediaType(f"Content-Encoding: {packed!r} is not taken: send the body as it is")
    if not isinstance(request.get_json(), dict):
        raise InvalidInput("body", "expected a JSON object")


def prepare(app: Flask) -> None:
    """Make ``app`` read its requests this way."""
    app.request_class = StrictRequest
    app.json = StrictJson(app)
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY_BYTES
    app.before_request(limit_body)
