"""Page bodies: one compressed file for each version of a page, written whole before a record names it.

It has two parts, each compressed by itself: the article, which is read whenever the page is shown, and the
HTML that it came from. With the article stands the page's record as it was then, so that a page outlives the
loss of its record. Files of earlier versions have all of it in one part.
"""

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from postil.errors import InvalidInput, StoreDamaged
from postil.models import Article, Body
from postil.store.aside import set_aside
from postil.store.disk import Disk
from postil.store.records import Record, read_article, write_article

# Between size and time: a page is packed while its reader waits.
_COMPRESSION = 5

_SUFFIX = ".json.gz"

# What reading bytes that somebody else wrote can raise; the last, where they nest too deeply.
_UNREADABLE = (
    OSError,
    EOFError,
    zlib.error,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    InvalidInput,
)

_GZIP = 31  # zlib's name for a stream with the header of a gzip file

T = TypeVar("T")


def pack(page: Record, version_id: str, body: Body) -> bytes:
    """``body`` as its file holds it."""
    content = {"page": page, "version_id": version_id, "body": write_article(body.article)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    parts = (part.encode("utf-8", "surrogatepass") for part in (text, body.html))
    return b"".join(gzip.compress(part, _COMPRESSION, mtime=0) for part in parts)


def file_name(page_id: str, version_id: str) -> str:
    # A digest, since ids come from anywhere (imports): none of them can lead out of the folder.
    return hashlib.sha256(json.dumps([page_id, version_id]).encode()).hexdigest() + _SUFFIX


def named_by(pages: Iterable[Record]) -> set[str]:
    """The names of all files that ``pages`` need."""
    return {file_name(page["id"], version["id"]) for page in pages for version in page["versions"]}


class Bodies:
    """The folder of bodies."""

    def __init__(self, folder: Path, disk: Disk, now: Callable[[], datetime]) -> None:
        self._folder, self._disk, self._now = folder, disk, now
        disk.make_folder(folder)

    def write(self, page_id: str, version_id: str, packed: bytes) -> None:
        """Durable when it returns. Raises OSError."""
        self._disk.write_whole(self._path(page_id, version_id), [packed])

    def mend(self, page_id: str, version_id: str, packed: bytes) -> None:
        """Write what is there already, unless that can be read; what can't is set aside. Raises OSError."""
        path = self._path(page_id, version_id)
        try:
            if self.read(page_id, version_id) is not None:
                return
        except StoreDamaged:
            set_aside(self._folder.parent, [path], {}, self._disk, self._now())
        self.write(page_id, version_id, packed)

    def read(self, page_id: str, version_id: str) -> Body | None:
        """None when there is no such file. Raises StoreDamaged when it can't be read."""
        return self._read(page_id, version_id, _body_in)

    def article(self, page_id: str, version_id: str) -> Article | None:
        """As ``read``, without the HTML."""
        return self._read(page_id, version_id, lambda file: _article_in(_unpack(file)[0]))

    def _read(self, page_id: str, version_id: str, part_of: Callable[[Path], T]) -> T | None:
        path = self._path(page_id, version_id)
        try:
            return part_of(path)
        except FileNotFoundError:
            return None
        except _UNREADABLE as error:
            raise StoreDamaged(
                f"the stored article in {path} can't be read ({error}): "
                "capture its page again, and it is kept anew"
            ) from error

    def remove(self, page_id: str, version_ids: Iterable[str]) -> None:
        """What can't be removed now (Windows: somebody reads it) is swept at the next opening."""
        for version_id in version_ids:
            with suppress(OSError):
                self._disk.remove(self._path(page_id, version_id))

    def names(self) -> set[str]:
        """The names of everything that lies in the folder."""
        return set(os.listdir(self._folder))

    def file(self, name: str) -> Path:
        """Where something of that name lies, or would."""
        return self._folder / name

    def _path(self, page_id: str, version_id: str) -> Path:
        return self.file(file_name(page_id, version_id))


def page_in(file: Path) -> dict[str, Any] | None:
    """The page's record as it was when ``file`` was written; None when ``file`` is no readable body."""
    try:
        _body_in(file)
        content, _ = _unpack(file)
        page: dict[str, Any] = content["page"]
        return page if file.name == file_name(page["id"], content["version_id"]) else None
    except _UNREADABLE:
        return None


def _body_in(file: Path) -> Body:
    content, rest = _unpack(file)
    html = gzip.decompress(rest).decode("utf-8", "surrogatepass") if rest else content["body"]["html"]
    return Body(article=_article_in(content), html=html)


def _article_in(content: Any) -> Article:
    return read_article(content["body"])


def _unpack(file: Path) -> tuple[Any, bytes]:
    """The first part, and the second as it is packed; that is empty in a file of an earlier version."""
    first = zlib.decompressobj(_GZIP)
    content = first.decompress(file.read_bytes())
    if not first.eof:
        raise EOFError("the file ends before its first part does")
    return json.loads(content), first.unused_data
