"""Keys: secrets made at random, and what is kept of them."""

import secrets
from hashlib import sha256

KEY_BYTES = 32
MAX_NAME = 100  # code points of a key's name: one line on the settings page


def new_key() -> str:
    """256 random bits, fit for an address and a header."""
    return secrets.token_urlsafe(KEY_BYTES)


def hash_of(key: str) -> str:
    """SHA-256, hex. The keys are random, so a slow hash would add nothing."""
    return sha256(key.encode()).hexdigest()
