"""What stands around a word anywhere in a document: "Mr." before it, "said" after it, "Inc." after it.

One sentence may tell nothing of "Brandl"; another place in the document often does.
"""

from collections.abc import Mapping, Sequence

Chunked = tuple[Sequence[str], Sequence[tuple[int, int]]]
"""A sentence's words and its chunks."""

_HONORIFICS = """
    mr mr. mrs mrs. ms ms. miss dr dr. prof. professor sir dame lady sen sen. rep rep. gov gov. gen
    gen. col col. maj. capt. lt. sgt. cpl. adm. cmdr. rev rev. justice judge president senator mayor
    governor king queen prince princess pope cardinal minister premier
"""
_HONORIFIC = frozenset(_HONORIFICS.split())
_PLACE_WORDS = frozenset({"in", "at", "near", "outside", "into", "across", "throughout"})
_OLDEST_WRITTEN_AGE = 2  # digits


def cues(
    document: Sequence[tuple[Sequence[str], Sequence[tuple[int, int]]]], lists: Mapping[str, str]
) -> dict[str, str]:
    """For each capitalised word of a document (in lower case), letters of what stands around it.

    t: an honorific before; g: a given
    name before; s: a verb of speech beside; a: an age after; w: "who" after; i: a preposition of
    place before; h: "the" before; o: a word of organisations after; l: written small elsewhere.
    """
    seen: dict[str, set[str]] = {}
    for words, spans in document:
        for start, end in spans:
            for i in range(start, end):
                word = words[i]
                if word[0].isalpha():
                    found = seen.setdefault(word.lower(), set())
                    found.update(_before(words, i, lists), _after(words, i, lists))
    for words, _ in document:
        for word in words:
            if word in seen and word.islower():
                seen[word].add("l")
    return {word: "".join(sorted(found)) for word, found in seen.items()}


def _before(words: Sequence[str], i: int, lists: Mapping[str, str]) -> str:
    if not i:
        return ""
    before = words[i - 1].lower()
    if before in _HONORIFIC and words[i - 1][0].isupper():
        return "t"
    if before in _PLACE_WORDS:
        return "i"
    if before == "the":
        return "h"
    on = lists.get(before, "")
    if "S" in on:
        return "s"
    if words[i - 1][0].isupper() and ("m" in on or "w" in on):
        further = words[i - 2].lower() in _HONORIFIC if i > 1 else False
        return "gt" if further else "g"
    return ""


def _after(words: Sequence[str], i: int, lists: Mapping[str, str]) -> str:
    if i + 1 >= len(words):
        return ""
    after = words[i + 1].lower()
    if after == "who":
        return "w"
    if after == "," and i + 2 < len(words):
        following = words[i + 2]
        if following == "who":
            return "w"
        return "a" if following.isdigit() and len(following) <= _OLDEST_WRITTEN_AGE else ""
    on = lists.get(after, "")
    if "S" in on:
        return "s"
    return "o" if "O" in on and words[i + 1][0].isupper() else ""
