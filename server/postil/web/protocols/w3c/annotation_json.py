"""A mark as an annotation of the Web Annotation Data Model, and back.

What the model has a field for becomes the note, the tags, the colour and the passage. The annotation is kept
as it came beside them, and is what is given back, with only that put right which was changed elsewhere since.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from postil.errors import Conflict, InvalidInput
from postil.models import Annotation, Colour, Page, Selector
from postil.web.protocols.documents import Document, Passage, in_list
from postil.web.protocols.w3c.bodies import TAGGING, body_of, note_of, tags_of
from postil.web.protocols.w3c.targets import about, colour_of, passages, stylesheet_for, target_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
EXTRA = "w3c"  # the name under which an annotation is kept with its mark

_OURS = ("id", "modified")  # what the server says, whatever was sent
_FIXED = ("canonical", "via")  # what stays, once it was said


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAnnotation:
    """What an annotation says, as a mark has it. ``source`` is the IRI of what it is about."""

    source: str
    selector: Selector | None
    note: str
    tags: tuple[str, ...]
    colour: Colour
    kept: dict[str, Any]


def read(document: Document) -> WebAnnotation:
    """Raises InvalidInput for what is no annotation, or names nothing that it is about."""
    if "Annotation" not in in_list(document.get("type")):
        raise InvalidInput("type", 'expected "Annotation"')
    found = about(document)
    if found is None:
        raise InvalidInput("target", "expected the address of what is annotated, or an object that has one")
    return WebAnnotation(
        source=found.source,
        selector=found.selector,
        note=note_of(document),
        tags=tags_of(document),
        colour=colour_of(document),
        kept={name: value for name, value in document.items() if name not in _OURS},
    )


def with_origin(kept: Document, given_id: object) -> dict[str, Any]:
    """``kept`` with the name that its client gave it among its ``via``."""
    if not isinstance(given_id, str) or not given_id or given_id in in_list(kept.get("via")):
        return dict(kept)
    via = [*in_list(kept.get("via")), given_id]
    return {**kept, "via": via[0] if len(via) == 1 else via}


def succeeding(kept: Document, mark: Annotation) -> dict[str, Any]:
    """``kept``, a new state of ``mark``, with what the mark keeps of its old one.

    Raises Conflict when it changes what may not change.
    """
    old = _kept_with(mark)
    new = dict(kept)
    for name in _FIXED:
        if name in new and new[name] != old.get(name):
            raise Conflict(f"{name!r} says where an annotation comes from, and stays as it is")
        if name in old:
            new[name] = old[name]
    if "created" not in old and new.get("created") == _time(mark.created):
        del new["created"]
    return new


def same_place(document: Document, served: Document) -> bool:
    """Whether a new state of an annotation is about the same passage as the one that was served."""
    return bool(document.get("target") == served.get("target"))


def write(mark: Annotation, page: Page, container: str) -> dict[str, Any]:
    """``page`` is the mark's, ``container`` the IRI before every annotation's own name."""
    kept = _kept_with(mark)
    said = {name: value for name, value in kept.items() if name not in ("@context", "body", "bodyValue")}
    document: dict[str, Any] = {
        "@context": _context(kept),
        "id": container + mark.id,
        "type": "Annotation",
        "created": _time(mark.created),
        "modified": _time(mark.updated),
        **said,
    }
    if not kept and (motivation := _motivation(mark)):
        document["motivation"] = motivation
    document |= body_of(mark, kept)
    document["target"] = target_of(mark, kept, page, container)
    if stylesheet := stylesheet_for(mark, kept):
        document["stylesheet"] = stylesheet
    return document


def passages_of(mark: Annotation) -> list[Passage]:
    """All that the annotation is about as it was sent; none for a mark that was not made as one."""
    return passages(_kept_with(mark))


def _kept_with(mark: Annotation) -> Document:
    kept = mark.extra.get(EXTRA)
    return kept if isinstance(kept, dict) else {}


def _context(kept: Document) -> Any:
    given = kept.get("@context", CONTEXT)
    return given if CONTEXT in in_list(given) else [CONTEXT, *in_list(given)]


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _motivation(mark: Annotation) -> str:
    if mark.replies_to:
        return "replying"
    if mark.note:
        return "commenting"
    return TAGGING if mark.tags else "highlighting"
