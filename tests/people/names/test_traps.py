import pytest

from postil.people.names.traps import is_credit_line, names, without_traps


def read(sentence, row):
    """The letters of a sentence read as one chunk."""
    words = sentence.split()
    return without_traps(words, [(0, len(words))], [row])[0]


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("USS Gerald Calloway", "OBI"),
        ("ferry Princess Ana", "OOB"),
        ("Hurricane Ida", "OB"),
        ("Brandt , Keller & Hughes", "BOBOB"),
        ("Hanley & Sons", "BOO"),
        ("Walter Hobart Cos.", "BII"),
        ("Hanley Corp.", "BO"),
        ("Goldman Sachs", "BI"),
        ("Lloyd 's", "BO"),
        ("El Niño", "OB"),
        ("presidente del Gobierno", "OBI"),
        ("Martin Luther King Drive", "BIII"),
        ("the Hilton", "OB"),
        ("Lind Tower opened", "BIO"),
        ("she told Gizmodo that", "OOBO"),
        ("Harry 's Bar", "BOO"),
        ("novel Ada Catbird", "OBI"),
        ("the journal HART Psychiatry", "OOBI"),
        ("BUCKHANNON , W. Va.", "XOBI"),
        ("Tuscaloosa , Ala", "XOB"),
        ("with Hobart/Lindqvist for years".replace("/", " / "), "OBOBOO"),
        ("Hashim ( BN-Sabak Bernam )", "OOBIO"),
        ('the last " Hanley " episode', "OOOBOO"),
        ('its show , " Hanley , " began', "OOOOBOOO"),
        ('the film " Hanley : A Life "', "OOOBOOOO"),
        ("Polshek and Partners", "BOO"),
        ("the Warren Commission", "OBI"),
        ("the Duchess opened it", "OBOO"),
        ("Prince of Wales", "BOO"),
        ("the Archbishop of Canterbury", "OOOB"),
        ("King of Jordan", "OOB"),
        ("the president of Johns Hopkins", "OOOBI"),
        ("St James ' Park", "OBII"),
        ("Paris Saint-Germain", "BI"),
    ],
)
def test_a_name_that_its_surroundings_make_a_thing_is_no_person(sentence, row):
    assert "B" not in read(sentence, row)


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Hanley 's wife", "BOO"),
        ("Ana & Robert", "BOB"),
        ("Hanley partners with her", "BOOO"),
        ("Princess Ana", "OB"),
        ('known as " Lula " at home', "OOOBOOO"),
        ('" Hanley won , " she said', "OBOOOOO"),
        ("Vince / Taiichi", "BOB"),
        ("said Hanley : We won", "OBOOO"),
        ("Prince died at home", "BOOO"),
        ("St John Rivers", "OBI"),
        ("the daughter of Jordan", "OOOB"),
    ],
)
def test_a_person_in_like_surroundings_stays_one(sentence, row):
    assert read(sentence, row) == row


@pytest.mark.parametrize(
    "line",
    [
        "By Joan Marsh",
        "By JOAN MARSH and TOM ELLERY",
        "( Reporting by Joan Marsh ; Editing by Tom Ellery )",
        "Additional reporting by Joan Marsh .",
        "Photograph : Joan Marsh",
    ],
)
def test_a_line_that_says_who_made_the_article_is_a_credit(line):
    assert is_credit_line(line.split())
    assert read(line, "B" * len(line.split())) == "X" * len(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "By Monday Joan Marsh was gone .",
        "By then the mayor Joan Marsh had left",
        "Reporting on Joan Marsh is hard .",
        "Joan Marsh edited the book .",
        "“ ”",
    ],
)
def test_a_sentence_that_only_begins_like_a_credit_is_none(line):
    assert not is_credit_line(line.split())


def test_names_are_told_apart_where_they_touch():
    assert names("BIBOXBII") == [(0, 2), (2, 3), (5, 8)]
