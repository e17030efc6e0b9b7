"""Transactions on disk for good: a snapshot, and journals of what came after it. Payloads are bytes to it.

A library's files carry a generation: ``records-000007.snapshot`` is everything up to the beginning of
``records-000007.journal``. Compaction begins journal 8, so that writes go on, writes snapshot 8 beside it,
and only when that is durable removes generation 7. Reading takes the newest snapshot and the journals
from its generation on.
"""

import errno
import json
import logging
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from postil.errors import StoreDamaged
from postil.store.disk import UNFINISHED, Disk, OpenFile
from postil.store.frames import FrameKind, Scan, frame, scan

# Raised when frames or file names change their meaning.
FORMAT = 1

# A journal is compacted when it outgrows this share of the snapshot: a byte written then costs at most
# three more in snapshots, and start-up reads at most half as much again as the snapshot.
_SHARE = 0.5

# Below this a journal is read faster than a snapshot is worth.
_SMALL_BYTES = 1 << 20

_NAME = re.compile(r"records-(\d{6,})\.(snapshot|journal)")
_START = json.dumps({"format": FORMAT}).encode()

_log = logging.getLogger(__name__)


def _path(folder: Path, generation: int, kind: str) -> Path:
    return folder / f"records-{generation:06}.{kind}"


def _files(folder: Path) -> dict[tuple[str, int], Path]:
    """Every snapshot and journal in ``folder``, by kind and generation."""
    return {
        (match[2], int(match[1])): path
        for path in sorted(folder.iterdir())
        if (match := _NAME.fullmatch(path.name))
    }


@dataclass(slots=True)
class JournalReading:
    """What the files in a folder hold. Nothing was changed by reading.

    ``payloads`` are in the order written. ``damage`` are sentences, empty when all is well.
    ``generation`` is 0 where there is no library yet. ``size`` is where the newest journal's last
    good frame ends, ``torn`` how many bytes of an unfinished write follow it. ``frames`` is how many good
    frames there were in all: none means that there is no trace of a library.
    """

    payloads: list[memoryview] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    generation: int = 0
    frames: int = 0
    size: int = 0
    torn: int = 0
    snapshot_bytes: int = 0
    journal_bytes: int = 0


def read(folder: Path) -> JournalReading:
    """Raises StoreDamaged when a file was written by a newer program, or the system can't read it."""
    files = _files(folder)
    reading = JournalReading(files=list(files.values()))
    if not files:
        return reading
    base = max((generation for kind, generation in files if kind == "snapshot"), default=0)
    reading.generation = max(generation for _, generation in files)
    if base:
        _read_snapshot(files["snapshot", base], reading)
    for generation in range(base or 1, reading.generation + 1):
        path = files.get(("journal", generation))
        if path is None:
            reading.damage.append(f"{_path(folder, generation, 'journal').name} is missing")
            reading.size = reading.torn = 0
        else:
            _read_journal(path, reading)
    return reading


def _read_snapshot(path: Path, reading: JournalReading) -> None:
    data, found = _read_file(path, reading)
    reading.snapshot_bytes = len(data)
    if not found.frames or found.frames[-1].kind != FrameKind.END:
        reading.damage.append(f"{path.name} ends before its end")


def _read_journal(path: Path, reading: JournalReading) -> None:
    data, found = _read_file(path, reading)
    reading.journal_bytes += found.size
    reading.size, reading.torn = found.size, len(data) - found.size


def _read_file(path: Path, reading: JournalReading) -> tuple[bytes, Scan]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreDamaged(f"{path} can't be read ({error.strerror}); nothing was changed") from error
    found = scan(data)
    reading.frames += len(found.frames)
    for start, end in found.damaged:
        reading.damage.append(f"{path.name} is damaged from byte {start} to {end}")
    starts = [at for at in found.frames if at.kind == FrameKind.START]
    for first in starts:
        _check_format(path, first.payload)
    if found.frames and not starts and not found.damaged:
        reading.damage.append(f"{path.name} has lost its beginning")
    reading.payloads += [at.payload for at in found.frames if at.kind == FrameKind.CHANGES]
    return data, found


def _check_format(path: Path, start: memoryview) -> None:
    if start != _START:
        raise StoreDamaged(
            f"{path} was written by a newer version of Postil (it begins with {bytes(start)!r}, this one "
            f"writes {_START!r}): install that version. Nothing was changed."
        )


class Journal:
    """The files of one library, open for writing. Not for several threads at once, but for its own."""

    def __init__(self, folder: Path, disk: Disk, reading: JournalReading) -> None:
        """Go on where ``reading`` ended. Raises OSError."""
        self._folder, self._disk = folder, disk
        self._generation = reading.generation
        self._snapshot_bytes, self._journal_bytes = reading.snapshot_bytes, reading.journal_bytes
        self._failed = False
        self._closed = False
        self._compaction: threading.Thread | None = None
        for unfinished in folder.glob("*" + UNFINISHED):
            disk.remove(unfinished)
        if reading.size == 0:
            self._generation = max(1, self._generation)
            self._file, self._size = self._begin(self._generation)
            return
        self._file, self._size = disk.reopen(_path(folder, self._generation, "journal")), reading.size
        if reading.torn:
            _log.info("cut an unfinished write of %d bytes from %s", reading.torn, self._file.path)
            disk.truncate(self._file, self._size)
            disk.sync(self._file)

    @property
    def failed(self) -> bool:
        """Whether it is unknown what the device holds. Only ``compact`` with ``wait`` helps then."""
        return self._failed

    @property
    def is_overgrown(self) -> bool:
        """Whether compaction is due."""
        running = self._compaction is not None and self._compaction.is_alive()
        return not running and self._journal_bytes > max(_SMALL_BYTES, _SHARE * self._snapshot_bytes)

    def append(self, payload: bytes) -> None:
        """Durable when it returns. Raises OSError; then the payload is not in the journal."""
        self._check_open()
        data = frame(FrameKind.CHANGES, payload)
        try:
            self._disk.write(self._file, data)
        except BaseException:
            self._take_back()
            raise
        try:
            self._disk.sync(self._file)
        except BaseException:
            # The system may have dropped the data and call the next sync a success: this file is done.
            self._failed = True
            self._take_back()
            raise
        self._size += len(data)
        self._journal_bytes += len(data)

    def _take_back(self) -> None:
        try:
            self._disk.truncate(self._file, self._size)
        except OSError:
            self._failed = True

    def compact(self, payloads: Iterable[bytes], *, wait: bool = False) -> None:
        """Begin a new journal, and write ``payloads``, all that is alive, as the snapshot before it.

        The snapshot is written by a thread of its own, unless ``wait``. Raises OSError when the new
        journal, or with ``wait`` the snapshot, can't be written; all is as before then.
        """
        self._check_open()
        self._join()
        previous, generation = self._file, self._generation + 1
        file, size = self._begin(generation)
        if wait:
            try:
                self._write_snapshot(generation, payloads)
            except OSError:
                self._disk.close(file)
                with suppress(OSError):
                    self._disk.remove(file.path)
                raise
        self._file, self._size, self._generation = file, size, generation
        self._journal_bytes = 0
        self._failed = False
        self._disk.close(previous)
        if wait:
            self._remove_before(generation)
            return
        self._compaction = threading.Thread(
            target=self._compact_aside, args=(generation, payloads), name="postil-compaction", daemon=True
        )
        self._compaction.start()

    def close(self) -> None:
        """Waits for a compaction that runs: given up at each close, it would never be done. Twice is fine."""
        if self._closed:
            return
        self._closed = True
        self._join()
        self._disk.close(self._file)

    def _check_open(self) -> None:
        # The lock may be another's by now: not a byte more.
        if self._closed:
            raise OSError(errno.EBADF, "the library is closed")

    def _join(self) -> None:
        if self._compaction is not None:
            self._compaction.join()
            self._compaction = None

    def _begin(self, generation: int) -> tuple[OpenFile, int]:
        file = self._disk.create(_path(self._folder, generation, "journal"))
        start = frame(FrameKind.START, _START)
        try:
            self._disk.write(file, start)
            self._disk.sync(file)
            self._disk.sync_folder(self._folder)
        except OSError:
            self._disk.close(file)
            with suppress(OSError):
                self._disk.remove(file.path)
            raise
        return file, len(start)

    def _compact_aside(self, generation: int, payloads: Iterable[bytes]) -> None:
        try:
            self._write_snapshot(generation, payloads)
            self._remove_before(generation)
        except OSError as error:
            # The journals hold everything; the next one that outgrows its share tries again.
            _log.warning("could not compact the library in %s: %s", self._folder, error)

    def _write_snapshot(self, generation: int, payloads: Iterable[bytes]) -> None:
        written = 0

        def parts() -> Iterator[bytes]:
            nonlocal written
            yield frame(FrameKind.START, _START)
            for payload in payloads:
                part = frame(FrameKind.CHANGES, payload)
                written += len(part)
                yield part
            yield frame(FrameKind.END, b"")

        self._disk.write_whole(_path(self._folder, generation, "snapshot"), parts())
        self._snapshot_bytes = written

    def _remove_before(self, generation: int) -> None:
        for (_, older), path in _files(self._folder).items():
            if older < generation:
                with suppress(OSError):  # never read again, and removed with the next compaction
                    self._disk.remove(path)
