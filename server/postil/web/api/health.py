"""Health: whether the server runs, and which."""

from typing import Literal

from flask import Blueprint

from postil import __version__
from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads import ResponseModel

bp = Blueprint("health", __name__)


API_VERSION: Literal[1] = 1  # goes up when a program written for the one before would no longer work


class Health(ResponseModel):
    """``api`` is the version of this interface. ``notices`` counts what opening the library had to say."""

    name: Literal["postil"] = "postil"
    status: Literal["ok"] = "ok"
    version: str
    api: Literal[1] = API_VERSION
    notices: int


@bp.get("/health")
@route("Server", {200: Health}, is_open=True)
def show() -> Answer:
    """Tell that the server runs, and its version."""
    return Health(version=__version__, notices=len(library().notices())), 200
