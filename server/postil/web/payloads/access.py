"""Access as JSON: tokens, sign-in links and pairings."""

from pydantic import Field

from postil.models import AccessToken
from postil.web.payloads.base import Asked, Given, Moment, Text


class SignInLink(Given):
    url: str


class NewToken(Asked):
    name: Text
    origin: Text | None = Field(default=None, description="The only web origin it may be used from.")


class TokenOut(Given):
    """A named token; the token itself is shown once, when it is made."""

    name: str
    created: Moment
    origin: str | None


class TokenList(Given):
    items: list[TokenOut]
    next: str | None


class CreatedToken(Given):
    name: str
    token: str


class NewPairing(Asked):
    """An extension asks for a key of its own, with the code that the Connect page gave it."""

    code: Text
    name: Text
    version: Text


class PairingOut(Given):
    """The key. Until the reader has confirmed it, it answers 401 `not_confirmed` everywhere."""

    token: str


class Asker(Given):
    """Who asks: the name of the token that came with the request."""

    name: str


def token_out(token: AccessToken) -> TokenOut:
    return TokenOut(name=token.name, created=token.created, origin=token.origin)
