"""Names of people that mean no person in the article: ships, storms, firms, bylines, photo credits.

What the words right around a name make certain is settled here, whatever its other places say.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from postil.people import lexicon
from postil.people.names import NameSpan
from postil.people.names.titles import is_title

_SHIP = lexicon.words("things.ships")
# "The ferry Princess Victoria": these stand between a ship's kind and its name.
_SHIP_TITLES = frozenset(
    {"princess", "queen", "king", "prince", "lady", "lord", "sir", "saint", "st.", "mary"}
)
_STATES = lexicon.words("places.states")
_STATES_SHORT = lexicon.words("places.states_short")
# What follows makes a work of the name: "the graphic novel Ada Lovelace".
_WORKS = frozenset({"novel", "sitcom", "musical", "biopic", "journal"})
# What follows makes a house of the name: "the Duke of Wellington pub".
_HOUSES = frozenset({"pub", "inn", "hotel", "tavern", "museum", "theatre", "theater", "stadium"})
_STREETS = lexicon.words("places.streets")
# "Moor Tower": of two words too.
_BUILDINGS = frozenset(("tower", "towers", "plaza"))
# Bodies and honours named after people; none is a family name.
_BODIES = lexicon.words("organisations.bodies")
_EATING = lexicon.words("places.eating")
# "St James' Park", "St. Mary's Hospital".
_SAINT = frozenset(("st", "st.", "saint"))
_OF_SAINTS = _BODIES | _STREETS | {"park", "square", "church", "cathedral", "parish", "school", "hill"}
_OF_THE = frozenset(("del", "du", "des", "della"))  # "el presidente del Gobierno"
_FULL_NAME = 2  # words
_CREDIT = lexicon.words("grammar.credits")
_FIRM_ENDS = lexicon.words("organisations.firm_ends")
_OPENING = frozenset(('"', "“", "``", "‘", "„", "«"))
_CLOSED = tuple([mark] for mark in ('"', "”", "''", "’", "“", "»"))
_CALLED = lexicon.words("grammar.called")
_SEAT = re.compile(r"[A-Z]{2,}-[A-Z]")
# A byline is a line of its own: "By", one to three names, an office or a place; this many tokens at most.
_LONGEST_BYLINE = 14
_BYLINE_WORDS = frozenset({"and", "in", "of", "for", "the", "van", "de", "von"})
# Who is called by a place: "the Archbishop of Canterbury", "the King of Jordan". Alone, none is a name.
_RANKS = lexicon.words("titles.ranks")
_ARTICLES = frozenset(("the", "a", "an"))
_NEVER = lexicon.words("organisations.never_people")
_SHOP = lexicon.words("organisations.shops")


def without_traps(words: Sequence[str], spans: Sequence[tuple[int, int]], tags: Sequence[str]) -> list[str]:
    """The label letters of a sentence's chunks with those names that mean no person relabelled."""
    if is_credit_line(words):
        return [row.replace("B", "X").replace("I", "X") for row in tags]
    freed = []
    for (start, _), row in zip(spans, tags, strict=True):
        letters = list(row)
        for first, end in names(row):
            if _is_trap(words, start + first, start + end):
                letters[first:end] = "X" * (end - first)
        freed.append("".join(letters))
    return freed


def names(tags: str) -> list[tuple[int, int]]:
    """The (start, end) of each name in a row of label letters."""
    found = []
    start = None
    for i, tag in enumerate([*tags, "O"]):
        if start is not None and tag != "I":
            found.append((start, i))
            start = None
        if tag == "B":
            start = i
    return found


def is_credit_line(words: Sequence[str]) -> bool:
    """Whether a sentence only says who wrote, edited or photographed: names in it are no news."""
    at = 0
    while at < len(words) and not words[at][0].isalpha():
        at += 1
    opening = [word.lower() for word in words[at : at + 3]]
    if not opening:
        return False
    if opening[0] == "by":
        written_out = words[-1] not in (".", "!", "?")
        return at == 0 and written_out and len(words) <= _LONGEST_BYLINE and _only_names(words[1:])
    if opening[0] == "additional":
        opening = opening[1:]
    return len(opening) > 1 and opening[0] in _CREDIT and opening[1] in ("by", ":", "credit", "courtesy")


def _only_names(words: Sequence[str]) -> bool:
    """Whether nothing written small stands in ``words`` but what joins names and offices."""
    return all(not word.islower() or word in _BYLINE_WORDS for word in words)


def _is_trap(words: Sequence[str], first: int, end: int) -> bool:
    at = first - 1
    while at > 0 and words[at].lower() in _SHIP_TITLES:
        at -= 1
    before = words[at].lower() if at >= 0 else ""
    after = words[end].lower() if end < len(words) else ""
    name = " ".join(words[first:end]).lower()
    if before in _SHIP or (end - first > 1 and words[first].lower() in _SHIP):
        return True
    if end - first == 1 and after == "," and _is_state(words, end + 1):
        return True
    if after in _HOUSES or before in _WORKS:
        return True
    if words[first] in _OF_THE and first and words[first - 1].islower() and is_title(words[first - 1]):
        return True
    if end - first > _FULL_NAME and words[end - 1].lower() in _STREETS:
        return True
    if end - first > 1 and words[end - 1].lower() in _BUILDINGS:
        return True
    if before == "the" and end - first > 1 and words[end - 1].lower() in _BODIES:
        return True
    if before in _SAINT and words[end - 1].lower() in _OF_SAINTS:
        return True
    if after in ("'s", "’s") and _is_eating_place(words[end + 1 : end + 2]):
        return True
    if before == "," and name.replace(" ", "").rstrip(".") in _STATES_SHORT:
        return True
    if name in _NEVER or f"{before} {name}" in _NEVER:
        return True
    if _is_quoted_title(words, first, end) or _is_seat(words, first):
        return True
    if _is_rank(words, first, end) or _is_place_of_rank(words, first, end):
        return True
    if end - first == 1 and ("/" in (after, before)) and _is_slashed(words, first, end):
        return True
    if end - first == 1 and after in ("and", "&") and _is_firm_end(words[end + 1 : end + 2]):
        return True
    if words[end - 1].lower() in _FIRM_ENDS or (after in _FIRM_ENDS and words[end][0].isupper()):
        return True
    if after in ("'s", "’s") and name in _SHOP and end - first == 1:
        return True
    return _in_firm(words, first, end)


def _is_quoted_title(words: Sequence[str], first: int, end: int) -> bool:
    """Whether a single name and nothing else stands between quotation marks: a show, a book, a song.

    Not where it is said that somebody goes by it: "known as “Lula”".
    """
    if end - first > 1 or not first:
        return False
    if words[end : end + 1] == [":"] and words[first - 1] in _OPENING:
        return words[end + 1 : end + 2] != [] and words[end + 1][0].isupper()
    if words[first - 1] not in _OPENING:
        return False
    if not _CALLED.isdisjoint(words[max(0, first - 3) : first - 1]):
        return False
    closing = words[end : end + 2]
    return bool(closing) and list(closing[closing[0] in (",", ".") :][:1]) in _CLOSED


def _is_rank(words: Sequence[str], first: int, end: int) -> bool:
    """Whether the name is a bare rank: "the Duchess", "Prince of Wales", but not the musician Prince."""
    if end - first > 1 or words[first].lower() not in _RANKS:
        return False
    return words[end : end + 1] == ["of"] or (first > 0 and words[first - 1].lower() in _ARTICLES)


def _is_place_of_rank(words: Sequence[str], first: int, end: int) -> bool:
    """Whether what a rank is held of stands there: a place, or what it lends its name to."""
    if end - first > _FULL_NAME or first < 2:
        return False
    return words[first - 1] == "of" and words[first - 2].lower() in _RANKS


def _is_seat(words: Sequence[str], first: int) -> bool:
    """Whether what stands in brackets is a member's party and seat: "(BN-Seremban)"."""
    return first > 0 and words[first - 1] == "(" and _SEAT.match(words[first]) is not None


def _is_slashed(words: Sequence[str], first: int, end: int) -> bool:
    """Whether the name is one half of a firm's, "Moss/Dragoti": the other half is written large too."""
    if words[end : end + 1] == ["/"]:
        begins, other = first, words[end + 1 : end + 2]
    else:
        begins, other = first - 2, words[max(0, first - 2) : first - 1]
    return begins > 0 and bool(other) and other[0][0].isupper()


def _is_firm_end(following: Sequence[str]) -> bool:
    return any(word.lower() in _FIRM_ENDS and word[0].isupper() for word in following)


def _is_eating_place(following: Sequence[str]) -> bool:
    """Whether what follows "Harry's" is a bar of that name: written large."""
    return any(word.lower() in _EATING and word[0].isupper() for word in following)


def _is_state(words: Sequence[str], at: int) -> bool:
    """Whether a state of the US stands at ``at``, as after a town: "Clinton, Iowa", not "Clinton, Iowa's"."""
    for end in (at + 1, at + 2):
        if " ".join(words[at:end]).lower() in _STATES:
            return words[end : end + 1] not in (["'s"], ["’s"])
    return False


def _in_firm(words: Sequence[str], first: int, end: int) -> bool:
    """Whether a single name is part of "Brandt, Keller & Hughes" or "Brandt & Co."."""
    if end - first != 1:
        return False
    at = end
    while at + 1 < len(words) and words[at] == "," and words[at + 1][0].isupper():
        at += 2
    if at < len(words) and words[at] == "&" and at + 1 < len(words):
        listed = at > end or (first > 0 and words[first - 1] == ",")
        return listed or words[at + 1].lower() in _FIRM_ENDS
    return first > 3 and words[first - 1] == "&" and words[first - 3] == ","


_WHERE = re.compile(r"\b(?:from|in|near|outside|across|throughout)\s+$", re.IGNORECASE)
_STORM = re.compile(
    r"\b(?:hurricanes?|typhoons?|cyclones?|tropical storms?)(?:\s(?P<name>[A-Z][\w’'-]+))?", re.IGNORECASE
)
# Storms that are spoken of by their bare names years later.
_REMEMBERED = lexicon.words("things.storms")
_LOOK_BACK = 12  # characters: the longest of these words and white space


def without_places(spans: Sequence[NameSpan], text: str) -> list[NameSpan]:
    """``spans`` without the single names that nothing in ``text`` shows to be a person's.

    A place is what follows "from" or "in" at each of its mentions, with no title and in no longer name.
    """
    shown: defaultdict[str, bool] = defaultdict(bool)
    for span in spans:
        for word in span.text.split():
            shown[word] |= not _may_be_place(span, text)
    kept = [span for span in spans if any(shown[word] for word in span.text.split())]
    return _without_storms(kept, text)


def _without_storms(spans: Sequence[NameSpan], text: str) -> list[NameSpan]:
    """``spans`` without the names of storms, where ``text`` speaks of storms and of nobody of that name."""
    storms = [match["name"] for match in _STORM.finditer(text)]
    if not storms:
        return list(spans)
    named = _REMEMBERED | {name for name in storms if name}
    people = {word for span in spans if span.title or " " in span.text for word in span.text.split()}
    return [span for span in spans if span.text in people or span.text not in named]


def _may_be_place(span: NameSpan, text: str) -> bool:
    before = text[max(0, span.start - _LOOK_BACK) : span.start]
    return not span.title and len(span.text.split()) == 1 and _WHERE.search(before) is not None
