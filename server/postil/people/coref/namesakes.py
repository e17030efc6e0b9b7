"""Two people of one full name in a text: which of the two a mention means, where the text tells.

"David Cameron, the prime minister" and "David Cameron, a plumber from Hull"; "his son, George Bush"; "no
relation". Nothing is known here of who they are: only that they are two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from postil.people import lexicon
from postil.people.names import NameSpan
from postil.people.names.titles import title_start

_LOOK_BACK = 60  # code points: "Cameron and his son, "
_LOOK_ON = 90
_LONGEST_SENTENCE = 200
_LEAST_APART = 2  # years of age; an article that runs over a birthday gives one person two
_ANOTHER_BEFORE = re.compile(
    r"\b(?:(?:[Tt]he other|[Aa]nother|[Aa] different|[Aa] second|[Tt]he second|also (?:called|named))\s"
    r"|(?:his|her|a|the) namesake[,:]?\s)(?:[A-Z][\w.’'-]*\s){0,2}\Z"
)
_ANOTHER_AFTER = re.compile(
    r"(?:,|\s\(|\s[–—-])\s?(?:(?:who is|who’s|who's|is|and is)\s)?(?:an?\s[^,.;()]{0,50}?\s?)?"
    r"(?:(?:of\s)?no relation|not related|unrelated|a namesake|not (?:the|to be confused))"
)
_AGE_AFTER = re.compile(
    r",\s(?:(?:who is|now|aged)\s)?(?P<age>\d{1,3})(?=[,.;])|\s\((?P<bracketed>\d{1,3})\)"
)
_AGE_BEFORE = re.compile(r"\b(?P<age>\d{1,3})-year-old\s(?:[\w’'-]+\s){0,2}\Z")
_SET_BESIDE = re.compile(r",\s(?:\d{1,3},\s)?(?:an?|the)\s(?P<words>[\w’'-]+(?:\s[\w’'-]+){0,7})")
_SET_BEFORE = re.compile(r"\b[Tt]he (?P<words>[\w’'-]+(?:\s[\w’'-]+){0,5}),\s\Z")  # "the prime minister, "
_SET_BEHIND = re.compile(r"\sthe\s(?P<words>[\w’'-]+)")  # "David Cameron the politician"
_GOES_ON = re.compile(r"\s(?:of|for|at|in|who|whose|from|with|to|on|and|by|that|based|near)\b.*\Z")
_PAST = frozenset(("former", "ex", "retired", "onetime", "turned", "one-time", "then", "late"))
_TITLES = r"(?:(?:also|former|late|then|ex-|[A-Z][\w.]*)\s){0,3}"
_ELDER = re.compile(rf"\b[Hh]is (?:late )?(?:father|grandfather|uncle),?\s{_TITLES}\Z")
_YOUNGER = re.compile(rf"\b[Hh]is (?:[a-z]+ )?(?:son|grandson|nephew),?\s{_TITLES}\Z")
_WITH_KIN = re.compile(
    r",?\s(?:(?:and|with)\s)?his (?:[a-z]+ )?(?:(?P<younger>son|grandson|nephew)|father|grandfather|uncle),?"
)
_GENERATION = re.compile(r"\b[Tt]he (?P<which>elder|older|younger|senior|junior)\s(?:[A-Z][\w.]*\s){0,2}\Z")
# Everyday trades, which are no offices and seldom go with one.
_TRADE = lexicon.words("trades.everyday")
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class _Told:
    """What the words beside one mention say of who it is; None and False: nothing."""

    age: int | None = None
    trade: str | None = None
    office: str | None = None
    elder: bool | None = None
    another: bool = False

    @property
    def says_something(self) -> bool:
        return self != _Told()

    def is_another_than(self, known: "_Told") -> bool:
        """Whether both cannot be said of one person."""
        if self.age is not None and known.age is not None and abs(self.age - known.age) >= _LEAST_APART:
            return True
        if self.elder is not None and known.elder is not None and self.elder != known.elder:
            return True
        if self.trade and known.trade:
            return self.trade != known.trade
        return bool((self.trade and known.office) or (known.trade and self.office))

    def shares_with(self, known: "_Told") -> bool:
        """Whether something is said of both, and nothing speaks against their being one."""
        mine = (self.age, self.trade, self.office, self.elder)
        theirs = (known.age, known.trade, known.office, known.elder)
        same = any(a is not None and a == b for a, b in zip(mine, theirs, strict=True))
        return same and not self.is_another_than(known)

    def joined(self, other: "_Told") -> "_Told":
        return replace(
            self,
            age=self.age if self.age is not None else other.age,
            trade=self.trade or other.trade,
            office=self.office or other.office,
            elder=self.elder if self.elder is not None else other.elder,
        )


def told_apart(full: Iterable[tuple[tuple[str, ...], NameSpan]], text: str) -> dict[NameSpan, int]:
    """For full names, each with its words made comparable, in order: which bearer a mention means, from 0 on.

    Only the mentions of names with two bearers at least, and only those whose surroundings tell.
    """
    by_name: defaultdict[tuple[str, ...], list[NameSpan]] = defaultdict(list)
    for words, span in full:
        by_name[words].append(span)
    found: dict[NameSpan, int] = {}
    for spans in by_name.values():
        if len(spans) > 1:
            found |= _of_one_name(spans, text)
    return found


def _of_one_name(spans: Sequence[NameSpan], text: str) -> dict[NameSpan, int]:
    bearers: list[_Told] = []
    found: dict[NameSpan, int] = {}
    for n, span in enumerate(spans):
        here, kin = _told(span, spans[:n], text)
        if kin:
            which = found.get(kin, 0)
            bearers[which] = bearers[which].joined(_Told(elder=not here.elder))
        if not bearers:
            bearers.append(here)
            found[span] = 0
            continue
        if not here.says_something:
            continue
        sharing = [i for i, known in enumerate(bearers) if here.shares_with(known)]
        possible = [i for i, known in enumerate(bearers) if not here.is_another_than(known)]
        if len(sharing) == 1:
            which = sharing[0]
        elif here.another:
            which = len(bearers) if len(bearers) == 1 else len(bearers) - 1
        elif not possible:
            which = len(bearers)
        elif len(possible) == 1:
            which = possible[0]
        else:
            continue
        if which == len(bearers):
            bearers.append(here)
        bearers[which] = bearers[which].joined(here)
        found[span] = which
    return found if len(bearers) > 1 else {}


def _told(span: NameSpan, earlier: Sequence[NameSpan], text: str) -> tuple[_Told, NameSpan | None]:
    """What is said of one mention, and the mention of the same name whose father or son it is."""
    before = text[max(0, span.start - _LOOK_BACK, text.rfind("\n", 0, span.start) + 1) : span.start]
    after = text[span.end : span.end + _LOOK_ON].partition("\n")[0]
    if after.startswith(_POSSESSIVE):
        after = ""
    trade, office = _role(span, before, after)
    kin = _kin(span, before, earlier, text)
    told = _Told(
        age=_age(before, after),
        trade=trade,
        office=office,
        elder=kin[0] if kin else _generation(span, before, after),
        another=bool(earlier) and bool(_ANOTHER_BEFORE.search(before) or _ANOTHER_AFTER.match(after)),
    )
    return told, kin[1] if kin else None


def _age(before: str, after: str) -> int | None:
    told = _AGE_AFTER.match(after)
    if told:
        return int(told["age"] or told["bracketed"])
    told = _AGE_BEFORE.search(before)
    return int(told["age"]) if told else None


def _role(span: NameSpan, before: str, after: str) -> tuple[str | None, str | None]:
    """The trade that is said of the mention, and the office; what somebody no longer is does not count."""
    if span.title:
        return None, span.title.split()[-1].lower()
    for told in (_SET_BESIDE.match(after), _SET_BEHIND.match(after), _SET_BEFORE.search(before)):
        words = _GOES_ON.sub("", told["words"]).lower().split() if told else []
        if words and _PAST.isdisjoint(words):
            if words[-1] in _TRADE:
                return words[-1], None
            if words[-1] == "politician" or title_start(words) < len(words):
                return None, words[-1]
    last = before.split()[-1:]
    return (last[0], None) if last and last[0] in _TRADE else (None, None)


def _generation(span: NameSpan, before: str, after: str) -> bool | None:
    """Whether the mention is said to be of the elder or the younger; None where that is not said."""
    told = _GENERATION.search(before)
    if told:
        return told["which"] not in ("younger", "junior")
    kin = _WITH_KIN.match(after)
    named = kin and re.match(rf"\s{_TITLES}{re.escape(span.text)}", after[kin.end() :])
    return bool(kin["younger"]) if kin and named else None


def _kin(span: NameSpan, before: str, earlier: Sequence[NameSpan], text: str) -> tuple[bool, NameSpan] | None:
    """Whether the mention is of the father, or else the son, of somebody of the same name, and which that is.

    Of one who is named in the same sentence or, before "His son,", in the one before; None of nobody.
    """
    elder = _ELDER.search(before)
    found = elder or _YOUNGER.search(before)
    if not found or not earlier:
        return None
    other = earlier[-1]
    between = text[other.end : span.start]
    ends = between.count(". ") + between.count("\n")
    near = len(between) < _LONGEST_SENTENCE and ends <= (1 if found[0][0] == "H" else 0)
    return (found is elder, other) if near else None
