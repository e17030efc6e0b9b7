"""Waiting for something to become true, with a deadline."""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

PATIENCE_S = 60.0  # a machine with two cores and other work; what takes longer is broken
STEP_S = 0.05


def until(condition: Callable[[], T], what: str, patience_s: float = PATIENCE_S) -> T:
    """The first true value of ``condition``. Fails naming ``what`` and the last value when none comes."""
    end = monotonic() + patience_s
    pause = Event()
    while not (value := condition()):
        assert monotonic() < end, f"waited {patience_s:.0f} s for {what}; last: {value!r}"
        pause.wait(STEP_S)
    return value


def at_rest(look: Callable[[], T], what: str) -> T:
    """The first true value of ``look`` that is the same at two looks, one after the other."""
    seen: list[T] = []

    def rests() -> bool:
        seen.append(look())
        return bool(seen[-1]) and seen[-1:] == seen[-2:-1]

    until(rests, what)
    return seen[-1]
