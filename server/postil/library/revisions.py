"""Revisions: a record that was changed says so by its number."""

from dataclasses import replace
from typing import Any, TypeVar

from postil.models import Annotation, Correction, Page

RecordT = TypeVar("RecordT", bound=Page | Annotation | Correction)


def revised(record: RecordT, **changes: Any) -> RecordT:
    """``record`` with ``changes``, as its next revision: what a store takes for what it holds."""
    return replace(record, revision=record.revision + 1, **changes)
