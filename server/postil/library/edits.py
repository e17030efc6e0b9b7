"""Edits: what an outlet changed in an article from one capture to the next, and what touches marks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from threading import RLock

from postil.anchoring import Finder, place
from postil.changes import Change as Change
from postil.changes import Kind as Kind
from postil.changes import became, compare, near, within
from postil.errors import NotFound
from postil.library.revisions import revised
from postil.models import AnchorState, Annotation, AnnotationQuery, Article, Page, Version
from postil.store.base import Store

MOST_STEPS = 20  # versions looked at for what is news; a live page seen more often is told from there on


@dataclass(frozen=True, slots=True)
class Detail:
    """Something beside the text that is another one now: the headline, the authors, the day."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A mark whose words are another now: ``changes`` are those that did it, in order.

    ``state`` is CHANGED or LOST, and ``now`` what its words became in the newer text, "" where they are gone.
    """

    mark: Annotation
    state: AnchorState
    now: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What made version ``new`` of version ``old``. ``changes`` tell the whole text, what stayed too.

    ``touched`` are the marks whose words are among them, in the order of the old text.
    """

    old: Version
    new: Version
    details: tuple[Detail, ...]
    changes: tuple[Change, ...]
    touched: tuple[Touched, ...] = ()

    @property
    def count(self) -> int:
        """How many sentences came, went or were rewritten."""
        return sum(1 for change in self.changes if change.kind is not Kind.SAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkEdit:
    """What changed in and right beside the passage of ``mark`` between two captures."""

    mark: Annotation
    old: Version
    new: Version
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What the outlet changed since the reader last looked: ``differences`` oldest first, then by mark."""

    differences: tuple[Difference, ...] = ()
    marks: tuple[MarkEdit, ...] = ()


class Edits:
    def __init__(self, store: Store, lock: RLock) -> None:
        self._store, self._lock = store, lock

    def between(self, page_id: str, old: str | None = None, new: str | None = None) -> Difference:
        """What changed from one version to another; None: the newest, and the one before the other.

        A first version is compared with itself. Raises NotFound.
        """
        page = self._store.page(page_id)
        later = _find(page, new) if new else page.newest
        if later is None:
            raise NotFound("version", new or "newest")
        earlier = _find(page, old) if old else _before(page, later)
        before, after = (self._store.article(page.id, version.id) for version in (earlier, later))
        difference = _difference(earlier, later, before, after)
        touched = self._touched(page, difference, before.text, after.text)
        return replace(difference, touched=tuple(touched))

    def _touched(self, page: Page, difference: Difference, old: str, new: str) -> list[Touched]:
        """A mark made in a later text than the old one counts where that had its very words."""
        if not difference.count:
            return []
        order = {version.id: number for number, version in enumerate(page.versions)}
        before, after = Finder(old), Finder(new)
        found: list[tuple[int, Touched]] = []
        for mark in self._store.annotations(AnnotationQuery(page_id=page.id)):
            was = before.place(mark.selector) if mark.selector else None
            if mark.selector is None or was is None:
                continue
            is_later = order.get(mark.version_id or "", 0) > order[difference.old.id]
            changes = within(difference.changes, was.span.start, was.span.end)
            if not changes or (is_later and was.state is AnchorState.CHANGED):
                continue
            is_there = after.place(mark.selector) is not None
            now = became(difference.changes, was.span.start, was.span.end) if is_there else ""
            state = AnchorState.CHANGED if is_there else AnchorState.LOST
            found.append((was.span.start, Touched(mark=mark, state=state, now=now, changes=changes)))
        return [touched for _, touched in sorted(found, key=lambda each: each[0])]

    def news(self, page_id: str, newest: Article | None = None) -> News:
        """What changed by the outlet's hand, of which the reader did not say that it was seen.

        It is told from the first standing mark on, or from the version that was seen, whichever is later;
        without a mark there is no news, nor of a version that can't be read any more. ``newest`` is the
        newest text, where it is at hand. Raises NotFound.
        """
        page = self._store.page(page_id)
        marks = [mark for mark in self._store.annotations(AnnotationQuery(page_id=page_id)) if mark.selector]
        if not marks or len(page.versions) < 2:
            return News()
        order = {version.id: number for number, version in enumerate(page.versions)}
        made = {mark.id: order.get(mark.version_id or "", 0) for mark in marks}
        start = max(min(made.values()), order.get(page.seen or "", 0), len(page.versions) - 1 - MOST_STEPS)
        versions, differences, edits = page.versions[start:], [], []
        articles = {version.id: self._store.find_article(page.id, version.id) for version in versions[:-1]}
        last = page.versions[-1].id
        articles[last] = newest or self._store.find_article(page.id, last)
        for old, new in pairwise(versions):
            before, after = articles[old.id], articles[new.id]
            if new.corrected or before is None or after is None:
                continue
            difference = _difference(old, new, before, after)
            if difference.count or difference.details:
                differences.append(difference)
                touched = [mark for mark in marks if made[mark.id] <= order[old.id]]
                edits += _near(before.text, difference, touched)
        return News(differences=tuple(differences), marks=tuple(edits))

    def set_seen(self, page_id: str, version_id: str | None) -> Page:
        """Put away the news up to that version; None tells all of it again. Raises NotFound."""
        with self._lock:
            page = self._store.page(page_id)
            if version_id is not None:
                _find(page, version_id)
            if page.seen == version_id:
                return page
            seen = revised(page, seen=version_id)
            self._store.put_page(seen)
            return seen


def _find(page: Page, version_id: str) -> Version:
    found = next((version for version in page.versions if version.id == version_id), None)
    if found is None:
        raise NotFound("version", version_id)
    return found


def _before(page: Page, version: Version) -> Version:
    at = page.versions.index(version)
    return page.versions[max(0, at - 1)]


def _difference(old: Version, new: Version, before: Article, after: Article) -> Difference:
    return Difference(
        old=old, new=new, details=_details(before, after), changes=compare(before.text, after.text)
    )


def _near(text: str, difference: Difference, marks: Sequence[Annotation]) -> list[MarkEdit]:
    """``text`` is that of the older version."""
    found = []
    for mark in marks:
        placed = place(text, mark.selector) if mark.selector else None
        changes = near(difference.changes, placed.span.start, placed.span.end) if placed else ()
        if changes:
            found.append(MarkEdit(mark=mark, old=difference.old, new=difference.new, changes=changes))
    return found


def _details(old: Article, new: Article) -> tuple[Detail, ...]:
    """What the older one said of itself and the newer one says otherwise; what goes unsaid is no change."""
    told = (
        ("headline", old.title, new.title),
        ("authors", ", ".join(old.authors), ", ".join(new.authors)),
        ("date", str(old.published or ""), str(new.published or "")),
    )
    return tuple(Detail(name, was, now) for name, was, now in told if was and now and was != now)
