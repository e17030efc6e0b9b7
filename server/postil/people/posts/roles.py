"""Posts without a name: which of those in a text stand for somebody, and who held them on a day."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from postil.people.pack.knowledge import Knowledge, Known
from postil.people.posts.qualifiers import is_always_one
from postil.people.posts.spotting import PostInText, places_in
from postil.people.posts.standing import stands_for_its_holder


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
    mentioned: Mapping[str, int],
    knowledge: Knowledge,
) -> Iterator[PostInText]:
    """The posts that stand for somebody by themselves: no name in ``named`` (spans) is beside them.

    One whose country is not said beside it counts only where the country is in ``mentioned``, which has
    how often each is named.
    """
    for post in posts:
        if not post.certain or _has_a_name(post, text, named):
            continue
        if not stands_for_its_holder(post, text, knowledge.adjectives):
            continue
        places = _means(post, text, mentioned, knowledge)
        if places and (is_always_one(post.phrase) or not mentioned.keys().isdisjoint(places)):
            yield replace(post, places=places)


def _means(
    post: PostInText, text: str, mentioned: Mapping[str, int], knowledge: Knowledge
) -> tuple[str, ...]:
    """The places a post can be of, with the one that its words mean unless the text speaks of another.

    It does where it names that as often, or any other place in the same sentence.
    """
    if post.places or not post.by_default:
        return post.places
    same_words = {
        place for places in knowledge.places.values() if post.by_default in places for place in places
    }
    own = mentioned.get(post.by_default, 0)
    if any(count >= own for place, count in mentioned.items() if place not in same_words):
        return ()
    begin = max(text.rfind("\n", 0, post.start), text.rfind(". ", 0, post.start)) + 1
    ends = [end for mark in ("\n", ". ") if (end := text.find(mark, post.end)) >= 0]
    beside = places_in(text[begin : min(ends, default=len(text))], knowledge)
    return (post.by_default,) if same_words.issuperset(beside) else ()


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
