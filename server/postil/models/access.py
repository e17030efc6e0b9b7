"""Who may come in."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """A named key to the API. ``hash`` is the SHA-256 of the token, hex: the token itself is not kept.

    ``origin`` is the web origin of the extension it was made for, None for a script's.
    """

    name: str
    hash: str
    created: datetime
    origin: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser signed in to the web view. ``hash`` is the SHA-256 of the cookie's secret, hex."""

    hash: str
    created: datetime
    expires: datetime
