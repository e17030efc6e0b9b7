"""What an article says of one of its people: the words beside the name, and the fields they belong to."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from postil.people.context import Context
from postil.people.fields import fields_of
from postil.people.names import fold
from postil.people.parts import Group

BESIDE = 140  # characters on each side of a name, within its paragraph: a sentence or so

# What people are introduced by whom encyclopedias seldom know: an office in a firm, a trade, a rank.
_LESSER_OFFICES = """
    spokesman spokeswoman spokesperson resident teacher student pupil nurse plumber builder chef cook
    clerk neighbour neighbor mother father widow witness sergeant sgt constable detective inspector
    superintendent capt captain lt officer manager director principal headteacher headmaster
    headmistress consultant analyst strategist trader broker dealer counsel lawyer attorney solicitor
    prosecutor professor lecturer researcher scientist doctor dr surgeon engineer technician farmer
    owner president executive ceo chairman chairwoman founder coordinator secretary treasurer councillor
    coun cllr trustee volunteer organiser organizer firefighter paramedic coroner expert economist
    specialist head chief reporting editing writing photographer photographs reporter school street park
    avenue stadium hall vp
"""
_LESSER = "(?:" + "|".join(_LESSER_OFFICES.split()) + ")"
_BEFORE = re.compile(rf"\b{_LESSER}\.?,? $", re.IGNORECASE)
_AFTER = re.compile(
    rf"(?:, (?:\d{{1,3}}, )?(?:(?:an?|the|its|their|his|her)\s)?(?:[\w’'-]+ ){{0,4}}| ){_LESSER}\b",
    re.IGNORECASE,
)
_LOOK_BACK, _LOOK_AHEAD = 40, 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an article says of one person; words are folded, and the person's own name is not among them.

    ``lesser`` says that the name is introduced by an office, trade or rank that few known people have.
    """

    on: date | None
    words: frozenset[str]
    beside: frozenset[str]
    fields: Counter[str]
    fields_beside: Counter[str]
    lesser: bool


def surroundings_of(group: Group, context: Context) -> Surroundings:
    """Cost: one pass over the article's words."""
    own = set(fold(group.name).split())
    words = [word for word in fold(context.text).split() if word not in own]
    beside = [
        word
        for span in group.spans
        for word in fold(_text_around(context.text, span.start, span.end)).split()
        if word not in own
    ]
    return Surroundings(
        on=context.on,
        words=frozenset(words),
        beside=frozenset(beside),
        fields=fields_of(words),
        fields_beside=fields_of(beside),
        lesser=any(_is_lesser(context.text, span.start, span.end) for span in group.spans),
    )


def _text_around(text: str, start: int, end: int) -> str:
    paragraph_start = text.rfind("\n", 0, start) + 1
    paragraph_end = text.find("\n", end)
    low = max(paragraph_start, start - BESIDE)
    high = min(len(text) if paragraph_end < 0 else paragraph_end, end + BESIDE)
    return f"{text[low:start]} {text[end:high]}"


def _is_lesser(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _LOOK_BACK) : start], text[end : end + _LOOK_AHEAD]
    return bool(_BEFORE.search(before) or _AFTER.match(after))
