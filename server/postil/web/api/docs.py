"""The API's own description: OpenAPI, and a page that reads well."""

from flask import Blueprint, jsonify, render_template

from postil.web.contract import CONTRACT, Answer, route
from postil.web.reference import body_name, schema_name, sections, type_in_words

bp = Blueprint("docs", __name__)


@bp.get("/openapi.json")
@route("Server", {200: "OpenAPI 3.1."})
def openapi() -> Answer:
    """Describe this API in OpenAPI 3.1."""
    return jsonify(CONTRACT.spec)


@bp.get("/docs")
@route("Server", {200: "A page of HTML."})
def show() -> Answer:
    """Describe this API on a page for people."""
    spec = CONTRACT.spec
    page = render_template(
        "reference.html",
        info=spec["info"],
        sections=sections(spec),
        schemas=spec["components"]["schemas"],
        type_in_words=type_in_words,
        schema_name=schema_name,
        body_name=body_name,
    )
    return page, 200
