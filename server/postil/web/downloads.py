"""An export as an answer: a file that is sent while it is written."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import TypeVar

from flask import Response

from postil.errors import NotFound
from postil.web.current import library
from postil.web.payloads.annotations import MarkFilter
from postil.web.queries import query_for

EXPORT_ID = "Postil-Export"  # names the export: what it left out is known only when it is written

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
