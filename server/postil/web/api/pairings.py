"""Pairings: an extension asks for a key of its own."""

from flask import Blueprint, request

from postil.web.access import visitor
from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads import RequestModel, ResponseModel, Text

bp = Blueprint("pairings", __name__, url_prefix="/pairings")


class NewPairing(RequestModel):
    """An extension asks for a key of its own, with the code that the Connect page gave it."""

    code: Text
    name: Text
    version: Text


class PairingOut(ResponseModel):
    """The key. Until the reader has confirmed it, it answers 401 `not_confirmed` everywhere."""

    token: str


class Asker(ResponseModel):
    """Who asks: the name of the token that came with the request."""

    name: str


@bp.post("")
@route("Access", {201: PairingOut}, refuses=(401, 403), is_open=True)
def ask(json: NewPairing) -> Answer:
    """Exchange a one-minute code for a key, which works once the reader has confirmed it in the web view.

    The key is bound to the `Origin` of this request.
    """
    token = library().pairings.ask(
        json.code, name=json.name, version=json.version, origin=request.headers.get("Origin", "")
    )
    return PairingOut(token=token), 201


@bp.get("/self")
@route("Access", {200: Asker})
def show_self() -> Answer:
    """Tell whether a key works by now, and under which name; 401 `not_confirmed` while it waits."""
    return Asker(name=visitor().name), 200
