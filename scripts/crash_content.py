"""What the crash trials write, the same on both sides of a crash, and what a library then holds."""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from postil.models import (
    AnchorState,
    Annotation,
    AnnotationQuery,
    Article,
    Block,
    BlockKind,
    Body,
    Page,
    Selector,
    Span,
    Version,
)
from postil.store.tiny import TinyStore, open_store

START = datetime(2026, 1, 1, tzinfo=UTC)

# Pages kept at a time: the library stays small, so that thousands of comparisons stay quick.
PAGES_KEPT = 3

Record = TypeVar("Record", Page, Annotation)


@dataclass(frozen=True)
class Content:
    """What a library holds."""

    pages: dict[str, Page] = field(default_factory=dict)
    marks: dict[str, Annotation] = field(default_factory=dict)


@dataclass(frozen=True)
class Write:
    """One call to the store: put a page and marks, put marks, or delete a page."""

    page: Page | None = None
    marks: tuple[Annotation, ...] = ()
    deleted: str | None = None

    def on_store(self, store: TinyStore) -> None:
        if self.deleted is not None:
            store.delete_page(self.deleted)
        elif self.page is not None:
            newest = self.page.newest.id
            store.put_page(self.page, {newest: body_of(newest)}, self.marks)
        else:
            store.put_annotations(self.marks)

    def on_content(self, content: Content) -> Content:
        pages = content.pages | ({self.page.id: self.page} if self.page else {})
        marks = content.marks | {mark.id: mark for mark in self.marks}
        if self.deleted is not None:
            del pages[self.deleted]
            marks = {id: mark for id, mark in marks.items() if mark.page_id != self.deleted}
        return Content(pages, marks)


def body_of(version_id: str) -> Body:
    text = f"The text of {version_id}. " * 20
    return Body(article=Article(text=text, blocks=(Block(BlockKind.PARAGRAPH, text, 0),)), html=f"<p>{text}")


def version(id: str) -> Version:
    return Version(id=id, captured=START, digest=id)


def a_page(round: int) -> Page:
    key, id = f"https://paper.example/{round}", f"page-{round:06}"
    return Page(
        id=id,
        key=key,
        addresses=(key,),
        url=key,
        title=f"Round {round}",
        authors=(),
        published=None,
        site=None,
        language="en",
        words=5,
        versions=(version(f"{id}-v1"),),
        created=START + timedelta(minutes=round),
        updated=START,
    )


def a_mark(page: Page, name: str, dice: random.Random) -> Annotation:
    # Now and then a note so long that the journal soon needs compaction, and a record spans many blocks.
    size = 150_000 if dice.random() < 0.15 else dice.randrange(400)
    return Annotation(
        id=f"{page.id}-{name}",
        page_id=page.id,
        version_id=page.newest.id,
        selector=Selector(exact="The text"),
        span=Span(0, 8),
        state=AnchorState.ANCHORED,
        note="n" * size,
        created=START + timedelta(seconds=dice.randrange(10**6)),
        updated=START,
        people=(f"person-{dice.randrange(5)}",),
        request_key=f"key-{page.id}-{name}",
    )


def next_write(content: Content, round: int, number: int, seed: int) -> Write:
    """What a run writes next; the same for the same arguments, so that both sides know it."""
    dice = random.Random(f"{seed} {round} {number}")
    page = content.pages.get(a_page(round).id)
    if page is None:
        first = a_page(round)
        return Write(page=first, marks=(a_mark(first, f"{number}", dice),))
    if len(content.pages) > PAGES_KEPT:
        return Write(deleted=min(content.pages))
    mine = sorted(id for id, mark in content.marks.items() if mark.page_id == page.id)
    match dice.randrange(10):
        case 0:
            newest = version(f"{page.id}-v{len(page.versions) + 1}")
            moved = tuple(raised(content.marks[id], state=AnchorState.MOVED) for id in mine[:3])
            return Write(page=raised(page, versions=(*page.versions, newest)), marks=moved)
        case 1 | 2:
            return Write(marks=tuple(a_mark(page, f"{number}-{part}", dice) for part in range(3)))
        case 3 | 4 if mine:
            changed = content.marks[dice.choice(mine)]
            return Write(marks=(raised(changed, note=f"changed in {number}", deleted=START),))
        case _:
            return Write(marks=(a_mark(page, f"{number}", dice),))


def raised(record: Record, **changes: object) -> Record:
    return replace(record, revision=record.revision + 1, **changes)


def content_of(store: TinyStore) -> Content:
    """What ``store`` holds. Raises when an article can't be read, or damage was noticed."""
    pages = {page.id: page for page in store.pages()}
    for page in pages.values():
        for each in page.versions:
            assert store.body(page.id, each.id) == body_of(each.id), f"body of {each.id}"
        assert store.page_at(page.key) == page, f"page at {page.key}"
    marks = {mark.id: mark for mark in store.annotations(AnnotationQuery(deleted=None))}
    for mark in marks.values():
        assert store.annotation_for_request(mark.request_key or "") == mark, f"mark for {mark.request_key}"
    assert not store.notices(), store.notices()
    return Content(pages, marks)


def content_in(folder: Path) -> Content:
    store = open_store(folder)
    try:
        return content_of(store)
    finally:
        store.close()
