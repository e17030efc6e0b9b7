"""Signing in with a one-time link, and out again."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from postil.web.access import forget_session, keep_session, session_secret
from postil.web.current import library

bp = Blueprint("sign_in", __name__)


@bp.get("/sign-in")
def show() -> ResponseReturnValue:
    """A button: programs that only look at links must not use them up."""
    return render_template("sign_in.html", code=request.args.get("code", ""))


@bp.post("/sign-in")
def use() -> ResponseReturnValue:
    """Use the link up and go to the library."""
    secret = library().access.sign_in(request.form.get("code", ""))
    response = make_response(redirect(url_for("views.marks.show"), 303))
    keep_session(response, secret)
    return response


@bp.post("/sign-out")
def leave() -> ResponseReturnValue:
    """End this browser's session."""
    library().access.sign_out(session_secret())
    return _signed_out()


@bp.post("/sign-out-everywhere")
def leave_everywhere() -> ResponseReturnValue:
    """End every browser's session."""
    library().access.sign_out_everywhere()
    return _signed_out()


def _signed_out() -> ResponseReturnValue:
    response = make_response(redirect(url_for("views.sign_in.show"), 303))
    forget_session(response)
    return response
