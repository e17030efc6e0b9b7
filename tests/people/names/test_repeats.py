import pytest

from postil.people.names.mending import with_repeats


def read(*sentences):
    """The letters of sentences given as (words, letters), each read as one chunk."""
    document = [(words.split(), [(0, len(words.split()))], [row]) for words, row in sentences]
    return [tags[0] for tags in with_repeats(document)]


def test_a_full_name_read_at_one_place_is_found_at_the_others():
    assert read(("Ana Brandl spoke", "BIO"), ("Then Ana Brandl left", "OOOO")) == ["BIO", "OBIO"]


def test_a_family_name_with_particles_is_found_alone():
    assert read(("Ursula von der Leyen", "BIII"), ("Von der Leyen left", "OOOO")) == ["BIII", "BIIO"]


def test_a_name_that_goes_on_as_a_place_s_is_left_alone():
    assert read(("Ana Brandl spoke", "BIO"), ("Ana Brandl Avenue", "XXX")) == ["BIO", "XXX"]


def test_a_single_word_is_not_found_again_by_that_alone():
    assert read(("Brandl spoke", "BO"), ("Brandl left", "OO")) == ["BO", "OO"]


def test_the_family_name_of_a_full_name_is_found_where_it_stands_alone():
    assert read(("Martin Luther King spoke", "BIIO"), ("acolytes of King left", "OOXO"))[1] == "OOBO"


@pytest.mark.parametrize(
    "sentence",
    [
        "the Lincoln of today",
        "We met in Lincoln",
        "King Avenue of Lincoln Town",
        "LINCOLN",
        "“ Lincoln ” opened",
    ],
)
def test_a_family_name_that_also_names_a_place_or_thing_is_not_found_alone(sentence):
    rows = [("Ana Lincoln spoke", "BIO"), (sentence, "O" * len(sentence.split())), ("We saw Lincoln", "OOO")]
    alone = read(*rows)
    assert "B" not in alone[1]


def test_a_word_the_document_uses_for_a_thing_is_found_nowhere_alone():
    rows = [("Ana Polaroid spoke", "BIO"), ("See the Polaroid", "OOO"), ("We own Polaroid", "OOX")]
    assert read(*rows)[2] == "OOX"


def test_a_name_already_read_is_not_cut():
    rows = [("Ana Brandl spoke", "BIO"), ("Mary Ana Brandl left", "BIIO")]
    assert read(*rows) == ["BIO", "BIIO"]


@pytest.mark.parametrize(
    ("words", "row", "freed"),
    [("Echoing Hanley", "BI", "OB"), ("Irving Hanley", "BI", "BI"), ("Ming Hanley", "BI", "BI")],
)
def test_a_verb_that_opens_the_sentence_is_no_part_of_the_name(words, row, freed):
    assert read((words, row)) == [freed]
