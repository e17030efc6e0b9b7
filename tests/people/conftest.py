"""What tests of the people room share: the shipped pack, opened once, and names placed by hand."""

from datetime import date

import pytest

from postil.people import PACK
from postil.people.cast import cast
from postil.people.knowledge import Knowledge, open_pack
from postil.people.knowledge.holders import holder, without_a_name
from postil.people.knowledge.posts import places_in, posts_in
from postil.people.names import Group, NameSpan

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge(open_pack(PACK))


def group_of(text: str, *names: str) -> Group:
    """The group of the first occurrences of ``names`` in ``text``; the first is the fullest."""
    spans = tuple(
        NameSpan(start=text.index(name), end=text.index(name) + len(name), text=name, title="")
        for name in names
    )
    return Group(
        spans=tuple(sorted(spans, key=lambda span: span.start)), name=names[0], titles=(), ambiguous=False
    )


@pytest.fixture
def cards_for(knowledge):
    """cards_for(text, day or None, (name, short form…), …): the cards, with the names found by hand."""

    def build(text: str, on: str | None, *people: tuple[str, ...]):
        groups = [group_of(text, *names) for names in people]
        day = date.fromisoformat(on) if on else None
        return cast(groups, text, day, knowledge, today=TODAY, scope="page")

    return build


@pytest.fixture
def meant(knowledge):
    """meant(text, day): the names of those for whom a post in ``text`` stands."""

    def find(text: str, day: str) -> list[str]:
        posts = without_a_name(posts_in(text, knowledge), text, [], places_in(text, knowledge), knowledge)
        holders = [holder(post, date.fromisoformat(day), knowledge) for post in posts]
        return [known.name for known in holders if known]

    return find
