"""Sign-in links: how the command line lets a browser in."""

from flask import Blueprint, request, url_for

from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads import ResponseModel

bp = Blueprint("sign_in_links", __name__, url_prefix="/sign-in-links")


class SignInLink(ResponseModel):
    url: str


@bp.post("")
@route("Access", {201: SignInLink})
def create() -> Answer:
    """Make a link that signs one browser in to the web view, once, within ten minutes."""
    code = library().access.new_sign_in()
    path = url_for("views.sign_in.show", code=code)
    return SignInLink(url=request.host_url.rstrip("/") + path), 201
