"""Consents: the reader lets a program that runs on a web page of another origin into the library.

The signed-in web view asks; a yes makes a code that its page hands over, good for a minute and once. Who
comes with it gets a key of its own, named, for that origin only, and good until it is revoked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from postil.errors import NotSignedIn
from postil.library.keys import free_name, hash_of, new_key
from postil.models import AccessToken
from postil.store.base import Store

CODE_LIFETIME = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Consent:
    name: str
    origin: str
    client: str
    expires: datetime


class Consents:
    def __init__(self, store: Store, *, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self._given: dict[str, _Consent] = {}
        self._lock = Lock()

    def give(self, *, name: str, origin: str, client: str) -> str:
        """The reader said yes to ``client`` at ``origin``: a code for one key, good for CODE_LIFETIME.

        ``name`` is what the key will be called, with a number after it where that is taken.
        """
        code, now = new_key(), self._now()
        consent = _Consent(name=name, origin=origin, client=client, expires=now + CODE_LIFETIME)
        with self._lock:
            self._given = {hash: each for hash, each in self._given.items() if each.expires > now}
            self._given[hash_of(code)] = consent
        return code

    def redeem(self, code: str, *, origin: str | None, client: str) -> str:
        """Use a code up; gives the key.

        ``origin`` is where the request comes from, None where no browser says. Raises NotSignedIn when the
        code was used, is old, or was given to somebody else.
        """
        with self._lock:
            consent = self._given.pop(hash_of(code), None)
            if consent is None or consent.expires <= self._now():
                raise NotSignedIn("this code was used or is too old: sign in again")
            if client != consent.client or origin not in (None, consent.origin):
                raise NotSignedIn("this code was given to another program")
            token = new_key()
            name = free_name(consent.name, self._store.tokens())
            self._store.put_token(
                AccessToken(name=name, hash=hash_of(token), created=self._now(), origin=consent.origin)
            )
            return token

    def withdraw(self, token: str, *, origin: str | None) -> None:
        """End a key that was made for ``origin``; any other, and one that is none, stays as it is."""
        known = self._store.token_for(hash_of(token))
        if known is not None and origin is not None and known.origin == origin:
            self._store.delete_token(known.name)
