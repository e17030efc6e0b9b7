"""A verb of saying -> the speaker before or after it: a name, "the mayor, Jane Moor", "she", "the mayor".

Reads the coded text that ``postil.people.quotes.speaking.coded`` makes.
"""

import re
from collections.abc import Callable, Sequence

from postil.people import lexicon
from postil.people.names.titles import Gender, of_pronoun, title_start
from postil.people.quotes.speaking import (
    ANY_NAME,
    CLAUSES,
    FIRST_NAME,
    NAME,
    OF_THE_NAMED,
    PREPOSITION,
    PRONOUN_FIRST,
    QUOTE,
    Place,
)

_BETWEEN = re.compile(
    r"(?:(?:^|\s)(?:has|had|long|now|also|later|then|once|often|always|again|publicly|repeatedly|earlier|recently|simply|only|quietly|dryly"
    r"|[a-z]{4,}(?<!fami)(?<!assemb)(?<!supp)(?<!rep)ly|finally|himself|herself|on|late|early|yesterday|today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))*\s*\Z"
)
_PRONOUN_BEFORE = re.compile(r"(?<![\w’'])(he|she|[Ee]r|[Ee]lle|[Ii]l)\s*\Z", re.IGNORECASE)
_PRONOUN_AFTER = re.compile(r"\s+(he|she)(?!\w)(?!['’]s)", re.IGNORECASE)
_ROLE_BEFORE = re.compile(r"(?<!\w)the ((?:[\w’'-]+ ){0,3}?[\w’'-]+)\s*\Z", re.IGNORECASE)
_ROLE_AFTER = re.compile(r"\s+the ((?:[\w’'-]+ ){0,3}?[\w’'-]+)(?=[,.;:]|\s*$)", re.IGNORECASE)
_PRONOUN = re.compile(r"(?<![\w’'])(He|She|he|she)(?!\w)(?!['’](?:s|d|ll)\b)")
# "Moor of the Harbour Weather Office told reporters".
_FROM_SOMEWHERE = re.compile(
    rf"{ANY_NAME}\s(?:of|from|at|with)\s(?:the\s)?(?!(?:who|that|which)\b)[^\W\d_][\w.&’'-]*"
    rf"(?:\s(?!(?:who|that|which)\b)[^\W\d_][\w.&’'-]*){{0,6}}\Z"
)
# "Moor, vice president of a firm in Tarn told reporters": the second comma is missing.
_BESIDE = re.compile(r",(?:\s(?!(?:who|whose|that|which|when|as|and|but|if)\b)[\w’'-]+,?){2,20}")
_DETERMINERS = lexicon.words("grammar.determiners")
_LONGEST_APPOSITION = 160
_LONGEST_TITLE = 8  # words

Pronoun = Callable[[Gender, int], str | None]
"""Whom a pronoun of this gender at this place means; None where that is not clear."""


class Speakers:
    """Finds speakers in a coded text. ``roles``: whom "the mayor" means, by the last word of such phrases."""

    def __init__(self, code: str, places: Sequence[Place], roles: dict[str, str], meant: Pronoun) -> None:
        self._code, self._places, self._roles, self._meant = code, places, roles, meant

    def subject(self, start: int, end: int) -> Place | None:
        """The name that the sentence from ``start`` to ``end`` begins with, after no more than a title."""
        match = NAME.search(self._code, start, end)
        if not match:
            return None
        before = self._code[start : match.start()].split()
        begins = not before or title_start(before) == 0 or _all_titles(before) or _is_role(before)
        return self._place(match) if begins and not self._is_joined(match, end) else None

    def pronoun(self, start: int, end: int) -> str | None:
        """Whom the pronoun means that the sentence begins with; None for none, or where it is not clear."""
        match = PRONOUN_FIRST.match(self._code, start, end)
        return self._meant(of_pronoun(match[1]), match.start(1)) if match else None

    def after(self, at: int, end: int) -> tuple[str | None, int] | None:
        """The speaker right after a verb and where the cue ends; None where no speaker stands there."""
        code = self._code
        if match := _PRONOUN_AFTER.match(code, at, end):
            return self._meant(of_pronoun(match[1]), match.start(1)), match.end()
        for name in NAME.finditer(code, at, end):
            between = code[at : name.start()]
            if len(between) > _LONGEST_APPOSITION or QUOTE.search(between) or ";" in between:
                break
            if self._is_possessed(name):
                continue
            words = NAME.sub("N", between).split()
            if OF_THE_NAMED.match(code, name.end(), end) and words and words[0].lower() in _DETERMINERS:
                return None, name.end()
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

    def before(self, start: int, verb: int) -> tuple[str | None, int] | None:
        """The speaker before a verb and where the cue starts; None where no speaker stands there."""
        code = self._code
        between = _BETWEEN.search(code, start, verb)
        at = between.start() if between else verb
        pre = code[start:at].rstrip()
        if match := _PRONOUN_BEFORE.search(pre):
            return self._meant(of_pronoun(match[1]), start + match.start(1)), start + match.start(1)
        names = list(NAME.finditer(code, start, start + len(pre)))
        if names and names[-1].end() == start + len(pre):
            return self.subject_like(names[-1], start)
        if pre.endswith(","):
            return self._before_comma(names, start, start + len(pre))
        if match := _FROM_SOMEWHERE.search(pre):
            named = NAME.match(code, start + match.start(), start + len(pre))
            return self.subject_like(named, start) if named else None
        last = pre.split()[-1:] if pre else []
        if last in (["who"], ["qui"]):
            bare = pre[: -len(last[0])].rstrip(" ,")
            if names and names[-1].end() == start + len(bare):
                return self.subject_like(names[-1], start)
            return None
        if last in (["and"], ["but"], ["then"]):
            person, at = self.main_subject(start, verb)
            return (person, at) if person else None
        if len(names) == 1 and _BESIDE.fullmatch(code, names[0].end(), start + len(pre)):
            lead = QUOTE.sub("", code[start : names[0].start()]).split()
            return self.subject_like(names[0], start) if title_start(lead) == 0 else None
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
                return self.subject_like(name, start)
        return None

    def _within_clause(self, before: str) -> bool:
        """Whether the comma that ends ``before`` parts a list or a clause, not an apposition."""
        return bool(re.search(r"\b(?:who|which|that)\b[^,]*,\Z", before))

    def subject_like(self, name: re.Match[str], start: int) -> tuple[str | None, int] | None:
        """The person of ``name`` with where the words on them start; nobody for "a spokesman for" them."""
        words = NAME.sub("N", self._code[start : name.start()].rpartition(", ")[2]).split()
        first = title_start(words)
        before = words[first - 1] if first else ""
        if self._is_possessed(name) or before.lower() in PREPOSITION:
            return None, name.start()
        if self._is_joined(name, name.end(), before):
            return None, name.start()
        return self._place(name).person, name.start()

    def main_subject(self, start: int, end: int) -> tuple[str | None, int]:
        """Who does what the sentence from ``start`` says first: its first name or pronoun."""
        name = next((n for n in NAME.finditer(self._code, start, end) if not self._is_possessed(n)), None)
        pronoun = _PRONOUN.search(self._code, start, end)
        if pronoun and (name is None or pronoun.start() < name.start()):
            return self._meant(of_pronoun(pronoun[1]), pronoun.start()), pronoun.start()
        if name is None:
            return None, start
        return self.subject_like(name, start) or (None, start)

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
