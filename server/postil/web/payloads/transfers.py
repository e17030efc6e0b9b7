"""Transfers as JSON: the formats there are, and what an import came to."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from postil.errors import InvalidInput
from postil.library.transfers import Format, Report, Skipped
from postil.web.payloads.annotations import MarkFilter
from postil.web.payloads.base import Asked, Given


class ExportFilter(MarkFilter):
    """Which marks to write; none of these writes the library."""


class ImportWish(Asked):
    format: str | None = Field(
        default=None, description="The file's format, where it does not show by itself."
    )


class FormatOut(Given):
    name: str
    title: str
    suffix: str
    media_type: str
    can_import: bool
    whole: bool = Field(description="Whether it restores everything: versions, deleted marks, corrections.")


class FormatList(Given):
    items: list[FormatOut]
    next: str | None


class SkippedOut(Given):
    item: str
    why: str


class LeftOut(Given):
    items: list[SkippedOut]
    next: str | None


class ReportOut(Given):
    """What an import came to. ``same`` marks were here already; ``corrections`` are new here, or newer."""

    pages: int
    added: int
    updated: int
    same: int
    corrections: int
    skipped: list[SkippedOut]


class Tally(Given):
    """What an import has come to so far; ``skipped`` is how many."""

    pages: int
    added: int
    updated: int
    same: int
    corrections: int
    skipped: int


class ProgressOut(Given):
    """A line while an import runs; the last line of all is the report."""

    progress: Tally


# How packed files begin.
_PACKED = {
    b"PK\x03\x04": "ZIP",
    b"\x1f\x8b": "gzip",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "Zstandard",
}


def text_of(file: bytes) -> str:
    """Raises InvalidInput for a file that is not text."""
    if not file:
        raise InvalidInput("file", "expected a file to import as the body, got nothing")
    packed = next((name for start, name in _PACKED.items() if file.startswith(start)), None)
    if packed:
        raise InvalidInput("file", f"is packed ({packed}): unpack it, and send what is in it")
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise InvalidInput("file", f"expected text in UTF-8; it is not at byte {e.start + 1:,}") from e


def format_out(format: Format) -> FormatOut:
    return FormatOut(
        name=format.name,
        title=format.title,
        suffix=format.suffix,
        media_type=format.media_type,
        can_import=format.read is not None,
        whole=format.whole,
    )


def left_out_of(found: Iterable[Skipped]) -> LeftOut:
    return LeftOut(items=_skipped_out(found), next=None)


def report_out(report: Report) -> ReportOut:
    return ReportOut(
        pages=report.pages,
        added=report.added,
        updated=report.updated,
        same=report.same,
        corrections=report.corrections,
        skipped=_skipped_out(report.skipped),
    )


def _skipped_out(found: Iterable[Skipped]) -> list[SkippedOut]:
    return [SkippedOut(item=skipped.item, why=skipped.why) for skipped in found]


def progress_lines(reports: Iterable[Report]) -> Iterator[str]:
    """A line of JSON for each step, and the final report as the last."""
    last = Report()
    for last in reports:
        tally = Tally(
            pages=last.pages,
            added=last.added,
            updated=last.updated,
            same=last.same,
            corrections=last.corrections,
            skipped=len(last.skipped),
        )
        yield ProgressOut(progress=tally).model_dump_json() + "\n"
    yield report_out(last).model_dump_json() + "\n"
