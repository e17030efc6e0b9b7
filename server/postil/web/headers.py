"""Headers that every answer carries: what a browser may do with it."""

from flask import Flask, Response, request

from postil.web.access import is_api

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

ANSWER_THEIR_OPENER = ("/connect/hypothesis",)  # windows that another origin opens, to be told something


def _protect(response: Response) -> Response:
    headers = response.headers
    headers["Content-Security-Policy"] = CONTENT_POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Cross-Origin-Opener-Policy"] = (
        "unsafe-none" if request.path in ANSWER_THEIR_OPENER else "same-origin"
    )
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    # "no-referrer" would make browsers send "Origin: null" with our own forms; other sites get no referrer
    # from either.
    headers["Referrer-Policy"] = "no-referrer" if is_api() else "same-origin"
    if request.endpoint != "static":
        headers["Cache-Control"] = "no-store"
    return response


def prepare(app: Flask) -> None:
    app.after_request(_protect)
