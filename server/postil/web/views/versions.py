"""An article's versions: what changed between two of them, and the news put away."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from postil.web.current import library
from postil.web.views.redirects import go_back

bp = Blueprint("versions", __name__)


@bp.get("/articles/<page_id>/versions")
def show(page_id: str) -> ResponseReturnValue:
    """The versions there are, and what changed from one to another."""
    page = library().pages.get(page_id)
    asked = (request.args.get("from") or None, request.args.get("to") or None)
    difference = library().edits.between(page_id, *asked) if page.versions else None
    return render_template("versions.html", page=page, difference=difference)


@bp.post("/articles/<page_id>/seen")
def put_away(page_id: str) -> ResponseReturnValue:
    """Put the news away up to a version, or, without one, tell it again."""
    version_id = request.form.get("version") or None
    library().edits.set_seen(page_id, version_id)
    back = url_for("views.articles.show", page_id=page_id)
    return go_back(back, done="seen" if version_id else "unseen")
