"""The container at /annotations/: annotations are made, read, changed and put away here."""

import json
import re
from dataclasses import replace as with_changes
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import Gone, MethodNotAllowed, NotFound, UnsupportedMediaType

from postil import errors
from postil.library.annotations import Draft
from postil.library.slices import Order
from postil.models import Annotation, AnnotationQuery
from postil.web.current import library
from postil.web.payloads import whole_number
from postil.web.protocols.documents import document_from
from postil.web.protocols.w3c import annotation_json
from postil.web.protocols.w3c.collection_json import (
    PAGE_SIZE,
    Collection,
    Preference,
    collection_out,
    page_out,
    preference_from,
)
from postil.web.protocols.w3c.turtle import turtle

bp = Blueprint("w3c", __name__, url_prefix="/annotations")

JSON_LD = f'application/ld+json; profile="{annotation_json.CONTEXT}"'
TURTLE = "text/turtle"
READABLE = ("application/ld+json", "application/json")
CONTAINER_METHODS = "GET, HEAD, OPTIONS, POST"
ANNOTATION_METHODS = "GET, HEAD, OPTIONS, PUT, DELETE"
CONTAINER_LINKS = (
    '<http://www.w3.org/ns/ldp#BasicContainer>; rel="type"',
    '<http://www.w3.org/TR/annotation-protocol/>; rel="http://www.w3.org/ns/ldp#constrainedBy"',
)
ANNOTATION_LINK = '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,99}")


@bp.get("/")
def show() -> Response:
    """The collection, or a page of it."""
    preference = _preference()
    collection = _collection(preference)
    if "page" in request.args:
        number = whole_number(request.args["page"])
        if number is None or number >= collection.pages:
            raise NotFound(f"there are {collection.pages} pages, counted from 0")
        document = page_out(collection, number, _items(collection, number))
    else:
        first = [] if preference.minimal else _items(collection, 0)
        document = collection_out(collection, first)
    response = _shown(document, _digest(document))
    response.vary.add("Prefer")
    response.content_location = document["id"]
    if "Prefer" in request.headers:
        response.headers["Preference-Applied"] = "return=representation"
    return response


@bp.post("/")
def create() -> Response:
    """Make an annotation; its name is the Slug where that is free, else a new one."""
    if "page" in request.args:
        raise MethodNotAllowed(valid_methods=["GET", "HEAD", "OPTIONS"])
    document = _document()
    said = annotation_json.read(document)
    kept = annotation_json.with_origin(said.kept, document.get("id"))
    slug = request.headers.get("Slug", "")
    made = library().annotations.create(_draft(said, kept, id=slug if _SLUG.fullmatch(slug) else None))
    response = _annotation(made.annotation, 201)
    response.location = _container() + made.annotation.id
    return response


@bp.get("/<mark_id>")
def show_one(mark_id: str) -> Response:
    """An annotation; its ETag is the mark's revision."""
    return _annotation(_undeleted(mark_id), 200)


@bp.put("/<mark_id>")
def replace(mark_id: str) -> Response:
    """Give an annotation a new state, as a whole."""
    mark = _undeleted(mark_id)
    revision = _expected_revision(mark)
    document = _document()
    said = annotation_json.read(document)
    kept = annotation_json.succeeding(said.kept, mark)
    draft = with_changes(_draft(said, kept), extra={**mark.extra, annotation_json.EXTRA: kept})
    if annotation_json.same_place(document, _written(mark)):
        draft = with_changes(
            draft, url=None, page_id=mark.page_id, selector=mark.selector, replies_to=mark.replies_to
        )
    return _annotation(library().annotations.rewrite(mark_id, draft, revision=revision), 200)


@bp.delete("/<mark_id>")
def delete(mark_id: str) -> Response:
    """Put an annotation away; the web view can bring it back."""
    mark = _undeleted(mark_id)
    library().annotations.delete(mark_id, revision=_expected_revision(mark))
    return Response(status=204)


@bp.after_request
def _describe(response: Response) -> Response:
    """What every answer tells of the container or the annotation, errors too."""
    is_container = request.url_rule is not None and request.url_rule.rule == f"{bp.url_prefix}/"
    for link in CONTAINER_LINKS if is_container else (ANNOTATION_LINK,):
        response.headers.add("Link", link)
    if response.status_code != 405:
        response.headers["Allow"] = CONTAINER_METHODS if is_container else ANNOTATION_METHODS
    if is_container:
        response.headers["Accept-Post"] = f"{JSON_LD}, application/json"
    response.vary.add("Accept")
    return response


def _container() -> str:
    """The IRI that every annotation's name follows."""
    return request.host_url.rstrip("/") + url_for("w3c.show")


def _undeleted(mark_id: str) -> Annotation:
    """Raises Gone for one that was put away, NotFound for one that never was."""
    mark = library().annotations.get(mark_id)
    if mark.deleted:
        raise Gone("this annotation was deleted; Postil's web view can bring it back")
    return mark


def _expected_revision(mark: Annotation) -> int | None:
    """The revision that the client saw; None where any will do. Raises StaleRevision."""
    if not request.if_match or request.if_match.star_tag:
        return None
    tags = (str(mark.revision), _in_turtle(str(mark.revision)))
    if not any(request.if_match.contains(tag) for tag in tags):
        raise errors.StaleRevision("annotation", mark.id, expected=0, current=mark.revision)
    return mark.revision


def _document() -> dict[str, Any]:
    """Raises UnsupportedMediaType, BadRequest, InvalidInput."""
    if request.mimetype not in READABLE:
        raise UnsupportedMediaType(f"expected a body of type {JSON_LD}")
    return document_from(request.get_data())


def _draft(said: annotation_json.WebAnnotation, kept: dict[str, Any], *, id: str | None = None) -> Draft:
    answered = _answered(said.source)
    return Draft(
        page_id=answered.page_id if answered else None,
        url=None if answered else said.source,
        may_be_unread=True,
        id=id,
        selector=None if answered else said.selector,
        replies_to=(*answered.replies_to, answered.id) if answered else (),
        colour=said.colour,
        note=said.note,
        tags=said.tags,
        extra={annotation_json.EXTRA: kept},
    )


def _answered(source: str) -> Annotation | None:
    """The mark that an annotation is about, where it is about one of this container."""
    name = source.removeprefix(_container())
    return None if name == source else library().annotations.find(name)


def _written(mark: Annotation) -> dict[str, Any]:
    return annotation_json.write(mark, library().pages.get(mark.page_id), _container())


def _annotation(mark: Annotation, status: int) -> Response:
    return _shown(_written(mark), str(mark.revision), status)


def _shown(document: dict[str, Any], tag: str, status: int = 200) -> Response:
    """``document`` in the wanted format; only its head where the client has it already."""
    if _wants_turtle():
        response = Response(turtle(document), status, content_type=f"{TURTLE}; charset=utf-8")
        response.set_etag(_in_turtle(tag))
    else:
        response = Response(json.dumps(document, ensure_ascii=False), status, content_type=JSON_LD)
        response.set_etag(tag)
    if request.method in ("GET", "HEAD"):
        response.make_conditional(request)
    return response


def _in_turtle(tag: str) -> str:
    """Two representations of one state have two tags."""
    return f"{tag}-turtle"


def _wants_turtle() -> bool:
    """Whether Turtle is accepted, and no JSON before it."""
    for accepted, _quality in request.accept_mimetypes:
        media = accepted.partition(";")[0].strip().lower()
        if media in (*READABLE, "application/*", "*/*"):
            return False
        if media in (TURTLE, "text/*"):
            return True
    return False


def _preference() -> Preference:
    """As the address of a representation says, else as the client prefers."""
    preferred = preference_from(request.headers.get("Prefer", ""))
    if "iris" not in request.args:
        return preferred
    return Preference(iris=request.args["iris"] == "1")


def _collection(preference: Preference) -> Collection:
    marks = library().annotations
    changed = marks.walk(AnnotationQuery(deleted=None), Order.LAST_CHANGED, limit=1)
    return Collection(
        iri=_container(),
        total=marks.count(AnnotationQuery()),
        modified=changed[0].updated if changed else None,
        preference=preference,
    )


def _items(collection: Collection, number: int) -> list[Any]:
    """In the order in which they were made: a new annotation changes the last page alone."""
    marks = library().annotations.walk(
        AnnotationQuery(), Order.OLDEST, skip=number * PAGE_SIZE, limit=PAGE_SIZE
    )
    if collection.preference.iris:
        return [collection.iri + mark.id for mark in marks]
    return [_written(mark) for mark in marks]


def _digest(document: dict[str, Any]) -> str:
    return sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:32]
