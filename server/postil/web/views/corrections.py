"""Corrections: an article with all parts of its page, and what the reader said of such parts."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from postil.library.corrections import Part
from postil.web.current import library
from postil.web.payloads import whole_number
from postil.web.views.redirects import go_back

bp = Blueprint("corrections", __name__)


@bp.get("/articles/<page_id>/parts")
def show_parts(page_id: str) -> ResponseReturnValue:
    """All parts of the page in order: the text, and what was left out, greyed; each can be corrected."""
    page = library().pages.get(page_id)
    return render_template("parts_of_page.html", page=page, parts=library().corrections.parts(page_id))


@bp.post("/articles/<page_id>/parts")
def say(page_id: str) -> ResponseReturnValue:
    """Say that a part is text, or that it is not."""
    text = request.form.get("text", "").replace("\r\n", "\n")
    part = Part(text, "is_text" in request.form, whole_number(request.form.get("nth", "")) or 0)
    said = library().corrections.say(page_id, part).correction
    at = whole_number(request.form.get("at", ""))
    anchor, told = (f"part-{at}", {"part": str(at)}) if at else (None, {})
    here = url_for("views.corrections.show_parts", page_id=page_id, _anchor=anchor)
    return go_back(here, done="uncorrected" if said.deleted else "corrected", correction=said.id, **told)


@bp.get("/corrections")
def show() -> ResponseReturnValue:
    """What the reader said is text, and what is not, by outlet."""
    return render_template("corrections.html", corrections=library().corrections.list())


@bp.post("/corrections/<correction_id>")
def change(correction_id: str) -> ResponseReturnValue:
    """Take a correction back, or let it hold again."""
    otherwise = url_for("views.corrections.show")
    if "again" in request.form:
        library().corrections.bring_back(correction_id)
        return go_back(otherwise, done="corrected", correction=correction_id)
    library().corrections.take_back(correction_id)
    return go_back(otherwise, done="uncorrected", correction=correction_id)
