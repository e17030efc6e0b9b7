"""What every page of the web view has around it: navigation, words on what was just done, filters."""

from collections.abc import Mapping
from urllib.parse import quote

from flask import Flask, request

from postil import __version__
from postil.models import Annotation, Colour
from postil.web.access import FORM_TOKEN, form_token
from postil.web.current import library
from postil.wording import FILTERS, STATES
from postil.wording.cards import card_lines, described

NAVIGATION = (
    ("views.marks", "views.marks.show", "Marks"),
    ("views.articles", "views.articles.show_all", "Articles"),
    ("views.people", "views.people.show_all", "People"),
    ("views.files", "views.files.show", "Export"),
    ("views.settings", "views.settings.show", "Settings"),
)

DONE: Mapping[str, str] = {
    "saved": "Saved.",
    "marked": "Marked.",
    "restored": "The mark is back.",
    "placed_back": "The mark is where it was before.",
    "taken_back": "What you said is taken back.",
    "page_gone": "The article is gone from your library.",
    "seen": "Put away. The article's versions still tell it, and can bring this notice back.",
    "unseen": "You are told of these changes again.",
    "corrected": "Said, for this outlet's pages.",
    "uncorrected": "Taken back.",
    "revoked": "Revoked. That key opens nothing any more.",
    "connected": "Connected. The extension has a key of its own now.",
    "refused": "Refused. Whoever asked got no key.",
}


def prepare(app: Flask) -> None:
    """Give the templates of ``app`` what they share."""
    app.jinja_env.filters.update(FILTERS, card_lines=card_lines, described=described)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(_shared)


def _shared() -> dict[str, object]:
    return {
        "navigation": NAVIGATION,
        "form_token": form_token,
        "form_token_field": FORM_TOKEN,
        "colours": tuple(Colour),
        "states": STATES,
        "done": DONE.get(request.args.get("done", "")),
        "correction": request.args.get("correction", ""),
        "put_away": request.args.get("put_away", ""),
        "placed": request.args.get("placed", ""),
        "corrected": request.args.get("corrected", ""),
        "dated": request.args.get("dated", ""),
        "notices": library().notices,
        "version": __version__,
        "here": _here(),
        "speaker_of": _speaker_of,
    }


def _speaker_of(mark: Annotation) -> str | None:
    """The name of whoever says what is marked; None where the text does not show it."""
    if mark.said_by is None:
        return None
    return library().people.names([mark.page_id]).get(mark.said_by)


def _here() -> str:
    """The path and query of this page, fit for a link and for a form's way back."""
    query = request.query_string.decode("ascii", "replace")
    return quote(request.path) + (f"?{query}" if query else "")
