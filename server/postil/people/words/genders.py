"""Whether a name, a title or the pronouns around a name say that somebody is a man or a woman."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

_HE = re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
_HE_WORDS = frozenset(("he", "er", "il"))
_MALE = """
    mr sir lord king prince duke baron father brother congressman emperor sheikh imam pope herr herrn
    monsieur señor chairman spokesman
"""
_MALE_TITLES = frozenset(_MALE.split())
_FEMALE = """
    mrs ms miss dame lady queen princess duchess baroness sister mother congresswoman empress madame frau
    mme señora chairwoman spokeswoman
"""
_FEMALE_TITLES = frozenset(_FEMALE.split())


_MEN = (
    "son|brother|father|husband|uncle|nephew|grandson|grandfather|widower|boyfriend|stepfather|son-in-law"
    "|brother-in-law|father-in-law"
)
_WOMEN = (
    "daughter|sister|mother|wife|aunt|niece|granddaughter|grandmother|widow|girlfriend|stepmother"
    "|daughter-in-law|sister-in-law|mother-in-law"
)
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
