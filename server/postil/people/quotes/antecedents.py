"""Whom "she" and "the mayor" mean in a text. Only for who said what: no mention is made of them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from postil.models import Card
from postil.people import lexicon
from postil.people.names.titles import (
    KIN,
    Gender,
    agreed,
    of_given_name,
    of_kin_before,
    of_noun,
    of_pronoun,
    of_pronouns,
    of_title,
    title_start,
)
from postil.people.quotes.clauses import Clause
from postil.people.quotes.speaking import PRONOUN_FIRST, SAID_BY_UNNAMED, UNNAMED, Place

_PARAGRAPHS_BACK = 2
_PRONOUN_REACH = 150  # code points behind a name in which pronouns mostly speak of it
_LONGEST_ROLE = 60  # code points
_ROLE_AFTER = re.compile(r",\s(?:an?|the)\s(?P<words>[a-z][\w’'-]*(?:\s[a-z][\w’'-]*){0,3})")
_ROLE_BEFORE = re.compile(r"(?<!\w)[Tt]he\s(?P<words>[a-z][\w’'-]*(?:\s[a-z][\w’'-]*){0,3}),\s\Z")
_KIN_OF_HIM = re.compile(
    rf"\b(?P<his>his|her)\s(?:[\w-]+\s){{0,2}}(?:{KIN}|friend|partner|colleague|boss|lawyer|agent|teacher),?\s"
    r"(?:[A-Z][\w.]*\s){0,2}\Z"
)
_NOT_THE_SUBJECT = frozenset(("by", "from", "with", "against", "to", "at", "beside", "behind", "about", "on"))
_AGE_AFTER = re.compile(r",\s(?P<age>\d{1,3})(?=[,.])")
# What a title is called where it stands alone.
_IN_FULL = dict(entry.split() for entry in lexicon.listed("titles.in_full"))
_AFTER_HEAD = re.compile(r"\s(?:of|for|at|in|who|whose|from|with|to|on|and|by|that)\b.*\Z")


def people_in(places: Sequence[Place], start: int, end: int) -> list[Place]:
    """Those of ``places``, which are in order, that begin from ``start`` on and before ``end``."""
    first = bisect_left(places, start, key=_start)
    return list(places[first : bisect_left(places, end, lo=first, key=_start)])


def _start(place: Place) -> int:
    return place.start


class Antecedents:
    """The people of a text by their gender. Learns it from the pronouns it is asked for.

    ``code`` is what ``speaking.coded`` makes of the text: what is quoted tells no gender.
    """

    def __init__(
        self, code: str, places: Sequence[Place], cards: Sequence[Card], given_names: Mapping[str, str]
    ) -> None:
        self._code, self._places = code, places
        self._genders = {card.person.id: self._gender(card, given_names) for card in cards}

    def of_pronoun(self, gender: Gender, at: int, read: Sequence[Clause], own: Clause) -> str | None:
        """Whom a pronoun at ``at`` in the sentence ``own`` means; ``read`` are some before it.

        It means the last one it can mean, if the sentence that names them names no other, and nobody who is
        named behind it: in "he accused Moor" he is not Moor. A sentence that begins with the same pronoun
        speaks of the same person.
        """
        others = {place.person for place in people_in(self._places, at, own.end)}
        person = self._in_own(gender, at, own)
        for clause in reversed(read if person is None else ()):
            if clause.paragraph < own.paragraph - _PARAGRAPHS_BACK or self._tells_of_another(clause, gender):
                return None
            begins = PRONOUN_FIRST.match(self._code, clause.start, clause.end)
            if begins and of_pronoun(begins[1]) is gender:
                person = clause.subject
                break
            spoke = {clause.speaker, *(cue.person for cue in clause.cues)} - others
            fitting = [who for who in spoke if who and self._may_be(who, gender)]
            if len(fitting) != 1:
                here = people_in(self._places, clause.start, clause.end)
                fitting = self._fitting([place for place in here if place.person not in others], gender)
            if len(fitting) > 1:
                return None
            if fitting:
                person = fitting[0]
                break
        if person and not self._genders[person]:
            self._genders[person] = gender
        return person

    def _tells_of_another(self, clause: Clause, gender: Gender) -> bool:
        """Whether it speaks of somebody without a name who can be meant: "A spokeswoman said …"."""
        if clause.speaker is not None:
            return False
        match = UNNAMED.match(self._code, clause.start, clause.end) or SAID_BY_UNNAMED.search(
            self._code, clause.start, clause.end
        )
        return match is not None and of_noun(match["head"]) in (gender, Gender.UNKNOWN)

    def _in_own(self, gender: Gender, at: int, own: Clause) -> str | None:
        places = people_in(self._places, own.start, at)
        here = self._fitting([p for p in places if not self._is_beside_the_point(p, own.start)], gender)
        if own.subject in here:
            return own.subject
        return here[0] if len(here) == 1 else None

    def _fitting(self, places: Sequence[Place], gender: Gender) -> list[str]:
        """Those whom the pronoun can mean, once each; only those of known gender where there are such."""
        people = list(
            dict.fromkeys(
                place.person
                for place in places
                if self._may_be(place.person, gender)
                and not self._is_kin(place, gender)
                and (self._genders[place.person] or not self._is_possessed(place.end))
            )
        )
        known = [person for person in people if self._genders[person] is gender]
        return known if len(known) == 1 else people

    def _is_beside_the_point(self, place: Place, start: int) -> bool:
        """Whether somebody else is told of by that name: "asked about gifts from Lord Moor, he said"."""
        words = self._code[start : place.start].split()
        first = title_start(words)
        return bool(first) and words[first - 1].lower() in _NOT_THE_SUBJECT

    def _is_kin(self, place: Place, gender: Gender) -> bool:
        """Whether a sentence has the name as that of "her sister": the pronoun means the other one."""
        match = _KIN_OF_HIM.search(self._code, max(0, place.start - _LONGEST_ROLE), place.start)
        return match is not None and (match["his"] == "his") == (gender is Gender.MALE)

    def _is_possessed(self, end: int) -> bool:
        """Whether a name that ends there only says whose something is: "Moor’s film"."""
        return self._code.startswith(("’s", "'s"), end)

    def _may_be(self, person: str, gender: Gender) -> bool:
        return self._genders[person] in (gender, Gender.UNKNOWN)

    def _gender(self, card: Card, given_names: Mapping[str, str]) -> Gender:
        """What titles say of the person, else the given name, else the pronouns behind the names."""
        told = (
            agreed(of_title(words) for words in card.named_as)
            or agreed(of_given_name(mention.text, given_names) for mention in card.mentions)
            or agreed(
                of_kin_before(self._code[max(0, mention.start - _LONGEST_ROLE) : mention.start])
                for mention in card.mentions
            )
        )
        if told:
            return told
        reach = []
        for mention in card.mentions:
            if self._is_possessed(mention.end):
                continue
            following = people_in(self._places, mention.end, mention.end + _PRONOUN_REACH)
            stop = following[0].start if following else mention.end + _PRONOUN_REACH
            reach.append(self._code[mention.end : stop].partition("\n")[0])
        return of_pronouns(" ".join(reach))


def roles(text: str, places: Sequence[Place], cards: Sequence[Card]) -> dict[str, str]:
    """Whom "the mayor" means: by the last word of what the text calls one person, and nobody else."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for card in cards:
        for words in card.named_as:
            for mention in card.mentions:
                if words.endswith(" " + mention.text):
                    title = words.removesuffix(" " + mention.text)
                    last = title.split()[-1].lower()
                    bearers[_IN_FULL.get(last.rstrip("."), last)].add(card.person.id)
    for place in places:
        around = (
            _ROLE_AFTER.match(text, place.end),
            _ROLE_BEFORE.search(text, max(0, place.start - _LONGEST_ROLE), place.start),
        )
        for match in filter(None, around):
            bearers[_AFTER_HEAD.sub("", match["words"]).split()[-1]].add(place.person)
        if age := _AGE_AFTER.match(text, place.end):
            bearers[f"{age['age']}-year-old"].add(place.person)
    return {head: next(iter(people)) for head, people in bearers.items() if len(people) == 1}
