"""A text cut into sentences, in any script that ends them with a sign.

A full stop ends no sentence after an initial, an abbreviation or a number's "No.", nor before a small
letter. A line break ends one. Nothing of the text is lost: a sentence keeps the space behind it.
"""

import re
from collections.abc import Iterator

_ENDS = re.compile(
    r"(?<![.!?…])(?P<latin>[.!?…]++[\"'”’»)\]]*+(?=\s))\s*|(?P<full>[。！？।॥؟۔።]++[\"'”’»」』）\]]*+)\s*|\n\s*"
)
_INITIAL = re.compile(r"(?:^|[\s.(“\"‘'-])[^\W\d_]\.$")
_WORD = re.compile(r"([^\s(“\"‘']+)\.$")
_ABBREVIATION_NAMES = """
    mr mrs ms mx dr prof rev hon gov sen rep gen col lt maj capt sgt cpl adm cmdr pres st ste sr jr esq messrs
    no nos vol pp vs etc al approx dept est inc ltd co corp bros fig ed op cf ca viz
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    ave blvd rd mt ft e.g i.e a.m p.m u.s u.k u.n d.c ph.d
    hr fr nr str bzw usw vgl mme mlle sra srta ud uds dra exmo art
"""
_ABBREVIATIONS = frozenset(_ABBREVIATION_NAMES.split())
_SMALL = re.compile(r"\s*[\"'“‘«(\[]*[^\W\d_]")
_MOST_LOOKED_BACK = 24  # characters: longer than any abbreviation


def split(text: str) -> list[str]:
    """The sentences of ``text`` in order; joined they are ``text``."""
    return list(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _ENDS.finditer(text):
        if end["latin"] and not _is_an_end(text, end.end("latin"), end.end(), end["latin"]):
            continue
        if not text[start : end.end()].isspace():
            yield text[start : end.end()]
            start = end.end()
    if start < len(text):
        yield text[start:]


def _is_an_end(text: str, sign_end: int, next_start: int, sign: str) -> bool:
    if "\n" in text[sign_end:next_start]:
        return True
    following = _SMALL.match(text, next_start, next_start + _MOST_LOOKED_BACK)
    starts_small = following is not None and following.group()[-1].islower()
    if starts_small:
        return False
    if sign != ".":
        return True
    before = text[max(0, sign_end - _MOST_LOOKED_BACK) : sign_end]
    word = _WORD.search(before)
    return not _INITIAL.search(before) and not (word and word.group(1).lower() in _ABBREVIATIONS)
