"""Where this user's server runs, told to the user's other commands through a private file.

The server holds a lock of the operating system while its file is to be believed; what a killed
server left behind is recognised by that lock being free.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from postil.store.disk import Disk
from postil.store.lock import FolderLock

_FILE = "server.json"


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs now: ``address`` is what to call (http://127.0.0.1:8377), ``token`` its key."""

    address: str
    token: str
    pid: int


@contextmanager
def announce(folder: Path, address: str, token: str) -> Iterator[None]:
    """Let ``running`` find this process while the block runs. Raises StoreLocked when another is there."""
    disk = Disk()
    disk.make_folder(folder)
    lock = FolderLock(folder, "server", disk)
    lock.take()
    try:
        said = json.dumps({"address": address, "token": token, "pid": os.getpid()})
        disk.write_whole(folder / _FILE, [said.encode()])
        yield
    finally:
        with suppress(OSError):  # a file that stays is not believed
            disk.remove(folder / _FILE)
        lock.release()


def running(folder: Path) -> Running | None:
    """The server that has announced itself in ``folder``; None when none runs."""
    try:
        said = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        found = Running(str(said["address"]), str(said["token"]), int(said["pid"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if FolderLock(folder, "server", Disk()).is_held() else None
