"""Transfers: the library to a file, and a file into the library."""

from collections import deque

from flask import Blueprint, Response, request

from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.downloads import begun, download
from postil.web.failures import with_errors_as_lines
from postil.web.payloads.transfers import (
    ExportFilter,
    FormatList,
    ImportWish,
    LeftOut,
    ReportOut,
    format_out,
    left_out_of,
    progress_lines,
    report_out,
    text_of,
)

bp = Blueprint("transfers", __name__)

LINES = "application/x-ndjson"


@bp.get("/export")
@route("Export and import", {200: FormatList})
def list_formats() -> Answer:
    """List the formats there are."""
    return FormatList(items=[format_out(format) for format in library().transfers.formats()], next=None), 200


@bp.get("/export/<format>")
@route("Export and import", {200: "The file."}, refuses=(404, 422))
def export(format: str, query: ExportFilter) -> Answer:
    """Write the library, or the marks that fit the filters, as a file of that format.

    The header `Postil-Export` names the export, for `GET /api/exports/ID/left-out` once it is written.
    """
    return download(format, query)


@bp.get("/exports/<export_id>/left-out")
@route("Export and import", {200: LeftOut}, refuses=(404,))
def left_out(export_id: str) -> Answer:
    """List what one of the last exports had to leave out, since it can't be read."""
    return left_out_of(library().transfers.left_out(export_id)), 200


@bp.post("/import")
@route("Export and import", {200: ReportOut}, refuses=(413, 422))
def import_file(query: ImportWish) -> Answer:
    """Take a file in: the body is the file as it is.

    What is here already is not doubled. With `Accept: application/x-ndjson` the answer is a line of JSON
    for each step, `{"progress": {...}}`, and the report as the last line.
    """
    reports = library().transfers.import_(text_of(request.get_data()), query.format)
    if request.accept_mimetypes.best == LINES:
        return Response(with_errors_as_lines(progress_lines(begun(reports))), mimetype=LINES)
    return report_out(deque(reports, maxlen=1).pop()), 200
