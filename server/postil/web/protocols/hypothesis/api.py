"""The Hypothesis API at /hypothesis/api/, as its clients call it."""

from dataclasses import replace as with_changes
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from postil import errors
from postil.library.annotations import AnnotationUpdate, Draft
from postil.models import Annotation, AnnotationQuery
from postil.web.current import library
from postil.web.failures import status_of
from postil.web.protocols.documents import document_from
from postil.web.protocols.hypothesis import annotation_json, links, membership, sign_in
from postil.web.protocols.hypothesis.annotation_json import EXTRA
from postil.web.protocols.hypothesis.finding import MarkSearch, page_at
from postil.web.protocols.hypothesis.membership import is_reader
from postil.web.protocols.hypothesis.searching import request_from

bp = Blueprint("hypothesis", __name__, url_prefix="/hypothesis/api")
bp.register_blueprint(sign_in.bp)
bp.register_blueprint(membership.bp)

Json = Response | tuple[Response, int]


@bp.get("/")
def root() -> Json:
    """Where everything is."""
    return jsonify(links=links.routes(_api()))


@bp.get("/links")
def pages() -> Json:
    """Where the pages for people are."""
    return jsonify(links.pages(_api(), request.host_url))


@bp.post("/analytics/events")
def count_event() -> tuple[str, int]:
    """Take what a client tells of its use, and keep nothing of it."""
    return "", 204


@bp.get("/badge")
def badge() -> Json:
    """How many marks stand on a page."""
    page = page_at(request.args.get("uri", "")) if is_reader() else None
    query = AnnotationQuery(page_id=page.id) if page else None
    return jsonify(total=library().annotations.count(query) if query else 0)


@bp.get("/search")
def search() -> Json:
    """The marks that fit; none for who comes without a token."""
    wanted = request_from(request.args)
    found = MarkSearch(wanted) if wanted.is_for_us and is_reader() else None
    if found is None or found.is_vain:
        return jsonify({"total": 0, "rows": []} | ({"replies": []} if wanted.replies_apart else {}))
    rows = found.rows()
    answer = {"total": found.total(), "rows": [_written(mark) for mark in rows]}
    if wanted.replies_apart:
        ids = {mark.id for mark in rows}
        answer["replies"] = [_written(mark) for mark in found.replies() if mark.replies_to[0] in ids]
    return jsonify(answer)


@bp.post("/annotations")
def create() -> Json:
    """Make a mark: a highlight, a note, a note on the page, or a reply."""
    said = annotation_json.read(document_from(request.get_data()))
    made = library().annotations.create(_draft(said, {}))
    return jsonify(_written(made.annotation))


@bp.get("/annotations/<mark_id>")
def show(mark_id: str) -> Json:
    """One mark."""
    return jsonify(_written(_undeleted(mark_id)))


@bp.route("/annotations/<mark_id>", methods=["PATCH", "PUT"])
def update(mark_id: str) -> Json:
    """Change what is sent; what only the server may say is passed over."""
    mark = _undeleted(mark_id)
    document, served = document_from(request.get_data()), _written(mark)
    kept = {**annotation_json.kept_with(mark), **annotation_json.kept_of(document)}
    if annotation_json.is_elsewhere(document, served):
        whole = {**served, **document}
        said = with_changes(annotation_json.read(whole), kept=kept)
        draft = with_changes(_draft(said, mark.extra), colour=mark.colour)
        return jsonify(_written(library().annotations.rewrite(mark_id, draft)))
    change = AnnotationUpdate(
        note=annotation_json.note_of(document) if "text" in document else None,
        tags=annotation_json.tags_of(document) if "tags" in document else None,
        extra={**mark.extra, EXTRA: kept},
    )
    return jsonify(_written(library().annotations.change(mark_id, change)))


@bp.delete("/annotations/<mark_id>")
def delete(mark_id: str) -> Json:
    """Put a mark away; the web view can bring it back."""
    library().annotations.delete(_undeleted(mark_id).id)
    return jsonify(id=mark_id, deleted=True)


@bp.put("/annotations/<mark_id>/flag")
def flag(mark_id: str) -> tuple[str, int]:
    """Tell from now on that the reader flagged it: there is nobody else to look at it."""
    return _noted(mark_id, "flagged", True)


@bp.put("/annotations/<mark_id>/hide")
def hide(mark_id: str) -> tuple[str, int]:
    """Tell from now on that it is hidden; who reads a library, reads that one too."""
    return _noted(mark_id, "hidden", True)


@bp.delete("/annotations/<mark_id>/hide")
def unhide(mark_id: str) -> tuple[str, int]:
    """Undo that."""
    return _noted(mark_id, "hidden", False)


def _noted(mark_id: str, name: str, value: bool) -> tuple[str, int]:
    mark = _undeleted(mark_id)
    kept = {**annotation_json.kept_with(mark), name: value}
    library().annotations.change(mark_id, AnnotationUpdate(extra={**mark.extra, EXTRA: kept}))
    return "", 204


@bp.errorhandler(errors.PostilError)
def _refuse(error: errors.PostilError) -> Json:
    return _failure(status_of(error), str(error))


@bp.errorhandler(HTTPException)
def _refuse_request(error: HTTPException) -> Json:
    return _failure(error.code or 500, error.description or error.name)


def _failure(status: int, reason: str) -> Json:
    """As clients expect it: every answer but an empty one has a body of JSON."""
    return jsonify(status="failure", reason=reason), status


def _api() -> str:
    return f"{request.host_url.rstrip('/')}{bp.url_prefix}/"


def _undeleted(mark_id: str) -> Annotation:
    """Raises NotFound, also for a mark that was put away."""
    mark = library().annotations.get(mark_id)
    if mark.deleted:
        raise errors.NotFound("annotation", mark_id)
    return mark


def _written(mark: Annotation) -> dict[str, Any]:
    return annotation_json.write(mark, library().pages.get(mark.page_id), _api(), request.host_url)


def _draft(said: annotation_json.HypothesisAnnotation, extra: dict[str, object]) -> Draft:
    """A reply stands on the page of what it answers, whatever address its client has for that."""
    answered = _answered(said)
    return Draft(
        page_id=answered.page_id if answered else None,
        url=None if answered else said.uri,
        may_be_unread=True,
        title=said.title,
        also_at=() if answered else said.also_at,
        selector=said.selector,
        replies_to=said.replies_to,
        note=said.note,
        tags=said.tags,
        extra={**extra, EXTRA: said.kept},
    )


def _answered(said: annotation_json.HypothesisAnnotation) -> Annotation | None:
    return library().annotations.find(said.replies_to[-1]) if said.replies_to else None
