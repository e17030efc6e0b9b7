"""Access: the keys to a library. Tokens for programs, one-time links and sessions for the web view.

Only hashes of secrets are kept. The library's own token is derived from the library's secret, so it
can be printed again without being stored.
"""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock

from postil.errors import InvalidInput, NotConfirmed, NotSignedIn
from postil.library.keys import OWN_TOKEN, checked_name, hash_of, new_key
from postil.library.pairings import Pairings
from postil.models import AccessToken, Session
from postil.store.base import Store

LINK_LIFETIME = timedelta(minutes=10)
SESSION_LIFETIME = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Grant:
    """Who is asking: the token's ``name``, and the only web origin it may come from (None: any)."""

    name: str
    origin: str | None = None


class Access:
    def __init__(
        self,
        store: Store,
        pairings: Pairings,
        secret: str,
        *,
        now: Callable[[], datetime],
        fixed_token: str | None = None,
    ) -> None:
        self._store, self._pairings, self._secret, self._now = store, pairings, secret, now
        self._fixed_token = fixed_token
        self._links: dict[str, datetime] = {}
        self._links_lock = Lock()

    @property
    def own_token(self) -> str:
        """The token that was set, else the library's own: the same at every start."""
        return self._fixed_token or self.derive("token")

    def derive(self, purpose: str) -> str:
        """A secret for one purpose, 64 hex digits: the same at every start, telling nothing of the others."""
        return hmac.new(self._secret.encode(), purpose.encode(), sha256).hexdigest()

    def grant(self, token: str) -> Grant:
        """Who comes with ``token``. Raises NotSignedIn when it is not, or no longer, valid; NotConfirmed."""
        if hmac.compare_digest(token.encode(), self.own_token.encode()):
            return Grant(OWN_TOKEN)
        # Asked first: a token that is confirmed in between waits no more, and is known by then.
        if self._pairings.waits(token):
            raise NotConfirmed("this pairing waits for a yes: press Confirm on Postil's Connect page")
        known = self._store.token_for(hash_of(token))
        if known is None:
            raise NotSignedIn("the access token is not valid here, or was revoked: `postil token` prints one")
        return Grant(known.name, known.origin)

    def create_token(self, name: str, *, origin: str | None = None) -> str:
        """A new token under ``name``; it is shown this once.

        Raises InvalidInput for a name that is none, Conflict when it is taken.
        """
        name = checked_name(name)
        token = new_key()
        self._store.put_token(AccessToken(name=name, hash=hash_of(token), created=self._now(), origin=origin))
        return token

    def tokens(self) -> Sequence[AccessToken]:
        """The named tokens, in the order they were made."""
        return self._store.tokens()

    def revoke_token(self, name: str) -> None:
        """From now on that token opens nothing. Raises NotFound."""
        if name == OWN_TOKEN:
            raise InvalidInput("name", "the library's own token can't be revoked: POSTIL_TOKEN sets another")
        self._store.delete_token(name)

    def new_sign_in(self) -> str:
        """A code that signs one browser in, once, within LINK_LIFETIME."""
        code = new_key()
        now = self._now()
        with self._links_lock:
            self._links = {hash: expires for hash, expires in self._links.items() if expires > now}
            self._links[hash_of(code)] = now + LINK_LIFETIME
        return code

    def sign_in(self, code: str) -> str:
        """Use a code up; gives the new session's secret. Raises NotSignedIn when it was used or is old."""
        with self._links_lock:
            expires = self._links.pop(hash_of(code), None)
        now = self._now()
        if expires is None or expires <= now:
            raise NotSignedIn("this sign-in link was used or is too old: `postil open` prints a new one")
        session = new_key()
        self._store.put_session(Session(hash=hash_of(session), created=now, expires=now + SESSION_LIFETIME))
        return session

    def session(self, secret: str) -> Session:
        """The session behind a cookie's secret. Raises NotSignedIn when it ended or never was."""
        session = self._store.session_for(hash_of(secret))
        if session is None or session.expires <= self._now():
            raise NotSignedIn("you are not signed in here: `postil open` prints a sign-in link")
        return session

    def sign_out(self, secret: str) -> None:
        """End that session; no error when there is none."""
        self._store.delete_session(hash_of(secret))

    def sign_out_everywhere(self) -> int:
        """End every session; gives how many there were."""
        return self._store.delete_sessions()
