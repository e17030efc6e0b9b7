"""Annotations: make, find, change and put away marks."""

from flask import Blueprint

from postil.models import Annotation
from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads.annotations import (
    AnnotationChange,
    AnnotationList,
    AnnotationOut,
    IfMatch,
    MarkListFilter,
    NewAnnotation,
    RequestKey,
    annotation_out,
    change_from,
    draft_from,
    revision_from,
)
from postil.web.payloads.cursors import cursor_from, cursor_out
from postil.web.queries import query_for

bp = Blueprint("annotations", __name__, url_prefix="/annotations")


@bp.post("")
@route("Annotations", {201: AnnotationOut, 200: AnnotationOut}, refuses=(404,))
def create(json: NewAnnotation, headers: RequestKey) -> Answer:
    """Mark a passage; the server finds its place in the article.

    201 when this request made the mark; 200 with the same mark when an earlier one with the same
    `Idempotency-Key` did.
    """
    made = library().annotations.create(draft_from(json, headers.idempotency_key))
    return _shown(made.annotation, 201 if made.is_new else 200)


@bp.get("")
@route("Annotations", {200: AnnotationList}, refuses=(422,))
def list_annotations(query: MarkListFilter) -> Answer:
    """List marks, newest first. An address that the library does not have has none."""
    wanted = query_for(query, deleted=query.deleted)
    if wanted is None:
        return AnnotationList(items=[], next=None), 200
    found = library().annotations.list(wanted, after=cursor_from(query.cursor), limit=query.limit)
    return AnnotationList(items=[_out(mark) for mark in found.items], next=cursor_out(found.next)), 200


@bp.get("/<annotation_id>")
@route("Annotations", {200: AnnotationOut}, refuses=(404,))
def show(annotation_id: str) -> Answer:
    """Give a mark, deleted ones too. Its `ETag` is its revision."""
    return _shown(library().annotations.get(annotation_id), 200)


@bp.patch("/<annotation_id>")
@route("Annotations", {200: AnnotationOut}, refuses=(404, 412))
def change(annotation_id: str, json: AnnotationChange, headers: IfMatch) -> Answer:
    """Change a mark, or bring a deleted one back with `{"deleted": false}`.

    With `If-Match`, 412 when the mark has another revision by now; the answer's `ETag` says which.
    """
    changed = library().annotations.change(annotation_id, change_from(json), revision=revision_from(headers))
    return _shown(changed, 200)


@bp.delete("/<annotation_id>")
@route("Annotations", {200: AnnotationOut}, refuses=(404, 412, 422))
def delete(annotation_id: str, headers: IfMatch) -> Answer:
    """Put a mark away; it is kept, to be brought back. Gives it as it is then."""
    return _shown(library().annotations.delete(annotation_id, revision=revision_from(headers)), 200)


def _out(annotation: Annotation) -> AnnotationOut:
    return annotation_out(annotation, library().pages.get(annotation.page_id).url)


def _shown(annotation: Annotation, status: int) -> Answer:
    return _out(annotation), status, {"ETag": f'"{annotation.revision}"'}
