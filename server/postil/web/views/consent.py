"""Consent: the reader lets a program on another origin's pages into the library, in a window of its own."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from postil.errors import InvalidInput, NotAllowed
from postil.web.access import is_allowed_origin
from postil.web.current import library
from postil.wording import site_of

bp = Blueprint("consent", __name__)

PROGRAM = "Hypothesis"


@bp.get("/connect/hypothesis")
def show() -> ResponseReturnValue:
    """Say who asks, and have the reader decide. Raises NotAllowed for an origin that may not call at all."""
    asked = request.args
    if asked.get("response_type") != "code" or asked.get("response_mode") != "web_message":
        raise InvalidInput("response_type", "expected code, and web_message for response_mode")
    return render_template("consent.html", origin=_origin(asked.get("origin", "")), asked=asked)


@bp.post("/connect/hypothesis")
def decide() -> ResponseReturnValue:
    """Hand a code, or the reader's no, to the window that asked."""
    origin, code = _origin(request.form.get("origin", "")), None
    if request.form.get("answer") == "yes":
        name = f"{PROGRAM} at {site_of(origin)}"
        code = library().consents.give(name=name, origin=origin, client=request.form.get("client_id", ""))
    return render_template("consent.html", origin=origin, code=code, asked=request.form, is_decided=True)


def _origin(origin: str) -> str:
    if not is_allowed_origin(origin):
        raise NotAllowed(
            f"pages of {origin or 'an unnamed origin'} may not call this server: "
            "POSTIL_ALLOWED_ORIGINS names those that may"
        )
    return origin
