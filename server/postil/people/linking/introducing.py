"""How an article brings somebody in: as one whom few would know, in a row of names, in a credit."""

import re
from collections import Counter
from dataclasses import dataclass

from postil.people.linking.context import Context
from postil.people.linking.fields import SPORT
from postil.people.words.names import fold, surname
from postil.people.words.parts import Group

# Offices and trades that people whom encyclopedias seldom know are introduced by.
_LESSER_OFFICES = """
    spokesman spokeswoman spokesperson resident teacher student pupil nurse plumber builder chef cook
    clerk neighbour neighbor witness sergeant sgt constable detective inspector superintendent capt captain
    lt officer manager director principal headteacher headmaster headmistress consultant analyst strategist
    trader broker dealer counsel lawyer attorney solicitor prosecutor professor lecturer researcher scientist
    doctor dr surgeon engineer technician farmer owner president executive ceo chairman chairwoman founder
    co-founder coordinator secretary treasurer councillor coun cllr trustee volunteer organiser organizer
    firefighter paramedic coroner expert economist specialist head chief reporting editing writing
    photographer photographs reporter school street park avenue stadium hall vp vice-president spc cpl pfc
    pvt trooper patrolman biologist entomologist geologist psychologist judge magistrate commissioner
    administrator supervisor assistant adviser advisor
"""
_KIN = """
    mother father mum mom dad widow widower cousin brother sister son daughter wife husband uncle aunt nephew
    niece grandson granddaughter grandmother grandfather friend boyfriend girlfriend
"""
_LESSER = "(?:" + "|".join((_LESSER_OFFICES + _KIN).split()) + ")"
# In the news of sport, who runs a club or a league is known as its players are.
_OF_SPORT_WORDS = """
    manager owner chairman president captain analyst head chief director secretary commissioner assistant
    stadium park executive
"""
_OF_SPORT = frozenset(_OF_SPORT_WORDS.split())
# "their manager, ", "director of finance ", "seventh-grader "
_BEFORE = re.compile(
    rf"\b(?P<office>{_LESSER})(?:\.?,?| of (?:[\w-]+ ){{0,1}}[\w-]+) $|(?:-grader|year-old) $",
    re.IGNORECASE,
)
# ", 41, a night nurse", " spokesman", ", who lives in", ", of"
_AFTER = re.compile(
    r"(?:, (?:\d{1,3}, )?(?:(?:an?|the|its|their|his|her)\s)?(?:[\w’'-]+ ){0,4}| )"
    rf"(?P<office>{_LESSER})\b"
    r"|,? (?:who )?lives? (?:in|on|near|with)\b|, (?:\d{1,3}, )?of |, \d{1,2},",
    re.IGNORECASE,
)
_LOOK_BACK, _LOOK_AHEAD = 60, 90

_POSSESSIVE = re.compile(r"['’]s\b")

_ROW_BEFORE = re.compile(r"(?:[A-Z]\w+,? and|[A-Z]\w+,) $")
_ROW_AFTER = re.compile(r",? and |, [A-Z]")
_LOOK_BACK_IN_A_ROW, _LOOK_AHEAD_IN_A_ROW = 20, 6

_CREDIT_BEFORE = re.compile(
    r"(?:(?:(?:^|[\n.!?:|”\"])\s*|\b[a-z][\w’'-]* )By"
    r"|\b(?i:photo(?:graph)?s?|pictures?|written|reporting|editing|posted|words|compiled|story) by"
    r"|\b(?:Photos?|Pictures?|Images?|(?:Photo )?[Cc]redit):"
    r"|\b(?:Getty|AP|AFP|Reuters)(?: Images?| Photo)? ?/) ?$"
)
_CREDIT_AFTER = re.compile(
    r" ?[/,] ?(?:the )?(?:(?:Getty|AP|AFP|Reuters|Associated Press|EPA|New York Times)\b|[A-Z]\w+ Images)"
    r"|,? (?:[Ss]taff|[Cc]ontributing) [Ww]riters?\b|,? Associated Press\b"
)
_LOOK_BACK_FOR_A_CREDIT, _LOOK_AHEAD_FOR_A_CREDIT = 25, 30

# "compared with ", "and ": who it is needs no telling.
_PASSING = re.compile(r"\b(?:and|but|with|from|for|to|on|about|against|than|like|over) $")
_LOOK_BACK_IN_PASSING = 10

_SAYING = (
    r"(?:said|says|told|tells|added|adds|explained|explains|noted|notes|wrote|writes|argued|argues|warned"
    r"|recalled|testified|confirmed)"
)
_SPEAKING = re.compile(rf"(?:,[^,.\n]{{3,80}},)? {_SAYING}\b")  # ", who was there," may come between
_GOING_ON = re.compile(r" [A-Z]| ?[/|:–—]| - ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """``lesser``: by an office, trade, kinship, age or home that few known people are introduced by.

    ``in_headline``: the family name stands there. ``in_row``: beside other names, without a word on who it
    is, as only the known are named. ``in_credit``: never but as who wrote or took a picture.
    ``in_passing``: behind a word such as "and" or "with". ``speaks``: somebody the reporter talked to.
    ``goes_on``: right before another capital, a colon or a bar, as in a heading, or as part of the name of
    something else.
    """

    lesser: bool
    in_headline: bool
    in_row: bool
    in_credit: bool
    in_passing: bool
    speaks: bool
    goes_on: bool


def introduction_of(group: Group, context: Context) -> Introduction:
    """How the article brings ``group`` in, by the words right beside its names and by the headline."""
    text, sport = context.text, _is_about_sport(context.fields)
    full = [span for span in group.spans if " " in span.text] or group.spans
    return Introduction(
        lesser=any(_is_lesser(text, span.start, span.end, sport) for span in group.spans),
        in_headline=surname(group.name) in fold(_POSSESSIVE.sub("", context.headline)).split(),
        in_row=any(_is_in_row(text, span.start, span.end) for span in group.spans),
        in_credit=is_in_credit(group, text),
        in_passing=any(
            _PASSING.search(text[max(0, span.start - _LOOK_BACK_IN_PASSING) : span.start]) for span in full
        ),
        speaks=any(_SPEAKING.match(text, span.end) for span in full),
        goes_on=any(_GOING_ON.match(text, span.end) for span in full),
    )


def is_in_credit(group: Group, text: str) -> bool:
    """Whether every full name of the group is that of a byline or of a picture's credit."""
    full = [span for span in group.spans if " " in span.text]
    return bool(full) and all(
        _CREDIT_BEFORE.search(text, max(0, span.start - _LOOK_BACK_FOR_A_CREDIT), span.start)
        or _CREDIT_AFTER.match(text, span.end, span.end + _LOOK_AHEAD_FOR_A_CREDIT)
        for span in full
    )


def _is_about_sport(fields: Counter[str]) -> bool:
    return bool(fields) and fields[SPORT] == max(fields.values())


def _is_lesser(text: str, start: int, end: int, about_sport: bool) -> bool:
    before = _BEFORE.search(text[max(0, start - _LOOK_BACK) : start])
    after = _AFTER.match(text[end : end + _LOOK_AHEAD])
    offices = [(found["office"] or "").casefold() for found in (before, after) if found]
    return any(not (about_sport and office in _OF_SPORT) for office in offices)


def _is_in_row(text: str, start: int, end: int) -> bool:
    return bool(
        _ROW_AFTER.match(text[end : end + _LOOK_AHEAD_IN_A_ROW])
        or _ROW_BEFORE.search(text[max(0, start - _LOOK_BACK_IN_A_ROW) : start])
    )
