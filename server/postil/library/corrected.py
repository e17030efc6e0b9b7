"""Cards as the reader says they are."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from postil.models import Basis, Card, Person, PersonCorrection, Verdict

_WORD = re.compile(r"[^\W_]+")


def called(card: Card) -> str:
    """How the article names the person most fully."""
    return max((mention.text for mention in card.mentions), key=lambda text: len(text.split()))


def name_key(name: str) -> str:
    """What is equal for one name, however it is set: "Kim Jong-un" and "Kim Jong Un"."""
    return " ".join(_WORD.findall(name.casefold()))


def known_id(card: Card) -> str | None:
    """Whom the program took the card's name for; None where it knew nobody."""
    return None if card.basis is Basis.ARTICLE else card.person.id


def applying(corrections: Sequence[PersonCorrection], card: Card, page_id: str) -> PersonCorrection | None:
    """Which of the corrections of the card's name, newest first, holds for it.

    One that was made on the page goes first. Elsewhere one holds where the program finds what it found
    then, or where the reader named somebody and it finds nobody: it does not contradict what the program
    knows better now.
    """
    here = (each for each in corrections if each.page_id == page_id)
    found = known_id(card)
    elsewhere = (
        each
        for each in corrections
        if each.was == found or (found is None and each.verdict is not Verdict.NOT_THIS_PERSON)
    )
    return next(here, None) or next(elsewhere, None)


def corrected(
    cards: Iterable[Card],
    correction_of: Callable[[Card], PersonCorrection | None],
    recast: Callable[[Card, Person | None], Card],
) -> tuple[Card, ...]:
    """The cards with the corrections in effect, in order of first mention; two of one person become one."""
    found: dict[str, Card] = {}
    for card in cards:
        correction = correction_of(card)
        if correction is not None:
            if correction.verdict is Verdict.NOT_A_PERSON:
                continue
            card = replace(_recast(card, correction, recast), corrected=correction.id)
        same = found.get(card.person.id)
        found[card.person.id] = _joined(same, card) if same else card
    return tuple(sorted(found.values(), key=lambda card: card.mentions[0].start))


def _recast(card: Card, correction: PersonCorrection, recast: Callable[[Card, Person | None], Card]) -> Card:
    if correction.verdict is Verdict.IS:
        return card if _is(card, correction.person) else recast(card, correction.person)
    others = tuple(other for other in card.alternatives if other.id != correction.was)
    if known_id(card) not in (None, correction.was):
        return card
    return replace(recast(card, None), alternatives=others)


def _is(card: Card, person: Person | None) -> bool:
    return person is not None and known_id(card) == person.id


def _joined(one: Card, other: Card) -> Card:
    mentions = sorted((*one.mentions, *other.mentions), key=lambda mention: mention.start)
    return replace(
        one,
        mentions=tuple(mentions),
        named_as=tuple(dict.fromkeys((*one.named_as, *other.named_as))),
        corrected=one.corrected or other.corrected,
    )
