"""The library's secret: random, made at first run, readable by its user alone."""

import os
import re
import secrets
from pathlib import Path

from postil.errors import StoreDamaged
from postil.store.disk import UNFINISHED, Disk

# 256 bits: what HMAC-SHA256 can use.
_SECRET_BYTES = 32

_WELL_FORMED = re.compile(rf"[0-9a-f]{{{2 * _SECRET_BYTES}}}")


def load_or_make(folder: Path) -> str:
    """The secret in hex: the same one for every caller, in every process, from the first call on.

    Raises StoreDamaged when its file does not hold one.
    """
    disk = Disk()
    disk.make_folder(folder)
    path = folder / "secret"
    if not path.exists():
        _make(path, disk)
    secret = path.read_text(encoding="ascii", errors="replace").strip()
    if not _WELL_FORMED.fullmatch(secret):
        raise StoreDamaged(
            f"{path} does not hold a secret: remove it to have one made; everybody signs in again"
        )
    return secret


def _make(path: Path, disk: Disk) -> None:
    # Named by process: two that start at once must not write into one file.
    fresh = path.with_name(f"secret-{os.getpid()}-{secrets.token_hex(4)}{UNFINISHED}")
    file = disk.create(fresh)
    try:
        try:
            disk.write(file, secrets.token_hex(_SECRET_BYTES).encode())
            disk.sync(file)
        finally:
            disk.close(file)
        _name_once(fresh, path, disk)
    finally:
        disk.remove(fresh)
    disk.sync_folder(path.parent)


def _name_once(fresh: Path, path: Path, disk: Disk) -> None:
    """Give ``fresh`` the name ``path``, unless another process was first."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    except OSError:
        # A file system without links: two first runs in one moment would sign each other's readers out.
        disk.replace(fresh, path)
