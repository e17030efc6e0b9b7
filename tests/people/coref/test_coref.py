import pytest

from postil.people import coref
from postil.people.coref import group
from postil.people.coref.forms import form, same_person
from postil.people.names import NameSpan


def people(text, *names):
    """The groups of ``names``, found in ``text`` one after the other; "Mr. |Lee" has a title."""
    spans, at = [], 0
    for name in names:
        title, _, bare = name.rpartition("|")
        at = text.index(bare, at)
        spans.append(NameSpan(at, at + len(bare), bare, title.strip()))
        at += len(bare)
    return group(spans, text)


def told(groups):
    return [(person.name, len(person.spans)) for person in groups]


def test_a_surname_alone_belongs_to_the_full_name_before_it():
    (person,) = people("Ana Brandl sold her land. Brandl will move.", "Ana Brandl", "Brandl")
    assert person.name == "Ana Brandl"
    assert [span.text for span in person.spans] == ["Ana Brandl", "Brandl"]
    assert not person.ambiguous


def test_people_come_in_order_of_first_mention():
    text = "Hart spoke. Adam Lind and Zoe Hart left."
    assert told(people(text, "Hart", "Adam Lind", "Zoe Hart")) == [("Zoe Hart", 2), ("Adam Lind", 1)]


def test_no_names_make_no_groups():
    assert group([], "Nobody is named here.") == []


def test_every_title_of_a_person_is_kept_once():
    text = "President Lind met reporters. Mr. Lind smiled. President Lind left."
    (person,) = people(text, "President |Lind", "Mr. |Lind", "President |Lind")
    assert person.titles == ("President", "Mr.")


def test_a_headline_before_the_full_name_joins_it():
    text = "LIND RESIGNS\nAdam Lind resigned on Monday."
    (person,) = people(text, "LIND", "Adam Lind")
    assert person.name == "Adam Lind"


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Kim Jong Un", "Kim"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Xi Jinping", "Xi"),
        ("Ludwig van Beethoven", "Beethoven"),
        ("Ursula von der Leyen", "Von der Leyen"),
        ("Nouri al-Maliki", "Al-Maliki"),
        ("Nouri al-Maliki", "Maliki"),
        ("Fernando de la Rúa", "de la Rua"),
        ("J. R. Whitcombe", "Whitcombe"),
        ("John R. Whitcombe", "John Whitcombe"),
        ("J. Whitcombe", "John Whitcombe"),
        ("Martin Hobbs Jr.", "Martin Hobbs"),
        ("William Hobbs", "Bill Hobbs"),
        ("Robert “Bo” Hanley", "Bo"),
        ("Robert “Bo” Hanley", "Bo Hanley"),
        ("Saddam Hussein", "Saddam"),
        ("Andrés Manuel López Obrador", "López Obrador"),
        ("Felipe González Márquez", "Felipe González"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Sinéad O’Brien", "O'Brien"),
        ("Steven F. Udvar-Hazy", "Udvar-Hazy"),
        ("K. C. Maurer", "Mauer"),
    ],
)
def test_two_forms_of_one_name_are_one_person(full, short):
    text = f"{full} spoke. Then {short} left."
    assert len(people(text, full, short)) == 1
    assert len(people(f"{short} spoke. Then {full} left.", short, full)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ben Chan", "Raymond Chan"),
        ("George Hobbs Sr.", "George Hobbs Jr."),
        ("Kim Jong Un", "Kim Yo Jong"),
        ("George W. Hobbs", "George H. Hobbs"),
        ("Anna Reed", "Anna Read"),
        ("Michael Jordan", "Jordan Smith"),
    ],
)
def test_two_names_that_differ_are_two_people(one, other):
    assert told(people(f"{one} met {other}.", one, other)) == [(one, 1), (other, 1)]


def test_the_fullest_form_is_the_one_with_most_words_written_out():
    text = "J. K. Marlow wrote it. Joanne Marlow sold it."
    (person,) = people(text, "J. K. Marlow", "Joanne Marlow")
    assert person.name == "Joanne Marlow"


def test_one_surname_is_told_apart_by_a_title():
    text = "Bill Hart and Zoe Hart came. Mrs. Hart spoke. Zoe Hart is Mrs. Hart; she teaches."
    groups = people(text, "Bill Hart", "Zoe Hart", "Mrs. |Hart", "Zoe Hart", "Mrs. |Hart")
    assert told(groups) == [("Bill Hart", 1), ("Zoe Hart", 4)]


def test_one_surname_is_told_apart_by_gender_words():
    text = "Bill Hart said he won. Zoe Hart said she lost. When Hart left, he slammed the door."
    groups = people(text, "Bill Hart", "Zoe Hart", "Hart")
    assert told(groups) == [("Bill Hart", 2), ("Zoe Hart", 1)]
    assert not any(person.ambiguous for person in groups)


def test_one_surname_is_told_apart_by_the_paragraph():
    text = "Bill Hart and Zoe Hart run a shop.\nZoe Hart opens it. Hart closes it.\nBill Hart sleeps."
    groups = people(text, "Bill Hart", "Zoe Hart", "Zoe Hart", "Hart", "Bill Hart")
    assert told(groups) == [("Bill Hart", 2), ("Zoe Hart", 3)]
    assert not any(person.ambiguous for person in groups)


def test_a_short_form_that_nothing_tells_apart_is_ambiguous():
    text = "Bill Hart and Sam Hart run a shop. Hart is rich."
    groups = people(text, "Bill Hart", "Sam Hart", "Hart")
    assert [person.ambiguous for person in groups] == [False, True]


def test_a_title_asks_for_the_family_name():
    text = "Jordan Smith came. Mr. Jordan did not."
    assert told(people(text, "Jordan Smith", "Mr. |Jordan")) == [("Jordan Smith", 1), ("Jordan", 1)]


def test_a_monarch_goes_by_the_given_name():
    text = "Princess Margaret Windsor came. Princess Margaret left."
    assert told(people(text, "Princess |Margaret Windsor", "Princess |Margaret")) == [("Margaret Windsor", 2)]


def test_a_man_and_a_woman_of_one_surname_alone_are_two_people():
    text = "Mr. Hart spoke. Mrs. Hart left."
    assert len(people(text, "Mr. |Hart", "Mrs. |Hart")) == 2


def test_a_name_only_ever_short_is_one_person():
    text = "President Trump spoke.\nTrump left.\nThe reporters asked Trump."
    assert told(people(text, "President |Trump", "Trump", "Trump")) == [("Trump", 3)]


def test_initials_agree_with_the_names_they_stand_for():
    assert same_person(form("J. R. Whitcombe"), form("John Robert Whitcombe"))
    assert not same_person(form("J. R. Whitcombe"), form("Paul Whitcombe"))


def test_a_suffix_is_kept_apart_from_the_words_of_a_name():
    assert (form("Martin Hobbs Jr.").words, form("Martin Hobbs Jr.").suffix) == (("martin", "hobbs"), "jr")


def test_initials_that_differ_are_two_people():
    text = "George H. W. Bush met George W. Bush."
    assert len(people(text, "George H. W. Bush", "George W. Bush")) == 2


def test_the_elder_is_the_one_whose_son_the_text_names():
    text = "Adam Hale came with his son, Tom Hale. The younger Hale drove. “Slowly,” said the elder Mr. Hale."
    adam, tom = people(text, "Adam Hale", "Tom Hale", "Hale", "Mr. |Hale")
    assert ([s.start for s in adam.spans], adam.ambiguous) == ([0, text.rindex("Hale")], False)
    assert (len(tom.spans), tom.ambiguous) == (2, False)


def test_a_title_goes_to_whom_the_text_calls_a_daughter():
    text = "Park Geun-hye, the daughter of Park Chung-hee, won. Her father had ruled. All greeted Ms. Park."
    daughter, father = people(text, "Park Geun-hye", "Park Chung-hee", "Ms. |Park")
    assert (len(daughter.spans), len(father.spans)) == (2, 1)


def test_a_child_is_no_mrs():
    child, mother = people("Ada Lind, 9, sang. Mrs. Lind wept.", "Ada Lind", "Mrs. |Lind")
    assert (child.name, mother.name) == ("Ada Lind", "Lind")


def test_a_name_is_not_compared_with_each_time_it_stood_before(monkeypatch):
    compared = []
    monkeypatch.setattr(
        coref, "same_person", lambda one, other: compared.append(1) or same_person(one, other)
    )
    times = 300
    names = ["Maria Lund", "Otto Brandt", "Lund"] * times
    assert told(people("Maria Lund met Otto Brandt. Lund left. " * times, *names)) == [
        ("Maria Lund", 2 * times),
        ("Otto Brandt", times),
    ]
    assert len(compared) <= 4 * times


def test_a_president_is_not_his_daughter_whom_alone_the_text_names_in_full():
    text = (
        "President Hale spoke first. Ms. Moor sat beside Mr. Hale. Mr. Hale praised his daughter Ada Hale. "
        "Hale left early. Ms. Hale stayed."
    )
    names = ("President |Hale", "Ms. |Moor", "Mr. |Hale", "Mr. |Hale", "Ada Hale", "Hale", "Ms. |Hale")
    assert told(people(text, *names)) == [("Hale", 4), ("Moor", 1), ("Ada Hale", 2)]


def test_a_prime_minister_is_not_the_brother_of_whom_is_told_later():
    text = "Prime Minister Lind came late. Her brother Adam Lind had sold his shares. Lind denied it."
    names = ("Prime Minister |Lind", "Adam Lind", "Lind")
    assert told(people(text, *names)) == [("Lind", 2), ("Adam Lind", 1)]


def test_a_husband_without_a_given_name_is_not_his_wife():
    text = "Mrs. Jane Hart called the police at nine. Mr. Hart was found in the garden. Mrs. Hart wept."
    names = ("Mrs. |Jane Hart", "Mr. |Hart", "Mrs. |Hart")
    assert told(people(text, *names)) == [("Jane Hart", 2), ("Hart", 1)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Lind came. Adam Lind, 61, waved.", ("President |Lind", "Adam Lind")),
        ("Mr. Lind came. His sister Zoe Hart and Adam Lind waved.", ("Mr. |Lind", "Zoe Hart", "Adam Lind")),
        ("Ms. Lind spoke. Zoe Lind, the wife of a baker, won.", ("Ms. |Lind", "Zoe Lind")),
        ("Adam Lind, his wife Zoe and a dog left. Mr. Lind came back.", ("Adam Lind", "Mr. |Lind")),
    ],
    ids=["title first", "somebody else's sister", "of the same gender", "somebody's wife beside"],
)
def test_a_titled_surname_before_the_full_name_is_still_that_person(text, names):
    assert ("Lind", 1) not in told(people(text, *names))
