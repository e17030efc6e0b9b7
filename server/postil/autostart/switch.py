"""Autostart, turned on and off: what is left alone, and what is put back when the system refuses."""

from collections.abc import Sequence
from pathlib import Path

from postil.autostart.base import AutostartFailed, System, check_writable


def turn_on(system: System, arguments: Sequence[str], *, runs: bool) -> bool:
    """Start the server with every session from now on; returns whether it was started now, too.

    ``runs`` says whether a server of that library runs. One that ``system`` did not start is left
    alone; one that it did is started again only for a file that says something new. Raises
    AutostartFailed, with the file as it was before.
    """
    check_writable(arguments)
    content = system.content(arguments)
    ours = system.has_started()
    before = _read(system.file)
    system.file.parent.mkdir(parents=True, exist_ok=True)
    system.file.write_bytes(content)
    try:
        system.register()
    except AutostartFailed:
        _put_back(system.file, before)
        raise
    if (ours and before == content) or (runs and not ours):
        return False
    system.start()
    return True


def turn_off(system: System) -> bool:
    """Undo ``turn_on``; returns whether there was something to undo. Raises AutostartFailed."""
    if not (system.file.exists() or system.is_on()):
        return False
    system.remove()
    return True


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _put_back(file: Path, content: bytes | None) -> None:
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
