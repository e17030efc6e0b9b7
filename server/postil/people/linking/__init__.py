"""A person of a text -> the person the pack knows, or honestly nobody.

A wrong link is worse than none. A full name is linked when what the text says (posts, countries,
the day) speaks for one known bearer and nothing speaks against; a family name alone only together
with a post that its bearer held.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from postil.models import KnownPerson, Tenure
from postil.people.knowledge import TOP, Knowledge
from postil.people.knowledge.holders import stands_for
from postil.people.knowledge.posts import PostInText, posts_in
from postil.people.linking.likelihood import BEYOND, ENOUGH, LEAD, STRONG, is_of, ruled_out, score
from postil.people.linking.reading import Reading
from postil.people.names import Group, fold, without_generation, without_initials

SHORTEST_WITH_STYLE = 2  # words: a name of two is whole
FEW = 3  # bearers of a name in the pack, as it counts them: a name to know somebody by
BY_SURNAME, BY_SURNAME_BEYOND = 0.9, 0.7  # how sure a post and a family name make it


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Who is meant. ``known`` is None for nobody certain; ``others`` are bearers who could be meant too.

    ``stated`` are terms that the pack vouches for only up to a day before the article's, and
    that the article itself confirms. ``retrieved`` is the day on which ``known`` was looked up, None for
    somebody of the pack. ``pending`` while a look-up is on its way.
    """

    known: KnownPerson | None
    confidence: float
    others: tuple[KnownPerson, ...] = ()
    stated: tuple[Tenure, ...] = ()
    retrieved: date | None = None
    pending: bool = False


NOBODY = Link(known=None, confidence=0.0)


def link(group: Group, reading: Reading, knowledge: Knowledge) -> Link:
    """The known person whom the names of ``group`` mean in their reading."""
    posts = posts_of(group, reading, knowledge)
    bearers = _bearers(group, posts, knowledge)
    if not bearers:
        return _by_post(group, posts, reading, knowledge)
    scored = sorted(
        (
            (score(known, group, posts, reading), known)
            for known in bearers
            if not ruled_out(known, group, posts, reading)
        ),
        key=lambda pair: -pair[0],
    )
    if not scored or scored[0][0] < ENOUGH:
        return NOBODY
    best, known = scored[0]
    if len(scored) > 1 and best - scored[1][0] < LEAD:
        return Link(known=None, confidence=0.0, others=tuple(known for _, known in scored))
    return Link(
        known=known,
        confidence=round(min((1 + best / STRONG) / 2, 1.0), 2),
        others=tuple(other for worth, other in scored[1:] if worth >= ENOUGH),
        stated=_confirmed(known, posts, reading.on),
    )


def _confirmed(known: KnownPerson, posts: Sequence[PostInText], on: date | None) -> tuple[Tenure, ...]:
    """The open terms beyond their last known day whose post the text says of the person."""
    if on is None:
        return ()
    return tuple(
        held
        for held in known.tenures
        if not held.covers(on)
        and held.may_cover(on, BEYOND)
        and any(is_of(held, post) and not post.ended and not post.another for post in posts)
    )


def posts_of(group: Group, reading: Reading, knowledge: Knowledge) -> list[PostInText]:
    """The posts said of the group's names, beside them or as the title that came with them."""
    beside = [
        post
        for post in reading.posts
        if any(stands_for(post, reading.text, span.start, span.end) for span in group.spans)
    ]
    read = {(post.phrase, post.places) for post in beside}
    for title in group.titles:
        beside += [post for post in posts_in(title, knowledge) if (post.phrase, post.places) not in read]
    return beside


def _bearers(group: Group, posts: Sequence[PostInText], knowledge: Knowledge) -> tuple[KnownPerson, ...]:
    """Everybody who bears the group's fullest name, with its title where that belongs to the name."""
    found = knowledge.named(group.name)
    words = group.name.split()
    if not found and posts and len(words) > SHORTEST_WITH_STYLE:
        # "Datuk Seri Anwar Ibrahim": a style that was taken for a part of the name.
        found = knowledge.named(" ".join(words[1:])) or knowledge.named(" ".join(words[2:]))
        found = tuple(known for known in found if _held_one_of(posts, known))
    plain = without_initials(group.name)
    if not found and posts and plain != group.name:
        # "Nikki R. Haley", as some papers write every name
        found = tuple(
            known
            for known in knowledge.named(plain)
            if _held_one_of(posts, known) and not _has_other_initials(group.name, known, knowledge)
        )
    if not found:
        titled = {f"{post.phrase} {group.name}" for post in posts} | {
            f"{title.split()[-1]} {group.name}" for title in group.titles if title.strip()
        }
        found = tuple(known for name in sorted(titled) for known in knowledge.named(name))
    return tuple({known.id: known for known in found}.values())


def _held_one_of(posts: Sequence[PostInText], known: KnownPerson) -> bool:
    return any(is_of(held, post) for held in known.tenures for post in posts)


def _has_other_initials(name: str, known: KnownPerson, knowledge: Knowledge) -> bool:
    """Whether middle names of ``known`` are known, and none begins as ``name`` has it."""
    begun = {word[0] for spelling in knowledge.spellings(known) for word in spelling.split()[1:-1]}
    return bool(begun) and fold(name).split()[1][0] not in begun


def _by_post(group: Group, posts: Sequence[PostInText], reading: Reading, knowledge: Knowledge) -> Link:
    """Whoever held a post said of a family name, on the day; nobody where two could be meant."""
    if reading.on is None:
        return NOBODY
    sure: dict[str, KnownPerson] = {}
    likely: dict[str, KnownPerson] = {}
    for post in posts:
        if post.ended or post.another:
            continue
        for known, held in knowledge.in_office(post.roles, reading.on - BEYOND, reading.on):
            if not held.may_cover(reading.on, BEYOND) or not _is_said_of_place(held, known, post, reading):
                continue
            if any(_ends_in(spelling, group.name) for spelling in knowledge.spellings(known)):
                (sure if held.covers(reading.on) else likely)[known.id] = known
    found = sure or likely
    if len(found) != 1:
        return Link(known=None, confidence=0.0, others=tuple(found.values()))
    [known] = found.values()
    return Link(
        known=known,
        confidence=BY_SURNAME if sure else BY_SURNAME_BEYOND,
        stated=_confirmed(known, posts, reading.on),
    )


def _is_said_of_place(held: Tenure, known: KnownPerson, post: PostInText, reading: Reading) -> bool:
    """Whether the post is the place's: said beside it, or else named anywhere in the article.

    A head of state or government of a rare name needs no country: there is one President Macron.
    """
    if post.places:
        return held.of in post.places
    return held.of in reading.places or (held.rank <= TOP and known.shared <= FEW)


def _ends_in(spelling: str, short: str) -> bool:
    """Whether ``short`` is the family name in a folded full name, whichever end that stands at.

    Of several words ("Peña Nieto") it is the end. A generation there ("Jr.", "III") is as good as absent.
    """
    part = fold(short)
    if spelling == part:
        return False
    at_end = without_generation(spelling).endswith(" " + without_generation(part))
    return at_end or (" " not in part and spelling.startswith(part + " "))
