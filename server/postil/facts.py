"""The nouns of look-ups: what was asked of whom, and what is known of somebody from outside. Frozen."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request that left this machine. ``what`` says it in words, ``url`` is all that was sent.

    ``answer`` is how it ended ("200", "429", "timed out"); ``bytes`` is the length of what came back.
    """

    at: datetime
    host: str
    what: str
    url: str
    answer: str
    bytes: int
