"""Corrections: say what is text of an article and what is not, for all pages of its outlet."""

from typing import Literal

from flask import Blueprint
from pydantic import AliasPath, Field

from postil.library.corrections import Corrected, Part
from postil.models import RemovedKind
from postil.web.api.pages import ArticleOut, article_out
from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads import ListOut, Moment, RequestModel, ResponseModel, Text

bp = Blueprint("corrections", __name__)


class NewCorrection(RequestModel):
    """A part of a page, and what it is: text of the article, or not."""

    text: Text = Field(description="The part's whole text, as the article's `blocks` or `removed` have it.")
    is_text: bool = Field(description="True for a removed part that is text, false for a block that is not.")
    nth: int = Field(default=0, ge=0, description="Which of several with the same text, counted from 0.")


class CorrectionFilter(RequestModel):
    host: str | None = Field(default=None, description="Only those for the pages of that outlet.")
    deleted: bool = Field(default=False, description="Those that were taken back instead.")


class CorrectionChange(RequestModel):
    deleted: bool = Field(description="True takes it back, false lets it hold again.")


class CorrectionOut(ResponseModel):
    """A correction. It holds for parts of that `shape` on all pages of `host`."""

    id: str
    about: Literal["text"] = "text"
    host: str = Field(validation_alias="scope")
    shape: str
    kind: RemovedKind | None
    is_text: bool
    example: str
    page_id: str
    created: Moment
    updated: Moment
    deleted: Moment | None


class CorrectedOut(ResponseModel):
    """A correction as it is now, and the page it was said on as that reads now; null where it is gone."""

    correction: CorrectionOut
    article: ArticleOut | None


class PartOut(ResponseModel):
    """A part of a page; `kind` and `why` are null for a block of the article."""

    text: str = Field(validation_alias=AliasPath("part", "text"))
    is_text: bool
    nth: int = Field(validation_alias=AliasPath("part", "nth"))
    kind: RemovedKind | None = Field(default=None, validation_alias=AliasPath("removed", "kind"))
    why: str | None = Field(default=None, validation_alias=AliasPath("removed", "why"))
    said: bool = Field(
        validation_alias="is_said",
        description="Whether the reader's word made it what it is, and not the rules.",
    )


@bp.get("/pages/<page_id>/parts")
@route("Corrections", {200: ListOut[PartOut]}, refuses=(404, 422))
def parts(page_id: str) -> Answer:
    """List all parts of a page in order: the text, and what was taken out, with the reason."""
    found = library().corrections.parts(page_id)
    return ListOut[PartOut].listing(
        [PartOut.made_of(each, is_text=each.removed is None) for each in found]
    ), 200


@bp.post("/pages/<page_id>/corrections")
@route("Corrections", {201: CorrectedOut}, refuses=(404, 409))
def say(page_id: str, json: NewCorrection) -> Answer:
    """Say that a removed part is text, or that a block is not.

    It holds at once for this page, and for the outlet's other pages when they are next captured. When an
    earlier correction made the part what it is, that one is taken back.
    """
    return _shown(
        library().corrections.say(page_id, Part(json.text, is_removed=json.is_text, nth=json.nth))
    ), 201


@bp.get("/corrections")
@route("Corrections", {200: ListOut[CorrectionOut]}, refuses=(422,))
def list_corrections(query: CorrectionFilter) -> Answer:
    """List the corrections that hold, newest first."""
    found = library().corrections.list(query.host, deleted=query.deleted)
    return ListOut[CorrectionOut].listing(found), 200


@bp.patch("/corrections/<correction_id>")
@route("Corrections", {200: CorrectedOut}, refuses=(404,))
def change(correction_id: str, json: CorrectionChange) -> Answer:
    """Take a correction back, or let it hold again."""
    verbs = library().corrections
    return _shown(verbs.take_back(correction_id) if json.deleted else verbs.bring_back(correction_id)), 200


def _shown(corrected: Corrected) -> CorrectedOut:
    is_read = corrected.article is not None
    article = article_out(library().open_article(corrected.correction.page_id)) if is_read else None
    return CorrectedOut.made_of(corrected, article=article)
