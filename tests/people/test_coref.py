from postil.people.coref import group
from postil.people.parts import NameSpan


def spans(text, *names):
    found, at = [], 0
    for name in names:
        at = text.index(name, at)
        found.append(NameSpan(at, at + len(name), name, ""))
        at += len(name)
    return found


def test_a_surname_alone_belongs_to_the_full_name_before_it():
    text = "Ana Brandl sold her land. Brandl will move."
    (person,) = group(spans(text, "Ana Brandl", "Brandl"), text)
    assert person.name == "Ana Brandl"
    assert [span.text for span in person.spans] == ["Ana Brandl", "Brandl"]


def test_people_come_in_order_of_first_mention():
    text = "Zoe Hart met Adam Lind."
    assert [person.name for person in group(spans(text, "Zoe Hart", "Adam Lind"), text)] == [
        "Zoe Hart",
        "Adam Lind",
    ]
