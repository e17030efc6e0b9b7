"""What the reader said where the program was wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from postil.models.article import RemovedKind
from postil.models.person import Person


class Verdict(StrEnum):
    """What a reader says of a name that the program took for a person."""

    IS = "is"  # somebody else, who is named
    NOT_THIS_PERSON = "not_this_person"  # a person, but not that one
    NOT_A_PERSON = "not_a_person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the reader said where the program was wrong; each kind of correction is a class of its own.

    ``scope`` is where it holds, in the kind's own terms. ``deleted`` is when it was taken back (kept for
    undo and sync, and without effect), None while it holds. ``about`` names the kind in files.
    """

    about: ClassVar[str]

    id: str
    scope: str
    created: datetime
    updated: datetime
    deleted: datetime | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCorrection(Correction):
    """That parts of an outlet's pages are text of the article, or are not. ``scope`` is the outlet's host.

    It holds for parts of that ``shape`` (what ``postil.capture`` calls parts of one make), and, when it
    is said of something that rules take out, for those taken out as ``kind``; None for a kept block.
    ``example`` begins the part that it was said of, which is on page ``page_id``.
    """

    about: ClassVar[str] = "text"

    shape: str
    kind: RemovedKind | None
    is_text: bool
    example: str
    page_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCorrection(Correction):
    """Who a name means, or that it means nobody. ``scope`` is the name in plain small letters.

    ``name`` is as the article writes it, on page ``page_id``. ``was`` is whom the program took it for, by
    id; None where it knew nobody. ``person`` is who it is, and there exactly when that is the ``verdict``.
    It holds on that page, and wherever the program takes the same name for the same person again.
    """

    about: ClassVar[str] = "person"

    verdict: Verdict
    name: str
    was: str | None
    person: Person | None
    page_id: str

    def __post_init__(self) -> None:
        if (self.person is not None) != (self.verdict is Verdict.IS):
            raise ValueError(f"a person goes with the verdict {Verdict.IS.value!r}, and only with that")


CORRECTIONS: Mapping[str, type[Correction]] = {
    kind.about: kind for kind in (TextCorrection, PersonCorrection)
}
"""Every kind of correction, by its ``about``."""
