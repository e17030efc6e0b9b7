"""Corrections: say what is text of an article and what is not, for all pages of its outlet."""

from flask import Blueprint

from postil.library.corrections import Corrected
from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads.corrections import (
    CorrectedOut,
    CorrectionChange,
    CorrectionFilter,
    CorrectionList,
    NewCorrection,
    PartList,
    correction_out,
    part_from,
    part_out,
)
from postil.web.payloads.pages import article_out

bp = Blueprint("corrections", __name__)


@bp.get("/pages/<page_id>/parts")
@route("Corrections", {200: PartList}, refuses=(404, 422))
def parts(page_id: str) -> Answer:
    """List all parts of a page in order: the text, and what was taken out, with the reason."""
    found = library().corrections.parts(page_id)
    return PartList(items=[part_out(shown) for shown in found], next=None), 200


@bp.post("/pages/<page_id>/corrections")
@route("Corrections", {201: CorrectedOut}, refuses=(404, 409))
def say(page_id: str, json: NewCorrection) -> Answer:
    """Say that a removed part is text, or that a block is not.

    It holds at once for this page, and for the outlet's other pages when they are next captured. When an
    earlier correction made the part what it is, that one is taken back.
    """
    return _shown(library().corrections.say(page_id, part_from(json))), 201


@bp.get("/corrections")
@route("Corrections", {200: CorrectionList}, refuses=(422,))
def list_corrections(query: CorrectionFilter) -> Answer:
    """List the corrections that hold, newest first."""
    found = library().corrections.list(query.host, deleted=query.deleted)
    return CorrectionList(items=[correction_out(correction) for correction in found], next=None), 200


@bp.patch("/corrections/<correction_id>")
@route("Corrections", {200: CorrectedOut}, refuses=(404,))
def change(correction_id: str, json: CorrectionChange) -> Answer:
    """Take a correction back, or let it hold again."""
    verbs = library().corrections
    return _shown(verbs.take_back(correction_id) if json.deleted else verbs.bring_back(correction_id)), 200


def _shown(corrected: Corrected) -> CorrectedOut:
    correction = corrected.correction
    is_read = corrected.article is not None
    article = article_out(library().open_article(correction.page_id)) if is_read else None
    return CorrectedOut(correction=correction_out(correction), article=article)
