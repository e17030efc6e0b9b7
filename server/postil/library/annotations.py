"""Annotations: making, changing, putting away and finding the reader's marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from threading import RLock

from postil.errors import InvalidInput, StaleRevision
from postil.library.addresses import keys_of
from postil.library.drafts import AnnotationUpdate as AnnotationUpdate
from postil.library.drafts import Draft as Draft
from postil.library.drafts import check_change, check_draft, tidy
from postil.library.moments import Moments
from postil.library.pages import Pages
from postil.library.people import People
from postil.library.placing import placed_as_read, placed_at
from postil.library.revisions import revised
from postil.library.slices import DEFAULT_LIMIT, Slice, cut
from postil.library.threads import in_reading_order
from postil.models import (
    AnchorState,
    Annotation,
    AnnotationQuery,
    Article,
    FormerPlace,
    Page,
    Selector,
    Tally,
)
from postil.store.base import Cursor, Order, Store

STAMP_LENGTH = 16  # hex digits: enough to tell one state of a page from its last


@dataclass(frozen=True, slots=True)
class Made:
    """The mark, and whether this request made it (False: an earlier one with the same key did)."""

    annotation: Annotation
    is_new: bool


class Annotations:
    def __init__(
        self,
        store: Store,
        pages: Pages,
        people: People,
        lock: RLock,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._store, self._pages, self._people, self._lock = store, pages, people, lock
        self._now, self._new_id = now, new_id
        self._moments = Moments(store, now)

    def create(self, draft: Draft) -> Made:
        """Mark a passage. Words that the article does not hold make a mark that is lost, never an error.

        Raises NotFound for an unknown page, InvalidInput for a draft beyond the limits or a
        request key that was used for another draft.
        """
        check_draft(draft)
        with self._lock:
            if draft.request_key and (known := self._store.annotation_for_request(draft.request_key)):
                if known.request_digest != draft.digest():
                    raise InvalidInput("Idempotency-Key", "was used for another mark: send a new key")
                return Made(known, is_new=False)
            now = self._moments.next()
            page, with_page = self._page_of(draft)
            annotation = self._placed(
                Annotation(
                    id=self._free_id(draft.id),
                    page_id=page.id,
                    version_id=None,
                    selector=None,
                    span=None,
                    state=AnchorState.ANCHORED,
                    colour=draft.colour,
                    note=draft.note,
                    tags=tidy(draft.tags),
                    created=now,
                    updated=now,
                    request_key=draft.request_key,
                    request_digest=draft.digest() if draft.request_key else None,
                    replies_to=draft.replies_to,
                    extra=dict(draft.extra),
                ),
                page,
                draft.selector,
            )
            self._put(annotation, page, with_page=with_page)
            return Made(annotation, is_new=True)

    def rewrite(self, annotation_id: str, draft: Draft, *, revision: int | None = None) -> Annotation:
        """Make a mark say what ``draft`` says and nothing else; its id and when it was made stay.

        The passage is looked for again when ``draft`` selects another, or on another page. Raises as
        ``create`` and ``change``.
        """
        check_draft(draft)
        with self._lock:
            old = self._current(annotation_id, revision)
            page, with_page = self._page_of(draft)
            said = replace(
                old,
                colour=draft.colour,
                note=draft.note,
                tags=tidy(draft.tags),
                replies_to=draft.replies_to,
                extra=dict(draft.extra),
            )
            if (page.id, draft.selector) != (old.page_id, old.selector):
                said = self._placed(said, page, draft.selector)
            if said == old:
                return old
            new = revised(said, updated=self._now())
            self._put(new, page, with_page=with_page)
            return new

    def _page_of(self, draft: Draft) -> tuple[Page, bool]:
        """The page, and whether it has yet to be stored, for it is new or got another address."""
        if draft.page_id:
            return self._pages.get(draft.page_id), False
        url = draft.url or ""
        if not draft.may_be_unread:
            return self._pages.at(url), False
        found = {key: self._store.page_at(key) for key in keys_of(url, draft.also_at)}
        known = next(filter(None, found.values()), None)
        free = tuple(key for key, page in found.items() if page is None)
        if known is None:
            return replace(self._pages.unread(url, draft.title), addresses=free), True
        if not free:
            return known, False
        return revised(known, addresses=(*known.addresses, *free)), True

    def _placed(self, mark: Annotation, page: Page, selector: Selector | None) -> Annotation:
        """``mark`` made on what ``selector`` has of the newest text of ``page``, with who is named there."""
        article = self._article(page)
        return self._people.retold(placed_as_read(mark, article, page, selector), article)

    def _article(self, page: Page) -> Article:
        """The newest text of ``page``; an empty one of a page that was never read."""
        return self._pages.article(page.id) if page.newest else Article(text="", blocks=())

    def _put(self, mark: Annotation, page: Page, *, with_page: bool) -> None:
        if with_page:
            self._store.put_page(page, {}, [mark])
        else:
            self._store.put_annotations([mark])

    def _free_id(self, wished: str | None) -> str:
        is_free = wished is not None and self._store.find_annotation(wished) is None
        return wished if wished is not None and is_free else self._new_id()

    def _current(self, annotation_id: str, revision: int | None) -> Annotation:
        """The mark as it stands. Raises StaleRevision where the caller saw another ``revision``; NotFound."""
        mark = self._store.annotation(annotation_id)
        if revision is not None and revision != mark.revision:
            raise StaleRevision("annotation", mark.id, expected=revision, current=mark.revision)
        return mark

    def get(self, annotation_id: str) -> Annotation:
        """Tombstones are found too. Raises NotFound."""
        return self._store.annotation(annotation_id)

    def find(self, annotation_id: str) -> Annotation | None:
        """As ``get``; None where there is none."""
        return self._store.find_annotation(annotation_id)

    def list(
        self,
        query: AnnotationQuery,
        *,
        about: Sequence[str] = (),
        after: Cursor | None = None,
        limit: int = DEFAULT_LIMIT,
    ) -> Slice[Annotation]:
        """Newest first. ``about`` asks for marks that mention any of those persons, by their ids."""
        return cut(lambda n: self._about(query, about, after, n), limit)

    def walk(
        self,
        query: AnnotationQuery,
        order: Order,
        *,
        after: Cursor | None = None,
        skip: int = 0,
        limit: int | None = None,
    ) -> Sequence[Annotation]:
        """In ``order``, from ``after`` on, without the first ``skip`` of those."""
        return self._store.annotations(query, after=after, limit=limit, order=order, skip=skip)

    def stamp(self, page_id: str) -> str:
        """Another one whenever a mark on the page, or the page itself, was changed. Raises NotFound."""
        query = AnnotationQuery(page_id=page_id, deleted=None)
        last = self._store.annotations(query, limit=1, order=Order.LAST_CHANGED)
        count = self._store.count_annotations(query)
        change = [(mark.id, mark.updated.isoformat(), mark.revision) for mark in last]
        state = repr((self._pages.get(page_id).revision, count, change))
        return sha256(state.encode()).hexdigest()[:STAMP_LENGTH]

    def count(self, query: AnnotationQuery) -> int:
        """How many there are."""
        return self._store.count_annotations(query)

    def tally(self, query: AnnotationQuery, *, about: Sequence[str] = ()) -> Tally:
        """What the marks that ``list`` gives have in common."""
        return self._store.tally_annotations(query, about=about)

    def _about(
        self, query: AnnotationQuery, people: Sequence[str], after: Cursor | None, limit: int | None
    ) -> Sequence[Annotation]:
        if not people:
            return self._store.annotations(query, after=after, limit=limit)
        lists = (
            self._store.annotations(replace(query, person=person), after=after, limit=limit)
            for person in people
        )
        found = {mark.id: mark for marks in lists for mark in marks}
        return sorted(found.values(), key=lambda mark: (mark.created, mark.id), reverse=True)[:limit]

    def on_page(self, page_id: str) -> Sequence[Annotation]:
        """The standing marks on a page as ``in_reading_order`` has them."""
        return in_reading_order(self._store.annotations(AnnotationQuery(page_id=page_id)))

    def change(
        self, annotation_id: str, change: AnnotationUpdate, *, revision: int | None = None
    ) -> Annotation:
        """Change a mark, put it away, bring it back, or place it by hand.

        ``revision`` is the one the caller saw; None takes whatever stands. Raises NotFound,
        StaleRevision when somebody changed the mark in between, InvalidInput; also where the newest text
        does not hold the words at which it is to be placed.
        """
        check_change(change)
        with self._lock:
            old = self._current(annotation_id, revision)
            new = replace(
                old,
                colour=old.colour if change.colour is None else change.colour,
                note=old.note if change.note is None else change.note,
                tags=old.tags if change.tags is None else tidy(change.tags),
                deleted=_deleted(old, change, self._now()),
                extra=old.extra if change.extra is None else dict(change.extra),
            )
            if change.selector is not None:
                new = self._placed_by_hand(new, change.selector)
            elif change.place_back:
                new = self._placed_back(new)
            if new == old:
                return old
            new = revised(new, updated=self._now())
            self._store.put_annotations([new])
            return new

    def _placed_by_hand(self, mark: Annotation, selector: Selector) -> Annotation:
        if mark.selector is None:
            raise InvalidInput("quote", "this note is on the page as a whole, and has no place in its text")
        placed = self._placed(mark, self._pages.get(mark.page_id), selector)
        if placed.state is AnchorState.LOST:
            raise InvalidInput("quote", "the article, as it was kept last, does not have these words")
        if placed.selector == mark.selector:
            return mark
        former = FormerPlace(selector=mark.selector, version_id=mark.version_id)
        return replace(placed, former=(*mark.former, former))

    def _placed_back(self, mark: Annotation) -> Annotation:
        if not mark.former:
            raise InvalidInput("place_back", "this mark was not placed by hand")
        former = mark.former[-1]
        page = self._pages.get(mark.page_id)
        article = self._article(page)
        back = self._people.retold(placed_at(mark, article, page, former.selector), article)
        return replace(back, version_id=former.version_id, former=mark.former[:-1])

    def delete(self, annotation_id: str, *, revision: int | None = None) -> Annotation:
        """Put a mark away; a ``change`` with ``deleted`` False brings it back. Raises as ``change``."""
        return self.change(annotation_id, AnnotationUpdate(deleted=True), revision=revision)


def _deleted(old: Annotation, change: AnnotationUpdate, now: datetime) -> datetime | None:
    if change.deleted is None or change.deleted == (old.deleted is not None):
        return old.deleted
    return now if change.deleted else None
