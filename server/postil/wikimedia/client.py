"""The client: one GET at a time to each host, patient with it, and every one in the ledger."""

import platform
import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import requests

from postil import __version__
from postil.errors import LookupFailed
from postil.models import OutgoingRequest
from postil.wikimedia.answers import Broken, NotNow, Usable, read_answer
from postil.wikimedia.ledger import SqliteLedger

CONNECT_S, READ_S = 5.0, 15.0
MOST_BYTES = 32 * 2**20  # of one answer, unpacked: fifty people with all their statements are a tenth of it
LONGEST_ANSWER_S = 90.0  # from the first byte to the last, however slowly they drip
MOST_TRIES = 4
MOST_REDIRECTS = 3
FIRST_PAUSE_S = 1.0  # doubled at each further try
LONGEST_WAIT_S = 60.0  # whoever asks for more is left alone until then, and the card does without
_PIECE = 2**16
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


@dataclass(slots=True)
class _Host:
    """``not_before`` is the moment, on the monotonic clock, before which nothing is asked."""

    lock: Lock
    not_before: float = 0.0


class Client:
    """Asks Wikimedia. Safe to use from several threads: those that ask one host wait for each other.

    ``contact`` says who runs this program, as Wikimedia wants of everybody who asks. ``pause`` waits that
    many seconds; True from it means that the program ends.
    """

    def __init__(
        self,
        contact: str,
        ledger: SqliteLedger,
        *,
        now: Callable[[], datetime],
        pause: Callable[[float], bool],
    ) -> None:
        if not contact.strip():
            raise ValueError("contact is empty: nothing is asked without saying who asks")
        self._ledger, self._now, self._pause = ledger, now, pause
        self._hosts: defaultdict[str, _Host] = defaultdict(lambda: _Host(Lock()))
        self._hosts_lock = Lock()
        self._session = requests.Session()
        self._session.auth = _nobody
        self._session.headers.update(
            {
                "User-Agent": f"Postil/{__version__} ({contact}) requests/{requests.__version__} "
                f"Python/{platform.python_version()}",
                "Accept-Encoding": "gzip",
            }
        )

    def get(
        self, address: str, parameters: Mapping[str, str], *, what: str, accept: str = "application/json"
    ) -> Mapping[str, Any]:
        """The JSON object at ``address`` with ``parameters``; ``what`` is how the ledger names the request.

        Waits its turn, and as long as the host says. Raises LookupFailed when no usable answer came.
        """
        url = f"{address}?{urlencode(parameters)}"
        name = urlsplit(address).netloc
        with self._hosts_lock:
            host = self._hosts[name]
        with host.lock:
            why = ""
            for attempt in range(MOST_TRIES):
                self._await_turn(name, host)
                answer = self._ask(url, what, accept)
                if isinstance(answer, Usable):
                    return answer.body
                if isinstance(answer, Broken):
                    raise LookupFailed(name, answer.why)
                why = answer.why
                backoff_s = FIRST_PAUSE_S * 2**attempt * random.uniform(1.0, 1.25)
                host.not_before = monotonic() + max(answer.wait_s * random.uniform(1.0, 1.1), backoff_s)
            raise LookupFailed(name, f"{why}, {MOST_TRIES} times")

    def _await_turn(self, name: str, host: _Host) -> None:
        wait_s = host.not_before - monotonic()
        if wait_s > LONGEST_WAIT_S:
            raise LookupFailed(name, f"wants to be left alone for {wait_s:.0f} s")
        if wait_s > 0 and self._pause(wait_s):
            raise LookupFailed(name, "the program ends")

    def _ask(self, url: str, what: str, accept: str) -> Usable | NotNow | Broken:
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._ask_once(url, what, accept)
            if not isinstance(answer, str):
                return answer
            target = urljoin(url, answer)
            if (urlsplit(target).scheme, urlsplit(target).netloc) != (
                urlsplit(url).scheme,
                urlsplit(url).netloc,
            ):
                return Broken("sent elsewhere")
            url = target
        return Broken("sent in circles")

    def _ask_once(self, url: str, what: str, accept: str) -> Usable | NotNow | Broken | str:
        """One request, with its line in the ledger; a text is the address where the answer is instead."""
        at, size = self._now(), 0
        answer: Usable | NotNow | Broken | str
        try:
            with self._session.get(
                url,
                headers={"Accept": accept},
                timeout=(CONNECT_S, READ_S),
                allow_redirects=False,
                stream=True,
            ) as response:
                body = _body_of(response)
                size = response.raw.tell()
                location = response.headers.get("Location")
                if response.status_code in _REDIRECTS and location:
                    answer = location
                    said = f"{response.status_code}, is elsewhere"
                else:
                    answer = read_answer(response.status_code, response.headers, body, now=at)
                    said = "200" if isinstance(answer, Usable) else answer.why
        except requests.Timeout:
            answer = NotNow("timed out", 0.0)
            said = answer.why
        except requests.RequestException as problem:
            answer = NotNow(f"no answer ({type(problem).__name__})", 0.0)
            said = answer.why
        except _TooLong:
            answer = Broken("too long an answer")
            said = answer.why
        parts = urlsplit(url)
        self._ledger.write(
            OutgoingRequest(at=at, host=parts.netloc, what=what, url=url, answer=said, bytes=size)
        )
        return answer

    def close(self) -> None:
        self._session.close()


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Nobody's credentials: without it, requests would send what a .netrc holds for the host."""
    return request


class _TooLong(Exception):
    """More than MOST_BYTES, or more than LONGEST_ANSWER_S."""


def _body_of(response: requests.Response) -> bytes:
    body, began = bytearray(), monotonic()
    for piece in response.iter_content(_PIECE):
        body += piece
        if len(body) > MOST_BYTES or monotonic() - began > LONGEST_ANSWER_S:
            raise _TooLong
    return bytes(body)
