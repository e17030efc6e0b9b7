"""Where damaged files are kept: copied to a folder of their own beside the library, not touched again."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from postil.store.disk import Disk

_PIECE_BYTES = 1 << 20


def set_aside(
    folder: Path, files: Iterable[Path], texts: Mapping[str, str], disk: Disk, time: datetime
) -> Path:
    """A new folder in ``folder`` with copies of ``files``, and ``texts`` by file name; durable.

    Raises OSError; the files themselves are not touched.
    """
    aside = _unused(folder, f"damaged-{time.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    disk.make_folder(aside)
    for file in files:
        _copy(file, aside / file.name, disk)
    for name, text in texts.items():
        disk.write_whole(aside / name, [text.encode("utf-8", "surrogatepass")])
    disk.sync_folder(aside)
    return aside


def _unused(folder: Path, name: str) -> Path:
    path, count = folder / name, 1
    while path.exists():
        count += 1
        path = folder / f"{name}-{count}"
    return path


def _copy(source: Path, target: Path, disk: Disk) -> None:
    copy = disk.create(target)
    try:
        with source.open("rb") as original:
            while part := original.read(_PIECE_BYTES):
                disk.write(copy, part)
        disk.sync(copy)
    finally:
        disk.close(copy)
