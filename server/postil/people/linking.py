"""A person of a text -> the person the pack knows, or honestly nobody.

A wrong link is worse than none. A full name is linked when what the text says (posts, countries,
the day) speaks for one known bearer and nothing speaks against; a family name alone only together
with a post that its bearer held.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from postil.people.knowledge import Held, Knowledge, Known, earliest, latest
from postil.people.names import fold
from postil.people.parts import Group
from postil.people.roles import PostInText, posts_in, stands_for

# Ranks of posts by how widely their holders are known (the pack's ``roles`` table).
TOP = 12  # heads of state and of government
NATIONAL = 34  # ministers, governors, heads of well-known bodies and firms
LESSER = 48

# What each piece of evidence is worth. Tried on dated news of 2005 to 2026: below ENOUGH most
# links were namesakes; a top office alone, or a lesser one with its country named, is enough.
ENOUGH = 2.75
LEAD = 1.5  # a second bearer of the name this close makes both uncertain
POST_FITS = 4.0
PLACE_FITS = 1.5
SAME_COMPANY = 0.5
RARE_NAME, COMMON_NAME = 0.75, -0.75
RARE, COMMON = 2, 8  # bearers of the family name in the pack
STRONG = 6.0  # the score from which a link is as certain as it gets

DAYS_A_YEAR = 365.25
AGE_TOLERANCE = 1  # years: ages in print lag birthdays
LONGEST_AFTERLIFE = 40  # years after leaving office in which a lesser holder can be meant

# Trades that office holders are not introduced by. Said of a name, it is a namesake.
_TRADES = """
    actor actress singer rapper musician guitarist drummer songwriter composer dancer comedian coach striker
    midfielder defender goalkeeper quarterback pitcher batsman bowler footballer player golfer boxer swimmer
    sprinter cyclist rower skier driver jockey referee umpire plumber electrician carpenter builder baker
    barber nurse teacher student pupil farmer fisherman waiter waitress chef cook janitor cashier clerk
    mechanic trucker firefighter paramedic detective sergeant sgt constable inspector sheriff trooper officer
    pilot resident neighbour neighbor witness victim suspect defendant gunman shooter driver homeowner
    bystander tourist shopper customer fan mother father grandmother grandfather widow widower novelist poet
    painter sculptor photographer filmmaker director-screenwriter designer model astronomer physicist chemist
    biologist historian archaeologist geologist zoologist psychologist psychiatrist surgeon dentist
    veterinarian pharmacist librarian curator linebacker receiver shortstop outfielder wrestler skater
    reporter correspondent columnist blogger sportscaster broadcaster editor professor lecturer researcher
"""
_OTHER_TRADES = frozenset(_TRADES.split())
_OFFICES = """
    president minister chancellor premier governor senator congressman congresswoman representative lawmaker
    politician leader mayor secretary ambassador diplomat king queen pope prime candidate party general
    ex-president chairman chief premier commissioner mp speaker nominee
"""
_STATESMANSHIP = frozenset(_OFFICES.split())
_INTRODUCTION = re.compile(r",? (?:is |was )?(?:a|an|the) ([^,.;:()\n]{3,80})")
_AGE = re.compile(r", (\d{1,2})(?:,|\.| and\b)|,? (?:aged|age) (\d{1,2})\b|,? who is (\d{1,2})\b")
_WORD_BEFORE = re.compile(r"([\w.-]+)\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Who is meant. ``known`` is None for nobody certain; ``others`` are bearers who could be meant too."""

    known: Known | None
    confidence: float
    others: tuple[Known, ...] = ()


NOBODY = Link(known=None, confidence=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the whole text says: its words, its day (None: unknown), posts and countries named in it."""

    text: str
    on: date | None
    posts: Sequence[PostInText]
    places: Mapping[str, int]


def link(group: Group, context: Context, knowledge: Knowledge) -> Link:
    """The known person whom the names of ``group`` mean in their context."""
    posts = _posts_of(group, context, knowledge)
    bearers = _bearers(group, posts, knowledge)
    if not bearers:
        return _by_post(group, posts, context, knowledge)
    scored = sorted(
        (
            (_score(known, posts, context), known)
            for known in bearers
            if not _ruled_out(known, group, posts, context)
        ),
        key=lambda pair: -pair[0],
    )
    if not scored or scored[0][0] < ENOUGH:
        return NOBODY
    best, known = scored[0]
    if len(scored) > 1 and best - scored[1][0] < LEAD:
        return Link(known=None, confidence=0.0, others=tuple(known for _, known in scored))
    others = tuple(other for score, other in scored[1:] if score >= ENOUGH)
    return Link(known=known, confidence=round(min(best / STRONG, 1.0), 2), others=others)


def _posts_of(group: Group, context: Context, knowledge: Knowledge) -> list[PostInText]:
    """The posts said of the group's names, beside them or as the title that came with them."""
    beside = [
        post
        for post in context.posts
        if any(stands_for(post, context.text, span.start, span.end) for span in group.spans)
    ]
    read = {(post.phrase, post.places) for post in beside}
    for title in group.titles:
        beside += [post for post in posts_in(title, knowledge) if (post.phrase, post.places) not in read]
    return beside


def _bearers(group: Group, posts: Sequence[PostInText], knowledge: Knowledge) -> tuple[Known, ...]:
    """Everybody who bears the group's fullest name, with its title where that belongs to the name."""
    found = knowledge.named(group.name)
    if not found:
        titled = {f"{post.phrase} {group.name}" for post in posts} | {
            f"{title.split()[-1]} {group.name}" for title in group.titles if title.strip()
        }
        found = tuple(known for name in sorted(titled) for known in knowledge.named(name))
    return tuple({known.key: known for known in found}.values())


def _by_post(group: Group, posts: Sequence[PostInText], context: Context, knowledge: Knowledge) -> Link:
    """Whoever held a post said of a family name, on the day; nobody where two could be meant."""
    if context.on is None or (" " in fold(group.name) and not _is_particle_name(group.name)):
        return NOBODY
    found: dict[str, Known] = {}
    for post in posts:
        if post.ended:
            continue
        for known, held in knowledge.in_office(post.roles, context.on, context.on):
            if not _ends_in(known, group.name):
                continue
            if held.post.place in post.places or (not post.places and _place_is_named(held, context)):
                found[known.key] = known
    if len(found) != 1:
        return Link(known=None, confidence=0.0, others=tuple(found.values()))
    return Link(known=next(iter(found.values())), confidence=0.9)


def _is_particle_name(name: str) -> bool:
    return name.split()[0].islower() or name.split()[0] in (
        "De",
        "Van",
        "Von",
        "Al",
        "El",
        "Bin",
        "Le",
        "La",
        "Du",
        "Di",
    )


def _ends_in(known: Known, short: str) -> bool:
    """Whether ``short`` is how ``known`` is called by family name, whichever end it stands at."""
    whole, part = fold(known.name), fold(short)
    return whole != part and (whole.endswith(" " + part) or whole.startswith(part + " "))


def _place_is_named(held: Held, context: Context) -> bool:
    return held.post.place in context.places


def _ruled_out(known: Known, group: Group, posts: Sequence[PostInText], context: Context) -> bool:
    """Whether something the text says can't be true of ``known``."""
    if context.on is not None:
        if known.born and earliest(known.born) > context.on:
            return True
        years = _years_away(known, context.on)
        gone = known.died and latest(known.died) < context.on
        if known.rank > TOP and years > LONGEST_AFTERLIFE:
            return True
        if gone and known.rank > NATIONAL:
            return True
    if _post_of_another(known, posts):
        return True
    return any(_introduced_otherwise(known, span.start, span.end, context) for span in group.spans)


def _post_of_another(known: Known, posts: Sequence[PostInText]) -> bool:
    """Whether a post of a named place is said of the name that ``known`` never held there."""
    for post in posts:
        if len(post.places) != 1 or not post.certain:
            continue
        held = any(term.post.place in post.places and term.post.role in post.roles for term in known.held)
        if (
            not held
            and not any(term.post.rank <= TOP for term in known.held)
            and post.places[0] not in known.places
        ):
            return True
    return False


def _introduced_otherwise(known: Known, start: int, end: int, context: Context) -> bool:
    """Whether the words beside the name give it a trade or an age that ``known`` does not have."""
    after = context.text[end : end + 120]
    introduced = _INTRODUCTION.match(after)
    if introduced:
        words = introduced[1].casefold().split()
        if any(word in _OTHER_TRADES for word in words) and not any(word in _STATESMANSHIP for word in words):
            return True
    before = _WORD_BEFORE.search(context.text[max(0, start - 30) : start])
    if before and before[1].casefold().rstrip(".") in _OTHER_TRADES:
        return True
    age = _AGE.match(after)
    if age and context.on is not None:
        stated = int(next(filter(None, age.groups())))
        if not known.born:
            return known.rank > TOP
        years = (context.on - earliest(known.born)).days / DAYS_A_YEAR
        return abs(years - stated) > AGE_TOLERANCE + 1
    return False


def _score(known: Known, posts: Sequence[PostInText], context: Context) -> float:
    """How much speaks for ``known``; see the worth of each piece above."""
    score = _standing(known, context.on) + _fitting_post(known, posts, context.on)
    if any(place in context.places for place in known.places):
        score += PLACE_FITS
    if known.shared <= RARE:
        score += RARE_NAME
    elif known.shared >= COMMON and known.rank > TOP:
        score += COMMON_NAME
    return score


def _fitting_post(known: Known, posts: Sequence[PostInText], on: date | None) -> float:
    """POST_FITS for a post said of the name and held on the day, half of it for one held at another time."""
    best = 0.0
    for post in posts:
        for term in known.held:
            if term.post.role not in post.roles or (post.places and term.post.place not in post.places):
                continue
            now = on is not None and (term.covers(on) or (post.ended and term.last <= on))
            best = max(best, POST_FITS if now else POST_FITS / 2)
    return best


# What the standing of a person is worth: in office, and up to 2, 10 and 30 years away from it.
_WORTH: tuple[tuple[int, tuple[float, float, float, float]], ...] = (
    (TOP, (4.0, 2.5, 2.5, 2.0)),
    (NATIONAL, (2.25, 1.75, 1.0, 0.25)),
    (LESSER, (1.25, 0.5, 0.0, -1.0)),
    (1000, (0.75, 0.0, -0.5, -2.0)),
)
_YEARS = (0, 2, 10, 30)
_LONG_AGO = {TOP: 1.5}
_DAY_UNKNOWN = {TOP: 2.0, NATIONAL: 1.25}


def _standing(known: Known, on: date | None) -> float:
    """What the highest post of ``known`` near the day makes them worth as the one who is meant."""
    if on is None:
        return next((worth for rank, worth in _DAY_UNKNOWN.items() if known.rank <= rank), 0.0)
    return max(_term_worth(term, on) for term in known.held)


def _term_worth(term: Held, on: date) -> float:
    away = _distance(term, on)
    for rank, worth in _WORTH:
        if term.post.rank <= rank:
            return next(
                (value for years, value in zip(_YEARS, worth, strict=True) if away <= years),
                _LONG_AGO.get(rank, -2.0),
            )
    return -2.0


def _distance(term: Held, on: date) -> float:
    """Years between ``on`` and the term, 0 within it."""
    if term.covers(on):
        return 0.0
    days = (on - term.last).days if on > term.last else (term.first - on).days
    return days / DAYS_A_YEAR


def _years_away(known: Known, on: date) -> float:
    return min(_distance(term, on) for term in known.held)
