"""Files: the library exported, and a file imported."""

from collections import deque

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from postil.models import Colour
from postil.web.current import library
from postil.web.files import download, text_of
from postil.web.queries import MarkFilter
from postil.web.views.forms import read_choice

bp = Blueprint("files", __name__)


@bp.get("/export")
def show() -> ResponseReturnValue:
    """The formats there are, and which marks to take."""
    return render_template("files.html", formats=library().transfers.formats())


@bp.get("/export/file")
def export() -> ResponseReturnValue:
    """The file; fields left empty ask for nothing."""
    said = {name: value for name, value in request.args.items() if value}
    wanted = MarkFilter(
        q=said.get("q", ""),
        person=said.get("person"),
        tag=said.get("tag"),
        since=said.get("since"),
        until=said.get("until"),
        colour=read_choice(Colour, "colour", said["colour"]) if "colour" in said else None,
    )
    return download(said.get("format", ""), wanted)


@bp.post("/import")
def import_file() -> ResponseReturnValue:
    """Take a file in, and tell what came of it."""
    file = request.files.get("file")
    reports = library().transfers.import_(text_of(file.read() if file else b""))
    return render_template("imported.html", report=deque(reports, maxlen=1).pop())
