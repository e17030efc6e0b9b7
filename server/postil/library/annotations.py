"""Annotations: making, changing, putting away and finding the reader's marks."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from threading import RLock

from postil.anchoring import describe, link, place
from postil.errors import InvalidInput, StaleRevision
from postil.library.pages import Pages
from postil.library.people import People
from postil.library.slices import DEFAULT_LIMIT, Slice, cut
from postil.models import AnchorState, Annotation, AnnotationQuery, Colour, Selector, Span
from postil.store.base import Cursor, Store

MAX_QUOTE = 50_000  # code points: longer than most articles; a mark is a passage
MAX_NOTE = 100_000  # code points
MAX_TAGS = 50
MAX_TAG = 100  # code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mark to be made. The page is named by ``page_id`` or by ``url``, one of the two.

    ``request_key`` makes the request safe to repeat: the same key gives the same mark.
    """

    page_id: str | None = None
    url: str | None = None
    selector: Selector
    colour: Colour = Colour.YELLOW
    note: str = ""
    tags: tuple[str, ...] = ()
    request_key: str | None = None
    extra: Mapping[str, object] = field(default_factory=dict)

    def digest(self) -> str:
        """Equal for equal requests; SHA-256, hex."""
        return sha256(json.dumps(asdict(self), sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What to change on a mark; None leaves a field as it is. ``deleted`` False brings a mark back."""

    colour: Colour | None = None
    note: str | None = None
    tags: tuple[str, ...] | None = None
    deleted: bool | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The mark, and whether this request made it (False: an earlier one with the same key did)."""

    annotation: Annotation
    is_new: bool


@dataclass(slots=True)
class Tally:
    """How many marks there are, and how many of them have which person, colour, state and tag."""

    marks: int = 0
    people: Counter[str] = field(default_factory=Counter)
    colours: Counter[Colour] = field(default_factory=Counter)
    states: Counter[AnchorState] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)


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

    def create(self, draft: Draft) -> Made:
        """Mark a passage. Words that the article does not hold make a mark that is lost, never an error.

        Raises NotFound for an unknown page, InvalidInput for a draft beyond the limits or a
        request key that was used for another draft.
        """
        _check(quote=draft.selector.exact, note=draft.note, tags=draft.tags)
        with self._lock:
            if draft.request_key and (known := self._store.annotation_for_request(draft.request_key)):
                if known.request_digest != draft.digest():
                    raise InvalidInput("Idempotency-Key", "was used for another mark: send a new key")
                return Made(known, is_new=False)
            annotation = self._place_new(draft)
            self._store.put_annotations([annotation])
            return Made(annotation, is_new=True)

    def _place_new(self, draft: Draft) -> Annotation:
        page = self._pages.get(draft.page_id) if draft.page_id else self._pages.at(draft.url or "")
        article = self._pages.article(page.id)
        found = place(article.text, draft.selector)
        span = found.span if found else None
        now = self._now()
        return Annotation(
            id=self._new_id(),
            page_id=page.id,
            version_id=page.newest.id,
            selector=_as_read(article.text, draft.selector, span),
            span=span,
            state=found.state if found else AnchorState.LOST,
            colour=draft.colour,
            note=draft.note,
            tags=_tidy(draft.tags),
            people=self._people.within(article, page.id, span),
            created=now,
            updated=now,
            request_key=draft.request_key,
            request_digest=draft.digest() if draft.request_key else None,
            link=link(page.url, article.text, span) if span else page.url,
            extra=dict(draft.extra),
        )

    def get(self, annotation_id: str) -> Annotation:
        """Tombstones are found too. Raises NotFound."""
        return self._store.annotation(annotation_id)

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

    def tally(self, query: AnnotationQuery, *, about: Sequence[str] = ()) -> Tally:
        """What the marks that ``list`` gives have in common. Cost: one pass over them."""
        tally = Tally()
        for mark in self._about(query, about, None, None):
            tally.marks += 1
            tally.people.update(mark.people)
            tally.colours[mark.colour] += 1
            tally.states[mark.state] += 1
            tally.tags.update(mark.tags)
        return tally

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
        """The standing marks on a page in the order of its text, lost ones last."""
        return sorted(self._store.annotations(AnnotationQuery(page_id=page_id)), key=reading_order)

    def change(self, annotation_id: str, change: Change, *, revision: int | None = None) -> Annotation:
        """Change a mark, put it away, or bring it back.

        ``revision`` is the one the caller saw; None takes whatever stands. Raises NotFound,
        StaleRevision when somebody changed the mark in between, InvalidInput.
        """
        _check(note=change.note or "", tags=change.tags or ())
        with self._lock:
            old = self._store.annotation(annotation_id)
            if revision is not None and revision != old.revision:
                raise StaleRevision("annotation", old.id, expected=revision, current=old.revision)
            new = replace(
                old,
                colour=old.colour if change.colour is None else change.colour,
                note=old.note if change.note is None else change.note,
                tags=old.tags if change.tags is None else _tidy(change.tags),
                deleted=_deleted(old, change, self._now()),
            )
            if new == old:
                return old
            new = replace(new, updated=self._now(), revision=old.revision + 1)
            self._store.put_annotations([new])
            return new

    def delete(self, annotation_id: str, *, revision: int | None = None) -> Annotation:
        """Put a mark away; ``change(id, Change(deleted=False))`` brings it back. Raises as ``change``."""
        return self.change(annotation_id, Change(deleted=True), revision=revision)


def reading_order(mark: Annotation) -> tuple[bool, int, datetime, str]:
    """A key to sort marks of one page by: as their passages stand in its text, lost ones last."""
    return mark.span is None, mark.span.start if mark.span else 0, mark.created, mark.id


def _deleted(old: Annotation, change: Change, now: datetime) -> datetime | None:
    if change.deleted is None or change.deleted == (old.deleted is not None):
        return old.deleted
    return now if change.deleted else None


def _as_read(text: str, selector: Selector, span: Span | None) -> Selector:
    """The selector to keep: the article's own words and surroundings where they are what was marked.

    A browser's selection and the article's text may differ in white space alone; then the
    article's is kept, so that ``text[start:end] == quote``.
    """
    if span is None or _letters(text[span.start : span.end]) != _letters(selector.exact):
        return selector
    return describe(text, span)


def _letters(text: str) -> str:
    return "".join(text.split())


def _tidy(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Trimmed, without empty ones, each once, in the order given."""
    return tuple(dict.fromkeys(tag for tag in (" ".join(t.split()) for t in tags) if tag))


def _check(*, quote: str = "-", note: str = "", tags: tuple[str, ...] = ()) -> None:
    if not quote.strip():
        raise InvalidInput("quote", "expected the words to mark, got only white space")
    if len(quote) > MAX_QUOTE:
        raise InvalidInput("quote", f"expected at most {MAX_QUOTE:,} characters, got {len(quote):,}")
    if len(note) > MAX_NOTE:
        raise InvalidInput("note", f"expected at most {MAX_NOTE:,} characters, got {len(note):,}")
    if len(tags) > MAX_TAGS:
        raise InvalidInput("tags", f"expected at most {MAX_TAGS} tags, got {len(tags)}")
    for index, tag in enumerate(tags):
        if len(tag) > MAX_TAG:
            raise InvalidInput(f"tags.{index}", f"expected at most {MAX_TAG} characters, got {len(tag)}")
