"""Text -> who is mentioned in it: finding names and knowing people, joined."""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from postil.models import Card, Mention, Person
from postil.people.cards import known_person
from postil.people.cast import cast, linked
from postil.people.coref import group
from postil.people.day import day_meant
from postil.people.knowledge import Knowledge
from postil.people.linking.live import LookUp, who_was_found
from postil.people.names import Group, NameSpan
from postil.people.names.languages import is_english, is_latin, told_by_given_names, with_known_names
from postil.people.names.tagger import Tagger
from postil.people.quotes import Said, quotations
from postil.people.recast import as_found, as_known, as_somebody, as_unknown, fullest

TEXTS_AT_HAND = 4


class Finder:
    """Finds the people in a text with a given tagger and given knowledge."""

    def __init__(self, tagger: Tagger, knowledge: Knowledge) -> None:
        self._tagger = tagger
        self._knowledge = knowledge
        # While look-ups come in, the cards of a text are made again.
        self._groups = lru_cache(maxsize=TEXTS_AT_HAND)(self._grouped)
        self._days = lru_cache(maxsize=TEXTS_AT_HAND)(self._day_meant)

    def mentions(self, text: str, on: date | None) -> list[Mention]:
        """Every name in ``text``, in order, with the fullest name and the Wikidata id of whom it means."""
        _, links = linked(self._groups(text), text, on, self._knowledge)
        found = [
            Mention(
                start=span.start,
                end=span.end,
                text=span.text,
                name=link.known.name if link.known else person.name,
                qid=link.known.qid if link.known else None,
            )
            for person, link in links
            for span in person.spans
        ]
        return sorted(found, key=lambda mention: mention.start)

    def day(self, text: str, published: date | None, revised: date | None) -> date | None:
        """The day for which ``text`` says who is who; see ``day_meant``."""
        return self._days(text, published, revised)

    def cast(
        self,
        text: str,
        on: date | None,
        *,
        today: date,
        scope: str,
        headline: str = "",
        look_up: LookUp | None = None,
    ) -> tuple[Card, ...]:
        """One card for everybody in ``text``, named or by a post alone, in order of first mention.

        ``on`` is the article's day, None when unknown; ``scope`` is the page's id, under which
        those no pack knows get theirs. ``headline`` helps to tell who is meant. ``look_up`` gives
        what was looked up of the names that it is handed; None: nothing is, and nothing will be.
        """
        return cast(
            self._groups(text),
            text,
            on,
            self._knowledge,
            today=today,
            scope=scope,
            headline=headline,
            look_up=look_up,
        )

    def said(self, text: str, cards: Sequence[Card]) -> list[Said]:
        """Who says what in ``text``, whose cards are ``cards``, in order."""
        return quotations(text, cards, self._tagger.lists)

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
    ) -> Card:
        """``card`` as that of ``person``, with what is known of them; None: of somebody nobody knows.

        ``look_up`` is asked for somebody with a Wikidata id whom the pack does not know.
        """
        if person is None:
            return as_somebody(card, text, scope)
        known = self._knowledge.person(person.id)
        if known:
            return as_known(card, known, on, today)
        found = who_was_found(person, fullest(card.mentions).text, look_up) if look_up else None
        return as_found(card, *found, on, today) if found else as_unknown(card, person, text)

    def person(self, id: str) -> Person | None:
        """Somebody the pack knows, by Wikidata id or the pack's own; None where there is none."""
        known = self._knowledge.person(id)
        return known_person(known) if known else None

    def bearers(self, name: str) -> tuple[Person, ...]:
        """Everybody the pack knows by that full name, the highest office first."""
        return tuple(known_person(known) for known in self._knowledge.named(name))

    def _day_meant(self, text: str, published: date | None, revised: date | None) -> date | None:
        return day_meant(self._groups(text), text, published, revised, self._knowledge)

    def _grouped(self, text: str) -> list[Group]:
        return group([span for span in self._names(text) if is_latin(span.text)], text)

    def _names(self, text: str) -> list[NameSpan]:
        """Where names stand in ``text``; in other languages than English, of those who can be told alone."""
        spans = self._tagger.spans(text)
        if is_english(text):
            return spans
        is_known = cache(lambda name: bool(self._knowledge.named(name)))
        told = told_by_given_names(spans, text, self._tagger.lists, is_known)
        return with_known_names(told, text, is_known)
