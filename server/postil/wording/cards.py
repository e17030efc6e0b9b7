"""What a person's card says, line by line: one wording for the web view, and by the API for the panel."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from postil.models import Basis, Card, Person, Tenure
from postil.wording import count, local, part_day, short_day, shortened, unbroken, web_address

SURE = 0.85  # below this confidence a card says that it is not sure
MOST_SUMMARY = 320  # characters; the source, which the card links to, has the rest

_WORD_ENDS = re.compile(r"[\s'’]+")


class LineRole(StrEnum):
    """What a line tells, in the order of the lines."""

    MARKS = "marks"  # that the reader marked something about the person
    THEN = "then"  # the office on the article's day
    NOW = "now"
    LAST_KNOWN = "last_known"
    ARTICLE = "article"  # the article's own words
    ABOUT = "about"  # the description, but for the offices above
    ALIVE = "alive"
    SUMMARY = "summary"
    DOUBT = "doubt"  # who else could be meant
    PENDING = "pending"
    NAMED = "named"  # how the article names the person
    UNKNOWN = "unknown"
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """``label`` is set apart from the ``text``, and ``aside`` is told more quietly; "" for none.

    ``items`` are listed below it. ``url`` is where it leads, None where nowhere.
    """

    role: LineRole
    text: str
    label: str = ""
    aside: str = ""
    items: tuple[str, ...] = ()
    url: str | None = None


def card_lines(card: Card, marks: int, last_mark: datetime | None, *, today: date) -> tuple[CardLine, ...]:
    """All that the card says below the name, in order.

    ``marks`` is how many marks of the reader's about the person stand, ``last_mark`` when the last was made.
    ``today`` is the reader's.
    """
    mine = () if last_mark is None else (_marks(card.person.name, marks, last_mark),)
    return (*mine, *_offices(card, today), *_particulars(card), *_doubts(card), *_origins(card))


def _marks(name: str, marks: int, last: datetime) -> CardLine:
    passages, nth = ("a passage", "") if marks == 1 else (count(marks, "passage"), "last ")
    text = f"You marked {passages} about {name}, {nth}on {short_day(local(last))}."
    return CardLine(role=LineRole.MARKS, text=text)


def _offices(card: Card, today: date) -> Iterator[CardLine]:
    if card.then:
        is_over = card.then.end and card.then.end < today.isoformat() and not (card.now or card.last_known)
        yield _held(LineRole.THEN, card.then, "no longer" if is_over else "")
    if card.now:
        yield _held(LineRole.NOW, card.now, "now")
    if card.last_known:
        yield _held(LineRole.LAST_KNOWN, card.last_known, "last known")


def _held(role: LineRole, term: Tenure, label: str) -> CardLine:
    return CardLine(role=role, text=term.office, label=label, aside=tenure_days(term))


def tenure_days(term: Tenure) -> str:
    """When an office was held: since 17 Dec 2011, known up to 31 Dec 2025; "" where nothing is known."""
    if term.start and term.end:
        return f"{part_day(term.start)} – {part_day(term.end)}"
    if term.start:
        known = f", known up to {short_day(term.known)}" if term.known else ""
        return f"since {part_day(term.start)}{known}"
    return f"until {part_day(term.end)}" if term.end else ""


def _particulars(card: Card) -> Iterator[CardLine]:
    if card.from_article:
        yield CardLine(role=LineRole.ARTICLE, text=f"“{card.from_article}”", aside="from this article")
    if besides := _besides_offices(card):
        yield CardLine(role=LineRole.ABOUT, text=unbroken(besides))
    if card.alive_then is False:
        yield CardLine(role=LineRole.ALIVE, text="Not alive on the day of the article")
    if card.summary:
        yield CardLine(role=LineRole.SUMMARY, text=shortened(card.summary, MOST_SUMMARY))


def _besides_offices(card: Card) -> str:
    """What the description says beside the office that the card shows already."""
    shown = {term.office for term in (card.then, card.last_known) if term}
    parts = card.person.description.split("; ")
    return "; ".join(part for part in parts if part.split(",")[0] not in shown)


def _doubts(card: Card) -> Iterator[CardLine]:
    is_unknown = card.basis is Basis.ARTICLE
    if card.alternatives:
        could_be = "Could be:" if len(card.alternatives) == 1 else "Could be one of these:"
        text = could_be if is_unknown else "Not certain; could also be:"
        yield CardLine(role=LineRole.DOUBT, text=text, items=tuple(map(described, card.alternatives)))
    elif not is_unknown and card.confidence < SURE:
        yield CardLine(role=LineRole.DOUBT, text="Not certain")
    elif is_unknown and card.confidence < 1:
        yield CardLine(role=LineRole.DOUBT, text="Some of these mentions may mean somebody else of that name")
    if card.pending:
        yield CardLine(role=LineRole.PENDING, text="Being looked up…")


def described(person: Person) -> str:
    """The name, and what is said of who bears it."""
    return f"{person.name}, {unbroken(person.description)}" if person.description else person.name


def _origins(card: Card) -> Iterator[CardLine]:
    others = "”, “".join(name for name in card.named_as if card.person.name not in name)
    if others:
        how = "named" if _is_named(card) else "not named in the text:"
        yield CardLine(role=LineRole.NAMED, text=f"{how} “{others}”")
    if card.basis is Basis.ARTICLE and not card.alternatives and not card.pending:
        yield CardLine(role=LineRole.UNKNOWN, text="", label="not known elsewhere")
    for source in card.sources:
        day = f", {short_day(source.retrieved)}" if source.retrieved else ""
        yield CardLine(role=LineRole.SOURCE, text=source.label + day, url=web_address(source.url))


def _is_named(card: Card) -> bool:
    """Whether the article says the name, or some of it; False where it gives the post alone."""
    words = set(card.person.name.casefold().split())
    said = {word for name in card.named_as for word in _WORD_ENDS.split(name.casefold())}
    return card.basis is Basis.ARTICLE or bool(words & said)
