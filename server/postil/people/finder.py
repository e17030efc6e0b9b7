"""Text -> who is mentioned in it: finding names and knowing people, joined."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache

from postil.models import Card, Mention, Person
from postil.people.cards import card_as_unknown, card_of, fullest, unknown_person
from postil.people.cast import cast, linked, offices_that_fit
from postil.people.coref import group
from postil.people.knowledge import Knowledge
from postil.people.linking import Link
from postil.people.linking.live import LookUp, who_was_found
from postil.people.names import Group, NameSpan
from postil.people.names.languages import is_english, is_latin, told_by_given_names, with_known_names
from postil.people.names.tagger import Tagger
from postil.people.quotes import Quotation, quotations

TEXTS_AT_HAND = 4
# Offices change hands slowly: what is corrected within this time speaks of its first day.
A_NEW_EDITION = timedelta(days=60)


class PeopleFinder:
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
        """The day for which ``text``, published and last ``revised`` then, says who holds which office.

        An explainer keeps its address and its first day for years while it is written anew; an old report
        gets a new date when its outlet moves house. So the later day counts only where more of the offices
        that the text gives to people were theirs on it than on the first. None where neither is known.
        """
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

    def said(self, text: str, cards: Sequence[Card]) -> list[Quotation]:
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
            person = unknown_person(fullest(card.mentions).text, scope)
            return card_as_unknown(card, person, text)
        known, retrieved = self._knowledge.person(person.id), None
        if known is None and look_up is not None:
            known, retrieved = who_was_found(person, fullest(card.mentions).text, look_up)
        if known is None:
            return card_as_unknown(card, person, text)
        mentions = tuple(replace(each, name=known.name, qid=known.qid) for each in card.mentions)
        link = Link(known=known, confidence=1.0, retrieved=retrieved)
        return card_of(known, link, mentions, card.named_as, on, today)

    def person(self, id: str) -> Person | None:
        """Somebody the pack knows, by Wikidata id or the pack's own; None where there is none."""
        known = self._knowledge.person(id)
        return known.person if known else None

    def bearers(self, name: str) -> tuple[Person, ...]:
        """Everybody the pack knows by that full name, the highest office first."""
        return tuple(known.person for known in self._knowledge.named(name))

    def _day_meant(self, text: str, published: date | None, revised: date | None) -> date | None:
        if published is None or revised is None or revised - published < A_NEW_EDITION:
            return published
        groups = self._groups(text)
        then, since = (offices_that_fit(groups, text, on, self._knowledge) for on in (published, revised))
        return revised if since > then else published

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
