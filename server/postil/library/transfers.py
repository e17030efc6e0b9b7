"""Transfers: the library to a file and back."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from threading import RLock

from postil.errors import Conflict, InvalidInput, NotFound, StoreDamaged
from postil.formats import FORMATS, find
from postil.formats.base import Bundle
from postil.formats.base import Format as Format
from postil.formats.base import Skipped as Skipped
from postil.library.days import Days
from postil.library.moments import Moments
from postil.library.people import People
from postil.library.placing import placed
from postil.library.revisions import RecordT, revised
from postil.library.texts import newest_article
from postil.library.threads import in_reading_order
from postil.library.upkeep import Upkeep
from postil.models import (
    CORRECTIONS,
    AnchorState,
    Annotation,
    AnnotationQuery,
    Article,
    Body,
    Correction,
    Page,
)
from postil.store.base import Store

MOST_EXPORTS = 20  # of which it is known afterwards what they left out

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import has come to so far, in pages, marks and corrections.

    ``added``, ``updated`` and ``same`` are marks; ``same`` were here already, unchanged. ``corrections`` are
    those that are new here, or newer than before.
    """

    pages: int = 0
    added: int = 0
    updated: int = 0
    same: int = 0
    corrections: int = 0
    skipped: tuple[Skipped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file on its way: ``pieces`` are made while they are taken, and ``left_out`` grows with them."""

    id: str
    format: Format
    pieces: Iterator[str]
    left_out: list[Skipped]


class Transfers:
    def __init__(
        self,
        store: Store,
        people: People,
        upkeep: Upkeep,
        days: Days,
        lock: RLock,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._store, self._people, self._upkeep = store, people, upkeep
        self._days, self._lock = days, lock
        self._now, self._new_id = now, new_id
        self._moments = Moments(store, now)
        self._notices: list[str] = []
        self._left_out: dict[str, list[Skipped]] = {}  # by export, the oldest first

    def formats(self) -> Sequence[Format]:
        """Every format there is, in the order to show them."""
        return tuple(FORMATS.values())

    def export(self, format_name: str, query: AnnotationQuery) -> Export:
        """The file in pieces. Raises InvalidInput, naming the formats there are.

        A whole format with an unfiltered ``query`` holds every page, the deleted marks and the
        corrections too.
        """
        format = find(format_name)
        left_out: list[Skipped] = []
        bundles = self._bundles(query, left_out, whole=format.whole)
        if format.write_whole is None:
            pieces = format.write(bundles)
        else:
            corrections = self._corrections() if query == AnnotationQuery() else iter(())
            pieces = format.write_whole(bundles, corrections)
        made = Export(id=self._new_id(), format=format, pieces=pieces, left_out=left_out)
        with self._lock:
            self._left_out[made.id] = left_out
            for oldest in list(self._left_out)[:-MOST_EXPORTS]:
                del self._left_out[oldest]
        return made

    def left_out(self, export_id: str) -> Sequence[Skipped]:
        """What one of the last exports had to leave out so far. Raises NotFound."""
        found = self._left_out.get(export_id)
        if found is None:
            raise NotFound("export", export_id)
        return tuple(found)

    def _corrections(self) -> Iterator[Correction]:
        for kind in CORRECTIONS.values():
            yield from self._store.corrections(kind, deleted=None)

    def _bundles(self, query: AnnotationQuery, left_out: list[Skipped], *, whole: bool) -> Iterator[Bundle]:
        everything = whole and query == AnnotationQuery()
        if whole:
            query = replace(query, deleted=None)
        pages = self._store.pages() if query.page_id is None else [self._store.page(query.page_id)]
        for page in pages:
            marks = self._store.annotations(replace(query, page_id=page.id))
            if marks or everything:
                yield self._bundle(page, marks, left_out, whole=whole)

    def _bundle(
        self, page: Page, marks: Sequence[Annotation], left_out: list[Skipped], *, whole: bool
    ) -> Bundle:
        wanted = page.versions if whole else page.versions[-1:]
        found = ((version.id, self._readable(page, version.id, left_out)) for version in wanted)
        bodies = {version_id: body for version_id, body in found if body is not None}
        newest = bodies.get(page.newest.id) if page.newest else None
        if whole:
            marks = [_without_lost_text(mark, page, bodies) for mark in marks]
            page = replace(page, versions=tuple(each for each in page.versions if each.id in bodies))
        return Bundle(
            page=page,
            article=newest.article if newest else Article(text="", blocks=(), title=page.title, url=page.url),
            annotations=tuple(in_reading_order(marks)),
            bodies=bodies if whole else {},
            names={person.id: person.name for person in page.people},
        )

    def _readable(self, page: Page, version_id: str, left_out: list[Skipped]) -> Body | None:
        """None for one that can't be read: the rest of the library is exported, and the reader told."""
        try:
            return self._store.body(page.id, version_id)
        except (StoreDamaged, NotFound) as problem:
            left_out.append(Skipped(f"the text of {page.title or page.url!r}", str(problem)))
            told = f"An export had to leave out the text of {page.title or page.url!r}: {problem}"
            if told not in self._notices:
                self._notices.append(told)
                _log.warning("%s", told)
            return None

    def notices(self) -> Sequence[str]:
        """What exports had to leave out since the library was opened, as sentences for the reader."""
        return tuple(self._notices)

    def import_(self, text: str, format_name: str | None = None) -> Iterator[Report]:
        """Take a file in; gives the report as it grows, the last one final.

        ``format_name`` None lets the file say what it is. What is here already is not doubled:
        of two states of one mark or correction the one with the later change stands. Raises
        InvalidInput, before anything is written, when the file is of no format that can be read.
        """
        format = find(format_name) if format_name else recognise(text)
        if format.read is None:
            raise InvalidInput("format", f"{format.name!r} can't be read back: {_readable()} can")
        return self._take(format.read(text))

    def _take(self, items: Iterable[Bundle | Correction | Skipped]) -> Iterator[Report]:
        report = Report()
        yield report
        for item in items:
            if isinstance(item, Skipped):
                report = replace(report, skipped=(*report.skipped, item))
            elif isinstance(item, Correction):
                with self._lock:
                    report = self._take_correction(item, report)
            else:
                with self._lock:
                    report = self._take_bundle(item, report)
            yield report

    def _take_correction(self, correction: Correction, report: Report) -> Report:
        known = self._store.find_correction(Correction, correction.id)
        if known is not None and known.updated >= correction.updated:
            return report
        self._store.put_correction(_next_of(known, correction))
        return replace(report, corrections=report.corrections + 1)

    def _take_bundle(self, bundle: Bundle, report: Report) -> Report:
        page = self._here(bundle.page)
        if page is None:
            return self._take_new(bundle, report)
        page = self._with_texts(self._with_versions(page, bundle), bundle)
        try:
            if page.day is None and bundle.page.day is not None:  # what the reader says here stands
                page = self._days.keep(page.id, bundle.page.day)
            return self._take_marks(bundle, page, report)
        except (StoreDamaged, NotFound) as problem:
            skipped = Skipped(f"the marks on {page.url}", str(problem))
            return replace(report, skipped=(*report.skipped, skipped))

    def _take_new(self, bundle: Bundle, report: Report) -> Report:
        page = bundle.page
        if self._store.find_page(page.id) is not None:
            why = f"another page of this library has the same id, {page.id!r}"
            return replace(report, skipped=(*report.skipped, Skipped(page.url, why)))
        report = replace(report, pages=report.pages + 1)
        marks = self._apart(bundle.annotations)
        try:
            self._store.put_page(page, bundle.bodies, marks)
            return replace(report, added=report.added + len(marks))
        except Conflict:
            # Some of its marks are here already, on another page: each has to be looked at.
            self._store.put_page(page, bundle.bodies)
            return self._take_marks(bundle, page, report)

    def _apart(self, marks: Sequence[Annotation]) -> Sequence[Annotation]:
        """``marks``, a moment later where another mark was made at the same."""
        taken: set[datetime] = set()
        apart = []
        for mark in marks:
            created = self._moments.free(mark.created, taken)
            taken.add(created)
            apart.append(mark if created == mark.created else replace(mark, created=created))
        return apart

    def _take_marks(self, bundle: Bundle, page: Page, report: Report) -> Report:
        article = newest_article(self._store, page)
        for mark in bundle.annotations:
            try:
                report = self._take_mark(mark, page, article, report)
            except Conflict as problem:
                skipped = Skipped(f"mark {mark.id} on {page.url}", str(problem))
                report = replace(report, skipped=(*report.skipped, skipped))
        return report

    def _here(self, page: Page) -> Page | None:
        return next(filter(None, map(self._store.page_at, page.addresses)), None)

    def _with_versions(self, page: Page, bundle: Bundle) -> Page:
        """``page`` with the versions it lacks put in by their time, so that no stored text is lost."""
        known = {version.id for version in page.versions}
        lacking = [version for version in bundle.page.versions if version.id not in known]
        if not lacking:
            return page
        versions = tuple(sorted((*page.versions, *lacking), key=lambda version: version.captured))
        changed: list[Annotation] = []
        if versions[-1] in lacking:
            article = bundle.bodies[versions[-1].id].article
            joined, changed = self._upkeep.with_text(page, article, versions=versions)
        else:
            joined = revised(page, versions=versions, updated=self._now())
        self._store.put_page(joined, {v.id: bundle.bodies[v.id] for v in lacking}, changed)
        return joined

    def _with_texts(self, page: Page, bundle: Bundle) -> Page:
        """``page`` with those of its texts from ``bundle`` that can't be read here any more."""
        unread = [
            version.id
            for version in page.versions
            if version.id in bundle.bodies and self._store.find_body(page.id, version.id) is None
        ]
        if not unread:
            return page
        mended = revised(page, updated=self._now())
        self._store.put_page(mended, {id: bundle.bodies[id] for id in unread})
        return mended

    def _take_mark(self, mark: Annotation, page: Page, article: Article, report: Report) -> Report:
        known = self._store.find_annotation(mark.id)
        if known == mark or (known and known.updated >= mark.updated):
            return replace(report, same=report.same + 1)
        told = self._people.retold(placed(mark, article, page), article)
        if known is None:
            told = replace(told, created=self._moments.free(told.created))
            self._store.put_annotations([told])
            return replace(report, added=report.added + 1)
        self._store.put_annotations([_next_of(known, told)])
        return replace(report, updated=report.updated + 1)


def _next_of(known: RecordT | None, taken: RecordT) -> RecordT:
    """``taken`` as the revision after ``known``; as it came, where there is none."""
    return taken if known is None else revised(replace(taken, revision=known.revision))


def _without_lost_text(mark: Annotation, page: Page, bodies: Mapping[str, Body]) -> Annotation:
    """``mark`` as it is on the page without the texts that are not in ``bodies``: its quote waits for one."""
    if mark.version_id is not None and mark.version_id not in bodies:
        mark = replace(mark, version_id=None)
    if page.newest is not None and page.newest.id not in bodies and mark.span is not None:
        mark = replace(mark, span=None, state=AnchorState.LOST)
    return mark


def recognise(text: str) -> Format:
    """The format that reads ``text``. Raises InvalidInput, naming those that can be read."""
    for format in FORMATS.values():
        if format.read is not None and format.recognises(text):
            return format
    raise InvalidInput("file", f"is of no format that can be read: {_readable()}")


def _readable() -> str:
    return ", ".join(format.name for format in FORMATS.values() if format.read is not None)
