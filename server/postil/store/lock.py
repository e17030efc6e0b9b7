"""One process at a time, by a lock of the operating system: gone with the process, however it ends."""

import json
import os
import socket
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from postil.errors import StoreLocked
from postil.store.disk import PRIVATE_FILE, Disk

# Long enough to outlast someone who only tests whether the lock is free.
_PATIENCE_S = 0.5


class FolderLock:
    """The right to write in a folder. ``name`` tells several locks in one folder apart."""

    def __init__(self, folder: Path, name: str, disk: Disk) -> None:
        self._folder, self._disk = folder, disk
        self._holder = folder / f"{name}.holder"
        # Not bound to a thread: who closes the library need not be who opened it.
        self._lock = FileLock(folder / f"{name}.lock", mode=PRIVATE_FILE, thread_local=False)

    def take(self) -> None:
        """Raises StoreLocked, saying who holds it."""
        try:
            self._lock.acquire(timeout=_PATIENCE_S, poll_interval=0.02)
        except Timeout:
            raise StoreLocked(
                f"the library in {self._folder} is in use by {self._describe_holder()}: "
                "end that program first, or work through it"
            ) from None
        holder = json.dumps({"pid": os.getpid(), "host": socket.gethostname()})
        with suppress(OSError):  # a courtesy to who is refused: on a full disk the library still opens
            self._disk.write_whole(self._holder, [holder.encode()])

    def release(self) -> None:
        """Twice is fine."""
        if not self._lock.is_locked:
            return
        with suppress(OSError):
            self._disk.remove(self._holder)
        self._lock.release()

    def is_held(self) -> bool:
        """Whether any process holds it now, this one included."""
        probe = FileLock(self._lock.lock_file, mode=PRIVATE_FILE, thread_local=False)
        try:
            probe.acquire(timeout=0)
        except Timeout:
            return True
        probe.release()
        return False

    def _describe_holder(self) -> str:
        try:
            holder = json.loads(self._holder.read_text(encoding="utf-8"))
            return f"process {holder['pid']} on {holder['host']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"
