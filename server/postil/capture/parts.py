"""A part of a page as it is shown, and what a correction of it has to hold."""

from dataclasses import dataclass

from postil.models import Removed, RemovedKind, TextCorrection


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page, as the article shows it: the ``nth`` block or removed part of that text, from 0."""

    text: str
    is_removed: bool
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Described:
    """What a correction of a part has to hold: its shape, and the kind as which it was taken out (or None).

    ``standing`` is the correction that made the part what it is on this page, None when the rules did.
    """

    shape: str
    kind: RemovedKind | None
    standing: TextCorrection | None


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with what was done with it: ``removed`` is None for a block of the article.

    ``is_said`` is whether the reader's word made it what it is, and not the rules.
    """

    part: Part
    removed: Removed | None
    is_said: bool
