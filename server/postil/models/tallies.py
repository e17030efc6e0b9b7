"""What many marks have in common, in numbers."""

from collections import Counter
from dataclasses import dataclass, field

from postil.models.kinds import AnchorState, Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many marks there are, and how many of them have which person, colour, state and tag."""

    marks: int = 0
    people: Counter[str] = field(default_factory=Counter)
    colours: Counter[Colour] = field(default_factory=Counter)
    states: Counter[AnchorState] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)
