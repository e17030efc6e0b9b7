"""Settings: keys to the library, the extension's connection, what was asked outside, signing out."""

from urllib.parse import urlsplit

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from postil.web.current import library, settings
from postil.web.payloads import whole_number
from postil.web.views.redirects import go_back

bp = Blueprint("settings", __name__)

SHOWN_AT_ONCE = 100


@bp.get("/settings")
def show() -> ResponseReturnValue:
    """The keys there are, where the library lies, and the ways out."""
    return render_template(
        "settings.html",
        tokens=library().access.tokens(),
        data=settings().data,
        lookups_are_on=library().lookups.are_on,
        contact=settings().contact,
        hosts=_hosts(),
        has_asked=bool(library().lookups.asked(1)),
    )


def _hosts() -> list[str]:
    """Whom look-ups ask."""
    addresses = (settings().wikidata_api, settings().wikipedia_api)
    return list(dict.fromkeys(urlsplit(address).netloc for address in addresses))


@bp.get("/settings/asked")
def asked() -> ResponseReturnValue:
    """Every request that left this machine, newest first."""
    before = request.args.get("before", "")
    found = library().lookups.asked(SHOWN_AT_ONCE + 1, before=whole_number(before))
    shown = found[:SHOWN_AT_ONCE]
    return render_template(
        "asked.html",
        requests=[one for _, one in shown],
        older=shown[-1][0] if len(found) > SHOWN_AT_ONCE else None,
        is_first=not before,
        lookups_are_on=library().lookups.are_on,
    )


@bp.post("/settings/tokens/revoke")
def revoke() -> ResponseReturnValue:
    """Revoke a key."""
    library().access.revoke_token(request.form.get("name", ""))
    return go_back(url_for("views.settings.show"), done="revoked")


@bp.get("/connect")
def connect() -> ResponseReturnValue:
    """Who waits to be connected, and how to connect."""
    waiting = library().pairings.waiting()
    return render_template("connect.html", waiting=waiting, code=None, asked="asked" in request.args)


@bp.post("/connect")
def begin() -> ResponseReturnValue:
    """A code that the extension, reading this page, exchanges for a key within a minute."""
    return render_template("connect.html", waiting=(), code=library().pairings.new_code())


@bp.post("/connect/<request_id>/confirm")
def confirm(request_id: str) -> ResponseReturnValue:
    """Say yes."""
    library().pairings.confirm(request_id)
    return go_back(url_for("views.settings.connect"), done="connected")


@bp.post("/connect/<request_id>/refuse")
def refuse(request_id: str) -> ResponseReturnValue:
    """Say no."""
    library().pairings.refuse(request_id)
    return go_back(url_for("views.settings.connect"), done="refused")
