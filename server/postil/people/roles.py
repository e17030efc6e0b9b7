"""Posts without a name: which of those in a text stand for somebody, and who held them on a day."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from postil.people.knowledge import Knowledge, Known
from postil.people.posts import ALWAYS_ONE, PostInText
from postil.people.standing import stands_for_its_holder


def holder(post: PostInText, day: date, knowledge: Knowledge) -> Known | None:
    """The one person who held the post on ``day``; None where nobody, or two, or it is uncertain.

    Words that name two countries ("Moscow") mean the one that had a holder on the day.
    """
    if not post.certain:
        return None
    people = {
        known.key: known
        for place in post.places
        for role in post.roles
        for known, _ in knowledge.holders(place, role, day)
    }
    [found] = people.values() if len(people) == 1 else [None]
    return found if found and _fits(found, post.phrase) else None


def _fits(known: Known, phrase: str) -> bool:
    """Whether a queen is called one: "Britain's queen" is no King Charles."""
    is_queen = known.name.startswith("Queen ")
    return is_queen == (phrase == "queen") if phrase in ("king", "queen") else True


def without_a_name(
    posts: Iterable[PostInText],
    text: str,
    named: Sequence[tuple[int, int]],
    mentioned: Iterable[str],
    knowledge: Knowledge,
) -> Iterator[PostInText]:
    """The posts that stand for somebody by themselves: no name in ``named`` (spans) is beside them.

    One whose country is not said beside it counts only where the country is in ``mentioned``.
    """
    elsewhere = set(mentioned)
    for post in posts:
        if not post.certain or not post.places or _has_a_name(post, text, named):
            continue
        if not stands_for_its_holder(post, text, knowledge.adjectives):
            continue
        said_beside = not elsewhere.isdisjoint(post.places) or post.phrase in ALWAYS_ONE
        if said_beside:
            yield post


def _has_a_name(post: PostInText, text: str, named: Sequence[tuple[int, int]]) -> bool:
    return any(stands_for(post, text, start, end) for start, end in named)


_AFTER_ITS_NAME = re.compile(
    r"(?:['’]s)?,? (?:who )?(?:is |was |as |became |becomes )?(?:the |The |then |now )?(?:country['’]s )?"
)


def stands_for(post: PostInText, text: str, start: int, end: int) -> bool:
    """Whether the post is said of the name at ``start``..``end``: right before it, or in apposition."""
    if post.start < end and start < post.end:
        return True
    if post.end <= start:
        between = text[post.end : start]
        return len(between) <= 3 and between.strip(" \u00a0,") == "" and "\n" not in between
    between = text[end : post.start]
    return len(between) <= 28 and bool(_AFTER_ITS_NAME.fullmatch(between))
