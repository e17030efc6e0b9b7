"""Page bodies: one compressed file for each version of a page, written whole before a record names it."""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from postil.errors import StoreDamaged
from postil.models import Body
from postil.store.disk import Disk
from postil.store.records import read_body, write_body

# Between size and time: a page is packed while its reader waits.
_COMPRESSION = 5

_SUFFIX = ".json.gz"


def pack(body: Body) -> bytes:
    """``body`` as its file holds it. Costs some tens of milliseconds for a megabyte of page."""
    text = json.dumps(write_body(body), ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8", "surrogatepass"), _COMPRESSION, mtime=0)


class Bodies:
    """The folder of bodies."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self._folder, self._disk = folder, disk
        disk.make_folder(folder)

    def write(self, page_id: str, version_id: str, packed: bytes) -> None:
        """Durable when it returns. Raises OSError."""
        self._disk.write_whole(self._path(page_id, version_id), [packed])

    def read(self, page_id: str, version_id: str) -> Body | None:
        """None when there is no such file. Raises StoreDamaged when it can't be read."""
        path = self._path(page_id, version_id)
        try:
            return read_body(json.loads(gzip.decompress(path.read_bytes())))
        except FileNotFoundError:
            return None
        except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
            raise StoreDamaged(f"the stored article in {path} can't be read: {error}") from error

    def remove(self, page_id: str, version_ids: Iterable[str]) -> None:
        """What can't be removed now (Windows: somebody reads it) is swept at the next opening."""
        for version_id in version_ids:
            with suppress(OSError):
                self._disk.remove(self._path(page_id, version_id))

    def strays(self, named: Iterable[tuple[str, str]]) -> list[Path]:
        """Files here that belong to none of ``named`` (page id, version id)."""
        known = {self._path(page_id, version_id).name for page_id, version_id in named}
        return sorted(path for path in self._folder.iterdir() if path.name not in known)

    def _path(self, page_id: str, version_id: str) -> Path:
        # A digest, since ids come from anywhere (imports): none of them can lead out of the folder.
        name = hashlib.sha256(json.dumps([page_id, version_id]).encode()).hexdigest()
        return self._folder / (name + _SUFFIX)
