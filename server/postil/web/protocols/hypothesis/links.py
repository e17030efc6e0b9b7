"""Where everything is: the addresses of the API, and of pages for people."""

from collections.abc import Mapping
from typing import Any

_ROUTES: Mapping[str, tuple[str, str, str]] = {
    "links": ("GET", "links", "addresses of pages for people"),
    "search": ("GET", "search", "look for annotations"),
    "annotation.create": ("POST", "annotations", "make an annotation"),
    "annotation.read": ("GET", "annotations/:id", "read one"),
    "annotation.update": ("PATCH", "annotations/:id", "change one"),
    "annotation.delete": ("DELETE", "annotations/:id", "put one away"),
    "annotation.flag": ("PUT", "annotations/:id/flag", "set one apart to be looked at again"),
    "annotation.hide": ("PUT", "annotations/:id/hide", "mark one as hidden"),
    "annotation.unhide": ("DELETE", "annotations/:id/hide", "undo that"),
    "groups.read": ("GET", "groups", "the groups there are"),
    "group.read": ("GET", "groups/:id", "one group"),
    "group.members.read": ("GET", "groups/:pubid/members", "who is in it"),
    "group.member.delete": (
        "DELETE",
        "groups/:pubid/members/:userid",
        "refused: it is its reader's",
    ),
    "profile.read": ("GET", "profile", "who asks"),
    "profile.update": ("PATCH", "profile", "keep preferences"),
    "profile.groups.read": ("GET", "profile/groups", "the groups of who asks"),
    "analytics.events.create": ("POST", "analytics/events", "taken, and forgotten at once"),
}


def routes(api: str) -> dict[str, Any]:
    """The addresses of the API, which begins at ``api``, as a tree by the parts of their names."""
    tree: dict[str, Any] = {}
    for name, (method, path, description) in _ROUTES.items():
        *branch, leaf = name.split(".")
        place = tree
        for part in branch:
            place = place.setdefault(part, {})
        place[leaf] = {"method": method, "url": api + path, "desc": description}
    return tree


def pages(api: str, views: str) -> dict[str, str]:
    """Addresses of pages that a client links to; without a ``websocket``, which it can do without."""
    settings = f"{views}settings"
    return {
        "account.settings": settings,
        "forgot-password": settings,
        "groups.new": settings,
        "help": settings,
        "oauth.authorize": f"{views}connect/hypothesis",
        "oauth.revoke": f"{api}oauth/revoke",
        "search.tag": f"{views}marks?q=tag%3A:tag",
        "signup": settings,
        "user": f"{views}marks?u=:user",
    }
