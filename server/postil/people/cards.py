"""A person -> what a card shows: the office on the article's day, and where each fact is from."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from postil.models import Basis, Card, KnownPerson, Mention, Person, Source, Tenure
from postil.people.linking import Link
from postil.people.names import Group, NameSpan, fold

PACK, WIKIDATA = "Postil’s people file", "Wikidata"
LATELY = timedelta(days=2 * 365)  # an office last known before that is most often over
LONGEST_QUOTE = 200  # characters of the article's own words on a person: two lines of a card
LONGEST_APPOSITION = 90
# An article on an unknown person is sure of them by its own words, unless a short form is shared.
FROM_THE_ARTICLE, SHARED_SHORT_FORM = 1.0, 0.6

_ARTICLE = r"(?:an?|the|one of|who|whose|now|then|formerly)\s"
_BARE = r"[a-z][\w’'-]+ (?:[\w’'-]+ )?(?:of|at|for|with|in)\s"  # "director of research at"
_OPENING = re.compile(rf",\s(?=(?:\d{{1,3}}, )?(?:{_ARTICLE}|{_BARE}))")
# At the beginning of a sentence, or after a word that people follow.
_ROLE_BEFORE = re.compile(
    r"(?:(?:^|[.!?]['’”\"]?\s+|\n)(?=T)|\b(?:said|says|by|told|asked|and|to|with)\s(?=t))"
    r"(?P<role>[Tt]he (?:[a-z][\w’'-]*\s){0,4}[a-z][\w’'-]*),\s\Z"
)
_AGE = re.compile(r"\d{1,3}, ")
_APPOSITION_END = re.compile(r"[,;:()\n“”\"—–]")
# A finite verb makes a clause of its own, unless "who" opens it.
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|said|says|can|could)\b")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|St|Jr|Sr|Inc|Corp|Co|Ltd|No|vs|U\.S|U\.K|U\.N"
    r"|D\.C|a\.m|p\.m|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z])\.$"
)
_SENTENCE_END = re.compile(r"[.!?][”\"’']?(?=\s)|\n")


def unknown_person(name: str, scope: str, namesake: int = 0) -> Person:
    """Somebody of whom nothing is known: an id of their own within ``scope``.

    ``namesake`` tells those of one name apart: 0 for the first of them.
    """
    number = f"-{namesake + 1}" if namesake else ""
    return Person(id=f"{scope}:{fold(name).replace(' ', '-')}{number}", name=name)


def card_of(
    known: KnownPerson,
    link: Link,
    mentions: tuple[Mention, ...],
    named_as: Iterable[str],
    on: date | None,
    today: date,
) -> Card:
    """The card of ``known``, whom ``link`` says is meant. Without a day there is no office "then"."""
    then = _highest((*known.held_on(on), *link.stated)) if on else None
    now = _highest(known.held_on(today))
    last = _highest(tenure for tenure in known.tenures if tenure.may_cover(today, LATELY))
    if now and then and (now.office, now.of) == (then.office, then.of):
        now = None
    if now or last == then:
        last = None
    return Card(
        person=known.person,
        then=then,
        now=now,
        last_known=last,
        alive_then=(True if link.stated else known.lived_on(on)) if on else None,
        named_as=tuple(dict.fromkeys(named_as)),
        mentions=mentions,
        basis=Basis.LIVE if link.retrieved else Basis.KNOWLEDGE,
        alternatives=tuple(other.person for other in link.others),
        confidence=link.confidence,
        pending=link.pending,
        sources=(_source_of(known, link, then or now or last),),
    )


def card_of_unknown(
    group: Group, link: Link, mentions: tuple[Mention, ...], named_as: Iterable[str], text: str, scope: str
) -> Card:
    """The card of somebody who is not known for sure: what the article itself says."""
    return Card(
        person=unknown_person(group.name, scope, group.namesake),
        then=None,
        now=None,
        alive_then=None,
        named_as=tuple(dict.fromkeys(named_as)),
        mentions=mentions,
        basis=Basis.ARTICLE,
        from_article=own_words(group, text),
        alternatives=tuple(other.person for other in link.others),
        pending=link.pending,
        confidence=SHARED_SHORT_FORM if group.ambiguous else FROM_THE_ARTICLE,
    )


def card_as_unknown(card: Card, person: Person, text: str) -> Card:
    """``card`` as that of ``person``, of whom nothing is known but the article's own words."""
    mentions = tuple(replace(each, name=person.name, qid=person.qid) for each in card.mentions)
    spans = tuple(NameSpan(each.start, each.end, each.text, "") for each in mentions)
    group = Group(spans=spans, name=fullest(mentions).text, titles=(), ambiguous=False)
    return Card(
        person=person,
        then=None,
        now=None,
        alive_then=None,
        named_as=card.named_as,
        mentions=mentions,
        basis=Basis.ARTICLE,
        from_article=own_words(group, text),
    )


def fullest(mentions: Sequence[Mention]) -> Mention:
    """The mention of the most words; of several the first."""
    return max(mentions, key=lambda mention: len(mention.text.split()))


def _highest(tenures: Iterable[Tenure]) -> Tenure | None:
    return min(tenures, key=lambda tenure: tenure.rank, default=None)


def _source_of(known: KnownPerson, link: Link, shown: Tenure | None) -> Source:
    """Where the facts are from; those of the pack were checked on the last day it vouches for."""
    checked = shown.known if shown else None
    return Source(
        label=WIKIDATA if link.retrieved else PACK,
        url=f"https://www.wikidata.org/wiki/{known.qid}" if known.qid else None,
        retrieved=link.retrieved or checked,
    )


def own_words(group: Group, text: str) -> str | None:
    """The article's own words on the person: an apposition, else the sentence of the first mention."""
    if apposition := set_beside(group, text):
        return apposition
    first = next((span for span in group.spans if span.text == group.name), group.spans[0])
    return sentence_around(text, first.start, first.end)


def set_beside(group: Group, text: str) -> str | None:
    """What the article sets between commas beside one of the person's names; None where it does nowhere."""
    said = (_role_before(text, span.start, span.end) or _apposition(text, span.end) for span in group.spans)
    return next(filter(None, said), None)


def _role_before(text: str, start: int, end: int) -> str | None:
    """What is said right before a name set between commas ("the harbour master, Edda Lorne, said").

    None after a word that makes it a time or a place: "after the storm, Edda Lorne, 40, said".
    """
    found = _ROLE_BEFORE.search(text, max(0, start - LONGEST_APPOSITION), start)
    closed = text[end : end + 1] in (",", ".", ";", "")
    return found["role"] if found and closed else None


def _apposition(text: str, end: int) -> str | None:
    """What is said between commas right after a name that ends at ``end``; None where nothing is."""
    opening = _OPENING.match(text, end)
    if not opening:
        return None
    begin = opening.end()
    age = _AGE.match(text, begin)
    ending = _APPOSITION_END.search(text, age.end() if age else begin)
    stop = min(ending.start() if ending else len(text), _sentence_end(text, begin))
    words = text[begin:stop].rstrip(" .!?")
    if len(words) > LONGEST_APPOSITION or (_CLAUSE.search(words) and " who" not in " " + words):
        return None
    return words or None


def _sentence_end(text: str, start: int) -> int:
    """Where the sentence that runs at ``start`` ends; the dot of an abbreviation ends none."""
    for match in _SENTENCE_END.finditer(text, start):
        if match[0] == "\n" or not _ABBREVIATION.search(text[start : match.start() + 1]):
            return match.end()
    return len(text)


def sentence_around(text: str, start: int, end: int) -> str | None:
    """The sentence of ``text`` that holds ``start``..``end``, cut at a word where it is long."""
    begin = text.rfind("\n", 0, start) + 1
    while (following := _sentence_end(text, begin)) <= start:
        begin = following
    sentence = text[begin : _sentence_end(text, begin)].strip()
    if len(sentence) <= LONGEST_QUOTE:
        return sentence or None
    offset = text.index(sentence, begin)
    low = max(0, end - offset - LONGEST_QUOTE // 2)
    piece = sentence[low : low + LONGEST_QUOTE]
    if low:
        piece = "…" + piece.partition(" ")[2]
    if low + LONGEST_QUOTE < len(sentence):
        piece = piece.rpartition(" ")[0] + "…"
    return piece
