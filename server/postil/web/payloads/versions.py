"""Versions as JSON: what changed from one to the next, and what of it touches marks."""

from collections.abc import Sequence

from pydantic import Field

from postil.library.edits import Change, Detail, Difference, Kind, MarkEdit, News, Touched
from postil.models import AnchorState, Version
from postil.web.payloads.base import Asked, Given, Moment


class VersionOut(Given):
    id: str
    captured: Moment
    digest: str = Field(description="SHA-256 of the article's text, hex.")
    corrected: bool = Field(description="The one before it, read anew after a correction.")


class VersionList(Given):
    items: list[VersionOut]
    next: str | None


class ChangesWish(Asked):
    old: str | None = Field(
        default=None, alias="from", description="A version; when absent the one before `to`."
    )
    new: str | None = Field(default=None, alias="to", description="A version; the newest if absent.")


class PieceOut(Given):
    """``kind`` is same, inserted or deleted."""

    kind: Kind
    text: str


class ChangeOut(Given):
    """A sentence that came, went or was rewritten, or a run of them that stayed the same.

    ``at`` is where it begins in the older text. ``pieces`` tell where within it a sentence was rewritten.
    """

    kind: Kind
    old: str
    new: str
    at: int
    pieces: list[PieceOut]


class DetailOut(Given):
    """``name`` is headline, authors or date."""

    name: str
    old: str
    new: str


class TouchedOut(Given):
    """A mark whose words, `quote`, are another now: `state` is changed or lost.

    `now` is what they became in the newer text, "" where they are gone; `at` names the changes that did it.
    """

    annotation_id: str
    quote: str
    state: AnchorState
    now: str
    at: list[int]


class ChangesOut(Given):
    """What made one version of the other; ``changes`` tell the whole text, what stayed too.

    ``touched`` are the marks whose words are among them; none where ``changes`` are told as news.
    """

    old: VersionOut
    new: VersionOut
    details: list[DetailOut]
    changes: list[ChangeOut]
    touched: list[TouchedOut]


class MarkEditOut(Given):
    """What changed in and right beside the passage of a mark from one capture to the next."""

    annotation_id: str
    quote: str
    old: VersionOut
    new: VersionOut
    changes: list[ChangeOut]


class NewsOut(Given):
    """What the outlet changed since the reader's first mark, or since they last put that away.

    ``marks`` are the changes at marks; ``differences`` all of them, without what stayed the same.
    """

    differences: list[ChangesOut]
    marks: list[MarkEditOut]


class Seen(Asked):
    version_id: str | None = Field(description="Up to which version news is put away; null tells it again.")


class SeenOut(Given):
    version_id: str | None


def version_out(version: Version) -> VersionOut:
    return VersionOut(
        id=version.id, captured=version.captured, digest=version.digest, corrected=version.corrected
    )


def changes_out(found: Difference, *, whole: bool = True) -> ChangesOut:
    return ChangesOut(
        old=version_out(found.old),
        new=version_out(found.new),
        details=[_detail_out(detail) for detail in found.details],
        changes=_changes(found.changes if whole else [c for c in found.changes if c.kind is not Kind.SAME]),
        touched=[_touched_out(touched) for touched in found.touched],
    )


def _touched_out(touched: Touched) -> TouchedOut:
    return TouchedOut(
        annotation_id=touched.mark.id,
        quote=touched.mark.quote,
        state=touched.state,
        now=touched.now,
        at=[change.at for change in touched.changes],
    )


def news_out(news: News) -> NewsOut:
    return NewsOut(
        differences=[changes_out(difference, whole=False) for difference in news.differences],
        marks=[_mark_edit_out(edit) for edit in news.marks],
    )


def _mark_edit_out(edit: MarkEdit) -> MarkEditOut:
    return MarkEditOut(
        annotation_id=edit.mark.id,
        quote=edit.mark.quote,
        old=version_out(edit.old),
        new=version_out(edit.new),
        changes=_changes(edit.changes),
    )


def _detail_out(detail: Detail) -> DetailOut:
    return DetailOut(name=detail.name, old=detail.old, new=detail.new)


def _changes(changes: Sequence[Change]) -> list[ChangeOut]:
    return [
        ChangeOut(
            kind=change.kind,
            old=change.old,
            new=change.new,
            at=change.at,
            pieces=[PieceOut(kind=piece.kind, text=piece.text) for piece in change.pieces],
        )
        for change in changes
    ]
