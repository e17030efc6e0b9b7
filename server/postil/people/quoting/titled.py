"""Quotation marks around what nobody says: the name of a film, a slogan, a word that is looked at."""

import re

from postil.people.quoting.quotemarks import Quoted
from postil.people.quoting.speech import Frame

_LOOK_AT = 30  # code points before a quotation
_WORKS = "film|song|book|novel|play|album|show|series|movie|exhibition|programme|slogan"
_NAMED = re.compile(
    r"(?:\(see|so-called|known as|called|dubbed|titled|entitled|named|nicknamed"
    rf"|(?:{_WORKS}|article|essay|poem|painting|word|phrase|term|single|sang|directed),?)\s*\Z",
    re.IGNORECASE,
)
# "the “Who, Me?” campaign"
_DETERMINED = re.compile(r"(?:\b(?:the|an?|its|their|his|her|this|that)|[’']s)\s\Z", re.IGNORECASE)
_OF_A_WORK = re.compile(rf"\s(?:{_WORKS}|campaign|project|program|poster|banner|sign|event|advert|ad)s?\b")
# "on Radio Moor’s “Who, Me?”"
_AIRED = re.compile(r"\b(?:on|in|for|from)\s(?:[A-Z][\w.]*\s){0,3}[A-Z][\w.]*[’']s\s\Z")
_CALLING = ("called", "calls", "branded", "described", "describes", "labelled", "labeled")
_OBJECTS = ("it", "him", "her", "them", "this")  # "called it “a disgrace”"


def is_speech(quote: Quoted, frame: Frame, text: str, code: str) -> bool:
    """Whether the marks of ``quote`` in ``text`` hold words that were spoken, not a title or a name.

    ``frame`` says who would speak them; ``code`` is what ``speaking.coded`` makes of the text.
    """
    if frame.verb < quote.start and not text[frame.end : quote.start].strip():
        return True
    look_from = max(0, quote.start - _LOOK_AT)
    if _AIRED.search(text, look_from, quote.start):
        return False
    if _OF_A_WORK.match(text, quote.end) and _DETERMINED.search(text, look_from, quote.start):
        return False
    is_small = text[quote.start + 1].islower()
    goes_on = is_small and text[quote.start - 2 : quote.start].rstrip().endswith(",")
    if goes_on or not _NAMED.search(text, look_from, quote.start):
        return True
    said_of = is_small and text[frame.verb : frame.end] in _CALLING
    return said_of or code[frame.end : quote.start].strip() in _OBJECTS
