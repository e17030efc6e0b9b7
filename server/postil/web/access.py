"""Who may ask what: Host and Origin checks, tokens for the API, the cookie for the web view, CORS.

A page in the reader's own browser is the attacker to think of: it can send requests here under a host
name that it controls (the Host check), with the reader's cookie (SameSite, Origin, form token), or from an
origin that no key was given to (the Origin check, CORS).
"""

import hmac
import re
from dataclasses import dataclass

from flask import Flask, Response, g, request
from flask_cors.core import get_cors_options, set_cors_headers

from postil.errors import NotAllowed, NotSignedIn
from postil.library.access import SESSION_LIFETIME
from postil.models import Session
from postil.web.current import library, port, settings

API_ROOTS = ("/api", "/annotations", "/hypothesis", "/health")
OPEN = {"static", "health.show", "views.sign_in.show", "views.sign_in.use", "api.pairings.ask"} | {
    "hypothesis.sign_in.token",
    "hypothesis.sign_in.revoke",
}
# What also answers a stranger, with what is no secret.
OPEN_TO_STRANGERS = {
    *("hypothesis.root", "hypothesis.pages", "hypothesis.search", "hypothesis.badge"),
    *("hypothesis.membership.profile", "hypothesis.membership.groups", "hypothesis.membership.own_groups"),
}
# What the web view links to, and a cookie may therefore read.
READABLE_BY_SESSION = {"api.docs.show", "api.docs.openapi"}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
ALLOWED_HEADERS = [
    *("Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key"),
    *("Prefer", "Slug"),  # the Web Annotation Protocol's
    *("Hypothesis-Client-Version", "X-Client-Id"),
]
EXPOSED_HEADERS = [
    *("ETag", "Location", "Content-Disposition"),
    *("Allow", "Link", "Vary", "Accept-Post", "Content-Location", "Preference-Applied"),
]
EXTENSION_ORIGIN = re.compile(r"(?:chrome|moz)-extension://[\w-]+")
FORM_TOKEN = "csrf"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a program by its token's name, or the reader by a session of the web view."""

    name: str
    session: Session | None = None


STRANGER = Visitor("")


def guard() -> None:
    """Before each request. Raises NotAllowed or NotSignedIn unless it may go on."""
    _check_host()
    _check_origin()
    if request.endpoint in OPEN or _is_preflight():
        return
    if request.endpoint in OPEN_TO_STRANGERS and "Authorization" not in request.headers:
        return
    g.visitor = _visitor()
    if g.visitor.session and request.method not in SAFE_METHODS:
        _check_form()


def is_api() -> bool:
    """Whether the address is for programs, not for people."""
    return any(request.path == root or request.path.startswith(root + "/") for root in API_ROOTS)


def visitor() -> Visitor:
    """Who asks; a stranger on what is open to all."""
    found = g.get("visitor")
    return found if isinstance(found, Visitor) else STRANGER


def form_token() -> str:
    """What a form of the web view carries, so that no other site's form works; "" without a session."""
    session = visitor().session
    return library().access.derive(f"form {session.hash}") if session else ""


def cookie_name() -> str:
    """By port: cookies are shared between the ports of a host."""
    return f"postil_session_{port()}"


def keep_session(response: Response, secret: str) -> None:
    response.set_cookie(
        cookie_name(),
        secret,
        max_age=SESSION_LIFETIME,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
    )


def forget_session(response: Response) -> None:
    response.delete_cookie(cookie_name(), path="/", httponly=True, samesite="Strict")


def session_secret() -> str:
    """The cookie's secret; "" for none."""
    return request.cookies.get(cookie_name(), "")


def _check_host() -> None:
    host = request.headers.get("Host", "").lower()
    name, _, port_said = host.rpartition(":") if re.search(r":\d+$", host) else (host, "", "80")
    known = {name.lower() for name in settings().allowed_hosts}
    if (name in LOOPBACK and port_said == str(port())) or host in known or name in known:
        return
    raise NotAllowed(f"host {host!r} is not one this server answers to: POSTIL_ALLOWED_HOSTS can add it")


def _check_origin() -> None:
    origin = request.headers.get("Origin")
    if origin is None or is_allowed_origin(origin):
        return
    # An extension greets before it is paired, and asks whether its key works: its key decides, in _bearer.
    if EXTENSION_ORIGIN.fullmatch(origin) and is_api() and not _is_preflight():
        return
    raise _foreign(origin)


def is_allowed_origin(origin: str) -> bool:
    """Whether pages of ``origin`` may call the server: its own, and those that were named."""
    return _is_own(origin) or origin in _allowed_origins()


def _foreign(origin: str) -> NotAllowed:
    return NotAllowed(
        f"origin {origin!r} has no access: pair the extension, or add the origin to POSTIL_ALLOWED_ORIGINS"
    )


def _is_own(origin: str | None) -> bool:
    return origin in (f"http://{request.host}", f"https://{request.host}")


def _allowed_origins() -> set[str]:
    paired = {token.origin for token in library().access.tokens() if token.origin}
    return paired | set(settings().allowed_origins)


def _is_preflight() -> bool:
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers


def _visitor() -> Visitor:
    if "Authorization" in request.headers:
        return _bearer(request.headers["Authorization"])
    if session_secret() and (not is_api() or _reads_documents()):
        return Visitor("web view", library().access.session(session_secret()))
    raise NotSignedIn("expected `Authorization: Bearer TOKEN`: `postil token` prints the token")


def _bearer(header: str) -> Visitor:
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotSignedIn("Authorization: expected `Bearer TOKEN`: `postil token` prints the token")
    grant = library().access.grant(token.strip())
    origin = request.headers.get("Origin")
    if grant.origin and origin and origin != grant.origin:
        raise NotAllowed(f"the token {grant.name!r} works from {grant.origin} only, not from {origin}")
    if origin and not is_allowed_origin(origin):
        raise _foreign(origin)
    return Visitor(grant.name)


def _reads_documents() -> bool:
    return request.endpoint in READABLE_BY_SESSION and request.method in SAFE_METHODS


def _check_form() -> None:
    if not _is_own(request.headers.get("Origin")):
        raise NotAllowed("this form has to be sent from Postil's own pages")
    sent = request.form.get(FORM_TOKEN, "")
    if not hmac.compare_digest(sent.encode(), form_token().encode()):
        raise NotAllowed("this form is too old: reload the page, then send it again")


def _share(response: Response) -> Response:
    """CORS: an origin that has a key may read what the API answers; nobody else is told anything."""
    if not is_api():
        return response
    exact = [re.compile(re.escape(origin) + r"\Z") for origin in _allowed_origins()]
    options = get_cors_options(
        None,
        {
            "origins": exact,
            "methods": ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
            "allow_headers": ALLOWED_HEADERS,
            "expose_headers": EXPOSED_HEADERS,
            "always_send": False,
            "max_age": 600,
        },
    )
    set_cors_headers(response, options)
    return response


def prepare(app: Flask) -> None:
    """Put the checks before every request of ``app``."""
    app.before_request(guard)
    app.after_request(_share)
