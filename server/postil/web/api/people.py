"""People: everyone met in the library."""

from flask import Blueprint

from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads.annotations import IfMatch, revision_from
from postil.web.payloads.people import MetList, MetOne, met_one, met_out
from postil.web.payloads.person_corrections import (
    PersonCorrectionChange,
    PersonCorrectionFilter,
    PersonCorrectionList,
    PersonCorrectionOut,
    person_correction_out,
)

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("")
@route("People", {200: MetList})
def list_people() -> Answer:
    """List everyone met in the library, those of the newest page first."""
    return MetList(items=[met_out(met) for met in library().people.everyone()], next=None), 200


@bp.get("/corrections")
@route("People", {200: PersonCorrectionList}, refuses=(422,))
def list_corrections(query: PersonCorrectionFilter) -> Answer:
    """List what the reader said of people, newest first."""
    found = library().person_corrections.all(deleted=query.deleted)
    return PersonCorrectionList(items=[person_correction_out(each) for each in found], next=None), 200


@bp.patch("/corrections/<correction_id>")
@route("People", {200: PersonCorrectionOut}, refuses=(404, 412))
def change_correction(correction_id: str, json: PersonCorrectionChange, headers: IfMatch) -> Answer:
    """Take a correction back with `{"deleted": true}`, or bring it back with false."""
    changed = library().person_corrections.put(
        correction_id, deleted=json.deleted, revision=revision_from(headers)
    )
    return person_correction_out(changed), 200, {"ETag": f'"{changed.revision}"'}


@bp.get("/<person_id>")
@route("People", {200: MetOne}, refuses=(404,))
def show(person_id: str) -> Answer:
    """Give one person with the pages they are in and the marks about them, newest first."""
    met = library().people.find(person_id)
    urls = {mark.page_id: library().pages.get(mark.page_id).url for mark in met.marks}
    return met_one(met, urls), 200
