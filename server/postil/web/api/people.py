"""People: everyone met in the library."""

from flask import Blueprint

from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads.people import MetList, MetOne, met_one, met_out

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("")
@route("People", {200: MetList})
def list_people() -> Answer:
    """List everyone met in the library, those of the newest page first."""
    return MetList(items=[met_out(met) for met in library().people.everyone()], next=None), 200


@bp.get("/<person_id>")
@route("People", {200: MetOne}, refuses=(404,))
def show(person_id: str) -> Answer:
    """Give one person with the pages they are in and the marks about them, newest first."""
    met = library().people.find(person_id)
    urls = {mark.page_id: library().pages.get(mark.page_id).url for mark in met.marks}
    return met_one(met, urls), 200
