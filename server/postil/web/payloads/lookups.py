"""Look-ups as JSON: what was asked of whom."""

from pydantic import Field

from postil.models import OutgoingRequest as Request
from postil.web.payloads.base import Asked, Given, Moment


class LookupFilter(Asked):
    limit: int = Field(default=50, ge=1, le=500)
    cursor: int | None = Field(default=None, ge=1, description="`next` of the list before.")


class LookupOut(Given):
    """One request that left this machine."""

    time: Moment
    host: str
    asked: str = Field(description="What was asked, in words.")
    url: str = Field(description="All that was sent, beside who runs this server.")
    answer: str
    bytes: int = Field(description="Of the answer, as it came.")


class LookupList(Given):
    """Newest first. ``on``: whether anybody may be asked at all."""

    on: bool
    items: list[LookupOut]
    next: int | None


def lookup_out(request: Request) -> LookupOut:
    return LookupOut(
        time=request.at,
        host=request.host,
        asked=request.what,
        url=request.url,
        answer=request.answer,
        bytes=request.bytes,
    )
