"""A library over a real store, with a clock and ids that the test holds."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from postil.library import Library
from postil.models import Basis, Card, Mention, Person
from postil.people.quotes import Quotation, quotations
from postil.store.tiny import open_store


class Clock:
    """Stands still until told to go on."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, **parts: float) -> None:
        self.time += timedelta(**parts)


class NamesInText:
    """Finds the persons it was told of, wherever their name stands."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def cast(self, text: str, on: date | None, *, scope: str, **rest: object) -> tuple[Card, ...]:
        return tuple(self._card(name, text, scope) for name in self.names if name in text)

    def day(self, text: str, published: date | None, revised: date | None) -> date | None:
        return published

    def said(self, text: str, cards: Sequence[Card]) -> Sequence[Quotation]:
        return quotations(text, cards, {})

    def _card(self, name: str, text: str, scope: str) -> Card:
        start = text.index(name)
        mention = Mention(start=start, end=start + len(name), text=name, name=name)
        return Card(
            person=Person(id=f"{scope}:{name}", name=name),
            then=None,
            now=None,
            alive_then=None,
            named_as=(name,),
            mentions=(mention,),
            basis=Basis.ARTICLE,
        )


def page_of(*paragraphs: str, title: str = "The weir is to be mended", head: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


FIRST = (
    "The town council of Ashby Ferry voted on Tuesday to mend the old weir, ending a dispute that had "
    "divided the two banks of the river for most of a decade."
)
SECOND = (
    "Rosalind Achterberg, who has kept the lock there since 1998, said the work should have begun "
    "when the first stones came loose, and that she would believe it when she saw the crane."
)
THIRD = (
    "The council expects the repair to take eleven months and to cost about four million, a third of "
    "which the canal trust has promised to pay once the fish ladder is part of the plan."
)


@pytest.fixture
def story() -> str:
    return page_of(FIRST, SECOND, THIRD)


@pytest.fixture
def edited_story() -> str:
    """The same story after an editor went over it."""
    return page_of(FIRST.replace("Tuesday", "Wednesday"), SECOND, "The council gave no date.")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    numbers = count(1)
    library = Library(
        open_store(tmp_path / "library"),
        lambda: NamesInText("Rosalind Achterberg"),
        "a secret of this test",
        now=clock,
        new_id=lambda: f"id{next(numbers)}",
    )
    yield library
    library.close()
