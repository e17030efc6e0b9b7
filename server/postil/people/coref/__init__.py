"""Names in a text -> one group a person.

Full names are brought together first, then each short form goes to the full name it fits best.
Where it fits several, what the text says decides (title, gender, nearness), else it is ambiguous.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from postil.people import lexicon
from postil.people.coref.forms import Fit, Form, fit, form, same_person
from postil.people.coref.namesakes import told_apart
from postil.people.names import Group, NameSpan
from postil.people.names.titles import (
    KIN,
    Gender,
    agreed,
    of_kin_before,
    of_kinship,
    of_pronouns,
    of_title,
    title_words,
)

# Pronouns this far behind a name still mostly speak of it, if no other name comes between.
_PRONOUN_REACH = 150
_ASIDE = re.compile(r"\b(?:son|daughter|brother|sister|wife|husband|widow|father|mother|child) of\s\Z")
_LONGEST_ASIDE = 16  # code points
_GENERATION = re.compile(r"\b[Tt]he (?P<which>elder|older|younger)\s(?:[A-Z][\w.]*\s)?\Z")
_ELDER_KIN = re.compile(r"\b(?:father|mother|grandfather|uncle|aunt),?\s(?:[A-Z][\w.]*\s){0,3}\Z")
_YOUNGER_KIN = re.compile(r"\b(?:son|daughter|grandson|nephew|niece),?\s(?:[A-Z][\w.]*\s){0,3}\Z")
_KIN_OF = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|’s|'s)\s(?:[\w-]+\s){{0,2}}(?:{KIN}),?\s(?:[A-Z][\w.]*\s){{0,2}}\Z"
)
_LONGEST_KIN = 60  # code points
_CHILD = re.compile(r", (?:\d|1[0-5])(?=[,.])")  # an age right after a name
# Before these a given name can stand alone; before any other title written large the family name stands.
_GIVEN_NAME_TITLES = lexicon.words("titles.with_given_name")


@dataclass(slots=True)
class _Person:
    """A group in the making. ``full`` are the forms of two words and more, each once.

    ``family_name_only``: somebody so well known that the text never gives the full name; that one word is
    then in ``full``.
    """

    spans: list[NameSpan]
    full: list[Form] = field(default_factory=list)
    ambiguous: bool = False
    namesake: int = 0
    family_name_only: bool = False

    def titles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(span.title for span in self.spans if span.title))


def group(spans: Sequence[NameSpan], text: str) -> list[Group]:
    """One group a person, in order of first mention.

    A short form that could mean two people goes to the one named nearest before it, and both
    the title and the gender words around it must allow that; when nothing tells them apart,
    the group it goes to is ambiguous.
    """
    return _Grouping(spans, text).groups()


class _Grouping:
    def __init__(self, spans: Sequence[NameSpan], text: str) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self._text = text
        self._forms = {span: form(span.text) for span in self._spans}
        self._gender = self._genders()
        self._bearers: dict[NameSpan, int] = {}
        self._plurals: set[NameSpan] = set()

    def groups(self) -> list[Group]:
        full = [span for span in self._spans if len(self._forms[span].words) > 1]
        short = [span for span in self._spans if len(self._forms[span].words) == 1]
        self._as_one_of_several(full)
        self._bearers = told_apart(((self._forms[span].words, span) for span in full), self._text)
        people: list[_Person] = []
        # The fullest first: "J. Smith" must find both the John and the Jane it could be.
        for span in sorted(
            full, key=lambda span: (tuple(-n for n in self._forms[span].fullness), span.start)
        ):
            self._place_full(span, people)
        people += self._known_by_family_name(short, people)
        named = list(people)
        for span in short:
            if not any(span in person.spans for person in named if person.family_name_only):
                self._place_short(span, named, people)
        found = [self._group(person) for person in people]
        return sorted(found, key=lambda group: group.spans[0].start)

    def _as_one_of_several(self, full: Sequence[NameSpan]) -> None:
        """Takes the plural of a name for the name: "both Peter Langs"."""
        named = {self._forms[span].words for span in full}
        for span in full:
            *given, family = self._forms[span].words
            if family.endswith("s") and (*given, family[:-1]) in named:
                self._forms[span] = replace(self._forms[span], words=(*given, family[:-1]))
                self._plurals.add(span)

    def _known_by_family_name(self, short: Sequence[NameSpan], people: Sequence[_Person]) -> list[_Person]:
        """Those of whom the text tells the family name alone, though it names a relative in full.

        "President Moor" is not Ada Moor where a title or a pronoun says that one is a man and the other a
        woman; nor where she is told of later, as "his daughter Ada Moor".
        """
        called: defaultdict[tuple[str, ...], list[NameSpan]] = defaultdict(list)
        for span in short:
            if span.title:
                called[self._forms[span].words].append(span)
        found = []
        for spans in called.values():
            here = self._forms[spans[0]]
            bearers = [p for p in people if any(fit(here, full) is Fit.FAMILY for full in p.full)]
            others = [set(self._not_of(bearer, spans)) for bearer in bearers]
            if bearers and (nobodys := set.intersection(*others)):
                first = min(nobodys, key=lambda span: span.start)
                found.append(_Person([first], [here], family_name_only=True))
        return found

    def _not_of(self, bearer: _Person, titled: Sequence[NameSpan]) -> Iterator[NameSpan]:
        """Those of the ``titled`` family names that cannot mean ``bearer``, whom the text names in full."""
        told = agreed(self._told_of(span) for span in bearer.spans)
        is_kin = self._is_after(_KIN_OF, bearer)
        named = min(span.start for span in bearer.spans)
        for span in titled:
            title = of_title(span.title)
            if title and told:
                if title is not told:
                    yield span
            elif span.start < named:
                here = self._gender[span]
                if is_kin or (here and told and here is not told):
                    yield span

    def _told_of(self, span: NameSpan) -> Gender:
        """What stands right beside a name makes its bearer; not what pronouns nearby may mean."""
        before = self._text[max(0, span.start - _LONGEST_KIN) : span.start]
        return (
            of_title(span.title)
            or of_kinship(self._text[span.end : span.end + _LONGEST_KIN])
            or of_kin_before(before)
        )

    def _place_full(self, span: NameSpan, people: list[_Person]) -> None:
        here = self._forms[span]
        fitting = [person for person in people if all(same_person(here, other) for other in person.full)]
        exact = [person for person in fitting if here.words in {other.words for other in person.full}]
        fitting = exact or fitting
        which = self._bearers.get(span)
        if which is not None:
            fitting = [person for person in fitting if person.namesake == which]
        if not fitting:
            people.append(_Person([span], [here], namesake=which or 0))
            return
        person = self._choose(span, fitting)
        person.spans.append(span)
        if here not in person.full:
            person.full.append(here)

    def _place_short(self, span: NameSpan, named: list[_Person], people: list[_Person]) -> None:
        here = self._forms[span]
        fits = [
            (max(fit(here, full) for full in person.full), person)
            for person in named
            if not (span.title and self._is_child(person))
        ]
        best = max((how for how, _ in fits), default=Fit.NONE)
        if best is Fit.GIVEN and _wants_family_name(span.title):
            best = Fit.NONE
        if best is not Fit.NONE:
            person = self._choose(span, [person for how, person in fits if how is best])
            person.spans.append(span)
            return
        alone = [
            person
            for person in people
            if not person.full
            and self._forms[person.spans[0]].words == here.words
            and _titles_agree(span, person)
        ]
        if alone:
            alone[0].spans.append(span)
        else:
            people.append(_Person([span]))

    def _is_child(self, person: _Person) -> bool:
        """Whether the text tells an age at which nobody is called Mr. or Mrs."""
        return any(_CHILD.match(self._text, span.end) for span in person.spans)

    def _choose(self, span: NameSpan, fitting: list[_Person]) -> _Person:
        """The person ``span`` means out of those it fits; marks the choice when it is a guess."""
        fitting = self._of_generation(span, fitting) or fitting
        if len(fitting) == 1:
            return fitting[0]
        agreeing = [person for person in fitting if self._agree(span, person)] or fitting
        known = [person for person in agreeing if of_title(span.title) and self._is_known_as(span, person)]
        agreeing = known or agreeing
        titled = [person for person in agreeing if span.title and span.title in person.titles()]
        agreeing = titled or agreeing
        alone = [p for p in agreeing if p.family_name_only and p.spans[0].start < span.start]
        agreeing = alone or agreeing
        paragraph = self._text.rfind("\n", 0, span.start) + 1
        close = [person for person in agreeing if self._nearness(span, person)[0] >= paragraph]
        usual = [person for person in agreeing if self._is_usual(span, person)]
        for told in (agreeing, close, usual):
            if len(told) == 1:
                return told[0]
        nearest = max(agreeing, key=lambda person: self._nearness(span, person))
        nearest.ambiguous = True
        return nearest

    def _of_generation(self, span: NameSpan, fitting: list[_Person]) -> list[_Person]:
        """Whom "the elder Mr. Hale" means, where the text tells who is whose son or father; else nobody."""
        told = _GENERATION.search(self._text, max(0, span.start - _LONGEST_KIN), span.start)
        if not told:
            return []
        older = [person for person in fitting if self._is_after(_ELDER_KIN, person)]
        younger = [person for person in fitting if self._is_after(_YOUNGER_KIN, person)]
        sought, other = (younger, older) if told["which"] == "younger" else (older, younger)
        return sought or [person for person in fitting if other and person not in other]

    def _is_after(self, words: re.Pattern[str], person: _Person) -> bool:
        return any(
            words.search(self._text, max(0, other.start - _LONGEST_KIN), other.start)
            for other in person.spans
        )

    def _is_usual(self, span: NameSpan, person: _Person) -> bool:
        """Whether ``person`` has gone by this very short form before."""
        here = self._forms[span].words
        return any(other.start < span.start and self._forms[other].words == here for other in person.spans)

    def _nearness(self, span: NameSpan, person: _Person) -> tuple[int, int]:
        """Orders people by how near before ``span`` they are named; those named only later come last."""
        before = [other.start for other in person.spans if other.start < span.start]
        return max(before, default=-1), -person.spans[0].start

    def _agree(self, span: NameSpan, person: _Person) -> bool:
        """Whether the gender of ``span`` and that of ``person``, where known, are one."""
        here = self._gender[span]
        known = {self._gender[other] for other in person.spans} - {Gender.UNKNOWN}
        return not here or not known or here in known

    def _is_known_as(self, span: NameSpan, person: _Person) -> bool:
        """Whether the text tells that ``person`` is a man or a woman as the title of ``span`` has it."""
        return self._gender[span] in {self._gender[other] for other in person.spans}

    def _genders(self) -> dict[NameSpan, Gender]:
        genders = {}
        for i, span in enumerate(self._spans):
            following = self._spans[i + 1].start if i + 1 < len(self._spans) else len(self._text)
            reach = self._text[span.end : min(following, span.end + _PRONOUN_REACH)].split("\n")[0]
            told = self._told_of(span)
            # "the daughter of Park Chung-hee … her": pronouns speak of whom the sentence is about
            is_aside = _ASIDE.search(self._text, max(0, span.start - _LONGEST_ASIDE), span.start)
            genders[span] = told or (Gender.UNKNOWN if is_aside else of_pronouns(reach))
        return genders

    def _group(self, person: _Person) -> Group:
        spans = sorted(person.spans, key=lambda span: span.start)
        fullest = max(
            spans,
            key=self._completeness,
        )
        titles = tuple(dict.fromkeys(span.title for span in spans if span.title))
        return Group(tuple(spans), fullest.text, titles, person.ambiguous, person.namesake)

    def _completeness(self, span: NameSpan) -> tuple[tuple[int, int], bool, int, int]:
        as_written = span not in self._plurals and not span.text.isupper()
        return self._forms[span].fullness, as_written, len(span.text), -span.start


def _titles_agree(span: NameSpan, person: _Person) -> bool:
    """Whether no title says that one is a man and the other a woman."""
    here = of_title(span.title)
    known = {of_title(title) for title in person.titles()} - {Gender.UNKNOWN}
    return not here or not known or here in known


def _wants_family_name(title: str) -> bool:
    last = title.split()[-1:]
    return bool(last) and last[0][0].isupper() and not title_words(title) & _GIVEN_NAME_TITLES
