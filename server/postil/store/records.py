"""Models to records and back. A record is a dict that JSON can hold; it carries its schema version.

What has its default value is left out, which halves a mark on disk and in memory. Times are kept
with a fixed width in UTC, so that records sort by them as text.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from postil.codec import Codec
from postil.models import (
    CORRECTIONS,
    AccessToken,
    AnchorState,
    Annotation,
    Article,
    Block,
    Correction,
    Page,
    Removed,
    Session,
    Span,
)

Record = Mapping[str, Any]
ModelT = TypeVar("ModelT")

# Raised when what a record means changes. A newer one than this is refused, never guessed at.
SCHEMA = 1

_SELECTOR = ("exact", "prefix", "suffix")  # its fields, which stand in the record of what it selects


def write_time(time: datetime) -> str:
    """``time`` in UTC with microseconds: text that sorts as the times do."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


CODEC = Codec(rows=(Span, Block, Removed), write_time=write_time, lenient=True)


def write(model: Page | AccessToken | Session) -> dict[str, Any]:
    """The record of what has no fields of another form."""
    return {"schema": SCHEMA, **CODEC.dump(model)}


def read(model: type[ModelT], record: Record) -> ModelT:
    """What ``write`` wrote. Raises InvalidInput for a record that no version of the program wrote."""
    return CODEC.load(model, record)


def write_page(page: Page) -> dict[str, Any]:
    return write(page) | {"revision": page.revision}


def read_page(record: Record) -> Page:
    return read(Page, {"title": "", "authors": [], **record})  # left out where empty, before


def write_annotation(annotation: Annotation) -> dict[str, Any]:
    record = _with_flat_selector(CODEC.dump(annotation))
    if annotation.state is AnchorState.ANCHORED:
        del record["state"]
    if annotation.former:
        record["former"] = [_with_flat_selector(place) for place in record["former"]]
    return {"schema": SCHEMA, **record, "revision": annotation.revision}


def read_annotation(record: Record) -> Annotation:
    former = [_with_selector(place) for place in record.get("former", ())]
    given = {"state": AnchorState.ANCHORED.value, **_with_selector(record), "former": former}
    return read(Annotation, given)


def _with_flat_selector(record: dict[str, Any]) -> dict[str, Any]:
    """``record`` with the selector's fields for its own, and where it was as a hint, [start, end]."""
    selector = record.pop("selector") or {}
    hint = [selector.pop("start", None), selector.pop("end", None)]
    given = {name: value for name, value in record.items() if value is not None} | selector
    return given if hint == [None, None] else given | {"hint": hint}


def _with_selector(record: Record) -> dict[str, Any]:
    if "exact" not in record:
        return dict(record)
    start, end = record.get("hint", (None, None))
    parts = {name: record[name] for name in _SELECTOR if name in record}
    return {**record, "selector": {**parts, "start": start, "end": end}}


def write_correction(correction: Correction) -> dict[str, Any]:
    revision = {"about": correction.about, "revision": correction.revision}
    return {"schema": SCHEMA, **CODEC.dump(correction), **revision}


def read_correction(record: Record) -> Correction:
    return read(CORRECTIONS[record["about"]], record)


def write_preferences(program: str, preferences: Mapping[str, bool]) -> dict[str, Any]:
    return {"schema": SCHEMA, "program": program, "on": dict(preferences)}


def read_preferences(record: Record) -> dict[str, bool]:
    return dict(record["on"])


def write_article(article: Article) -> dict[str, Any]:
    return {"schema": SCHEMA, **CODEC.dump(article)}


def read_article(record: Record) -> Article:
    return read(Article, record)
