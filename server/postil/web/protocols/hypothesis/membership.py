"""Who asks, and the one group that there is: the library, with its reader alone in it."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from postil import errors
from postil.web.access import visitor
from postil.web.current import library
from postil.web.protocols.documents import document_from
from postil.web.protocols.hypothesis.annotation_json import EXTRA, GROUP, USER

bp = Blueprint("membership", __name__)

_USERNAME, _, AUTHORITY = USER.removeprefix("acct:").partition("@")
_NAME = "Your library"


def is_reader() -> bool:
    """Whether it is the reader who asks, not somebody without a token."""
    return bool(visitor().name)


@bp.get("/profile")
def profile() -> Response:
    """Who asks; nobody without a token."""
    return jsonify(_profile())


@bp.patch("/profile")
def change_profile() -> Response:
    """Keep what the reader switched on and off in the client; the rest of a profile stays as it is."""
    asked = document_from(request.get_data() or b"{}").get("preferences", {})
    if not isinstance(asked, dict) or not all(isinstance(each, bool) for each in asked.values()):
        raise errors.InvalidInput("preferences", "expected an object whose values are true or false")
    library().preferences.change(EXTRA, asked)
    return jsonify(_profile())


@bp.get("/groups", endpoint="groups")
@bp.get("/profile/groups", endpoint="own_groups")
def groups() -> Response:
    """The one group."""
    return jsonify([_group()])


@bp.get("/groups/<group_id>")
def group(group_id: str) -> Response:
    """The one group. Raises NotFound for any other."""
    _check_group(group_id)
    return jsonify(_group())


@bp.get("/groups/<group_id>/members")
def members(group_id: str) -> Response:
    """Its reader; a page of its members where one is asked for. Raises NotFound."""
    _check_group(group_id)
    if not any(name.startswith("page[") for name in request.args):
        return jsonify([_member()])
    is_first = request.args.get("page[number]", "1") == "1"
    return jsonify(meta={"page": {"total": 1}}, data=[_member()] if is_first else [])


@bp.delete("/groups/<group_id>/members/<member_id>")
def leave(group_id: str, member_id: str) -> Response:
    """Raises Conflict, or NotFound."""
    _check_group(group_id)
    if member_id not in ("me", USER):
        raise errors.NotFound("member", member_id)
    raise errors.Conflict("this group is the library itself, and its reader can't leave it: log out instead")


def _check_group(group_id: str) -> None:
    if group_id != GROUP:
        raise errors.NotFound("group", group_id)


def _group() -> dict[str, Any]:
    return {
        "id": GROUP,
        "groupid": None,
        "name": _NAME,
        "type": "private",
        "public": False,
        "scoped": False,
        "pre_moderated": False,
        "organization": None,
        "scopes": {"enforced": False, "uri_patterns": []},
        "links": {},
    }


def _member() -> dict[str, Any]:
    return {
        "authority": AUTHORITY,
        "userid": USER,
        "username": _USERNAME,
        "display_name": None,
        "roles": ["owner"],
        "actions": [],
    }


def _profile() -> dict[str, Any]:
    return {
        "userid": USER if is_reader() else None,
        "authority": AUTHORITY,
        "features": {},
        "preferences": dict(library().preferences.of(EXTRA)) if is_reader() else {},
        "groups": [{"id": GROUP, "name": _NAME, "public": False}],
        "user_info": {"display_name": None},
    }
