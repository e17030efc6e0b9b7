"""Look-ups: every request that left this machine."""

from flask import Blueprint

from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads.lookups import LookupFilter, LookupList, lookup_out

bp = Blueprint("lookups", __name__, url_prefix="/lookups")


@bp.get("")
@route("People", {200: LookupList}, refuses=(422,))
def list_lookups(query: LookupFilter) -> Answer:
    """List what was asked of Wikidata and Wikipedia, newest first: when, whom, what, and what came back."""
    found = library().lookups.asked(query.limit + 1, before=query.cursor)
    shown = found[: query.limit]
    return LookupList(
        on=library().lookups.are_on,
        items=[lookup_out(request) for _, request in shown],
        next=shown[-1][0] if len(found) > query.limit else None,
    ), 200
