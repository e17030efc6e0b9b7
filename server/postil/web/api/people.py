"""People: everyone met in the library, the cards of an article, and what the reader said of them."""

from datetime import date

from flask import Blueprint
from pydantic import Field, StrictBool

from postil.library.people import CastMember
from postil.models import Basis, Verdict
from postil.web.api.annotations import AnnotationOut
from postil.web.contract import Answer, route
from postil.web.current import library
from postil.web.payloads import IfMatch, ListOut, Moment, RequestModel, ResponseModel, Text
from postil.wording.cards import LineRole, card_lines

bp = Blueprint("people", __name__, url_prefix="/people")


class PersonOut(ResponseModel):
    id: str
    qid: str | None = Field(description="Wikidata id; null where none is certain.")
    name: str
    description: str


class TenureOut(ResponseModel):
    """An office held. Days are inclusive; a month or a year where no day is known."""

    office: str
    of: str
    start: str | None
    end: str | None
    known: date | None = Field(
        description="The last day on which a term without an end surely ran; null where that isn't told."
    )


class MentionOut(ResponseModel):
    start: int
    end: int
    text: str


class SourceOut(ResponseModel):
    label: str
    url: str | None
    retrieved: date | None


class YourMarks(ResponseModel):
    """The reader's standing marks about a person: how many, and when the last was made."""

    count: int
    last: Moment | None


class CardLineOut(ResponseModel):
    """A line of a card as it is shown: ``label`` set apart, ``aside`` told more quietly, "" for none."""

    role: LineRole
    text: str
    label: str
    aside: str
    items: list[str] = Field(description="Listed below the line.")
    url: str | None = Field(description="Where it leads.")


class CardOut(ResponseModel):
    """A person in one article: who they are, and who they were on its day."""

    person: PersonOut
    then: TenureOut | None = Field(description="The office on the article's day.")
    now: TenureOut | None = Field(description="Today's office, only where it differs.")
    last_known: TenureOut | None = Field(
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
    lines: list[CardLineOut] = Field(description="What the card says below the name, in words for people.")


class LibraryPerson(ResponseModel):
    """A person met in the library, and on how many pages."""

    person: PersonOut
    pages: int
    last_met: Moment
    your_marks: YourMarks


class PersonPage(ResponseModel):
    """A page that a person is on."""

    id: str
    url: str
    title: str
    site: str | None
    published: date | None = Field(
        validation_alias="dated", description="As the reader says, else as the page does."
    )


class PersonOverTime(ResponseModel):
    """One person over time: pages and marks, newest first."""

    person: PersonOut
    pages: list[PersonPage]
    annotations: list[AnnotationOut]


class NewPersonCorrection(RequestModel):
    """What the reader says of a person on a page: that they are ``who``, not that one, or nobody."""

    person: Text = Field(description="The id of the card's person.")
    says: Verdict
    who: Text | None = Field(
        default=None,
        description="Who it `is`: an id, a name that one person bears, or the name of somebody new.",
    )


class PersonCorrectionChange(RequestModel):
    """``deleted`` true takes the correction back, false brings it back."""

    deleted: StrictBool


class PersonCorrectionFilter(RequestModel):
    deleted: bool = Field(default=False, description="Those that were taken back instead.")


class PersonCorrectionOut(ResponseModel):
    """A correction: on which page it was made, of which name, and what it says."""

    id: str
    page_id: str
    name: str
    says: Verdict = Field(validation_alias="verdict")
    was: str | None = Field(description="Whom the program took the name for; null where it knew nobody.")
    who: PersonOut | None = Field(validation_alias="person")
    created: Moment
    updated: Moment
    deleted: Moment | None
    revision: int


@bp.get("")
@route("People", {200: ListOut[LibraryPerson]})
def list_people() -> Answer:
    """List everyone met in the library, those of the newest page first."""
    items = [
        LibraryPerson.made_of(
            met,
            pages=len(met.pages),
            last_met=met.pages[0].created,
            your_marks=YourMarks(count=len(met.marks), last=met.marks[0].created if met.marks else None),
        )
        for met in library().people.everyone()
    ]
    return ListOut[LibraryPerson].listing(items), 200


@bp.get("/corrections")
@route("People", {200: ListOut[PersonCorrectionOut]}, refuses=(422,))
def list_corrections(query: PersonCorrectionFilter) -> Answer:
    """List what the reader said of people, newest first."""
    found = library().person_corrections.all(deleted=query.deleted)
    return ListOut[PersonCorrectionOut].listing(found), 200


@bp.patch("/corrections/<correction_id>")
@route("People", {200: PersonCorrectionOut}, refuses=(404, 412))
def change_correction(correction_id: str, json: PersonCorrectionChange, headers: IfMatch) -> Answer:
    """Take a correction back with `{"deleted": true}`, or bring it back with false."""
    changed = library().person_corrections.put(correction_id, deleted=json.deleted, revision=headers.revision)
    return PersonCorrectionOut.made_of(changed), 200, {"ETag": f'"{changed.revision}"'}


@bp.get("/<person_id>")
@route("People", {200: PersonOverTime}, refuses=(404,))
def show(person_id: str) -> Answer:
    """Give one person with the pages they are in and the marks about them, newest first."""
    met = library().people.find(person_id)
    urls = {mark.page_id: library().pages.get(mark.page_id).url for mark in met.marks}
    marks = [AnnotationOut.made_of(mark, url=urls[mark.page_id]) for mark in met.marks]
    return PersonOverTime.made_of(met, annotations=marks), 200


def card_out(member: CastMember, today: date) -> CardOut:
    """A card as JSON, with the reader's marks about its person. ``today`` is the reader's."""
    marks = YourMarks(count=member.marks, last=member.last_mark)
    lines = card_lines(member.card, member.marks, member.last_mark, today=today)
    return CardOut.made_of(member.card, your_marks=marks, lines=lines)
