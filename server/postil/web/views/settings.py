"""Settings: who has a key to the library, the extension's connection, signing out."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from postil.web.current import library, settings
from postil.web.views.ways_back import go_back

bp = Blueprint("settings", __name__)


@bp.get("/settings")
def show() -> ResponseReturnValue:
    """The keys there are, where the library lies, and the ways out."""
    return render_template(
        "settings.html",
        tokens=library().access.tokens(),
        data=settings().data,
    )


@bp.post("/settings/tokens/revoke")
def revoke() -> ResponseReturnValue:
    """Revoke a key."""
    library().access.revoke_token(request.form.get("name", ""))
    return go_back(url_for("views.settings.show"), done="revoked")


@bp.get("/connect")
def connect() -> ResponseReturnValue:
    """Who waits to be connected, and how to connect."""
    waiting = library().pairings.waiting()
    return render_template("connect.html", waiting=waiting, code=None, asked="asked" in request.args)


@bp.post("/connect")
def begin() -> ResponseReturnValue:
    """A code that the extension, reading this page, exchanges for a key within a minute."""
    return render_template("connect.html", waiting=(), code=library().pairings.new_code())


@bp.post("/connect/<request_id>/confirm")
def confirm(request_id: str) -> ResponseReturnValue:
    """Say yes."""
    library().pairings.confirm(request_id)
    return go_back(url_for("views.settings.connect"), done="connected")


@bp.post("/connect/<request_id>/refuse")
def refuse(request_id: str) -> ResponseReturnValue:
    """Say no."""
    library().pairings.refuse(request_id)
    return go_back(url_for("views.settings.connect"), done="refused")
