"""Errors to HTTP, once: the status, and one body for programs or one page for people."""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping

from flask import Flask, Response, current_app, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from postil import errors
from postil.web.access import is_api

log = logging.getLogger(__name__)

STATUS: Mapping[type[errors.PostilError], int] = {
    errors.TooLarge: 413,
    errors.InvalidInput: 422,
    errors.NotFound: 404,
    errors.StaleRevision: 412,
    errors.Conflict: 409,
    errors.NotSignedIn: 401,
    errors.NotAllowed: 403,
    errors.WriteFailed: 507,
    errors.StoreDamaged: 500,
    errors.PostilError: 500,
}

CODES: Mapping[int, str] = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
}

SENTENCES: Mapping[int, str] = {
    404: "nothing is at this address: GET /api/docs tells what there is",
    413: "the body is longer than this address takes",
}

UNEXPECTED = "something went wrong inside Postil; the library is as it was, and the server's log says more"


def register(app: Flask) -> None:
    app.register_error_handler(errors.PostilError, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def with_errors_as_lines(lines: Iterable[str]) -> Iterator[str]:
    """``lines`` of JSON; an error on the way, when the status is long sent, is the last of them."""
    try:
        yield from lines
    except errors.PostilError as e:
        yield json.dumps({"error": _detail(e.code, str(e), getattr(e, "field", None))}) + "\n"


def status_of(error: errors.PostilError) -> int:
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def _known(error: errors.PostilError) -> Response:
    status = status_of(error)
    if status >= 500:
        log.error("%s %s: %s", request.method, request.path, error)
    response = _answer(status, error.code, str(error), field=getattr(error, "field", None))
    if isinstance(error, errors.StaleRevision):
        response.set_etag(str(error.current))
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="postil"'
    return response


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return current_app.make_response(error.get_response())
    message = SENTENCES.get(status) or error.description or error.name
    response = _answer(status, CODES.get(status, "http_error"), message)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return _answer(500, "error", UNEXPECTED)


def _answer(status: int, code: str, message: str, *, field: str | None = None) -> Response:
    if is_api() or "text/html" not in request.headers.get("Accept", ""):
        response = jsonify(error=_detail(code, message, field))
    else:
        page = "not_signed_in.html" if status == 401 else "failure.html"
        response = current_app.make_response(
            render_template(page, status=status, message=message, is_arriving=_is_arriving())
        )
    response.status_code = status
    return response


def _is_arriving() -> bool:
    """Whether a link on another site led here: the browser kept our cookie back, asking again sends it."""
    headers = request.headers
    return (
        request.method == "GET"
        and headers.get("Sec-Fetch-Site") == "cross-site"
        and headers.get("Sec-Fetch-Mode") == "navigate"
    )


def _detail(code: str, message: str, field: str | None) -> dict[str, str]:
    return {"code": code, "message": message} | ({"field": field} if field else {})
