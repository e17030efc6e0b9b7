"""The JSON API: one blueprint a noun, each function one verb of the library."""

from flask import Blueprint

from postil.web.api import (
    annotations,
    corrections,
    docs,
    lookups,
    pages,
    pairings,
    people,
    sign_in,
    tokens,
    transfers,
    versions,
)
from postil.web.bodies import require_json_object

API = Blueprint("api", __name__, url_prefix="/api")
API.before_request(require_json_object)
for _noun in (
    pages,
    versions,
    annotations,
    people,
    lookups,
    corrections,
    transfers,
    sign_in,
    tokens,
    pairings,
    docs,
):
    API.register_blueprint(_noun.bp)
