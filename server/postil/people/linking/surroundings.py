"""What an article says of one of its people: the words beside the name, and the fields they belong to."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from postil.people.linking.context import Context
from postil.people.linking.fields import fields_of
from postil.people.words.names import fold
from postil.people.words.parts import Group

BESIDE = 140  # characters on each side of a name, within its paragraph: a sentence or so


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What an article says of one person; words are folded, and the person's own name is not among them."""

    on: date | None
    words: frozenset[str]
    beside: frozenset[str]
    fields: Counter[str]
    fields_beside: Counter[str]


def surroundings_of(group: Group, context: Context) -> Surroundings:
    """What the article says of ``group``, and what is said within ``BESIDE`` characters of its names."""
    own = set(fold(group.name).split())
    beside = [
        word
        for span in group.spans
        for word in fold(_text_around(context.text, span.start, span.end)).split()
        if word not in own
    ]
    return Surroundings(
        on=context.on,
        words=frozenset(context.words) - own,
        beside=frozenset(beside),
        fields=context.fields - fields_of(word for word in context.words if word in own),
        fields_beside=fields_of(beside),
    )


def _text_around(text: str, start: int, end: int) -> str:
    paragraph_start = text.rfind("\n", 0, start) + 1
    paragraph_end = text.find("\n", end)
    low = max(paragraph_start, start - BESIDE)
    high = min(len(text) if paragraph_end < 0 else paragraph_end, end + BESIDE)
    return f"{text[low:start]} {text[end:high]}"
