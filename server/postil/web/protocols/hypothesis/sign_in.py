"""Signing in as Hypothesis clients do: a code from the web view, or a token that the page was given.

A key is good until it is revoked, so refreshing one gives it back; it is only looked at whether it still is.
"""

from flask import Blueprint, Response, jsonify, request

from postil import errors
from postil.web.current import library

bp = Blueprint("sign_in", __name__)

LIFETIME = 365 * 24 * 3600  # seconds, after which a client asks again
_CODE = "authorization_code"
_REFRESH = "refresh_token"
_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@bp.post("/token")
def token() -> Response:
    """Exchange a code, a key or a granted token for a key."""
    form = request.form
    kind = form.get("grant_type", "")
    if kind == _CODE:
        key = library().consents.redeem(
            form.get("code", ""), origin=request.headers.get("Origin"), client=form.get("client_id", "")
        )
    elif kind in (_REFRESH, _GRANT):
        key = form.get("refresh_token" if kind == _REFRESH else "assertion", "")
        library().access.grant(key)
    else:
        raise errors.InvalidInput("grant_type", f"expected {_CODE}, {_REFRESH} or {_GRANT}, got {kind!r}")
    return jsonify(access_token=key, refresh_token=key, token_type="Bearer", expires_in=LIFETIME)


@bp.post("/oauth/revoke")
def revoke() -> Response:
    """End the key that was made for where this comes from."""
    library().consents.withdraw(request.form.get("token", ""), origin=request.headers.get("Origin"))
    return jsonify({})


@bp.errorhandler(errors.PostilError)
def _refuse(error: errors.PostilError) -> tuple[Response, int]:
    """In the words of OAuth, and in those of the rest of the API."""
    code = "invalid_request" if isinstance(error, errors.InvalidInput) else "invalid_grant"
    return jsonify(error=code, error_description=str(error), status="failure", reason=str(error)), 400
