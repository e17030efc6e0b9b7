"""People: who is in an article, and what the library holds about them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from postil.errors import NotFound
from postil.library.corrected import applying, called, corrected, name_key
from postil.library.lookups import LookUp, Lookups
from postil.models import (
    Annotation,
    AnnotationQuery,
    Article,
    Basis,
    Card,
    Page,
    Person,
    PersonCorrection,
    Source,
    Span,
)
from postil.people.quotes import Quotation, said_by
from postil.store.base import Store

CACHED_CASTS = 64  # articles whose cards stay at hand: one evening's reading
MAX_SEARCHED = (
    1_000_000  # code points: a long novel. A page of more is no article, and must not stop the rest
)

WIKIPEDIA = "Wikipedia (CC BY-SA 4.0)"  # its licence wants to be told with its words


class CastFinder(Protocol):
    """Finds people in text; ``postil.people.finder.Finder`` is the one that ships."""

    def cast(
        self,
        text: str,
        on: date | None,
        *,
        today: date,
        scope: str,
        headline: str = "",
        look_up: LookUp | None = None,
    ) -> tuple[Card, ...]: ...

    def day(self, text: str, published: date | None, revised: date | None) -> date | None: ...

    def said(self, text: str, cards: Sequence[Card]) -> Sequence[Quotation]: ...

    def recast(
        self,
        card: Card,
        person: Person | None,
        text: str,
        on: date | None,
        *,
        today: date,
        scope: str,
        look_up: LookUp | None = None,
    ) -> Card: ...

    def person(self, id: str) -> Person | None: ...

    def bearers(self, name: str) -> tuple[Person, ...]: ...


@dataclass(frozen=True, slots=True)
class CastMember:
    """One card, with the reader's marks about that person: how many stand, and when the last was made."""

    card: Card
    marks: int
    last_mark: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A person over the whole library: the pages they are in and the marks about them, newest first."""

    person: Person
    pages: tuple[Page, ...]
    marks: tuple[Annotation, ...]


class People:
    def __init__(
        self,
        store: Store,
        finder: Callable[[], CastFinder],
        lookups: Lookups,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._store, self._finder, self._lookups, self._now = store, finder, lookups, now
        self._cards: dict[tuple[CastFinder, str, str, str, date | None, date], tuple[Card, ...]] = {}
        self._said: dict[str, tuple[tuple[str, Sequence[Card]], Sequence[Quotation]]] = {}  # by scope

    def in_article(self, article: Article, scope: str) -> tuple[Card, ...]:
        """The cards for ``article`` as the reader corrected them, in order of appearance."""

        def recast(card: Card, person: Person | None) -> Card:
            today, text = self._now().date(), article.text[:MAX_SEARCHED]
            look_up = self._lookups.for_page(scope)
            anew = self._finder().recast(
                card, person, text, self.as_of(article, scope), today=today, scope=scope, look_up=look_up
            )
            return self._with_summary(anew, scope)

        return corrected(self.found_in(article, scope), lambda card: self.correction_of(card, scope), recast)

    def as_of(self, article: Article, scope: str) -> date | None:
        """The day for which the cards of ``article`` say who somebody was; None where it has none.

        That is the day that the reader says it is from; else when it was published, or changed last where
        it was written anew since. ``scope`` is the page's id.
        """
        text = article.text[:MAX_SEARCHED]
        return self._said_day(scope) or self._finder().day(text, article.published, article.revised)

    def _said_day(self, page_id: str) -> date | None:
        page = self._store.find_page(page_id)  # none while it is being captured for the first time
        return page.day if page else None

    def correction_of(self, card: Card, page_id: str) -> PersonCorrection | None:
        """The reader's correction that holds for what the program made of a name on that page."""
        said = self._store.corrections(PersonCorrection, name_key(called(card)))
        return applying(said, card, page_id) if said else None

    def found_in(self, article: Article, scope: str) -> tuple[Card, ...]:
        """The cards as the program makes them, in order of appearance; ``scope`` is the page's id.

        What lies beyond MAX_SEARCHED is not searched. A card of which more is being looked up says so.
        """
        today, text = self._now().date(), article.text[:MAX_SEARCHED]
        finder = self._finder()
        headline = article.title
        on = self.as_of(article, scope)
        key = (finder, scope, text, headline, on, today)
        cards = None if self._lookups.is_due(scope) else self._cards.get(key)
        if cards is None:
            look_up = self._lookups.for_page(scope)
            found = finder.cast(text, on, today=today, scope=scope, headline=headline, look_up=look_up)
            cards = tuple(self._with_summary(card, scope) for card in found)
            _make_room(self._cards)
            self._cards[key] = cards
        return cards

    def forget(self, scope: str) -> None:
        """Find the people of that page anew the next time: something new is known of them."""
        for key in [key for key in list(self._cards) if key[1] == scope]:
            self._cards.pop(key, None)

    def _with_summary(self, card: Card, scope: str) -> Card:
        if card.basis is not Basis.LIVE or not card.person.qid:
            return card
        summary = self._lookups.summary(card.person.qid)
        if summary is None:
            return replace(card, pending=self._lookups.is_filling(scope))
        source = Source(label=WIKIPEDIA, url=summary.url, retrieved=summary.retrieved)
        return replace(card, summary=summary.text, sources=(*card.sources, source))

    def cast(self, page_id: str) -> tuple[CastMember, ...]:
        """Who is in the newest version of a page, in order of appearance. Raises NotFound."""
        page = self._store.page(page_id)
        if page.newest is None:
            return ()
        return self.members(self._store.article(page.id, page.newest.id), page.id)

    def members(self, article: Article, page_id: str) -> tuple[CastMember, ...]:
        """As ``cast``, where the page's newest text is at hand."""
        return tuple(self._with_marks(card) for card in self.in_article(article, page_id))

    def _with_marks(self, card: Card) -> CastMember:
        about = AnnotationQuery(person=card.person.id)
        newest = self._store.annotations(about, limit=1)
        if not newest:
            return CastMember(card, marks=0, last_mark=None)
        return CastMember(card, self._store.count_annotations(about), newest[0].created)

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

    def retold(self, mark: Annotation, article: Article) -> Annotation:
        """``mark`` with the people its passage of ``article`` mentions, and with who says it there."""
        people = self.within(article, mark.page_id, mark.span)
        return replace(mark, people=people, said_by=self._speaker(article, mark.page_id, mark.span))

    def _speaker(self, article: Article, scope: str, span: Span | None) -> str | None:
        """The id of whoever says what stands in ``span``; None where the text does not show it."""
        cards = self.in_article(article, scope) if span else ()
        if not cards or span is None:
            return None
        text = article.text[:MAX_SEARCHED]
        return said_by(self._said_in(text, scope, cards), span, text)

    def _said_in(self, text: str, scope: str, cards: Sequence[Card]) -> Sequence[Quotation]:
        """Who says what; kept, for a reader marks several passages of one article."""
        asked, said = self._said.get(scope, (None, ()))
        if asked != (text, cards):
            said = self._finder().said(text, cards)
            _make_room(self._said)
            self._said[scope] = (text, cards), said
        return said

    def everyone(self) -> tuple[Met, ...]:
        """Everyone met, those of the newest page first. Cost: one pass over all pages and marks."""
        pages: dict[str, list[Page]] = {}
        persons: dict[str, Person] = {}
        for page in self._store.pages():
            for person in page.people:
                persons.setdefault(person.id, person)
                pages.setdefault(person.id, []).append(page)
        marks: dict[str, list[Annotation]] = {}
        for mark in self._store.annotations(AnnotationQuery()):
            for person_id in mark.people:
                marks.setdefault(person_id, []).append(mark)
        return tuple(
            Met(person=person, pages=tuple(pages[id]), marks=tuple(marks.get(id, ())))
            for id, person in persons.items()
        )

    def find(self, person_id: str) -> Met:
        """Raises NotFound for somebody who was never met."""
        found = next((met for met in self.everyone() if met.person.id == person_id), None)
        if found is None:
            raise NotFound("person", person_id)
        return found

    def named(self, words: str) -> tuple[Person, ...]:
        """Those met whose id is ``words``, or else those whose name holds each of them, whatever the case."""
        met = self.by_id()
        if words in met:
            return (met[words],)
        parts = words.casefold().split()
        return tuple(p for p in met.values() if parts and all(part in p.name.casefold() for part in parts))

    def by_id(self) -> Mapping[str, Person]:
        """Everyone met, by id, those of the newest page first. Cost: one pass over all pages."""
        met: dict[str, Person] = {}
        for page in self._store.pages():
            for person in page.people:
                met.setdefault(person.id, person)
        return met

    def names(self, page_ids: Sequence[str]) -> Mapping[str, str]:
        """The name of everyone met on those pages, by person id."""
        return {person.id: person.name for page_id in page_ids for person in self._store.page(page_id).people}


def _make_room(kept: dict[Any, Any]) -> None:
    """Drop the oldest, so that one more article has its place."""
    while len(kept) >= CACHED_CASTS:
        kept.pop(next(iter(kept)), None)
