"""Corrections as JSON: what the reader said is text of the article, or is not."""

from typing import Literal

from pydantic import Field

from postil.library.corrections import Part, ShownPart
from postil.models import RemovedKind, TextCorrection
from postil.web.payloads.base import Asked, Given, Moment, Text
from postil.web.payloads.pages import ArticleOut


class NewCorrection(Asked):
    """A part of a page, and what it is: text of the article, or not."""

    text: Text = Field(description="The part's whole text, as the article's `blocks` or `removed` have it.")
    is_text: bool = Field(description="True for a removed part that is text, false for a block that is not.")
    nth: int = Field(default=0, ge=0, description="Which of several with the same text, counted from 0.")


class CorrectionFilter(Asked):
    host: str | None = Field(default=None, description="Only those for the pages of that outlet.")
    deleted: bool = Field(default=False, description="Those that were taken back instead.")


class CorrectionChange(Asked):
    deleted: bool = Field(description="True takes it back, false lets it hold again.")


class CorrectionOut(Given):
    """A correction. It holds for parts of that `shape` on all pages of `host`."""

    id: str
    about: Literal["text"] = "text"
    host: str
    shape: str
    kind: RemovedKind | None
    is_text: bool
    example: str
    page_id: str
    created: Moment
    updated: Moment
    deleted: Moment | None


class CorrectionList(Given):
    items: list[CorrectionOut]
    next: str | None


class CorrectedOut(Given):
    """A correction as it is now, and the page it was said on as that reads now; null where it is gone."""

    correction: CorrectionOut
    article: ArticleOut | None


class PartOut(Given):
    """A part of a page; `kind` and `why` are null for a block of the article."""

    text: str
    is_text: bool
    nth: int
    kind: RemovedKind | None
    why: str | None
    said: bool = Field(description="Whether the reader's word made it what it is, and not the rules.")


class PartList(Given):
    items: list[PartOut]
    next: str | None


def part_from(asked: NewCorrection) -> Part:
    return Part(asked.text, is_removed=asked.is_text, nth=asked.nth)


def part_out(shown: ShownPart) -> PartOut:
    removed = shown.removed
    return PartOut(
        text=shown.part.text,
        is_text=removed is None,
        nth=shown.part.nth,
        kind=removed.kind if removed else None,
        why=removed.why if removed else None,
        said=shown.is_said,
    )


def correction_out(correction: TextCorrection) -> CorrectionOut:
    return CorrectionOut(
        id=correction.id,
        host=correction.scope,
        shape=correction.shape,
        kind=correction.kind,
        is_text=correction.is_text,
        example=correction.example,
        page_id=correction.page_id,
        created=correction.created,
        updated=correction.updated,
        deleted=correction.deleted,
    )
