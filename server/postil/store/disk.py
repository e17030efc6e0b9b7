"""What the store asks of the file system, in one place: durable, private to the user, replaceable in tests.

Everything is built on the primitives of ``Disk``, so that whoever replaces them (a recorder, a disk
that is full) sees every change in the order in which it is made.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

if sys.platform == "darwin":
    import fcntl

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

# What a half-written file is called until it is whole; swept at the next opening.
UNFINISHED = ".unfinished"

# Windows would turn line ends around without it; elsewhere it does not exist.
_BINARY = getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file open for appending."""

    path: Path
    handle: int


class Disk:
    """The real file system. Every method raises OSError when the system refuses."""

    def make_folder(self, folder: Path) -> None:
        """``folder`` and its parents, durable. One that exists is fine."""
        if folder.is_dir():
            return
        self.make_folder(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir(mode=PRIVATE_FOLDER)
        self.sync_folder(folder.parent)

    def create(self, path: Path) -> OpenFile:
        """``path``, empty, whatever it held before."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | _BINARY
        return OpenFile(path, os.open(path, flags, PRIVATE_FILE))

    def reopen(self, path: Path) -> OpenFile:
        """``path``, to go on at its end."""
        return OpenFile(path, os.open(path, os.O_WRONLY | os.O_APPEND | _BINARY))

    def write(self, file: OpenFile, data: bytes) -> None:
        """All of ``data`` at the end of the file; after an OSError a part of it may be there."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file.handle, rest) :]

    def sync(self, file: OpenFile) -> None:
        """Return when the file's content and length are on the device."""
        if sys.platform == "darwin":
            # Plain fsync leaves the data in the drive's own cache there.
            with suppress(OSError):
                fcntl.fcntl(file.handle, fcntl.F_FULLFSYNC)
                return
        if sys.platform == "linux":
            os.fdatasync(file.handle)
        else:
            os.fsync(file.handle)

    def truncate(self, file: OpenFile, size: int) -> None:
        os.ftruncate(file.handle, size)

    def close(self, file: OpenFile) -> None:
        os.close(file.handle)

    def replace(self, source: Path, target: Path) -> None:
        os.replace(source, target)

    def remove(self, path: Path) -> None:
        """No error when there is no such file."""
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Make names created, replaced and removed in ``folder`` durable."""
        if sys.platform == "win32":
            return  # folders can't be opened there; NTFS keeps its own journal of names
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def write_whole(self, path: Path, parts: Iterable[bytes]) -> None:
        """Make ``path`` hold ``parts``, durably: at no moment is it there half."""
        unfinished = path.with_name(path.name + UNFINISHED)
        file = self.create(unfinished)
        try:
            try:
                for part in parts:
                    self.write(file, part)
                self.sync(file)
            finally:
                self.close(file)
            self.replace(unfinished, path)
        except BaseException:
            with suppress(OSError):
                self.remove(unfinished)
            raise
        self.sync_folder(path.parent)
