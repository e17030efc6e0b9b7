"""Look-ups: every request that left this machine."""

from flask import Blueprint
from pydantic import Field

from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads import Moment, RequestModel, ResponseModel

bp = Blueprint("lookups", __name__, url_prefix="/lookups")


class LookupFilter(RequestModel):
    limit: int = Field(default=50, ge=1, le=500)
    cursor: int | None = Field(default=None, ge=1, description="`next` of the list before.")


class LookupOut(ResponseModel):
    """One request that left this machine."""

    time: Moment = Field(validation_alias="at")
    host: str
    asked: str = Field(validation_alias="what", description="What was asked, in words.")
    url: str = Field(description="All that was sent, beside who runs this server.")
    answer: str
    bytes: int = Field(description="Of the answer, as it came.")


class LookupList(ResponseModel):
    """Newest first. ``on``: whether anybody may be asked at all."""

    on: bool
    items: list[LookupOut]
    next: int | None


@bp.get("")
@route("People", {200: LookupList}, refuses=(422,))
def list_lookups(query: LookupFilter) -> Answer:
    """List what was asked of Wikidata and Wikipedia, newest first: when, whom, what, and what came back."""
    found = library().lookups.asked(query.limit + 1, before=query.cursor)
    shown = found[: query.limit]
    return LookupList(
        on=library().lookups.are_on,
        items=[LookupOut.made_of(request) for _, request in shown],
        next=shown[-1][0] if len(found) > query.limit else None,
    ), 200
