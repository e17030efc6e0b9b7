"""The people of an article whom the pack is not sure of, linked by what was looked up of their names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from postil.models import KnownPerson, LookedUp, Person
from postil.people.knowledge import Knowledge
from postil.people.linking import Link
from postil.people.linking.choosing import Ambiguity, choose, shipped
from postil.people.linking.reading import Reading
from postil.people.names import Group, fold

LookUp = Callable[[Sequence[str]], Mapping[str, LookedUp | None]]
"""Names -> what is at hand of each; None where a look-up failed, absent where one is on its way."""

SURE_OF_PACK = 0.9  # from here on a link of the pack stands, and the name is not sent anywhere

# One word is nobody's full name; what is longer is no name, and words of an article are nobody's business.
FEWEST_WORDS, MOST_WORDS, LONGEST_NAME = 2, 6, 60


def with_look_ups(
    links: Sequence[tuple[Group, Link]], reading: Reading, knowledge: Knowledge, look_up: LookUp
) -> list[tuple[Group, Link]]:
    """``links`` with those the pack is not sure of decided anew, among all who were found under the name."""
    found = bearers(links, look_up)
    asked = ambiguities(links, found, reading, knowledge)

    def anew(group: Group, who: Link) -> Link:
        if not _is_for_a_look_up(group, who):
            return who
        if group not in found:
            return replace(who, pending=True)
        looked_up = found[group].looked_up
        return _decided(who, asked[group], looked_up.retrieved, knowledge) if looked_up else who

    return [(group, anew(group, who)) for group, who in links]


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found under ``name``; None where the look-up failed."""

    name: str
    looked_up: LookedUp | None


def bearers(links: Sequence[tuple[Group, Link]], look_up: LookUp) -> Mapping[Group, Found]:
    """Who was found of each group that the pack is not sure of; absent where a look-up is on its way."""
    asked = {group: group.name for group, who in links if _is_for_a_look_up(group, who)}
    found = dict(look_up(list(dict.fromkeys(asked.values()))))
    shorter = {
        group: short
        for group, name in asked.items()
        if (answer := found.get(name)) and not answer.candidates and (short := _shorter(group))
    }
    if shorter:
        asked |= shorter
        found |= look_up(list(dict.fromkeys(shorter.values())))
    return {group: Found(name, found[name]) for group, name in asked.items() if name in found}


def ambiguities(
    links: Sequence[tuple[Group, Link]], found: Mapping[Group, Found], reading: Reading, knowledge: Knowledge
) -> Mapping[Group, Ambiguity]:
    """Whom each group means of which a look-up gave somebody or nobody, put as a question."""
    answered = {group: (one.name, one.looked_up) for group, one in found.items() if one.looked_up}
    fame = {
        group.name: who.known.sitelinks if who.known else _highest_fame(answered[group][1])
        for group, who in links
        if who.known or group in answered
    }
    return {
        group: Ambiguity(
            group=group,
            reading=reading,
            candidates=_with_the_packs(looked_up.candidates, knowledge.named(name)),
            company=[known_to for other, known_to in fame.items() if other != group.name],
        )
        for group, (name, looked_up) in answered.items()
    }


def _shorter(group: Group) -> str | None:
    """A full name in the group without what stands at the end of the fullest, the most frequent one.

    "David Morland MP", "Anna Brugge III": nobody is called so, and the article says "David Morland" too.
    """
    whole = fold(group.name).split()
    forms = [span.text for span in group.spans if _is_begun_by(whole, fold(span.text).split())]
    return max(forms, key=forms.count, default=None)


def _is_begun_by(whole: list[str], words: list[str]) -> bool:
    return FEWEST_WORDS <= len(words) < len(whole) and whole[: len(words)] == words


def _is_for_a_look_up(group: Group, who: Link) -> bool:
    """Whether the pack leaves it open who is meant, and there is a full name to ask for."""
    is_sure = who.known is not None and who.confidence >= SURE_OF_PACK
    return not is_sure and _is_full(group.name)


def _is_full(name: str) -> bool:
    return FEWEST_WORDS <= len(fold(name).split()) <= MOST_WORDS and len(name) <= LONGEST_NAME


def who_was_found(
    person: Person, called: str, look_up: LookUp
) -> tuple[KnownPerson, date] | tuple[None, None]:
    """What was looked up of ``person``, whom an article calls ``called``, and on which day.

    None where nothing is at hand: it may be on its way then. Nobody is asked for without a Wikidata id.
    """
    names = [name for name in dict.fromkeys((person.name, called)) if person.qid and _is_full(name)]
    answers = [answer for answer in look_up(names).values() if answer] if names else []
    return next(
        ((one, answer.retrieved) for answer in answers for one in answer.candidates if one.qid == person.qid),
        (None, None),
    )


def _highest_fame(found: LookedUp) -> int | None:
    return max((one.sitelinks for one in found.candidates), default=None)


def _decided(who: Link, asked: Ambiguity, retrieved: date, knowledge: Knowledge) -> Link:
    """Who is meant; ``who`` is the pack's word. Whom the pack knows, it tells of."""
    choice = choose(asked, shipped())
    known = knowledge.person(choice.candidate.id) if choice.candidate else None
    return Link(
        known=known or choice.candidate,
        confidence=choice.confidence,
        others=choice.others,
        stated=who.stated if known and who.known and known.id == who.known.id else (),
        retrieved=None if known else retrieved,
    )


def _with_the_packs(candidates: Iterable[KnownPerson], bearers: Iterable[KnownPerson]) -> list[KnownPerson]:
    """``candidates``, and whom the pack knows under the name and the look-up did not give."""
    found = list(candidates)
    there = {candidate.id for candidate in found}
    return found + [known for known in bearers if known.id not in there]
