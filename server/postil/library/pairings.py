"""Pairings: an extension asks for a key of its own, and the reader says yes.

The signed-in web view makes a code, good for a minute and once. Who comes with it gets a token that
opens nothing until the reader, shown where the request came from, confirms it. What waits is kept in
memory only: a restart of the server forgets it, and the reader presses the button again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from postil.errors import InvalidInput, NotFound, NotSignedIn
from postil.library.keys import checked_name, free_name, hash_of, new_key
from postil.models import AccessToken
from postil.store.base import Store

CODE_LIFETIME = timedelta(minutes=1)
REQUEST_LIFETIME = timedelta(minutes=10)  # as long as a sign-in link: time to walk back to the tab
MAX_ORIGIN = 300  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingRequest:
    """A program that waits for the reader's yes. ``hash`` is its token's; ``id`` names the request."""

    id: str
    name: str
    origin: str
    version: str
    hash: str
    created: datetime


class Pairings:
    def __init__(self, store: Store, *, now: Callable[[], datetime], new_id: Callable[[], str]) -> None:
        self._store, self._now, self._new_id = store, now, new_id
        self._codes: dict[str, datetime] = {}
        self._waiting: dict[str, PairingRequest] = {}
        self._lock = Lock()

    def new_code(self) -> str:
        """A code for one pairing, good for CODE_LIFETIME."""
        code = new_key()
        with self._lock:
            self._drop_old()
            self._codes[hash_of(code)] = self._now() + CODE_LIFETIME
        return code

    def ask(self, code: str, *, name: str, version: str, origin: str) -> str:
        """Use a code up; gives the token that works once the reader has confirmed.

        Raises NotSignedIn when the code was used, is old or unknown; InvalidInput for a request
        that could not be shown to the reader.
        """
        name, version = checked_name(" ".join(name.split())), " ".join(version.split())
        if not origin or origin == "null" or len(origin) > MAX_ORIGIN:
            raise InvalidInput("Origin", "expected the extension's own origin, as its browser sends it")
        with self._lock:
            self._drop_old()
            if self._codes.pop(hash_of(code), None) is None:
                raise NotSignedIn("this pairing code was used or is too old: press Connect again")
            token = new_key()
            request = PairingRequest(
                id=self._new_id(),
                name=name,
                origin=origin,
                version=version,
                hash=hash_of(token),
                created=self._now(),
            )
            self._waiting[request.id] = request
            return token

    def waiting(self) -> Sequence[PairingRequest]:
        """What the reader has yet to decide on, oldest first."""
        with self._lock:
            self._drop_old()
            return tuple(self._waiting.values())

    def waits(self, token: str) -> bool:
        """Whether ``token`` is one that the reader has yet to confirm."""
        return any(request.hash == hash_of(token) for request in self.waiting())

    def confirm(self, request_id: str) -> AccessToken:
        """Say yes: from now on the token is valid, from its origin. Raises NotFound."""
        with self._lock:
            request = self._take(request_id)
            token = AccessToken(
                name=free_name(request.name, self._store.tokens()),
                hash=request.hash,
                created=self._now(),
                origin=request.origin,
            )
            self._store.put_token(token)
            return token

    def refuse(self, request_id: str) -> None:
        """Say no. Raises NotFound."""
        with self._lock:
            self._take(request_id)

    def _take(self, request_id: str) -> PairingRequest:
        self._drop_old()
        request = self._waiting.pop(request_id, None)
        if request is None:
            raise NotFound("pairing request", request_id)
        return request

    def _drop_old(self) -> None:
        now = self._now()
        self._codes = {hash: expires for hash, expires in self._codes.items() if expires > now}
        self._waiting = {
            id: request for id, request in self._waiting.items() if request.created + REQUEST_LIFETIME > now
        }
