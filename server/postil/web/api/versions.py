"""Versions: what an outlet changed in a page, and what of it touches marks."""

from flask import Blueprint

from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads.versions import (
    ChangesOut,
    ChangesWish,
    NewsOut,
    Seen,
    SeenOut,
    VersionList,
    changes_out,
    news_out,
    version_out,
)

bp = Blueprint("versions", __name__, url_prefix="/pages/<page_id>")


@bp.get("/versions")
@route("Versions", {200: VersionList}, refuses=(404,))
def list_versions(page_id: str) -> Answer:
    """List a page's versions, oldest first."""
    page = library().pages.get(page_id)
    return VersionList(items=[version_out(version) for version in page.versions], next=None), 200


@bp.get("/changes")
@route("Versions", {200: ChangesOut}, refuses=(404, 422))
def changes(page_id: str, query: ChangesWish) -> Answer:
    """Tell by sentence what changed from one version to another: from the one before to the newest."""
    return changes_out(library().edits.between(page_id, query.old, query.new)), 200


@bp.get("/news")
@route("Versions", {200: NewsOut}, refuses=(404,))
def news(page_id: str) -> Answer:
    """Tell what the outlet changed since the reader marked the page, and which marks that touches."""
    return news_out(library().edits.news(page_id)), 200


@bp.put("/seen")
@route("Versions", {200: SeenOut}, refuses=(404,))
def put_away(page_id: str, json: Seen) -> Answer:
    """Put the news away up to a version; null tells all of it again."""
    return SeenOut(version_id=library().edits.set_seen(page_id, json.version_id).seen), 200
