"""Files: an export as an answer, sent while it is written, and the text of a file that comes in."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import TypeVar

from flask import Response

from postil.errors import InvalidInput, NotFound
from postil.web.current import library
from postil.web.queries import MarkFilter, query_for

EXPORT_ID = "Postil-Export"  # names the export: what it left out is known only when it is written

# How packed files begin.
_PACKED = {
    b"PK\x03\x04": "ZIP",
    b"\x1f\x8b": "gzip",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "Zstandard",
}

T = TypeVar("T")


def download(format_name: str, wanted: MarkFilter) -> Response:
    """Raises InvalidInput for an unknown format or a bad filter, NotFound for an address or person."""
    query = query_for(wanted)
    if query is None:
        raise NotFound("page or person", wanted.url or wanted.person or "", by="address or name")
    export = library().transfers.export(format_name, query)
    named = f'attachment; filename="postil{export.format.suffix}"'
    return Response(
        begun(export.pieces),
        content_type=f"{export.format.media_type}; charset=utf-8",
        headers={"Content-Disposition": named, EXPORT_ID: export.id},
    )


def begun(items: Iterator[T]) -> Iterator[T]:
    """``items`` with the first two made now: what fails at the start is refused with a status of its own."""
    return chain(list(islice(items, 2)), items)


def text_of(file: bytes) -> str:
    """Raises InvalidInput for a file that is not text."""
    if not file:
        raise InvalidInput("file", "expected a file to import as the body, got nothing")
    packed = next((name for start, name in _PACKED.items() if file.startswith(start)), None)
    if packed:
        raise InvalidInput("file", f"is packed ({packed}): unpack it, and send what is in it")
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise InvalidInput("file", f"expected text in UTF-8; it is not at byte {e.start + 1:,}") from e
