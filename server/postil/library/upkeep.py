"""Upkeep: a page's record and its marks kept true to its newest text, and to what is known of its people."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from threading import RLock
from typing import Any

from postil.library.people import People
from postil.library.placing import moved
from postil.library.revisions import revised
from postil.library.texts import newest_article
from postil.models import Annotation, AnnotationQuery, Article, Basis, Card, Page
from postil.store.base import Store


class Upkeep:
    def __init__(self, store: Store, people: People, lock: RLock, *, now: Callable[[], datetime]) -> None:
        self._store, self._people, self._lock, self._now = store, people, lock, now

    def with_text(self, page: Page, article: Article, **changes: Any) -> tuple[Page, list[Annotation]]:
        """``page`` with ``changes`` as ``article``, its newest text from now on, tells it; nothing is kept.

        What the article leaves unsaid stays. Beside it those of its marks that sit elsewhere in that text,
        where they sit there.
        """
        now = self._now()
        told = revised(
            page,
            title=article.title or page.title,
            authors=article.authors or page.authors,
            published=article.published or page.published,
            site=article.site or page.site,
            language=article.language or page.language,
            words=article.words,
            people=self._people.met(article, page.id),
            **{"updated": now, **changes},
        )
        anew = moved(self._marks(page.id), article, told, now)
        return told, [self.first_told(mark, article) for mark in anew]

    def first_told(self, mark: Annotation, article: Article) -> Annotation:
        """``mark``, when it was made before there was a text, with those who are mentioned in its passage."""
        return mark if mark.version_id is not None else self._people.retold(mark, article)

    def look_again(self, page_id: str) -> Collection[str]:
        """As ``meet_again``, where something new was looked up of those people.

        Gives the Wikidata ids of those who were looked up.
        """
        self._people.forget(page_id)
        cards = self.meet_again(page_id)
        return {card.person.qid for card in cards if card.basis is Basis.LIVE and card.person.qid}

    def meet_again(self, page_id: str) -> Sequence[Card]:
        """Tell anew who is in a page, and in the passages of its marks; gives the cards.

        A page that is gone has nobody.
        """
        with self._lock:
            page = self._store.find_page(page_id)
            if page is None:
                return ()
            article, now = newest_article(self._store, page), self._now()
            cards = self._people.in_article(article, page.id)
            people = tuple(card.person for card in cards)
            retold = [
                revised(told, updated=now)
                for mark in self._marks(page.id)
                if (told := self._people.retold(mark, article)) != mark
            ]
            if people != page.people or retold:
                self._store.put_page(revised(page, people=people, updated=now), {}, retold)
            return cards

    def _marks(self, page_id: str) -> Sequence[Annotation]:
        return self._store.annotations(AnnotationQuery(page_id=page_id, deleted=None))
