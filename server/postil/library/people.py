"""People: who is in an article, and what the library holds about them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from postil.models import AnnotationQuery, Article, Card, Person, Span
from postil.store.base import Store

CACHED_CASTS = 64  # articles whose cards stay at hand: one evening's reading


class CastFinder(Protocol):
    """Finds people in text; ``postil.people.finder.Finder`` is the one that ships."""

    def cast(self, text: str, on: date | None, *, today: date, scope: str) -> tuple[Card, ...]: ...


@dataclass(frozen=True, slots=True)
class CastMember:
    """One card, with the reader's marks about that person: how many stand, and when the last was made."""

    card: Card
    marks: int
    last_mark: datetime | None


class People:
    def __init__(
        self, store: Store, finder: Callable[[], CastFinder], *, now: Callable[[], datetime]
    ) -> None:
        self._store, self._finder, self._now = store, finder, now
        self._cards: dict[tuple[str, str, date | None, date], tuple[Card, ...]] = {}

    def in_article(self, article: Article, scope: str) -> tuple[Card, ...]:
        """The cards for ``article``, in order of appearance; ``scope`` is the page's id."""
        today = self._now().date()
        key = (scope, article.text, article.published, today)
        if key not in self._cards:
            while len(self._cards) >= CACHED_CASTS:
                self._cards.pop(next(iter(self._cards)), None)
            self._cards[key] = self._finder().cast(article.text, article.published, today=today, scope=scope)
        return self._cards[key]

    def cast(self, page_id: str) -> tuple[CastMember, ...]:
        """Who is in the newest version of a page, in order of appearance. Raises NotFound."""
        page = self._store.page(page_id)
        article = self._store.body(page.id, page.newest.id).article
        return tuple(self._with_marks(card) for card in self.in_article(article, page.id))

    def _with_marks(self, card: Card) -> CastMember:
        marks = self._store.annotations(AnnotationQuery(person=card.person.id))
        return CastMember(card, len(marks), marks[0].created if marks else None)

    def met(self, article: Article, scope: str) -> tuple[Person, ...]:
        """The persons of ``article``, in order of appearance."""
        return tuple(card.person for card in self.in_article(article, scope))

    def within(self, article: Article, scope: str, span: Span | None) -> tuple[str, ...]:
        """The ids of the persons mentioned inside ``span``; none for no span."""
        if span is None:
            return ()
        return tuple(
            card.person.id
            for card in self.in_article(article, scope)
            if any(span.overlaps(Span(m.start, m.end)) for m in card.mentions)
        )

    def names(self, page_ids: Sequence[str]) -> Mapping[str, str]:
        """The name of everyone met on those pages, by person id."""
        return {person.id: person.name for page_id in page_ids for person in self._store.page(page_id).people}
