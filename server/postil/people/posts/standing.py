"""Whether a post in a text stands for whoever holds it, by what is written right before and after it.

"The Apple chief designer" is nobody's boss, "the president of China Mobile" governs no country, "the
US president of 1962" is not this year's, and "the Dynamo Kyiv president" has nothing to do with Ukraine's.
Where it can't be told, it does not stand for anybody: a card is missing then, none is wrong.
"""

import re
from collections.abc import Container

from postil.people.posts.qualifiers import is_always_one
from postil.people.posts.spotting import PostInText

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
_WITH_ANOTHER_NOUN = """
    candidate candidates candidacy contender contenders hopeful hopefuls nominee nominees pick aspirant
    aspirants frontrunner front-runner favourite favorite race election elections runoff run-off campaign
    bid contest debate debates office offices palace job post role portfolio questions pro emeritus
    impersonator lookalike impostor wannabe state state's state’s city city's city’s county province
    university college club football basketball
"""
_NOUNS = frozenset(_WITH_ANOTHER_NOUN.split())
# "Chief" and "head" begin other titles: "chief economist", "head teacher", "chief financial officer".
_BEGIN_TITLES = frozenset(("chief", "head", "boss", "leader"))
_POSTED_ABROAD = _BEGIN_TITLES | {"top diplomat", "chief diplomat"}  # "America's top diplomat in Cairo"
_LONGEST_TITLE = 3  # words: "chief war crimes prosecutor"
_TITLE_ENDS = re.compile(
    r"(?:ist|or|er|man|woman|person|al|ing|ian|ive|ary|ant|ent|yst|ect|ology|ity|office|counsel|coach|nurse|whip"
    r"|judge|justice|delegate|product|risk|people|content|data|science|envoy|aide|clerk|of-staff)s?$"
)
# A sentence may open with these, and still speak of the country's own post.
_OPENERS = """
    a after although an and any as at because before both but by during even every for from had has he her
    his how if in is it its like meanwhile neither no nor not now on once only or our perhaps she since so
    still such than that the their then there they this though through to today together under unless
    until was were when where whereas whether which while who why will with without yesterday yet you
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december
"""
_SENTENCE_OPENS = frozenset(_OPENERS.split())
_NEVER_IN_TITLES = """
    another either ever however later never of off other out over rather said says sent spent went
"""
_NO_TITLES = _SENTENCE_OPENS | frozenset(_NEVER_IN_TITLES.split())
_DAYS_AND_MONTHS = frozenset(_OPENERS.split()[-19:])


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
