"""What an article says: as a whole, and of one of its people, and how it brings them in."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from postil.people import lexicon
from postil.people.knowledge import Knowledge
from postil.people.knowledge.posts import PostInText, posts_and_places_in
from postil.people.names import Group, fold, surname

SPORT = "sport"
_GAMES = lexicon.words("things.games")


def _fields() -> Mapping[str, Sequence[str]]:
    """For each word, the fields it belongs to."""
    found: dict[str, list[str]] = {}
    for field, words in lexicon.lists_of("fields").items():
        for word in words:
            found.setdefault(word, []).append(field)
    return found


FIELDS = _fields()


def fields_of(words: Iterable[str]) -> Counter[str]:
    """How many of ``words`` (folded) belong to each field. Every game is sport too."""
    found: Counter[str] = Counter()
    for word in words:
        for field in FIELDS.get(word, ()):
            found[field] += 1
            if field in _GAMES:
                found[SPORT] += 1
    return found


_PUBLIC_LIFE = re.compile(rf"\b(?:{lexicon.either('things.public_life')})\b", re.IGNORECASE)
PUBLIC_WORDS = 3  # from here on an article is about public affairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the whole text says: its words, its day (None: unknown), posts and countries named in it.

    ``headline`` is "" where none is known; it is no part of ``text``. ``words`` are the text's, folded, and
    ``fields`` says how many of them belong to each field of life.
    """

    text: str
    words: Sequence[str]
    fields: Counter[str]
    headline: str
    on: date | None
    posts: Sequence[PostInText]
    places: Mapping[str, int]
    public: bool  # whether it is about public affairs


def read(text: str, on: date | None, knowledge: Knowledge, *, headline: str) -> Reading:
    """What ``text`` says as a whole. Cost: one pass over its words."""
    public = sum(1 for _ in itertools.islice(_PUBLIC_LIFE.finditer(text), PUBLIC_WORDS))
    posts, places = posts_and_places_in(text, knowledge)
    words = fold(text).split()
    return Reading(
        text=text,
        words=words,
        fields=fields_of(words),
        headline=headline,
        on=on,
        posts=posts,
        places=places,
        public=public >= PUBLIC_WORDS,
    )


BESIDE = 140  # characters on each side of a name, within its paragraph: a sentence or so


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an article says of one person; words are folded, and the person's own name is not among them."""

    on: date | None
    words: frozenset[str]
    beside: frozenset[str]
    fields: Counter[str]
    fields_beside: Counter[str]


def surroundings_of(group: Group, reading: Reading) -> Surroundings:
    """What the article says of ``group``, and what is said within ``BESIDE`` characters of its names."""
    own = set(fold(group.name).split())
    beside = [
        word
        for span in group.spans
        for word in fold(_text_around(reading.text, span.start, span.end)).split()
        if word not in own
    ]
    return Surroundings(
        on=reading.on,
        words=frozenset(reading.words) - own,
        beside=frozenset(beside),
        fields=reading.fields - fields_of(word for word in reading.words if word in own),
        fields_beside=fields_of(beside),
    )


def _text_around(text: str, start: int, end: int) -> str:
    paragraph_start = text.rfind("\n", 0, start) + 1
    paragraph_end = text.find("\n", end)
    low = max(paragraph_start, start - BESIDE)
    high = min(len(text) if paragraph_end < 0 else paragraph_end, end + BESIDE)
    return f"{text[low:start]} {text[end:high]}"


# Offices and trades that people whom encyclopedias seldom know are introduced by.
_LESSER = f"(?:{lexicon.either('trades.lesser', 'kin.lesser')})"
# In the news of sport, who runs a club or a league is known as its players are.
_OF_SPORT = lexicon.words("trades.of_sport")
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

_SAYING = f"(?:{lexicon.either('speech.reporting')})"
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


def introduction_of(group: Group, reading: Reading) -> Introduction:
    """How the article brings ``group`` in, by the words right beside its names and by the headline."""
    text, sport = reading.text, _is_about_sport(reading.fields)
    full = [span for span in group.spans if " " in span.text] or group.spans
    return Introduction(
        lesser=any(_is_lesser(text, span.start, span.end, sport) for span in group.spans),
        in_headline=surname(group.name) in fold(_POSSESSIVE.sub("", reading.headline)).split(),
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
