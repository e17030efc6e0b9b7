"""Preferences: what the reader switched on and off in a program that asks the library to remember it."""

from collections.abc import Mapping
from threading import RLock

from postil.errors import InvalidInput
from postil.store.base import Store

MOST = 100  # switches a program may have; those that are known have two
LONGEST_NAME = 100  # characters


class Preferences:
    def __init__(self, store: Store, lock: RLock) -> None:
        self._store, self._lock = store, lock

    def of(self, program: str) -> Mapping[str, bool]:
        """Empty while nothing was switched."""
        return self._store.preferences(program)

    def change(self, program: str, changes: Mapping[str, bool]) -> Mapping[str, bool]:
        """Keep ``changes``, and what was switched before; gives all. Raises InvalidInput."""
        if any(len(name) > LONGEST_NAME for name in changes):
            raise InvalidInput("preferences", f"expected names of at most {LONGEST_NAME} characters")
        with self._lock:
            old = self.of(program)
            new = {**old, **changes}
            if len(new) > MOST:
                raise InvalidInput("preferences", f"expected at most {MOST}, got {len(new)}")
            if new != old:
                self._store.put_preferences(program, new)
            return new
