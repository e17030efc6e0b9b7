"""Transfers: the library to a file, and a file into the library."""

from collections import deque
from collections.abc import Iterable, Iterator

from flask import Blueprint, Response, request
from pydantic import Field

from postil.library.transfers import Report
from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.failures import with_errors_as_lines
from postil.web.files import begun, download, text_of
from postil.web.payloads import ListOut, RequestModel, ResponseModel
from postil.web.queries import MarkFilter

bp = Blueprint("transfers", __name__)

LINES = "application/x-ndjson"


class ExportFilter(MarkFilter):
    """Which marks to write; none of these writes the library."""


class ImportFilter(RequestModel):
    format: str | None = Field(
        default=None, description="The file's format, where it does not show by itself."
    )


class FormatOut(ResponseModel):
    name: str
    title: str
    suffix: str
    media_type: str
    can_import: bool
    whole: bool = Field(description="Whether it restores everything: versions, deleted marks, corrections.")


class SkippedOut(ResponseModel):
    item: str
    why: str


class ReportOut(ResponseModel):
    """What an import came to. ``same`` marks were here already; ``corrections`` are new here, or newer."""

    pages: int
    added: int
    updated: int
    same: int
    corrections: int
    skipped: list[SkippedOut]


class ImportTally(ResponseModel):
    """What an import has come to so far; ``skipped`` is how many."""

    pages: int
    added: int
    updated: int
    same: int
    corrections: int
    skipped: int


class ProgressOut(ResponseModel):
    """A line while an import runs; the last line of all is the report."""

    progress: ImportTally


@bp.get("/export")
@route("Export and import", {200: ListOut[FormatOut]})
def list_formats() -> Answer:
    """List the formats there are."""
    formats = library().transfers.formats()
    items = [FormatOut.made_of(each, can_import=each.read is not None) for each in formats]
    return ListOut[FormatOut].listing(items), 200


@bp.get("/export/<format>")
@route("Export and import", {200: "The file."}, refuses=(404, 422))
def export(format: str, query: ExportFilter) -> Answer:
    """Write the library, or the marks that fit the filters, as a file of that format.

    The header `Postil-Export` names the export, for `GET /api/exports/ID/left-out` once it is written.
    """
    return download(format, query)


@bp.get("/exports/<export_id>/left-out")
@route("Export and import", {200: ListOut[SkippedOut]}, refuses=(404,))
def left_out(export_id: str) -> Answer:
    """List what one of the last exports had to leave out, since it can't be read."""
    return ListOut[SkippedOut].listing(library().transfers.left_out(export_id)), 200


@bp.post("/import")
@route("Export and import", {200: ReportOut}, refuses=(413, 422))
def import_file(query: ImportFilter) -> Answer:
    """Take a file in: the body is the file as it is.

    What is here already is not doubled. With `Accept: application/x-ndjson` the answer is a line of JSON
    for each step, `{"progress": {...}}`, and the report as the last line.
    """
    reports = library().transfers.import_(text_of(request.get_data()), query.format)
    if request.accept_mimetypes.best == LINES:
        return Response(with_errors_as_lines(_progress_lines(begun(reports))), mimetype=LINES)
    return ReportOut.made_of(deque(reports, maxlen=1).pop()), 200


def _progress_lines(reports: Iterable[Report]) -> Iterator[str]:
    """A line of JSON for each step, and the final report as the last."""
    last = Report()
    for last in reports:
        tally = ImportTally.made_of(last, skipped=len(last.skipped))
        yield ProgressOut(progress=tally).model_dump_json() + "\n"
    yield ReportOut.made_of(last).model_dump_json() + "\n"
