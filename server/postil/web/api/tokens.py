"""Tokens: named keys to the API."""

from flask import Blueprint
from pydantic import Field

from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads import ListOut, Moment, RequestModel, ResponseModel, Text

bp = Blueprint("tokens", __name__, url_prefix="/tokens")


class NewToken(RequestModel):
    name: Text
    origin: Text | None = Field(default=None, description="The only web origin it may be used from.")


class TokenOut(ResponseModel):
    """A named token; the token itself is shown once, when it is made."""

    name: str
    created: Moment
    origin: str | None


class CreatedToken(ResponseModel):
    name: str
    token: str


@bp.get("")
@route("Access", {200: ListOut[TokenOut]})
def list_tokens() -> Answer:
    """List the named tokens, in the order they were made."""
    return ListOut[TokenOut].listing(library().access.tokens()), 200


@bp.post("")
@route("Access", {201: CreatedToken}, refuses=(409,))
def create(json: NewToken) -> Answer:
    """Make a token under a name. It is shown this once."""
    token = library().access.create_token(json.name, origin=json.origin)
    return CreatedToken(name=json.name.strip(), token=token), 201


@bp.delete("/<path:name>")
@route("Access", {204: "Gone."}, refuses=(404, 422))
def revoke(name: str) -> Answer:
    """Revoke a token: from now on it opens nothing."""
    library().access.revoke_token(name)
    return "", 204
