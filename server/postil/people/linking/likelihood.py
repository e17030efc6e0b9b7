"""How likely it is that a name means one of its known bearers, by all that the article says."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from postil.models import KnownPerson, Tenure, earliest, latest
from postil.people import lexicon
from postil.people.knowledge import LESSER, NATIONAL, SENIOR, TOP
from postil.people.knowledge.posts import PostInText
from postil.people.linking.reading import Reading
from postil.people.names import Group, fold

# What each piece of evidence is worth. Tried on dated news of 2005 to 2026: below ENOUGH most
# links were namesakes; a top office alone, or a lesser one with its country named, is enough.
ENOUGH = 2.75
LEAD = 1.5  # a second bearer of the name this close makes both uncertain
POST_FITS = 4.0
PLACE_FITS = 1.5
POLITICS, NO_POLITICS = 0.75, -1.0
POLITICS_OF_THE_TOP = 0.5  # of one who is in the news for much else
RARE_NAME, COMMON_NAME = 0.75, -2.0
RARE, COMMON = 2, 6  # bearers of the family name in the pack
STRONG = 6.0  # the score from which a link is as certain as it gets

DAYS_A_YEAR = 365.25
AGE_TOLERANCE = 1  # years: ages in print lag birthdays
BEFORE_FAME = 4  # a year before office counts like so many after it: who holds none yet is seldom in the news
LONGEST_AFTERLIFE = 40  # years after leaving office in which a lesser holder can be meant

# Trades that office holders are not introduced by. Quotation of a name, it is a namesake.
_OTHER_TRADES = lexicon.words("trades.other")
_STATESMANSHIP = lexicon.words("titles.statesmanship")
_INTRODUCTION = re.compile(r",? (?:is |was )?(?:a|an|the) ([^,.;:()\n]{3,80})")
# "the Inspector-General of Police, ", right before a name.
_APPOSED = re.compile(r"\bthe\s([^,.;:()\n]{3,80}),\s+\Z", re.IGNORECASE)
_SMALL_WORDS = frozenset(("of", "the", "for", "and", "to", "in", "a"))
# An office that does not begin with one of these begins with its country's adjective.
_FIRST_OF_AN_OFFICE = frozenset(
    ("governor", "lieutenant", "mayor", "lord", "premier", "chief", "minister", "secretary", "director")
)
_BESIDE = 90  # characters: the longest office and what leads to it
FEWEST_OFFICE_WORDS = 2  # "ambassador" alone fits dozens
_AGE = re.compile(r", (\d{1,2})(?:,|\.| and\b)|,? (?:aged|age) (\d{1,2})\b|,? who is (\d{1,2})\b")
# "John Major rang the bell. The headmaster, 61, said": the next sentence tells of the same man.
_TOLD_NEXT = re.compile(r"[.!?][”\"’']?\s+The ([a-z]+), \d{1,2}[,.]")
_NEXT_SENTENCE = 250  # characters
_WORD_BEFORE = re.compile(r"(?<![\w.-])(\w{1,4}\.|[\w-]+)\s+$")  # a longer word with a dot ends a sentence
# An article that names the holder of a post confirms a term that was running when last known this
# long before: few heads are followed by somebody of the same name.
BEYOND = timedelta(days=2 * 365)


def is_of(held: Tenure, post: PostInText) -> bool:
    """Whether the term is in a post that the words can name, of the place they name if any."""
    return held.role in post.roles and (not post.places or held.of in post.places)


def ruled_out(known: KnownPerson, group: Group, posts: Sequence[PostInText], reading: Reading) -> bool:
    """Whether something the text says can't be true of ``known``."""
    if reading.on is not None:
        if known.born and earliest(known.born) > reading.on:
            return True
        years = _years_away(known, reading.on)
        gone = known.died and latest(known.died) < reading.on
        if known.rank > TOP and years > LONGEST_AFTERLIFE:
            return True
        if gone and known.rank > NATIONAL:
            return True
    if _post_of_another(known, posts):
        return True
    return any(_introduced_otherwise(known, span.start, span.end, reading) for span in group.spans)


def _post_of_another(known: KnownPerson, posts: Sequence[PostInText]) -> bool:
    """Whether a post of a named place is said of the name that ``known`` never held there."""
    for post in posts:
        if len(post.places) != 1 or not post.certain:
            continue
        held = any(term.of in post.places and term.role in post.roles for term in known.tenures)
        if (
            not held
            and not any(term.rank <= TOP for term in known.tenures)
            and post.places[0] not in known.countries
        ):
            return True
    return False


def _introduced_otherwise(known: KnownPerson, start: int, end: int, reading: Reading) -> bool:
    """Whether the words beside the name give it a trade or an age that ``known`` does not have."""
    after = reading.text[end : end + 120]
    introduced = _INTRODUCTION.match(after)
    if introduced:
        words = introduced[1].casefold().split()
        if any(word in _OTHER_TRADES for word in words) and not any(word in _STATESMANSHIP for word in words):
            return True
    apposed = _APPOSED.search(reading.text, max(0, start - _BESIDE), start)
    if apposed:
        words = apposed[1].casefold().split()
        if any(word.split("-")[0] in _OTHER_TRADES for word in words) and _STATESMANSHIP.isdisjoint(words):
            return True
    before = _WORD_BEFORE.search(reading.text[max(0, start - 30) : start])
    if before and before[1].casefold().rstrip(".") in _OTHER_TRADES:
        return True
    told_next = _TOLD_NEXT.search(reading.text, end, end + _NEXT_SENTENCE)
    if told_next and told_next[1] in _OTHER_TRADES:
        return True
    age = _AGE.match(after)
    if age and reading.on is not None:
        stated = int(next(filter(None, age.groups())))
        if not known.born:
            return known.rank > TOP
        years = (reading.on - earliest(known.born)).days / DAYS_A_YEAR
        return abs(years - stated) > AGE_TOLERANCE + 1
    return False


def _office_is_spelt_out(known: KnownPerson, group: Group, reading: Reading) -> bool:
    """Whether the words beside one of the names hold all of an office's own, for one held about the day.

    So "Joe Walsh, minister for agriculture, food and the marine" fits, for which no role stands.
    """
    if reading.on is None:
        return False
    offices = [
        _own_words(term.office)
        for term in known.tenures
        if not term.role and term.may_cover(reading.on, BEYOND)
    ]
    if not offices:
        return False
    for span in group.spans:
        text = (
            reading.text[max(0, span.start - _BESIDE) : span.start]
            + reading.text[span.end : span.end + _BESIDE]
        )
        beside = set(fold(text).split())
        if any(len(office) >= FEWEST_OFFICE_WORDS and office <= beside for office in offices):
            return True
    return False


def _own_words(office: str) -> frozenset[str]:
    """The words that tell ``office`` from others, without the country's adjective in front."""
    words = fold(office.removeprefix("United ")).split()
    return frozenset(words if words[0] in _FIRST_OF_AN_OFFICE else words[1:]) - _SMALL_WORDS


def score(known: KnownPerson, group: Group, posts: Sequence[PostInText], reading: Reading) -> float:
    """How much speaks for ``known``; see the worth of each piece above."""
    worth = _standing(known, reading.on) + _fitting_post(known, group, posts, reading)
    if any(place in reading.places for place in known.countries):
        worth += PLACE_FITS
    if known.rank > TOP:
        worth += POLITICS if reading.public else NO_POLITICS
    elif reading.public:
        worth += POLITICS_OF_THE_TOP
    if known.shared <= RARE:
        worth += RARE_NAME
    elif known.shared >= COMMON and known.rank > SENIOR:
        worth += COMMON_NAME
    return worth


def _fitting_post(known: KnownPerson, group: Group, posts: Sequence[PostInText], reading: Reading) -> float:
    """POST_FITS for a post said of the name and held on the day, half of it for one held at another time."""
    on = reading.on
    best = POST_FITS if _office_is_spelt_out(known, group, reading) else 0.0
    for post in posts:
        for term in known.tenures:
            if post.another or not is_of(term, post):
                continue
            now = on is not None and (term.may_cover(on, BEYOND) or (post.ended and term.last <= on))
            best = max(best, POST_FITS if now else POST_FITS / 2)
    return best


# What the standing of a person is worth: in office, and up to 2, 10 and 30 years away from it.
_WORTH: tuple[tuple[int, tuple[float, float, float, float]], ...] = (
    (TOP, (4.0, 2.5, 2.5, 2.0)),
    (SENIOR, (3.0, 2.25, 1.75, 1.0)),
    (NATIONAL, (2.25, 1.75, 1.0, 0.25)),
    (LESSER, (1.25, 0.5, 0.0, -1.0)),
    (1000, (0.75, 0.0, -0.5, -2.0)),
)
_YEARS = (0, 2, 10, 30)
UNLIKELY = -2.0  # a career that lies elsewhere in time
_LONG_AGO = {TOP: 1.5, SENIOR: 0.5}
_DAY_UNKNOWN = {TOP: 2.0, SENIOR: 1.5, NATIONAL: 1.75}


def _standing(known: KnownPerson, on: date | None) -> float:
    """What the highest post of ``known`` near the day makes them worth as the one who is meant."""
    if on is None:
        return next((worth for rank, worth in _DAY_UNKNOWN.items() if known.rank <= rank), 0.0)
    return max(_term_worth(term, on) for term in known.tenures)


def _term_worth(term: Tenure, on: date) -> float:
    away = _distance(term, on)
    beyond = _LONG_AGO if on > term.last else {}
    for rank, worth in _WORTH:
        if term.rank <= rank:
            return next(
                (value for years, value in zip(_YEARS, worth, strict=True) if away <= years),
                beyond.get(rank, UNLIKELY),
            )
    return UNLIKELY


def _distance(term: Tenure, on: date) -> float:
    """Years between ``on`` and the term, 0 within it; those before it weigh more than those after."""
    if term.may_cover(on, BEYOND):
        return 0.0
    if on > term.last:
        return (on - term.last).days / DAYS_A_YEAR
    return (term.first - on).days / DAYS_A_YEAR * BEFORE_FAME


def _years_away(known: KnownPerson, on: date) -> float:
    return min(_distance(term, on) for term in known.tenures)
