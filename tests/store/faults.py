"""A disk that refuses, when told to, as a full or dying one does."""

import errno
from pathlib import Path

from postil.store.disk import Disk, OpenFile


class FaultyDisk(Disk):
    """Real, until a fault is set.

    ``room`` is how many more bytes can be written (None: plenty); a write that does not fit leaves
    the part that did. ``refused`` are operations that fail with an I/O error: their method names.
    """

    def __init__(self) -> None:
        self.room: int | None = None
        self.refused: set[str] = set()

    def create(self, path: Path) -> OpenFile:
        self._check("create")
        return super().create(path)

    def write(self, file: OpenFile, data: bytes) -> None:
        self._check("write")
        if self.room is None or len(data) <= self.room:
            super().write(file, data)
            self.room = None if self.room is None else self.room - len(data)
            return
        super().write(file, data[: self.room])
        self.room = 0
        raise OSError(errno.ENOSPC, "No space left on device")

    def sync(self, file: OpenFile) -> None:
        self._check("sync")
        super().sync(file)

    def truncate(self, file: OpenFile, size: int) -> None:
        self._check("truncate")
        super().truncate(file, size)

    def replace(self, source: Path, target: Path) -> None:
        self._check("replace")
        super().replace(source, target)

    def remove(self, path: Path) -> None:
        self._check("remove")
        super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        self._check("sync_folder")
        super().sync_folder(folder)

    def _check(self, operation: str) -> None:
        if operation in self.refused:
            raise OSError(errno.EIO, "Input/output error")
