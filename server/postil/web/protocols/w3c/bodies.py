"""What an annotation says: its note and its tags, among bodies that are neither."""

from html.parser import HTMLParser
from typing import Any

from postil.library.drafts import tidy
from postil.models import Annotation
from postil.web.protocols.documents import Document, in_list, text_of

TAGGING = "tagging"


def _is_text(body: Any) -> bool:
    return (
        isinstance(body, dict)
        and "TextualBody" in in_list(body.get("type"))
        and isinstance(body.get("value"), str)
    )


def _is_tag(body: Any, document: Document) -> bool:
    """Whether a body is a tag: it says so, or says nothing else and the annotation says so."""
    if not _is_text(body):
        return False
    purposes = in_list(body.get("purpose")) or in_list(document.get("motivation"))
    return bool(purposes == [TAGGING])


def _is_note(body: Any, document: Document) -> bool:
    return _is_text(body) and not _is_tag(body, document)


def _bodies(document: Document) -> list[Any]:
    return in_list(document.get("body"))


def note_of(document: Document) -> str:
    """Every text in it that is no tag, with a blank line between; "" for none."""
    parts = [text_of(document.get("bodyValue"))]
    parts += [_plain(body) for body in _bodies(document) if _is_note(body, document)]
    return "\n\n".join(filter(None, parts))


def tags_of(document: Document) -> tuple[str, ...]:
    """As the library keeps tags: trimmed, each once."""
    bodies = [body for body in _bodies(document) if _is_tag(body, document)]
    return tidy(tuple(text_of(body["value"]) for body in bodies))


def body_of(mark: Annotation, kept: Document) -> dict[str, Any]:
    """``body`` and ``bodyValue`` as they were sent, but for what was said anew since."""
    note, tags = note_of(kept), tags_of(kept)
    if (mark.note, mark.tags) == (note, tags):
        return {name: kept[name] for name in ("body", "bodyValue") if name in kept}
    said: list[Any] = []
    for body in _bodies(kept):
        is_old_note = _is_note(body, kept) and mark.note != note
        is_old_tag = _is_tag(body, kept) and not _has_tag(mark, body)
        if not is_old_note and not is_old_tag:
            said.append(body)
    if mark.note != note and mark.note:
        said.insert(0, _textual(mark.note, "replying" if mark.replies_to else "commenting"))
    elif mark.note and "bodyValue" in kept:  # which can't stand beside a body
        said.insert(0, _textual(text_of(kept["bodyValue"]), "commenting"))
    said += [_textual(tag, TAGGING) for tag in mark.tags if tag not in tags]
    return {"body": said[0] if len(said) == 1 else said} if said else {}


def _has_tag(mark: Annotation, body: Document) -> bool:
    return bool(set(tidy((text_of(body["value"]),))) & set(mark.tags))


def _textual(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _plain(body: Document) -> str:
    value = text_of(body["value"])
    if body.get("format") != "text/html":
        return value
    reader = _TextOfHtml()
    reader.feed(value)
    reader.close()
    return " ".join("".join(reader.texts).split())


class _TextOfHtml(HTMLParser):
    """The words of a note that was written as HTML: a note of ours is plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
