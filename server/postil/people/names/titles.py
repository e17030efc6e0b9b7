"""The words before a name that say who bears it, and whether they, kin or pronouns say man or woman."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from postil.people import lexicon

_DETACHED = lexicon.words("titles.never_given")
_OFFICE = lexicon.words("titles.honorifics", "titles.never_given", "titles.offices")
_QUALIFIER = lexicon.words("titles.qualifiers")
_STOP = lexicon.words("grammar.stops")
# How many words follow "of" at most: "Secretary of State", "Minister of Foreign and European Affairs".
_LONGEST_FIELD = 4


def is_title(word: str) -> bool:
    """Whether ``word`` is an office or honorific, and never part of a name itself."""
    return word.lower().rstrip(".") in _DETACHED


def title_start(words: Sequence[str]) -> int:
    """Where in ``words`` the title that ends them begins; ``len(words)`` where there is none."""
    head = _head(words)
    if head is None:
        return len(words)
    start = head
    while start and _belongs(words, start - 1):
        start -= 1
    while start < head and not _may_begin(words[start]):
        start += 1
    return start


def _head(words: Sequence[str]) -> int | None:
    """The word that names the office: the last one, or the one before a last "of ..."."""
    last = len(words) - 1
    if last < 0:
        return None
    if _plain(words[last]) in _OFFICE:
        return last
    for i in range(last, max(last - _LONGEST_FIELD, 0), -1):
        if words[i] == "of" and words[i - 1].lower() in _OFFICE:
            return i - 1
        if not (words[i][0].isupper() or words[i] in ("the", "and", "for")):
            return None
    return None


def _belongs(words: Sequence[str], i: int) -> bool:
    """Whether the word at ``i`` says more of the title that follows it."""
    word = words[i]
    low = _plain(word)
    if low in ("'s", "’s"):
        return i > 0 and words[i - 1][0].isupper()
    if low == "and":
        return i > 0 and words[i - 1][0].isupper() and words[i + 1][0].isupper()
    if low in _STOP or (i == 0 and low.endswith("ing")):
        return False
    return low in _QUALIFIER or low in _OFFICE or word[0].isupper()


def _may_begin(word: str) -> bool:
    return word[0].isalpha() and word.lower() != "and"


def _plain(word: str) -> str:
    """Lower case, without a full stop and without what says that it is past."""
    return word.lower().rstrip(".").removeprefix("ex-").removeprefix("then-")


_HE = re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_HE_WORDS = frozenset(("he", "er", "il"))
_MALE_TITLES = lexicon.words("titles.of_men")
_FEMALE_TITLES = lexicon.words("titles.of_women")


_MEN = lexicon.either("kin.men")
_WOMEN = lexicon.either("kin.women")
KIN = f"{_MEN}|{_WOMEN}|cousin"
# Not "Adam Lind, his wife Zoe and": there somebody else follows.
_KIN = re.compile(
    rf",\s(?:the|a|his|her|their)\s(?:[\w’'-]+\s)?(?:(?P<male>{_MEN})|(?:{_WOMEN}))\b(?!,?\s[A-Z])"
)


_KIN_BEFORE = re.compile(rf"\b(?:(?P<male>{_MEN})|(?:{_WOMEN})),?\s(?:[A-Z][\w.]*\s)?\Z")


class Gender(StrEnum):
    MALE = "m"
    FEMALE = "f"
    UNKNOWN = ""


def of_pronoun(word: str) -> Gender:
    """What "he" or "she" says, also in German and French."""
    return Gender.MALE if word.lower() in _HE_WORDS else Gender.FEMALE


def of_title(title: str) -> Gender:
    words = title_words(title)
    if words & _MALE_TITLES:
        return Gender.MALE
    return Gender.FEMALE if words & _FEMALE_TITLES else Gender.UNKNOWN


def of_given_name(name: str, lists: Mapping[str, str]) -> Gender:
    """What the first word of a name of two words or more says, by the tagger's lists of given names."""
    words = name.split()
    on = lists.get(words[0].lower(), "") if len(words) > 1 else ""
    if ("m" in on) == ("w" in on):
        return Gender.UNKNOWN
    return Gender.MALE if "m" in on else Gender.FEMALE


def of_kinship(text: str) -> Gender:
    """What the words right after a name make its bearer: "…, the daughter of"."""
    match = _KIN.match(text)
    if not match:
        return Gender.UNKNOWN
    return Gender.MALE if match["male"] else Gender.FEMALE


def of_kin_before(text: str) -> Gender:
    """What the words right before a name, with which ``text`` ends, make its bearer: "his wife, "."""
    match = _KIN_BEFORE.search(text)
    if not match:
        return Gender.UNKNOWN
    return Gender.MALE if match["male"] else Gender.FEMALE


def of_noun(word: str) -> Gender:
    """What a noun such as "spokeswoman" or "husband" makes whom it is said of."""
    if re.fullmatch(rf"\w*woman|girl|lady|{_WOMEN}", word):
        return Gender.FEMALE
    return Gender.MALE if re.fullmatch(rf"\w*man|boy|{_MEN}", word) else Gender.UNKNOWN


def of_pronouns(text: str) -> Gender:
    """The gender of most of the pronouns in ``text``."""
    male, female = len(_HE.findall(text)), len(_SHE.findall(text))
    if male > female:
        return Gender.MALE
    return Gender.FEMALE if female > male else Gender.UNKNOWN


def agreed(genders: Iterable[Gender]) -> Gender:
    """The one gender that is said; unknown where none is, or both are."""
    known = set(genders) - {Gender.UNKNOWN}
    return known.pop() if len(known) == 1 else Gender.UNKNOWN


def title_words(title: str) -> set[str]:
    return {word.strip(".").lower() for word in title.split()}
