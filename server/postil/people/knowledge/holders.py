"""Posts without a name: what stands beside them, which stand for somebody, and who held them on a day."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from postil.models import KnownPerson
from postil.people import lexicon
from postil.people.knowledge import Knowledge
from postil.people.knowledge.posts import PostInText, is_always_one, places_in

_LOOK_BACK = 30  # characters: a word before the post
_LOOK_AHEAD = 60  # characters: a few words after it
_SPACE = "[ \u00a0]"

_WORD_BEFORE = re.compile(rf"(?P<word>[^\W_][\w.&'’-]*){_SPACE}$")
_WORD_AFTER = re.compile(rf"{_SPACE}(?P<word>[^\W_][\w'’-]*)")
_OF_SOMETHING = re.compile(rf"{_SPACE}of\b")
_FOR_SOMETHING = re.compile(rf"{_SPACE}for{_SPACE}(?:the{_SPACE})?[A-Z]")
_IN_SOME_PLACE = re.compile(rf"{_SPACE}(?:in|to){_SPACE}(?:the{_SPACE})?[A-Z]")
_OF_ANOTHER_LONDON = re.compile(rf",{_SPACE}[A-Z]")  # "the mayor of London, Ontario"
_WHICH_ONE = re.compile(
    rf"{_SPACE}(?:who|whose|whom|under{_SPACE}whom|elected|assassinated|killed|ousted|overthrown|toppled"
    rf"|deposed)\b|,{_SPACE}who{_SPACE}(?:(?:had|has|was){_SPACE})?(?:died|killed|assassinated|served|ruled|governed)\b"
)
_AT_ANOTHER_TIME = re.compile(
    rf"""{_SPACE}(?:
        (?:in|of|from|between|during|until|till)\ (?:the\ )?(?:early\ |late\ |mid-)?(?:1[0-9]|20)\d\d
      | (?:at|of|in)\ (?:the|that|those|his|her)\ (?:times?|days?|era|years|period|epoch)\b
      | \((?:1[0-9]|20)\d\d | back\ then | until\ recently | before\ (?:him|her|them)\b
    )""",
    re.VERBOSE,
)
_NOT_YET = re.compile(r"[- ](?:elect|designate|in-waiting|in-exile)\b", re.IGNORECASE)
# With one of these the post is only a part of what is meant: "a chancellor candidate", "the president pick".
_NOUNS = lexicon.words("titles.with_another_noun")
# "Chief" and "head" begin other titles: "chief economist", "head teacher", "chief financial officer".
_BEGIN_TITLES = frozenset(("chief", "head", "boss", "leader"))
_POSTED_ABROAD = _BEGIN_TITLES | {"top diplomat", "chief diplomat"}  # "America's top diplomat in Cairo"
_LONGEST_TITLE = 3  # words: "chief war crimes prosecutor"
_TITLE_ENDS = re.compile(
    r"(?:ist|or|er|man|woman|person|al|ing|ian|ive|ary|ant|ent|yst|ect|ology|ity|office|counsel|coach|nurse|whip"
    r"|judge|justice|delegate|product|risk|people|content|data|science|envoy|aide|clerk|of-staff)s?$"
)
# A sentence may open with these, and still speak of the country's own post.
_SENTENCE_OPENS = lexicon.words("grammar.sentence_opens", "grammar.days_and_months")
_NO_TITLES = _SENTENCE_OPENS | lexicon.words("grammar.never_in_titles")
_DAYS_AND_MONTHS = lexicon.words("grammar.days_and_months")


def stands_for_its_holder(post: PostInText, text: str, adjectives: Container[str]) -> bool:
    """Whether nothing beside the post says that it means something else than its country's or body's own.

    ``adjectives`` are words of countries that can't follow "of": "the president of French" what?
    """
    written = text[post.start : post.end]
    country_first = not written.casefold().startswith(post.phrase.rstrip("."))
    names_its_body = country_first or is_always_one(post.phrase)
    if names_its_body and _is_part_of_a_longer_name(text[max(0, post.start - _LOOK_BACK) : post.start]):
        return False
    after = text[post.end : post.end + _LOOK_AHEAD]
    if any(said.match(after) for said in (_AT_ANOTHER_TIME, _NOT_YET, _WHICH_ONE)):
        return False
    if post.phrase.startswith("mayor") and _OF_ANOTHER_LONDON.match(after):
        return False
    following = _WORD_AFTER.match(after)
    word = following["word"] if following else ""
    if word.casefold() in _NOUNS:
        return False
    country_after = written[len(post.phrase) :].partition(" of ")[2].removeprefix("the ")
    if country_after and not country_first:
        return country_after not in adjectives and not _names_something_else(word)
    if _OF_SOMETHING.match(after) or _FOR_SOMETHING.match(after):
        return False
    if post.phrase in _POSTED_ABROAD and _IN_SOME_PLACE.match(after):
        return False
    return post.phrase not in _BEGIN_TITLES or not _goes_on_as_a_title(after)


def _is_part_of_a_longer_name(before: str) -> bool:
    """Whether the country belongs to what ``before`` ends with: "Bank of China", "Dynamo Kyiv"."""
    match = _WORD_BEFORE.search(before)
    if match is None:
        return False
    word = match["word"]
    if word in ("of", "for"):
        return True
    return word[0].isupper() and word.casefold() not in _SENTENCE_OPENS and not word.endswith(("'s", "’s"))


def _names_something_else(word: str) -> bool:
    """Whether ``word`` goes on with the country's name: "China Mobile", but not "of China Friday"."""
    return word[:1].isupper() and word.casefold() not in _DAYS_AND_MONTHS


def _goes_on_as_a_title(after: str) -> bool:
    """Whether one of the next words ends a title, with no word between that can't be in one."""
    at = 0
    for _ in range(_LONGEST_TITLE):
        match = _WORD_AFTER.match(after, at)
        if match is None or not _may_be_in_a_title(match["word"]):
            return False
        if _TITLE_ENDS.search(match["word"]):
            return True
        at = match.end()
    return False


def _may_be_in_a_title(word: str) -> bool:
    return word.islower() and word not in _NO_TITLES and not word.endswith("ed")


def holder(post: PostInText, day: date, knowledge: Knowledge) -> KnownPerson | None:
    """The one person who held the post on ``day``; None where nobody, or two, or it is uncertain.

    Words that name two countries ("Moscow") mean the one that had a holder on the day.
    """
    if not post.certain:
        return None
    people = {
        known.id: known
        for place in post.places
        for role in post.roles
        for known, _ in knowledge.holders(place, role, day)
    }
    [found] = people.values() if len(people) == 1 else [None]
    return found if found and _fits(found, post.phrase) else None


def _fits(known: KnownPerson, phrase: str) -> bool:
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
