"""A sentence -> who speaks in it: "…, said the mayor, Jane Moor", "Moor told reporters", "he added".

Works on a copy of the text in which each name and each quotation is one repeated sign, so that what
stands between them can be matched.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from postil.people.genders import Gender
from postil.people.speaking import (
    ACCORDING,
    ANY_NAME,
    ANY_QUOTE,
    ANY_VERB,
    ANY_WORD,
    CLAUSES,
    FIRST_NAME,
    FIRST_QUOTE,
    LAST_NAME,
    LAST_QUOTE,
    NAME,
    NO_VERBS,
    PREPOSITION,
    QUOTE,
    STATES,
    THINKING,
    VERB,
    VERB_THAT_QUOTE,
)
from postil.people.titles import title_start

_BETWEEN = re.compile(
    r"(?:(?:^|\s)(?:has|had|long|now|also|later|then|once|often|always|again|publicly|repeatedly|earlier|recently|simply|only|quietly|dryly"
    r"|finally|himself|herself|on|late|early|yesterday|today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))*\s*\Z"
)
_PRONOUN_BEFORE = re.compile(r"(?<![\w’'])(he|she|[Ee]r|[Ee]lle|[Ii]l)\s*\Z", re.IGNORECASE)
_PRONOUN_AFTER = re.compile(r"\s+(he|she)(?!\w)(?!['’]s)", re.IGNORECASE)
_ROLE_BEFORE = re.compile(r"(?<!\w)the ((?:[\w’'-]+ ){0,3}?[\w’'-]+)\s*\Z", re.IGNORECASE)
_ROLE_AFTER = re.compile(r"\s+the ((?:[\w’'-]+ ){0,3}?[\w’'-]+)(?=[,.;:]|\s*$)", re.IGNORECASE)
_PRONOUN = re.compile(r"(?<![\w’'])(He|She|he|she)(?!\w)(?!['’](?:s|d|ll)\b)")
_MEN = frozenset(("he", "er", "il"))
_DETERMINER_WORDS = """
    the a an another one his her their its our my this that der die das le la les un une
"""
_DETERMINERS = frozenset(_DETERMINER_WORDS.split())
_SILENT = re.compile(r"\s+(?:nothing|little|no more|goodbye|farewell|yes to|no to)\b")
_LONGEST_APPOSITION = 160
_LONGEST_TITLE = 8  # words


@dataclass(frozen=True, slots=True)
class Place:
    """A name in the text, and the person it means."""

    start: int
    end: int
    person: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that say who speaks. ``person`` is None where that is nobody the article names for certain.

    ``start`` and ``end`` are those of the words, the speaker included; ``verb`` is where the verb stands.
    ``reports`` says that what is said may stand without quotation marks, ``inverted`` that it stands
    before, ``joins`` that the frame is a participle ("…, adding that").
    """

    start: int
    end: int
    verb: int
    person: str | None
    reports: bool
    inverted: bool
    joins: bool = False


Pronoun = Callable[[Gender, int], str | None]
"""Whom a pronoun of this gender at this place means; None where that is not clear."""


def coded(text: str, places: Sequence[Place], quotes: Sequence[tuple[int, int]]) -> str:
    """``text`` at its own length, each place and each quotation written as one repeated sign."""
    letters = list(text)
    for n, place in enumerate(islice(places, LAST_NAME - FIRST_NAME)):
        letters[place.start : place.end] = chr(FIRST_NAME + n) * (place.end - place.start)
    for n, (start, end) in enumerate(islice(quotes, LAST_QUOTE - FIRST_QUOTE)):
        letters[start:end] = chr(FIRST_QUOTE + n) * (end - start)
    return "".join(letters)


class Speech:
    """Reads frames in a coded text. ``roles``: whom "the mayor" means, by the last word of such phrases."""

    def __init__(
        self, text: str, code: str, places: Sequence[Place], roles: dict[str, str], pronoun: Pronoun
    ) -> None:
        self._text, self._code = text, code
        self._places, self._roles, self._pronoun = places, roles, pronoun

    def frames(self, start: int, end: int) -> list[Frame]:
        """The frames of the sentence from ``start`` to ``end``, in order."""
        found = [
            frame for match in VERB.finditer(self._code, start, end) for frame in self._at(match, start, end)
        ]
        found += [self._according(match, end) for match in ACCORDING.finditer(self._code, start, end)]
        if not found:
            found += self._by_any_verb(start, end)
        return sorted(found, key=lambda frame: frame.start)

    def _by_any_verb(self, start: int, end: int) -> Iterator[Frame]:
        """The frame of "“Stop,” Moor hissed", "“Gone,” sobbed the mayor, Moor", "Moor jeered that “…”"."""
        if match := VERB_THAT_QUOTE.search(self._code, start, end):
            person, at = self._before(start, match.start()) or (None, match.start())
            yield Frame(at, match.end(), match.start(), person, reports=True, inverted=False)
            return
        quote = QUOTE.match(self._code, start, end)
        if not quote:
            return
        while self._code[quote.end() : quote.end() + 1] == quote[0]:
            quote = QUOTE.match(self._code, quote.end())
            assert quote is not None
        at = quote.end()
        open_ended = self._text[at - 2] in ",?!" or self._code[at : at + 1] == ","
        at += self._code[at : at + 1] == ","
        if not open_ended:
            return
        if match := ANY_VERB.match(self._code, at, end) or ANY_WORD.match(self._code, at, end):
            found = (
                self._after(match.end(), end)
                if match["verb"] not in NO_VERBS | PREPOSITION | CLAUSES
                else None
            )
            if found:
                yield Frame(match.start(), found[1], match.start(), found[0], reports=False, inverted=True)
            return
        name = NAME.search(self._code, at, end)
        verb = ANY_VERB.match(self._code, name.end(), end) if name else None
        if name and verb and verb["verb"] not in NO_VERBS and self._leads_up(at, name):
            person, first = self._subject_like(name, at) or (None, at)
            yield Frame(first, verb.end(), verb.start(), person, reports=False, inverted=True)

    def _leads_up(self, at: int, name: re.Match[str]) -> bool:
        """Whether only a title stands between ``at`` and the name."""
        words = self._code[at : name.start()].split()
        return not words or title_start(words) == 0

    def subject(self, start: int, end: int) -> Place | None:
        """The name that the sentence from ``start`` to ``end`` begins with, after no more than a title."""
        match = NAME.search(self._code, start, end)
        if not match:
            return None
        before = self._code[start : match.start()].split()
        begins = not before or title_start(before) == 0 or _all_titles(before) or _is_role(before)
        return self._place(match) if begins and not self._is_joined(match, end) else None

    def _at(self, match: re.Match[str], start: int, end: int) -> Iterator[Frame]:
        before = self._code[start : match.start()]
        saying = match["saying"] is not None
        if match["part"]:
            person, at = self._main_subject(start, match.start())
            if person:
                yield Frame(*match.span(), match.start(), person, reports=True, inverted=False, joins=True)
            return
        after_what_is_said = not before.strip() or re.search(rf"(?:{ANY_QUOTE}|,|[—–-])\s*\Z", before)
        if after_what_is_said:
            found = self._after(match.end(), end)
            if found and (saying or not before.strip() or QUOTE.search(before)):
                person, stop = found
                yield Frame(match.start(), stop, match.start(), person, reports=saying, inverted=True)
                return
        found = self._before(start, match.start())
        if found is None:
            yield Frame(match.start(), match.end(), match.start(), None, reports=False, inverted=False)
            return
        person, at = found
        that = match[0] not in THINKING and (
            STATES.match(self._code, match.start()) is not None
            or self._code.startswith(" that ", match.end())
        )
        reports = that or (saying and not _SILENT.match(self._code, match.end()))
        told_first = re.search(rf"(?:{ANY_QUOTE}|,)\s*\Z", self._code[start:at]) is not None and self._ends(
            match.end(), end
        )
        yield Frame(at, match.end(), match.start(), person, reports=reports, inverted=told_first)

    def _ends(self, at: int, end: int) -> bool:
        """Whether no clause follows a verb at whose end ``at`` is."""
        rest = self._code[at:end].strip(" .!?")
        return not rest or rest[0] in ",;:" or bool(QUOTE.match(rest)) or len(rest.split()) < 4

    def _according(self, match: re.Match[str], end: int) -> Frame:
        person, stop = self._after(match.end(), end) or (None, match.end())
        return Frame(match.start(), stop, match.start(), person, reports=person is not None, inverted=False)

    # --- the speaker after the verb -------------------------------------------------------------

    def _after(self, at: int, end: int) -> tuple[str | None, int] | None:
        """The speaker right after a verb and where the frame ends; None where no speaker stands there."""
        code = self._code
        if match := _PRONOUN_AFTER.match(code, at, end):
            return self._pronoun(_gender(match[1]), match.start(1)), match.end()
        for name in NAME.finditer(code, at, end):
            between = code[at : name.start()]
            if len(between) > _LONGEST_APPOSITION or QUOTE.search(between) or ";" in between:
                break
            if self._is_possessed(name):
                continue
            words = NAME.sub("N", between).split()
            if not words:
                return self._one(name, end)
            last = words[-1]
            if last.endswith(","):
                opens = words[0].lower() in _DETERMINERS or words[0][0].isupper()
                if opens and not set(words) & CLAUSES:
                    return self._one(name, end)
            elif last.lower() in PREPOSITION | CLAUSES:
                continue
            elif (
                len(words) <= _LONGEST_TITLE
                and not {word.lower() for word in words} & (CLAUSES | {"he", "she"})
                and (title_start(words) < len(words) or words[0].lower() in _DETERMINERS or last[0].isupper())
            ):
                return self._one(name, end)
            break
        if match := _ROLE_AFTER.match(code, at, end):
            person = self._roles.get(_head(match[1]))
            return (person, match.end()) if person else None
        return None

    def _one(self, name: re.Match[str], end: int) -> tuple[str | None, int]:
        return (None if self._is_joined(name, end) else self._place(name).person), name.end()

    # --- the speaker before the verb ------------------------------------------------------------

    def _before(self, start: int, verb: int) -> tuple[str | None, int] | None:
        """The speaker before a verb and where the frame starts; None where no speaker stands there."""
        code = self._code
        between = _BETWEEN.search(code, start, verb)
        at = between.start() if between else verb
        pre = code[start:at].rstrip()
        if match := _PRONOUN_BEFORE.search(pre):
            return self._pronoun(_gender(match[1]), start + match.start(1)), start + match.start(1)
        names = list(NAME.finditer(code, start, start + len(pre)))
        if names and names[-1].end() == start + len(pre):
            return self._subject_like(names[-1], start)
        if pre.endswith(","):
            return self._before_comma(names, start, start + len(pre))
        last = pre.split()[-1:] if pre else []
        if last in (["who"], ["qui"]):
            bare = pre[: -len(last[0])].rstrip(" ,")
            if names and names[-1].end() == start + len(bare):
                return self._subject_like(names[-1], start)
            return None
        if last in (["and"], ["but"], ["then"]):
            person, at = self._main_subject(start, verb)
            return (person, at) if person else None
        if match := _ROLE_BEFORE.search(pre):
            person = self._roles.get(_head(match[1]))
            return (person, start + match.start()) if person else None
        return None

    def _before_comma(
        self, names: list[re.Match[str]], start: int, end: int
    ) -> tuple[str | None, int] | None:
        """The speaker of "Moor, the mayor, said" and "the mayor, Moor, said"."""
        for name in reversed(names):
            rest = self._code[name.end() : end]
            if len(rest) > _LONGEST_APPOSITION or QUOTE.search(rest):
                return None
            if not rest.startswith(",") or self._is_possessed(name):
                continue
            before = self._code[start : name.start()].rstrip()
            role = before.endswith(",") and not self._within_clause(before)
            words = before.split()
            begins = (
                not words
                or role
                or QUOTE.match(before[-1])
                or words[-1].lower() in CLAUSES
                or _all_titles(words)
            )
            if begins or title_start(words) < len(words):
                return self._subject_like(name, start)
        return None

    def _within_clause(self, before: str) -> bool:
        """Whether the comma that ends ``before`` parts a list or a clause, not an apposition."""
        return bool(re.search(r"\b(?:who|which|that)\b[^,]*,\Z", before))

    def _subject_like(self, name: re.Match[str], start: int) -> tuple[str | None, int] | None:
        """The person of ``name`` with where the words on them start; nobody for "a spokesman for" them."""
        words = NAME.sub("N", self._code[start : name.start()].rpartition(", ")[2]).split()
        first = title_start(words)
        before = words[first - 1] if first else ""
        if self._is_possessed(name) or before.lower() in PREPOSITION:
            return None, name.start()
        if self._is_joined(name, name.end(), before):
            return None, name.start()
        return self._place(name).person, name.start()

    # --- names ----------------------------------------------------------------------------------

    def _main_subject(self, start: int, end: int) -> tuple[str | None, int]:
        """Who does what the sentence from ``start`` says first: its first name or pronoun."""
        name = next((n for n in NAME.finditer(self._code, start, end) if not self._is_possessed(n)), None)
        pronoun = _PRONOUN.search(self._code, start, end)
        if pronoun and (name is None or pronoun.start() < name.start()):
            return self._pronoun(_gender(pronoun[1]), pronoun.start()), pronoun.start()
        if name is None:
            return None, start
        return self._subject_like(name, start) or (None, start)

    def _is_possessed(self, name: re.Match[str]) -> bool:
        after = self._code[name.end() : name.end() + 2]
        return after in ("'s", "’s") or (after[:1] in ("'", "’") and after[1:].isspace())

    def _is_joined(self, name: re.Match[str], end: int, before: str = "") -> bool:
        """Whether two speak: "Moor and Hale said"."""
        if before.lower() in ("and", "or", "nor", "&", "et", "und"):
            text = self._code[max(0, name.start() - _LONGEST_APPOSITION) : name.start()]
            return bool(re.search(rf"{ANY_NAME}(?:,[^.]*)?,? (?:and|or|nor|&|et|und)\s[^,.]*\Z", text))
        return bool(re.match(rf"\s+(?:and|et|und)\s+(?:[A-Z][\w.]* )*{ANY_NAME}", self._code[name.end() :]))

    def _place(self, name: re.Match[str]) -> Place:
        return self._places[ord(name[1]) - FIRST_NAME]


def _gender(pronoun: str) -> Gender:
    return Gender.MALE if pronoun.lower() in _MEN else Gender.FEMALE


def _head(words: str) -> str:
    return words.split()[-1].lower()


def _is_role(words: Sequence[str]) -> bool:
    """Whether ``words`` before a name are a phrase it is set beside: "The victim's mother,"."""
    return words[0].lower() in _DETERMINERS and words[-1].endswith(",") and len(words) <= _LONGEST_TITLE


def _all_titles(words: Sequence[str]) -> bool:
    """Whether ``words`` before a name only lead up to it: "But Mayor", "In a letter," do not tell another."""
    return len(words) == 1 and words[0].lower() in (
        "but",
        "and",
        "yet",
        "as",
        "when",
        "then",
        "so",
        "while",
        "mr.",
        "mrs.",
    )
