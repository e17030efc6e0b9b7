"""The words that say who speaks, and the signs that stand for names and quotations beside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from postil.people import lexicon

FIRST_NAME, LAST_NAME = 0xE000, 0xF8FF
FIRST_QUOTE, LAST_QUOTE = 0xF0000, 0xFFFFD
ANY_NAME = f"([{chr(FIRST_NAME)}-{chr(LAST_NAME)}])\\1*"
ANY_QUOTE = f"[{chr(FIRST_QUOTE)}-{chr(LAST_QUOTE)}]"
NAME, QUOTE = re.compile(ANY_NAME), re.compile(ANY_QUOTE)

VERB = re.compile(
    rf"(?<![\w’'])(?:(?P<saying>{lexicon.either('speech.saying')})"
    rf"|(?P<quoting>{lexicon.either('speech.quoting')})"
    rf"|(?P<part>{lexicon.either('speech.participles')}))(?!\w)"
)
ACCORDING = re.compile(
    r"(?<!\w)(?:according to|selon|d['’]après|laut|nach den worten von|nach angaben von|según)(?!\w)",
    re.IGNORECASE,
)
# "said that", "wrote in her newsletter that", "asked who": a statement follows.
STATES = re.compile(
    r"[^\W\d_]+\sthat\s|(?:wrote|writes|posted|tweeted|announced|testified)(?:\s[\w’'-]+){1,5}\sthat\s"
    r"|(?:asked|asks|recalled|recalls)\s(?:\S+\s){0,2}(?:who|whether|what|why|how|when|where|if)\s"
)
# What is only thought is nobody's words unless it is quoted.
THINKING = lexicon.words("speech.thinking")
# Any word in the form of a verb says who speaks where it stands with a name right behind spoken words,
# and any word at all right between them and a name.
ANY_VERB = re.compile(r"\s(?P<verb>[a-z]{3,}(?:ed|s))(?!\w)")
PRONOUN_FIRST = re.compile(r"(?:(?:But|And|Then|Later|Earlier|Still)\s)?(he|she)\s", re.IGNORECASE)
HE_OR_SHE = re.compile(r"\s(?:he|she)(?=\s)")
ANY_WORD = re.compile(rf"\s(?P<verb>(?:s[’'])?[^\W\d_A-Z]{{3,}})(?=\s{ANY_NAME})")
VERB_THAT_QUOTE = re.compile(rf"(?<!\w)(?P<verb>[a-z]{{3,}}(?:ed|s)) that (?={ANY_QUOTE})")
NO_VERBS = frozenset(
    ("was", "has", "does", "is", "his", "its", "this", "as", "us", "perhaps", "sometimes", "always")
)
PREPOSITION = lexicon.words("grammar.prepositions")
# After these, "said X" goes on with another clause, in which X is no speaker.
CLAUSES = lexicon.words("grammar.clauses")


@dataclass(frozen=True, slots=True)
class Place:
    """A name in the text, and the person it means."""

    start: int
    end: int
    person: str


def coded(text: str, places: Sequence[Place], quotes: Sequence[tuple[int, int]]) -> str:
    """``text`` at its own length, each place and each quotation written as one repeated sign."""
    letters = list(text)
    for n, place in enumerate(islice(places, LAST_NAME - FIRST_NAME)):
        letters[place.start : place.end] = chr(FIRST_NAME + n) * (place.end - place.start)
    for n, (start, end) in enumerate(islice(quotes, LAST_QUOTE - FIRST_QUOTE)):
        letters[start:end] = chr(FIRST_QUOTE + n) * (end - start)
    return "".join(letters)


_HEAD = lexicon.either("trades.unnamed")
_WHOSE = rf"(?:[Aa]n?|[Aa]nother|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Tt]he [\w-]+[’']s?|{ANY_NAME}[’']s?)"
_SOMEBODY = (
    rf"{_WHOSE}\s(?:[\w’'-]+\s){{0,3}}?"
    rf"(?P<head>{_HEAD})(?![\w-])(?!,?\s(?:[A-Z][\w.’'-]*\s){{0,3}}[\ue000-\uf8ff])"
)
# Behind a name, which then says whose: "a Moor supporter".
OF_THE_NAMED = re.compile(rf"\s(?:{_HEAD}|campaigner|voter|ally|insider|loyalist)s?(?![\w-])")
UNNAMED = re.compile(rf"(?:(?:But|And|Yet|Even|Outside,|Later,)\s)?{_SOMEBODY}")
SAID_BY_UNNAMED = re.compile(rf"(?<!\w)(?:said|says|added|told|asked|shouted|wrote)\s{_SOMEBODY}")

_CLOSERS = {"“": "”", "‟": "”", '"': '"', "„": "“”", "«": "»", "»": "«", "‹": "›"}
_SINGLE = {"‘": "’", "'": "'’"}
_LONGEST_SINGLE = 2_000  # code points in single marks
_DASHES = "-–—"
# Before the mark that closes a quotation in single marks; an apostrophe stands after a letter.
_STRONG_END = frozenset(',.?!…;:–—”"')
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between quotation marks, the marks included: code points, within one paragraph.

    ``continues`` says that the quotation of the paragraph before was never closed and goes on here.
    """

    start: int
    end: int
    continues: bool


def quoted(text: str) -> list[Quoted]:
    """The outermost quotations of ``text``, in order. A mark without its other half quotes nothing."""
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text) if match[0].strip()]
    reversed_guillemets = 0 <= text.find("»") < (text.find("«") if "«" in text else len(text))
    found: list[Quoted] = []
    open_mark = ""
    for number, (start, end) in enumerate(paragraphs):
        following = text[slice(*paragraphs[number + 1])].lstrip()[:1] if number + 1 < len(paragraphs) else ""
        begin = start + len(text[start:end]) - len(text[start:end].lstrip())
        goes_on = bool(open_mark) and text[begin] == open_mark
        open_mark = ""
        for first, last, mark in _of_paragraph(text, start, end, following, reversed_guillemets):
            found.append(Quoted(first, last, goes_on and first == begin))
            open_mark = mark
    return found


def _of_paragraph(
    text: str, start: int, end: int, following: str, reversed_guillemets: bool
) -> Iterator[tuple[int, int, str]]:
    """Each quotation's start and end, and its opening mark where it stays open for the next paragraph."""
    i = start
    # What nothing closes from here on is not looked for again.
    alone: set[str] = set()
    single_from = start
    while i < end:
        mark = text[i]
        unclosed = mark in alone or (mark in _SINGLE and i < single_from)
        if unclosed or not _opens(text, i, start, reversed_guillemets):
            i += 1
            continue
        close = _single_close(text, i, end) if mark in _SINGLE else _double_close(text, i, end)
        if close is None and mark in _SINGLE and mark != "‘":
            single_from = i + _LONGEST_SINGLE
        elif close is None and mark not in _SINGLE:
            alone.add(mark)
        if close is not None:
            yield i, close + 1, ""
            i = close + 1
        elif mark == following:
            yield i, end, mark
            return
        else:
            i += 1


def _opens(text: str, i: int, start: int, reversed_guillemets: bool) -> bool:
    mark = text[i]
    if mark == "«":
        return not reversed_guillemets
    if mark == "»":
        return reversed_guillemets
    before = text[i - 1] if i > start else " "
    after = text[i + 1 : i + 2]
    if mark == '"':
        return not before.isalnum()
    if mark in _SINGLE:
        return (before.isspace() or before in "([" + _DASHES) and after.isalnum()
    return mark in _CLOSERS


def _double_close(text: str, i: int, end: int) -> int | None:
    closers = _CLOSERS[text[i]]
    return next((at for at in range(i + 1, end) if text[at] in closers), None)


def _single_close(text: str, i: int, end: int) -> int | None:
    """Where single marks close: not at an apostrophe, nor at a possessive that a later mark follows."""
    closers = _SINGLE[text[i]]
    end = min(end, i + _LONGEST_SINGLE)
    stop = text.find(" ‘", i + 1, end) if text[i] == "‘" else -1
    limit = stop if stop >= 0 else end
    ends = [
        at
        for at in range(i + 2, limit)
        if text[at] in closers and not text[at + 1 : at + 2].isalnum() and not text[at - 1].isspace()
    ]
    for n, at in enumerate(ends):
        possessive = text[at - 1] == "s" and n + 1 < len(ends)
        if text[at - 1] in _STRONG_END or not possessive:
            return at
    return None
