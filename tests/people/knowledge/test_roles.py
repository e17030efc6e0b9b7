"""Posts in a text: which are said, of which country, and whom they mean on a day."""

from datetime import date

import pytest

from postil.people.knowledge.holders import holder, without_a_name
from postil.people.knowledge.posts import places_in, posts_in

DAY = date(2025, 9, 22)


def alone(text, knowledge, named=(), day=DAY):
    """(words, holder's name) of every post that stands for somebody in ``text``."""
    spans = [(text.index(name), text.index(name) + len(name)) for name in named]
    return [
        (text[post.start : post.end], who.name)
        for post in without_a_name(
            posts_in(text, knowledge), text, spans, places_in(text, knowledge), knowledge
        )
        if (who := holder(post, day, knowledge))
    ]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The South Korean Foreign Minister agreed.", "South Korean Foreign Minister", "Cho Hyun"),
        ("He met the French president.", "French president", "Emmanuel Macron"),
        ("Britain's prime minister spoke.", "Britain's prime minister", "Keir Starmer"),
        ("Britain’s prime minister spoke.", "Britain’s prime minister", "Keir Starmer"),
        ("The U.S. Treasury secretary left.", "U.S. Treasury secretary", "Scott Bessent"),
        ("The US Treasury secretary left.", "US Treasury secretary", "Scott Bessent"),
        ("The Pope prayed.", "Pope", "Pope Leo XIV"),
        ("The prime minister of Japan bowed.", "prime minister of Japan", "Shigeru Ishiba"),
        ("The president of the United States waved.", "president of the United States", "Donald Trump"),
        ("Seoul's top diplomat flew home.", "Seoul's top diplomat", "Cho Hyun"),
        ("The UN secretary-general warned.", "UN secretary-general", "António Guterres"),
        ("The governor of Texas signed it.", "governor of Texas", "Greg Abbott"),
        ("India's external affairs minister came.", "India's external affairs minister", "S. Jaishankar"),
        ("The Bank of England governor hinted.", "Bank of England governor", "Andrew Bailey"),
        ("The European Commission president spoke.", "European Commission president", "Ursula von der Leyen"),
        ("He is a patient man. France's president waited.", "France's president", "Emmanuel Macron"),
        ("The Russian leader did not come.", "Russian leader", "Vladimir Putin"),
        ("The British leader waved.", "British leader", "Keir Starmer"),
        ("The Pentagon chief left. The US waited.", "Pentagon chief", "Pete Hegseth"),
        ("The Danish king spoke.", "Danish king", "King Frederik X"),
    ],
)  # fmt: skip
def test_a_post_without_a_name_is_its_holder_on_the_day(knowledge, text, words, name):
    found = alone(text if "England" not in text else text + " Britain waits.", knowledge)
    assert found == [(words, name)]


@pytest.mark.parametrize(
    "text",
    [
        "The former French president spoke.",
        "The then-French president spoke.",
        "An ex-US president golfed.",
        "The late Israeli prime minister was a general.",
        "The next German chancellor must wait.",
        "The deputy Polish prime minister left.",
        "The French presidents met.",
        "A French president must be patient.",
        "The president-elect of France smiled.",
        "Every US president has tried.",
        "The acting South Korean president resigned.",
        "The prime minister spoke.",
        "The French presidential office is closed.",
        "French President Emmanuel Macron spoke.",
        "Emmanuel Macron, the French president, spoke.",
        "The French president, Emmanuel Macron, spoke.",
        "Microsoft's president left.",
        "A US general and a British justice met.",
        "The first Black US president was younger.",
        "The longtime former Israeli prime minister died.",
        "The president of South Africa's party resigned.",
        "The French far-right leader lost.",
        "The French Socialist leader won.",
        "Two former French presidents came.",
        "The last Soviet leader and the last Russian president differed.",
        "The self-proclaimed Venezuelan president fled.",
        "The caretaker Bangladeshi prime minister spoke.",
        "Britain's queen smiled.",
        "The Russian leadership met.",
    ],
)
def test_a_post_that_does_not_mean_the_holder_is_nobody(knowledge, text):
    named = ("Emmanuel Macron",) if "Macron" in text else ()
    assert alone(text, knowledge, named) == []


def test_a_vacant_post_is_nobody(knowledge):
    assert alone("The Pope prayed.", knowledge, day=date(2025, 5, 1)) == []


def test_on_the_day_of_handover_a_post_is_nobody(knowledge):
    assert alone("The US president spoke.", knowledge, day=date(2021, 1, 20)) == []


def test_beyond_what_is_known_a_post_is_nobody(knowledge):
    assert alone("The French president spoke.", knowledge, day=date(2026, 11, 23)) == []


def test_a_post_is_held_by_whoever_held_it_then(knowledge):
    text = "The British foreign secretary and the German chancellor met."
    assert alone(text, knowledge, day=date(1996, 3, 1)) == [
        ("British foreign secretary", "Malcolm Rifkind"),
        ("German chancellor", "Helmut Kohl"),
    ]


@pytest.mark.parametrize(
    ("day", "words", "name"),
    [
        ("1990-06-01", "Kremlin leader", "Mikhail Gorbachev"),
        ("1990-06-01", "Moscow's foreign minister", "Eduard Shevardnadze"),
        ("1993-06-01", "Zairean president", None),
        ("1993-06-01", "South African president", "F. W. de Klerk"),
        ("1995-06-01", "Kremlin leader", "Boris Yeltsin"),
        ("1995-06-01", "Israeli defence minister", "Yitzhak Rabin"),
        ("1998-06-01", "Britain's chancellor", "Gordon Brown"),
        ("1999-06-01", "Yugoslav president", "Slobodan Milošević"),
        ("2001-02-01", "Seoul's top diplomat", "Lee Joung-binn"),
        ("2003-03-18", "French foreign minister", "Dominique de Villepin"),
        ("2004-08-01", "Indian leader", "Manmohan Singh"),
        ("2006-06-01", "Palestinian prime minister", "Ismail Haniyeh"),
        ("2008-10-01", "ECB president", "Jean-Claude Trichet"),
        ("2010-06-01", "Danish queen", "Queen Margrethe II"),
        ("2011-06-01", "Libyan leader", "Moammar Gadhafi"),
        ("2011-06-01", "Egyptian president", None),
        ("2012-06-01", "Greek prime minister", "Panagiotis Pikrammenos"),
        ("2014-03-01", "EU's top diplomat", "Catherine Ashton"),
        ("2016-08-01", "Rome's defence minister", "Roberta Pinotti"),
        ("2018-06-01", "Iran's top diplomat", "Mohammad Javad Zarif"),
        ("2021-06-01", "German leader", "Angela Merkel"),
        ("2022-10-01", "British finance minister", "Kwasi Kwarteng"),
        ("2023-06-01", "Ukraine's defence minister", "Oleksii Reznikov"),
        ("2025-06-01", "Thai king", "Vajiralongkorn"),
        ("2025-09-10", "Nepal's prime minister", None),
        ("2025-11-01", "Japanese leader", "Sanae Takaichi"),
    ],
)  # fmt: skip
def test_posts_of_every_year_are_their_holders_of_that_day(knowledge, day, words, name):
    found = alone(f"The {words} spoke.", knowledge, day=date.fromisoformat(day))
    assert found == ([(words, name)] if name else [])


def test_a_dateline_in_capitals_tells_the_country(knowledge):
    assert places_in("SEOUL — It rained. NEW YORK — It did not. US OPEN", knowledge).keys() >= {
        "South Korea", "New York", "United States",
    }  # fmt: skip


def test_countries_are_known_by_adjective_capital_and_abbreviation(knowledge):
    text = "Pyongyang and the U.S. met; South Korean envoys and the EU watched. It gave us hope."
    assert places_in(text, knowledge) == {
        "North Korea": 1, "United States": 1, "South Korea": 1, "European Union": 1,
    }  # fmt: skip


def test_a_party_tells_of_its_country_too(knowledge):
    assert places_in("The SPD lost votes.", knowledge) == {
        "Social Democratic Party of Germany": 1, "Germany": 1,
    }  # fmt: skip


def test_a_party_has_a_leader_of_its_own(knowledge):
    assert alone("The SNP leader resigned.", knowledge, day=date(2024, 3, 1)) == [
        ("SNP leader", "Humza Yousaf")
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Australia's health minister wrote back.", date(2008, 3, 1)),
        ("Australia's health minister wrote back.", date(2010, 6, 1)),
        ("Australia's attorney general wrote back.", date(2012, 6, 1)),
        ("Australia's education minister wrote back.", date(2020, 2, 1)),
        ("Canada's health minister wrote back.", date(2010, 6, 1)),
        ("Canada's education minister wrote back.", date(2010, 6, 1)),
        ("Spain's health minister wrote back.", date(2018, 3, 1)),
    ],
)
def test_the_minister_of_a_state_or_a_province_is_not_taken_for_the_countrys(text, day, knowledge):
    wrong = {
        "John Hill",
        "Greg Smith",
        "John Gardner",
        "Philippe Couillard",
        "Yves Bolduc",
        "Paul Gérin-Lajoie",
    }
    assert not {name for _, name in alone(text, knowledge, day=day)} & wrong


def test_a_deputy_premier_of_a_state_is_no_deputy_prime_minister(knowledge):
    (allan,) = knowledge.named("Jacinta Allan")
    offices = [held.office for held in allan.tenures]
    assert "Deputy Prime Minister of Australia" not in offices
