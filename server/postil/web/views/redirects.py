"""Redirects after a form: back to the page it was on, with a word on what happened."""

from urllib.parse import urlencode, urlsplit

from flask import redirect, request
from werkzeug.wrappers import Response

# Parameters that say what was just done: of the last time, on the way back.
SAYINGS = ("done", "put_away", "placed", "corrected", "correction", "part", "dated", "before")


def go_back(otherwise: str, **said: str) -> Response:
    """Go to the form's ``back`` if it is an address of ours, else to ``otherwise``.

    ``said`` names what to tell the reader on arrival.
    """
    back = request.form.get("back", "")
    parts = urlsplit(back if _is_ours(back) else otherwise)
    kept = [pair for pair in parts.query.split("&") if pair and pair.partition("=")[0] not in SAYINGS]
    query = "&".join((*kept, *([urlencode(said)] if said else [])))
    return redirect(parts._replace(query=query).geturl(), 303)


def _is_ours(address: str) -> bool:
    """Whether ``address`` is a path on this server: no host, and no way to write one."""
    return address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
