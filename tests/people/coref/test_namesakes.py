import pytest

from postil.people.coref import group
from postil.people.names import NameSpan


def bearers(text, name):
    """How many mentions of ``name`` each of its bearers gets, in order of the first."""
    spans, at = [], text.find(name)
    while at >= 0:
        spans.append(NameSpan(at, at + len(name), name, ""))
        at = text.find(name, at + 1)
    return [len(person.spans) for person in group(spans, text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("John Hart, 34, was held. John Hart, 71, was not. John Hart, 34, is in jail.", [2, 1]),
        ("John Hart, a plumber, met John Hart, a nurse.", [1, 1]),
        ("John Hart, the mayor, met John Hart, a plumber from Hull. John Hart, a plumber, left.", [1, 2]),
        ("The mayor is John Hart. Another John Hart sells shoes.", [1, 1]),
        ("John Hart won. John Hart, no relation, lost.", [1, 1]),
        ("John Hart won. John Hart (no relation) lost.", [1, 1]),
        ("John Hart won. John Hart, a dentist who is not related, lost.", [1, 1]),
        ("John Hart came with his son, John Hart.", [1, 1]),
        (
            "The shop is John Hart's. His son, John Hart, helps. John Hart and his son, John Hart, eat.",
            [2, 2],
        ),
        ("The elder John Hart died. The younger John Hart sold the yard.", [1, 1]),
        ("A 34-year-old John Hart fell. Below stood John Hart, 60.", [1, 1]),
        ("John Hart, the mayor, met John Hart, a plumber. John Hart the politician left.", [2, 1]),
    ],
)
def test_two_of_one_full_name_are_two_where_the_text_says_so(text, found):
    assert bearers(text, "John Hart") == found


@pytest.mark.parametrize(
    "text",
    [
        "John Hart, the mayor, spoke. John Hart, a father of three, was elected in 2015.",
        "John Hart, 19, was killed. His sister said that John Hart, 20 next week, had saved for a car.",
        "Ana Lind mourned her son, John Hart. John Hart was 19.",
        "Mayor John Hart spoke. John Hart, a former plumber, was elected in 2015.",
        "John Hart scored twice. In the second half, John Hart went off.",
        "John Hart, a plumber, was fined. “I am a plumber,” said John Hart, the plumber.",
        "John Hart, a lawyer, is the new mayor. John Hart, the mayor, spoke.",
    ],
)
def test_one_person_described_in_two_ways_stays_one(text):
    assert len(bearers(text, "John Hart")) == 1


def test_a_mention_that_could_be_either_of_two_is_marked_so():
    text = "John Hart, 34, was held.\n\nJohn Hart, 71, was not.\n\nNobody has seen John Hart since."
    spans = [NameSpan(at, at + 9, "John Hart", "") for at in (0, 26, 65)]
    assert [person.ambiguous for person in group(spans, text)] == [False, True]


def test_the_plural_of_a_name_names_nobody_new():
    text = "John Hart, 34, and John Hart, 71, are the two John Harts of Malden."
    spans = [
        NameSpan(0, 9, "John Hart", ""),
        NameSpan(19, 28, "John Hart", ""),
        NameSpan(46, 56, "John Harts", ""),
    ]
    assert [person.name for person in group(spans, text)] == ["John Hart", "John Hart"]
