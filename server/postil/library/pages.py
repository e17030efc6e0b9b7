"""Pages: capturing them, finding them again, and letting them go."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import islice
from threading import RLock
from typing import TypeVar
from urllib.parse import urlsplit

from postil.capture import extract
from postil.capture.urls import page_key, without_login
from postil.errors import Conflict, NotAnArticle, NotFound
from postil.library.addresses import key_of
from postil.library.copies import is_copy, is_elsewhere
from postil.library.people import People
from postil.library.placing import placed
from postil.library.revisions import revised
from postil.library.slices import DEFAULT_LIMIT, Slice, cut
from postil.library.texts import newest_article
from postil.library.upkeep import Upkeep
from postil.models import (
    AnnotationQuery,
    Article,
    Body,
    Page,
    TextCorrection,
    Version,
)
from postil.store.base import Cursor, Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Captured:
    """What a capture came to: the page, its article, whether it is new, and whether its text changed."""

    page: Page
    article: Article
    is_new: bool
    is_changed: bool


class Pages:
    def __init__(
        self,
        store: Store,
        people: People,
        upkeep: Upkeep,
        lock: RLock,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._store, self._people, self._upkeep, self._lock = store, people, upkeep, lock
        self._now, self._new_id = now, new_id

    def capture(self, url: str, html: str, captured: datetime | None = None) -> Captured:
        """Keep the article in ``html``; the same page again with other words is one more version.

        So is one with another headline. What the reader corrected on that outlet's pages holds here too. A
        copy of a kept article on another site is that page, with one more address; its headline is its own.
        ``captured`` is when the reader saw it, None for now. Marks on the page are placed anew in a
        changed text. Raises InvalidInput for an address that is none, NotAnArticle when the page
        holds no article; then nothing is kept.
        """
        own_key = page_key(url)
        article = _read(html, url, self._corrections(own_key))
        key = page_key(article.canonical) if article.canonical else own_key
        version = Version(id=self._new_id(), captured=captured or self._now(), digest=_digest(article))
        body = Body(article=article, html=html)
        with self._lock:
            found = {page.id: page for page in map(self._store.page_at, (key, own_key)) if page}
            if not any(page.versions for page in found.values()):
                copied = self._copied(article, own_key, version.digest)
                found |= {copied.id: copied} if copied else {}
            if not found:
                return self._add(key, own_key, version, body)
            # One that was captured before one that is known by its address alone.
            known, *others = sorted(found.values(), key=lambda page: not page.versions)
            freed = [address for other in others for address in self._taken_in(other, known)]
            addresses = self._joined(known, key, own_key, *freed)
            is_same_text = known.newest is not None and known.newest.digest == version.digest
            if is_same_text and (article.title in ("", known.title) or is_elsewhere(own_key, known)):
                return self._recognise(known, addresses, body)
            return self._add_version(known, addresses, version, body)

    def _add(self, key: str, own_key: str, version: Version, body: Body) -> Captured:
        article, now = body.article, self._now()
        page_id = self._new_id()
        page = Page(
            id=page_id,
            key=key,
            addresses=tuple(dict.fromkeys((key, own_key))),
            url=article.canonical or article.url or key,
            title=article.title,
            authors=article.authors,
            published=article.published,
            site=article.site,
            language=article.language,
            words=article.words,
            versions=(version,),
            created=now,
            updated=now,
            people=self._people.met(article, page_id),
        )
        self._store.put_page(page, {version.id: body})
        return Captured(page, article, is_new=True, is_changed=False)

    def _copied(self, article: Article, key: str, digest: str) -> Page | None:
        """The page that ``article``, read at ``key``, is a copy of; None where it is none."""
        page = self._store.page_with_text(digest)
        return page if page is not None and is_copy(article, key, page) else None

    def _taken_in(self, other: Page, known: Page) -> tuple[str, ...]:
        """Move the marks of a page that was never captured to ``known``, which turned out to be the same.

        Gives the addresses that are free then; none for a page that has an article of its own.
        """
        if other.versions:
            return ()
        article, now = newest_article(self._store, known), self._now()
        marks = self._store.annotations(AnnotationQuery(page_id=other.id, deleted=None))
        here = (placed(mark, article, known) for mark in marks)
        told = [self._upkeep.first_told(mark, article) for mark in here]
        self._store.put_annotations([revised(mark, updated=now) for mark in told])
        self._store.delete_page(other.id)
        return other.addresses

    def _joined(self, known: Page, *keys: str) -> tuple[str, ...]:
        """The addresses of ``known`` with those of ``keys`` that no other page has."""
        free = (key for key in keys if (self._store.page_at(key) or known).id == known.id)
        return tuple(dict.fromkeys((*known.addresses, *free)))

    def _recognise(self, known: Page, addresses: tuple[str, ...], body: Body) -> Captured:
        """``body`` has the text of the newest version, and takes its place where that can't be read."""
        page, kept = known, self._store.find_body(known.id, known.versions[-1].id)
        if addresses != known.addresses or kept is None:
            page = revised(known, addresses=addresses, updated=self._now())
            self._store.put_page(page, {} if kept else {known.versions[-1].id: body})
        return Captured(page, (kept or body).article, is_new=False, is_changed=False)

    def _add_version(self, known: Page, addresses: tuple[str, ...], version: Version, body: Body) -> Captured:
        article = body.article
        page, marks = self._upkeep.with_text(
            known,
            article,
            url=known.url if known.versions else article.canonical or article.url or known.url,
            addresses=addresses,
            versions=(*known.versions, version),
        )
        self._store.put_page(page, {version.id: body}, marks)
        return Captured(page, article, is_new=not known.versions, is_changed=bool(known.versions))

    def _corrections(self, key: str) -> Sequence[TextCorrection]:
        return self._store.corrections(TextCorrection, outlet_of(key))

    def read_again(self, page_id: str, corrections: Sequence[TextCorrection]) -> Article:
        """The newest version's article as it is with those corrections; nothing is kept.

        Raises NotFound for a page that is not there or was never captured, NotAnArticle.
        """
        body = self.body(page_id)
        return extract(body.html, body.article.url, corrections)

    def keep_read_again(self, page_id: str, article: Article) -> Captured:
        """Keep what ``read_again`` gave: one more version, if it has other words. Raises NotFound.

        When it only undoes a correction, the version which that had made goes, unless a mark was made in it.
        """
        with self._lock:
            page, body = self._store.page(page_id), self.body(page_id)
            *before, newest = page.versions
            digest = _digest(article)
            if digest == newest.digest:
                return Captured(page, body.article, is_new=False, is_changed=False)
            marks = self._store.annotations(AnnotationQuery(page_id=page_id, deleted=None))
            is_undone = newest.corrected and before[-1:] and before[-1].digest == digest
            if is_undone and all(mark.version_id != newest.id for mark in marks):
                return self._drop_newest(page)
            version = Version(id=self._new_id(), captured=self._now(), digest=digest, corrected=True)
            return self._add_version(page, page.addresses, version, Body(article=article, html=body.html))

    def _drop_newest(self, page: Page) -> Captured:
        versions = page.versions[:-1]
        article = self._store.article(page.id, versions[-1].id)
        seen = versions[-1].id if page.seen == page.versions[-1].id else page.seen
        shorter, marks = self._upkeep.with_text(page, article, versions=versions, seen=seen)
        self._store.put_page(shorter, {}, marks)
        return Captured(shorter, article, is_new=False, is_changed=True)

    def unread(self, iri: str, title: str = "") -> Page:
        """A page known by its address alone, not stored yet. Raises InvalidInput for what is no address."""
        key, now = key_of(iri), self._now()
        return Page(
            id=self._new_id(),
            key=key,
            addresses=(key,),
            url=without_login(iri.strip()),
            title=title,
            authors=(),
            published=None,
            site=None,
            language=None,
            words=0,
            versions=(),
            created=now,
            updated=now,
        )

    def get(self, page_id: str) -> Page:
        """Raises NotFound."""
        return self._store.page(page_id)

    def find(self, url: str) -> Page | None:
        """The page of that address, or of another of the same article; None when there is none yet.

        Raises InvalidInput for an address that is none.
        """
        return self._store.page_at(page_key(url))

    def known_as(self, iri: str) -> Page | None:
        """As ``find``, also for what is no page of the web: a file, a book."""
        return self._store.page_at(key_of(iri))

    def at(self, url: str) -> Page:
        """As ``find``, for a page that has to be there. Raises NotFound, InvalidInput."""
        page = self.find(url)
        if page is None:
            raise NotFound("page", url, by="address")
        return page

    def article(self, page_id: str, version_id: str | None = None) -> Article:
        """The article of that version, of the newest when None. Raises NotFound.

        A page that was never captured has an empty one.
        """
        if version_id is not None:
            return self._store.article(page_id, version_id)
        return self.newest(page_id)[1]

    def newest(self, page_id: str, at_hand: Mapping[str, Article] = {}) -> tuple[Page, Article]:
        """The page with the article of its newest version, which is not read where it is ``at_hand``.

        ``at_hand`` are articles by version. Raises as ``article``.
        """

        def read() -> tuple[Page, Article]:
            page = self._store.page(page_id)
            known = at_hand.get(page.newest.id) if page.newest else None
            return page, known or newest_article(self._store, page)

        return self._settled(read)

    def body(self, page_id: str) -> Body:
        """The newest version. Raises NotFound, also for a page that was never captured."""
        return self._settled(lambda: self._newest_body(page_id))

    def _newest_body(self, page_id: str) -> Body:
        page = self._store.page(page_id)
        if page.newest is None:
            raise NotFound("captured page", page_id)
        return self._store.body(page.id, page.newest.id)

    def _settled(self, read: Callable[[], T]) -> T:
        """What ``read`` gives, once more where the version it was about to read was just taken back."""
        try:
            return read()
        except NotFound:
            with self._lock:
                return read()

    def list(self, *, after: Cursor | None = None, limit: int = DEFAULT_LIMIT) -> Slice[Page]:
        """Newest first."""
        return cut(lambda n: self._store.pages(after=after, limit=n), limit)

    def titled(self, words: str, *, limit: int = DEFAULT_LIMIT) -> Sequence[Page]:
        """Those that have each of the words in title, outlet, authors or address; newest first."""
        wanted = words.casefold().split()
        fitting = (page for page in self._store.pages() if all(word in _said_of(page) for word in wanted))
        return tuple(islice(fitting, limit))

    def delete(self, page_id: str, *, with_marks: bool = False) -> None:
        """Let a page go. Raises NotFound; Conflict while marks stand on it, unless ``with_marks``."""
        with self._lock:
            page = self._store.page(page_id)
            standing = self._store.count_annotations(AnnotationQuery(page_id=page.id))
            if standing and not with_marks:
                marks = "1 mark stands" if standing == 1 else f"{standing} marks stand"
                raise Conflict(f"{marks} on this page: delete them first, or ask with with_marks=true")
            self._store.delete_page(page.id)


def outlet_of(key: str) -> str:
    """The host of the outlet whose page has that key; "" for what is no page of the web."""
    return urlsplit(key).hostname or ""


def _read(html: str, url: str, corrections: Sequence[TextCorrection]) -> Article:
    """A correction that fits one page may leave nothing of another: that one is read without any."""
    try:
        return extract(html, url, corrections)
    except NotAnArticle:
        if not corrections:
            raise
        return extract(html, url)


def _digest(article: Article) -> str:
    return sha256(article.text.encode()).hexdigest()


def _said_of(page: Page) -> str:
    return " ".join((page.title, page.site or "", *page.authors, page.url)).casefold()
