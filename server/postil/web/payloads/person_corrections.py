"""Corrections of people as JSON."""

from pydantic import Field, StrictBool

from postil.models import PersonCorrection, Verdict
from postil.web.payloads.base import Asked, Given, Moment, Text
from postil.web.payloads.people import PersonOut, person_out


class NewPersonCorrection(Asked):
    """What the reader says of a person on a page: that they are ``who``, not that one, or nobody."""

    person: Text = Field(description="The id of the card's person.")
    says: Verdict
    who: Text | None = Field(
        default=None,
        description="Who it `is`: an id, a name that one person bears, or the name of somebody new.",
    )


class PersonCorrectionChange(Asked):
    """``deleted`` true takes the correction back, false brings it back."""

    deleted: StrictBool


class PersonCorrectionFilter(Asked):
    deleted: bool = Field(default=False, description="Those that were taken back instead.")


class PersonCorrectionOut(Given):
    """A correction: on which page it was made, of which name, and what it says."""

    id: str
    page_id: str
    name: str
    says: Verdict
    was: str | None = Field(description="Whom the program took the name for; null where it knew nobody.")
    who: PersonOut | None
    created: Moment
    updated: Moment
    deleted: Moment | None
    revision: int


class PersonCorrectionList(Given):
    items: list[PersonCorrectionOut]
    next: str | None


def person_correction_out(correction: PersonCorrection) -> PersonCorrectionOut:
    return PersonCorrectionOut(
        id=correction.id,
        page_id=correction.page_id,
        name=correction.name,
        says=correction.verdict,
        was=correction.was,
        who=person_out(correction.person) if correction.person else None,
        created=correction.created,
        updated=correction.updated,
        deleted=correction.deleted,
        revision=correction.revision,
    )
