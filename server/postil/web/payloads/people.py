"""People as JSON: persons, cards, and everyone met."""

from collections.abc import Mapping
from datetime import date

from pydantic import Field

from postil.library.people import CastMember, Met
from postil.models import Basis, Card, Person, Tenure
from postil.web.payloads.annotations import AnnotationOut, annotation_out
from postil.web.payloads.base import Given, Moment


class PersonOut(Given):
    id: str
    qid: str | None = Field(description="Wikidata id; null where none is certain.")
    name: str
    description: str


class TermOut(Given):
    """An office held. Days are inclusive; a month or a year where no day is known."""

    office: str
    of: str
    start: str | None
    end: str | None
    known: date | None = Field(
        description="The last day on which a term without an end surely ran; null where that isn't told."
    )


class MentionOut(Given):
    start: int
    end: int
    text: str


class SourceOut(Given):
    label: str
    url: str | None
    retrieved: date | None


class YourMarks(Given):
    """The reader's standing marks about a person: how many, and when the last was made."""

    count: int
    last: Moment | None


class CardOut(Given):
    """A person in one article: who they are, and who they were on its day."""

    person: PersonOut
    then: TermOut | None = Field(description="The office on the article's day.")
    now: TermOut | None = Field(description="Today's office, only where it differs.")
    last_known: TermOut | None = Field(
        description="A term that may still run, known up to a day before today; or then's office held anew."
    )
    alive_then: bool | None
    named_as: list[str]
    mentions: list[MentionOut]
    basis: Basis
    from_article: str | None = Field(description="The article's own words about the person.")
    alternatives: list[PersonOut]
    confidence: float
    sources: list[SourceOut]
    pending: bool = Field(description="More is being looked up: ask again in a second.")
    summary: str = Field(
        description="How Wikipedia introduces the person (CC BY-SA 4.0, see sources), or empty."
    )
    corrected: str | None = Field(description="The id of the reader's correction that made the card so.")
    your_marks: YourMarks


class CardList(Given):
    items: list[CardOut]
    next: str | None


class MetOut(Given):
    """A person met in the library, and on how many pages."""

    person: PersonOut
    pages: int
    last_met: Moment
    your_marks: YourMarks


class MetList(Given):
    items: list[MetOut]
    next: str | None


class MetOn(Given):
    """A page that a person is on."""

    id: str
    url: str
    title: str
    site: str | None
    published: date | None = Field(description="As the reader says, else as the page does.")


class MetOne(Given):
    """One person over time: pages and marks, newest first."""

    person: PersonOut
    pages: list[MetOn]
    annotations: list[AnnotationOut]


def person_out(person: Person) -> PersonOut:
    return PersonOut(id=person.id, qid=person.qid, name=person.name, description=person.description)


def card_out(member: CastMember) -> CardOut:
    card = member.card
    return CardOut(
        person=person_out(card.person),
        then=_term_out(card.then),
        now=_term_out(card.now),
        last_known=_term_out(card.last_known),
        alive_then=card.alive_then,
        named_as=list(card.named_as),
        mentions=_mentions_out(card),
        basis=card.basis,
        from_article=card.from_article,
        alternatives=[person_out(other) for other in card.alternatives],
        confidence=card.confidence,
        sources=[SourceOut(label=s.label, url=s.url, retrieved=s.retrieved) for s in card.sources],
        pending=card.pending,
        summary=card.summary,
        corrected=card.corrected,
        your_marks=YourMarks(count=member.marks, last=member.last_mark),
    )


def _term_out(term: Tenure | None) -> TermOut | None:
    if term is None:
        return None
    return TermOut(office=term.office, of=term.of, start=term.start, end=term.end, known=term.known)


def _mentions_out(card: Card) -> list[MentionOut]:
    return [MentionOut(start=m.start, end=m.end, text=m.text) for m in card.mentions]


def met_out(met: Met) -> MetOut:
    return MetOut(
        person=person_out(met.person),
        pages=len(met.pages),
        last_met=met.pages[0].created,
        your_marks=YourMarks(count=len(met.marks), last=met.marks[0].created if met.marks else None),
    )


def met_one(met: Met, urls: Mapping[str, str]) -> MetOne:
    """``urls`` gives the address of each page with a mark, by its id."""
    return MetOne(
        person=person_out(met.person),
        pages=[MetOn(id=p.id, url=p.url, title=p.title, site=p.site, published=p.dated) for p in met.pages],
        annotations=[annotation_out(mark, urls[mark.page_id]) for mark in met.marks],
    )
