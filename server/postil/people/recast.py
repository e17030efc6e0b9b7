"""A card -> the card of whom the reader says it is, with all that is known of that person on the day."""

from dataclasses import replace
from datetime import date

from postil.facts import Candidate
from postil.models import Basis, Card, Mention, Person
from postil.people.cards import card_of_known, own_words, unknown_person
from postil.people.knowledge import Known
from postil.people.linking import Link
from postil.people.live_cards import card_of_found
from postil.people.names import Group, NameSpan


def as_known(card: Card, known: Known, on: date | None, today: date) -> Card:
    """``card`` as that of somebody the pack knows."""
    mentions = tuple(replace(each, name=known.name, qid=known.qid) for each in card.mentions)
    return card_of_known(Link(known=known, confidence=1.0), known, mentions, card.named_as, on, today)


def as_found(card: Card, candidate: Candidate, retrieved: date, on: date | None, today: date) -> Card:
    """``card`` as that of somebody who was looked up on the day ``retrieved``."""
    mentions = tuple(replace(each, name=candidate.name, qid=candidate.qid) for each in card.mentions)
    link = Link(known=None, confidence=1.0, candidate=candidate, retrieved=retrieved)
    return card_of_found(link, candidate, mentions, card.named_as, on, today)


def as_unknown(card: Card, person: Person, text: str) -> Card:
    """``card`` as that of somebody no pack knows, with the article's own words."""
    mentions = tuple(replace(each, name=person.name, qid=person.qid) for each in card.mentions)
    return Card(
        person=person,
        then=None,
        now=None,
        alive_then=None,
        named_as=card.named_as,
        mentions=mentions,
        basis=Basis.ARTICLE,
        from_article=own_words(_group(mentions), text),
    )


def as_somebody(card: Card, text: str, scope: str) -> Card:
    """``card`` as that of a person of that name about whom nothing is known but this article."""
    return as_unknown(card, unknown_person(fullest(card.mentions).text, scope), text)


def fullest(mentions: tuple[Mention, ...]) -> Mention:
    """The mention of the most words; of several the first."""
    return max(mentions, key=lambda mention: len(mention.text.split()))


def _group(mentions: tuple[Mention, ...]) -> Group:
    spans = tuple(NameSpan(each.start, each.end, each.text, "") for each in mentions)
    return Group(spans=spans, name=fullest(mentions).text, titles=(), ambiguous=False)
