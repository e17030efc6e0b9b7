"""A disk that logs every change, and what a power cut may leave of those changes."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from postil.store.disk import Disk, OpenFile


class RecordingDisk(Disk):
    """The real disk, and a log of every change in the order made. ``note`` adds a remark of the caller's."""

    def __init__(self) -> None:
        self.log: list[tuple[Any, ...]] = []
        self._lock = threading.RLock()

    def note(self, acknowledged: int) -> None:
        with self._lock:
            self.log.append(("acknowledged", acknowledged))

    def create(self, path: Path) -> OpenFile:
        with self._lock:
            self.log.append(("create", path))
            return super().create(path)

    def write(self, file: OpenFile, data: bytes) -> None:
        with self._lock:
            self.log.append(("write", file.path, bytes(data)))
            super().write(file, data)

    def sync(self, file: OpenFile) -> None:
        with self._lock:
            super().sync(file)
            self.log.append(("sync", file.path))

    def truncate(self, file: OpenFile, size: int) -> None:
        with self._lock:
            self.log.append(("truncate", file.path, size))
            super().truncate(file, size)

    def replace(self, source: Path, target: Path) -> None:
        with self._lock:
            self.log.append(("replace", source, target))
            super().replace(source, target)

    def remove(self, path: Path) -> None:
        with self._lock:
            self.log.append(("remove", path))
            super().remove(path)

    def sync_folder(self, folder: Path) -> None:
        with self._lock:
            super().sync_folder(folder)
            self.log.append(("sync_folder", folder))


@dataclass
class Inode:
    """A file's content as programs see it, and as the device is sure to have it."""

    now: bytes = b""
    synced: bytes = b""

    def written(self) -> bytes:
        return self.now

    def lost(self) -> bytes:
        """All that came since the last sync is gone."""
        return self.synced

    def torn(self) -> bytes:
        """Half of what came since the last sync."""
        return self.now[: (len(self.synced) + len(self.now)) // 2]

    def grown(self) -> bytes:
        """The new length, but zeros where the content never came."""
        return self.synced + bytes(max(0, len(self.now) - len(self.synced)))


class CutDisk:
    """The disk that a log leads to, change by change, and what a power cut may leave of it."""

    def __init__(self) -> None:
        self._names: dict[Path, Inode] = {}
        self._synced_names: dict[Path, Inode] = {}
        self._pending: list[tuple[Path, Inode | None]] = []

    def change(self, what: str, path: Path, *rest: object) -> None:
        match what, rest:
            case "create", ():
                file = self._names.get(path)
                if file is None:
                    self._name(path, Inode())
                else:
                    file.now = b""
            case "write", (bytes(data),):
                self._names[path].now += data
            case "truncate", (int(size),):
                self._names[path].now = self._names[path].now[:size]
            case "sync", ():
                self._names[path].synced = self._names[path].now
            case "replace", (Path() as target,):
                self._name(target, self._names[path])
                self._name(path, None)
            case "remove", () if path in self._names:
                self._name(path, None)
            case "sync_folder", ():
                for name, file in self._pending:
                    if name.parent == path:
                        _set(self._synced_names, name, file)
                self._pending = [(name, file) for name, file in self._pending if name.parent != path]

    def _name(self, path: Path, file: Inode | None) -> None:
        _set(self._names, path, file)
        self._pending.append((path, file))

    def after_a_cut(self) -> Iterator[dict[Path, bytes]]:
        """The files that may be found; some possibilities more than once."""
        for names in self._possible_names():
            for content in (Inode.written, Inode.lost, Inode.torn, Inode.grown):
                yield {path: content(file) for path, file in names.items()}

    def _possible_names(self) -> Iterator[dict[Path, Inode]]:
        yield self._names
        yield self._synced_names
        for path, file in self._pending:
            alone = dict(self._synced_names)
            _set(alone, path, file)
            yield alone


def _set(names: dict[Path, Inode], path: Path, file: Inode | None) -> None:
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file
