"""The container as a collection of annotations in pages, in the representations that a client may prefer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from postil.web.protocols.w3c.annotation_json import CONTEXT

LDP_CONTEXT = "http://www.w3.org/ns/ldp.jsonld"
PAGE_SIZE = 100
LABEL = "The marks in this library"

_MINIMAL = "http://www.w3.org/ns/ldp#PreferMinimalContainer"
_IRIS = "http://www.w3.org/ns/oa#PreferContainedIRIs"
_DESCRIPTIONS = "http://www.w3.org/ns/oa#PreferContainedDescriptions"
_INCLUDE = re.compile(r'\binclude\s*=\s*(?:"([^"]*)"|([^\s;,]+))', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Preference:
    """``iris``: names of annotations, not what they say. ``minimal``: without the first page inside."""

    iris: bool = False
    minimal: bool = False

    @property
    def query(self) -> str:
        return f"?iris={int(self.iris)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What is told of the container at ``iri``. ``modified`` is None while nothing was ever in it."""

    iri: str
    total: int
    modified: datetime | None
    preference: Preference

    @property
    def pages(self) -> int:
        """At least one, which may be empty."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def own_iri(self) -> str:
        """Of this representation."""
        return self.iri if self.preference.minimal else self.iri + self.preference.query

    def page_iri(self, number: int) -> str:
        return f"{self.iri}{self.preference.query}&page={number}"


def preference_from(header: str) -> Preference:
    """What a Prefer header asks for; the annotations themselves where it asks for nothing."""
    found = _INCLUDE.search(header)
    wanted = (found[1] or found[2] or "").split() if found else []
    return Preference(iris=_IRIS in wanted and _DESCRIPTIONS not in wanted, minimal=_MINIMAL in wanted)


def collection_out(collection: Collection, first: Sequence[Any]) -> dict[str, Any]:
    """``first`` is the first page's items, left out where the preference is minimal."""
    page: Any = collection.page_iri(0)
    if not collection.preference.minimal:
        page = _page(collection, 0, first) | {"partOf": collection.own_iri}
    return {
        "@context": [CONTEXT, LDP_CONTEXT],
        "id": collection.own_iri,
        "type": ["BasicContainer", "AnnotationCollection"],
        "label": LABEL,
        **_counts(collection),
        "first": page,
        "last": collection.page_iri(collection.pages - 1),
    }


def page_out(collection: Collection, number: int, items: Sequence[Any]) -> dict[str, Any]:
    part_of = {"id": collection.own_iri, "label": LABEL, **_counts(collection)}
    return {"@context": CONTEXT, **_page(collection, number, items), "partOf": part_of}


def _counts(collection: Collection) -> dict[str, Any]:
    if collection.modified is None:
        return {"total": collection.total}
    modified = collection.modified.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return {"total": collection.total, "modified": modified}


def _page(collection: Collection, number: int, items: Sequence[Any]) -> dict[str, Any]:
    page: dict[str, Any] = {
        "id": collection.page_iri(number),
        "type": "AnnotationPage",
        "startIndex": number * PAGE_SIZE,
        "items": list(items),
    }
    if number + 1 < collection.pages:
        page["next"] = collection.page_iri(number + 1)
    if number > 0:
        page["prev"] = collection.page_iri(number - 1)
    return page
