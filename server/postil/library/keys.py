"""Keys: secrets made at random, and what is kept of them."""

import secrets
from collections.abc import Iterable
from hashlib import sha256

from postil.errors import InvalidInput
from postil.models import AccessToken

KEY_BYTES = 32
MAX_NAME = 100  # code points of a key's name: one line on the settings page
OWN_TOKEN = "library"
_NO_NAMES = (OWN_TOKEN, ".", "..")  # an address drops the dots: what is named so could not be revoked


def new_key() -> str:
    """256 random bits, fit for an address and a header."""
    return secrets.token_urlsafe(KEY_BYTES)


def checked_name(name: str) -> str:
    """``name`` for a key, trimmed. Raises InvalidInput for one that no list could show in its line."""
    name = name.strip()
    if not 1 <= len(name) <= MAX_NAME or not name.isprintable() or name in _NO_NAMES:
        raise InvalidInput(
            "name", f"expected 1 to {MAX_NAME} printable characters, and not {', '.join(_NO_NAMES)}"
        )
    return name


def free_name(wanted: str, tokens: Iterable[AccessToken]) -> str:
    """``wanted``, with a number after it where one of ``tokens`` has that name."""
    taken = {token.name for token in tokens}
    numbered = (f"{wanted} {number}" for number in range(2, len(taken) + 3))
    return next(name for name in (wanted, *numbered) if name not in taken)


def hash_of(key: str) -> str:
    """SHA-256, hex. The keys are random, so a slow hash would add nothing."""
    return sha256(key.encode()).hexdigest()
