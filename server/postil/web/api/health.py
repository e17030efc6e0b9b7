"""Health: whether the server runs, and which."""

from typing import Literal

from flask import Blueprint

from postil import __version__
from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads.base import Given

bp = Blueprint("health", __name__)


class Health(Given):
    """``notices`` counts what opening the library found to say; the web view shows it."""

    name: Literal["postil"] = "postil"
    status: Literal["ok"] = "ok"
    version: str
    notices: int


@bp.get("/health")
@route("Server", {200: Health}, is_open=True)
def show() -> Answer:
    """Tell that the server runs, and its version."""
    return Health(version=__version__, notices=len(library().notices())), 200
