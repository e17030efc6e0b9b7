"""The API's own description: OpenAPI, and a page that reads well."""

from flask import Blueprint, jsonify, render_template

from postil.web.contract import CONTRACT, Answer, route
from postil.web.reference import models, sections

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
    page = render_template("reference.html", info=spec["info"], sections=sections(spec), models=models(spec))
    return page, 200
