from itertools import pairwise

import pytest

from postil.people.names.tagger import Tagger
from postil.people.names.weights import Chain, joined, stored


@pytest.fixture(scope="module")
def tagger():
    return Tagger.load()


def names(tagger, text):
    return [span.text for span in tagger.spans(text)]


def test_a_name_is_found_where_it_stands(tagger):
    text = "The mayor, Robert Hanley, said on Monday that the bridge would close."
    (span,) = tagger.spans(text)
    assert (span.start, span.end, text[span.start : span.end]) == (11, 24, "Robert Hanley")


def test_a_text_without_names_has_no_spans(tagger):
    assert tagger.spans("The rain stopped in the afternoon, and the market opened again.") == []


@pytest.mark.parametrize("text", ["", "\n\n", "  \n .", "😀"])
def test_an_empty_text_has_no_spans(tagger, text):
    assert tagger.spans(text) == []


def test_offsets_count_code_points(tagger):
    text = "😀😀 News: Robert Hanley resigned."
    (span,) = tagger.spans(text)
    assert text[span.start : span.end] == "Robert Hanley"


def test_spans_are_in_order_and_apart(tagger):
    text = (
        "Ana Brandl met Robert Hanley and Wu Li. Hanley paid; Brandl did not. “Ana,” said Mr. Hanley’s wife."
    )
    spans = tagger.spans(text)
    assert len(spans) >= 5
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_a_short_form_is_found_by_what_the_text_says_elsewhere(tagger):
    text = "Ana Brandl, a farmer, sold her land last year.\nBrandl will move to the city, neighbours said."
    assert names(tagger, text) == ["Ana Brandl", "Brandl"]


@pytest.mark.parametrize(
    "text",
    [
        "The destroyer USS Gerald Calloway left Norfolk on Tuesday with 300 sailors.",
        "Hurricane Ida tore roofs off houses along the coast before it weakened.",
        "Flights from Kennedy Airport were late for most of the day.",
        "The insurance market Lloyd’s said claims had doubled since the spring.",
        "The Dreyfus Foundation gave two million dollars to the clinic.",
        "Officials in Washington would not say whether the talks had failed.",
        "Shares of JPMorgan rose two percent, and Goldman Sachs lost one.",
        "The Washington Post reported the sale on Sunday.",
        "She was awarded the Nobel Prize in chemistry.",
        "Under the Stafford Act, the state can ask for help.",
        "The hospital treats people with Parkinson’s disease.",
        "NAIROBI, Kenya (AP) – The rains came early this year.",
        "Lawyers from Brandt, Keller & Hughes filed the papers in Houston.",
        "The parade passed, and Hurricane Ida's victims were remembered at the harbour.",
        "The aircraft carrier Charles de Gaulle left Toulon.",
        "The train stopped in Clinton, Iowa, for an hour because of the snow.",
        "They met at the Samuel Hobart pub on Friday evening.",
        "The ferry Princess Victoria sank off the coast in a storm.",
        "The museum on Lincoln Avenue is closed until Easter.",
        "Traffic on the George Washington Bridge was stopped for an hour.",
        "McDonald’s and Wendy’s raised their prices.",
        "Shares of Walter Hobart Cos. and Hanley Corp. fell on Tuesday.",
        "El Niño brought rain, and farmers were glad of it.",
        "The Kremlin said on Monday that Paris had been told.",
        "Students at Franklin High School planted forty trees.",
    ],
)
def test_what_is_named_after_people_is_not_a_person(tagger, text):
    assert names(tagger, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian President Vladimir Putin met China’s leader Xi Jinping.", ["Vladimir Putin", "Xi Jinping"]),
        ("South Korean President Lee Jae-myung spoke in Seoul.", ["Lee Jae-myung"]),
        ("The painter Vincent van Gogh sold one picture.", ["Vincent van Gogh"]),
        ("Prime Minister Nouri al-Maliki was not there.", ["Nouri al-Maliki"]),
        ("Argentina’s former president Fernando de la Rúa resigned in 2001.", ["Fernando de la Rúa"]),
        ("Justice J. R. Whitcombe wrote for the court.", ["J. R. Whitcombe"]),
        ("Martin Hobbs Jr. will run again, his office said.", ["Martin Hobbs Jr."]),
        ("Marie-Claire Dubois-Lefèvre, 43, teaches in Lyon.", ["Marie-Claire Dubois-Lefèvre"]),
        ("Robert Hanley’s lawyer was late.", ["Robert Hanley"]),
        ("Sinéad O’Brien won the race.", ["Sinéad O’Brien"]),
        ("“We are tired,” said José Muñoz, who drives a taxi.", ["José Muñoz"]),
        ("Sen. Ruth Caldwell, D-Ohio, voted no.", ["Ruth Caldwell"]),
        ("Gen. Ludvik Svoboda and Dr. Amina Diallo signed.", ["Ludvik Svoboda", "Amina Diallo"]),
    ],
)
def test_names_of_many_kinds_are_found_whole(tagger, text, expected):
    assert names(tagger, text) == expected


def test_a_headline_in_capitals_is_read_by_the_text_below_it(tagger):
    text = "HANLEY QUITS AS MAYOR\nRobert Hanley resigned on Monday. Hanley, 61, gave no reason."
    assert names(tagger, text) == ["HANLEY", "Robert Hanley", "Hanley"]


def test_one_name_is_a_place_in_one_text_and_a_person_in_another(tagger):
    assert names(tagger, "The envoy flew from Paris to Houston, and back to Paris.") == []
    assert names(tagger, "Paris Hilton arrived late. “I overslept,” Hilton said.") == [
        "Paris Hilton",
        "Hilton",
    ]


def test_a_name_tied_to_a_word_by_a_hyphen_ends_before_it(tagger):
    text = "Robert Hanley won. Critics called it a Hanley-style victory."
    assert set(names(tagger, text)) <= {"Robert Hanley", "Hanley"}


def test_a_byline_and_a_credit_name_nobody_the_article_is_about(tagger):
    text = (
        "By Joan Marsh\nRobert Hanley resigned on Monday.\n(Reporting by Joan Marsh; Editing by Tom Ellery)"
    )
    assert names(tagger, text) == ["Robert Hanley"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("North Korean leader Kim Jong Un smiled.", "North Korean leader"),
        ("It was Secretary of State Marco Rubio who called.", "Secretary of State"),
        ("On Friday, President Trump left.", "President"),
        ("Then Mr. Hanley resigned.", "Mr."),
        ("A neighbour, Robert Hanley, resigned.", ""),
        ("China’s leader Xi Jinping spoke.", "China’s leader"),
        ("On Friday former Prime Minister Tony Blair spoke.", "former Prime Minister"),
        ("Despite South Korean President Lee Jae Myung’s efforts, it failed.", "South Korean President"),
        ("He met Chancellor of the Exchequer Rachel Reeves.", "Chancellor of the Exchequer"),
        ("Robert Hanley and Governor Ana Brandl signed.", "Governor"),
    ],
)
def test_a_title_is_what_stands_right_before_the_name(tagger, text, title):
    assert tagger.spans(text)[-1].title == title


def test_a_short_article_gives_its_people_and_nobody_else(tagger):
    text = (
        "BRUSSELS – European Commission President Ursula von der Leyen and Kenya’s Foreign Minister "
        "Amina Okello agreed on Thursday to end a quarrel over tea.\n"
        "Von der Leyen called it a good day. Okello, who had flown in from Nairobi on Wednesday, said Kenya "
        "Airways would carry the first load.\n"
        "A spokesman for Unilever, Pieter Jansen, welcomed the news. The Rainforest Alliance did not.\n"
    )
    assert names(tagger, text) == [
        "Ursula von der Leyen",
        "Amina Okello",
        "Von der Leyen",
        "Okello",
        "Pieter Jansen",
    ]


def test_a_verb_that_opens_the_sentence_is_no_part_of_the_name(tagger):
    text = "Governor Ana Brandl resigned.\nEchoing Brandl’s words, the mayor wept."
    assert names(tagger, text) == ["Ana Brandl", "Brandl"]


def test_a_people_s_name_before_a_name_is_no_part_of_it(tagger):
    text = "Second was fellow Belgian Ana Brandl.\nFor Belgian Ana Brandl it was the third medal."
    assert names(tagger, text) == ["Ana Brandl", "Ana Brandl"]


LEVEL = [[0] * 4] * 4
PERSON, FURTHER = (bytes(map(stored, row)) for row in ((0, 2, 0, 0), (0, 0, 2, 0)))


def test_the_second_reading_knows_what_the_first_found_elsewhere():
    first = {"0ana": PERSON, "-ana": FURTHER}
    last_word_of_a_name_once = "A31g"
    second = {**first, last_word_of_a_name_once: PERSON}
    text = "Here Ana Brandl spoke. Outside Brandl left."
    once = Tagger(joined(Chain(first, LEVEL), Chain(first, LEVEL), {"x": "c"}))
    twice = Tagger(joined(Chain(first, LEVEL), Chain(second, LEVEL), {"x": "c"}))
    assert names(once, text) == ["Ana Brandl"]
    assert names(twice, text) == ["Ana Brandl", "Brandl"]


def test_a_people_s_name_read_as_part_of_a_name_is_taken_off():
    rows = {"0belgian": PERSON, "-belgian": FURTHER, "-ana": FURTHER}
    lists = {"belgian": "N"}
    tagger = Tagger(joined(Chain(rows, LEVEL), Chain(rows, LEVEL), lists))
    assert names(tagger, "Then Belgian Ana Brandl won.") == ["Ana Brandl"]
    assert names(tagger, "Then Belgian Ana won.") == ["Belgian Ana"]


def test_a_full_name_found_once_is_found_wherever_it_stands():
    rows = {"-mayor": PERSON, "dmayor ana": FURTHER}
    tagger = Tagger(joined(Chain(rows, LEVEL), Chain(rows, LEVEL), {"x": "c"}))
    assert names(tagger, "The mayor Ana Brandl spoke. Later Ana Brandl left.") == ["Ana Brandl"] * 2


def test_the_rest_of_a_series_of_people_are_people_too(tagger):
    text = "The minister met Hobart, Lindqvist, Marlowe, and Tarrow on Monday."
    assert names(tagger, text) == ["Hobart", "Lindqvist", "Marlowe", "Tarrow"]


def test_a_town_among_towns_with_people_s_names_is_nobody(tagger):
    text = "Branches will open in cities such as Charlotte, Madison, Tukwila and Austin."
    assert "Tukwila" not in names(tagger, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We waited forty minutes,” Orla Finnegan told the inquiry.", ["Orla Finnegan"]),
        ("GRAND RAPIDS, Mich. - Gerald R. Hobart was buried here on Tuesday.", ["Gerald R. Hobart"]),
        ("She broke the record of fellow German Claudia Brandl.", ["Claudia Brandl"]),
    ],
)
def test_a_name_is_not_cut_and_nothing_is_put_before_it(tagger, text, found):
    assert names(tagger, text) == found
