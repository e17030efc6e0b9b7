"""What a card shows, and that every word of it is a fact with a source or the article's own."""

from datetime import date

import pytest

from postil.models import Basis, Source
from postil.people.cast import cast
from tests.people.conftest import group_of

MEETING = (
    "SEOUL – North Korean leader Kim Jong Un praised President Trump. Kim smiled.\n\n"
    "Secretary of State Marco Rubio and the South Korean Foreign Minister met in New York, "
    "U.S. officials said. "
    "Ham Dong-su, a fisherman from Yeonpyeong, shrugged."
)
PEOPLE = (("Kim Jong Un",), ("Trump",), ("Marco Rubio",), ("Ham Dong-su",))


def test_everybody_gets_one_card_in_order_of_mention(cards_for):
    cards = cards_for(MEETING, "2025-09-22", *PEOPLE)
    assert [(card.person.name, card.then.office if card.then else None) for card in cards] == [
        ("Kim Jong Un", "leader of North Korea"),
        ("Donald Trump", "President of the United States"),
        ("Marco Rubio", "United States Secretary of State"),
        ("Cho Hyun", "Foreign Minister of South Korea"),
        ("Ham Dong-su", None),
    ]


def test_a_card_names_its_source_and_when_it_was_checked(cards_for):
    [card] = cards_for("Angela Merkel spoke in Berlin.", "2010-05-01", ("Angela Merkel",))
    assert card.sources == (
        Source(label="Postil’s people file", url="https://www.wikidata.org/wiki/Q567", retrieved=None),
    )


def test_an_office_still_held_says_until_when_that_is_known(cards_for):
    [card] = cards_for("Keir Starmer spoke in London.", "2025-05-01", ("Keir Starmer",))
    assert card.then.end is None
    assert card.sources[0].retrieved == date(2025, 12, 31)


def test_an_office_that_may_still_run_says_up_to_when_it_is_known(cards_for):
    [card] = cards_for("Keir Starmer spoke in London.", "2025-05-01", ("Keir Starmer",))
    assert card.then.known == date(2025, 12, 31)
    assert (card.now, card.last_known) == (None, None)


def test_beyond_what_is_known_the_office_is_the_last_known(cards_for):
    [card] = cards_for("Keir Starmer spoke in London.", "2026-08-10", ("Keir Starmer",))
    assert (card.then, card.now) == (None, None)
    assert card.last_known.office == "Prime Minister of the United Kingdom"
    assert (card.last_known.start, card.last_known.end) == ("2024-07-05", None)
    assert card.last_known.known == date(2025, 12, 31)


def test_who_came_back_to_an_office_is_not_only_the_one_of_then(cards_for):
    [card] = cards_for("Donald Trump spoke in Washington.", "2019-05-01", ("Donald Trump",))
    assert (card.then.start, card.then.end) == ("2017-01-20", "2021-01-20")
    assert card.last_known.start == "2025-01-20"


def test_an_office_of_which_nothing_was_heard_for_years_is_not_the_last_known(cards_for):
    [card] = cards_for("Mayor Waseem Akhtar spoke in Karachi.", "2018-05-01", ("Waseem Akhtar",))
    assert (card.then.office, card.last_known) == ("Mayor of Karachi", None)


def test_a_head_known_lately_is_found_beyond_what_is_known(cards_for):
    [card] = cards_for("Donald Trump went on.", "2026-11-10", ("Donald Trump",))
    assert card.person.qid == "Q22686"


def test_the_title_is_part_of_how_the_article_names_somebody(cards_for):
    [kim, *_] = cards_for(MEETING, "2025-09-22", *PEOPLE)
    assert kim.named_as == ("North Korean leader Kim Jong Un", "Kim Jong Un")


def test_a_post_without_a_name_is_a_mention_of_its_holder(cards_for):
    cho = cards_for(MEETING, "2025-09-22", *PEOPLE)[3]
    assert cho.named_as == ("South Korean Foreign Minister",)
    assert [MEETING[m.start : m.end] for m in cho.mentions] == ["South Korean Foreign Minister"]
    assert (cho.basis, cho.person.qid) == (Basis.KNOWLEDGE, None)


def test_a_post_without_a_name_joins_the_card_of_its_holder(cards_for):
    text = "Emmanuel Macron landed in Berlin. The French president was tired."
    [card] = cards_for(text, "2022-03-01", ("Emmanuel Macron",))
    assert [mention.text for mention in card.mentions] == ["Emmanuel Macron", "French president"]


def test_somebody_no_pack_knows_is_told_in_the_article_s_own_words(cards_for):
    ham = cards_for(MEETING, "2025-09-22", *PEOPLE)[-1]
    assert (ham.basis, ham.person.id) == (Basis.ARTICLE, "page:ham-dong-su")
    assert ham.from_article == "a fisherman from Yeonpyeong"


def test_without_an_apposition_the_sentence_of_the_first_mention_speaks(cards_for):
    text = "It rained. Joan Pell runs the last bakery in town. Nobody bought bread."
    [card] = cards_for(text, "2025-09-22", ("Joan Pell",))
    assert card.from_article == "Joan Pell runs the last bakery in town."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Pell, 42, a lecturer from Nottingham, wept.", "42, a lecturer from Nottingham"),
        ("Ann Pell, an adviser to Sen. Jo Doe of Ohio, left.", "an adviser to Sen. Jo Doe of Ohio"),
        ("Ann Pell, who runs the bakery, smiled.", "who runs the bakery"),
        ("Ann Pell, director of research at Kew, spoke.", "director of research at Kew"),
        ("For Ann Pell, the best way is to walk.", "For Ann Pell, the best way is to walk."),
        ("Mr. Brown met Ann Pell of St. Ives at 5 p.m. on the quay. Gulls cried.",
         "Mr. Brown met Ann Pell of St. Ives at 5 p.m. on the quay."),
        ("“It is cold,” said Ann Pell.", "“It is cold,” said Ann Pell."),
        ("“It is cold,” said the harbour master, Ann Pell, who shivered.", "the harbour master"),
        ("It rained. The night nurse, Ann Pell, went home.", "The night nurse"),
        ("After the storm, Ann Pell, 40 and tired, slept.",
         "After the storm, Ann Pell, 40 and tired, slept."),
        ("They asked the mayor, Ann Pell wrote.", "They asked the mayor, Ann Pell wrote."),
    ],
)  # fmt: skip
def test_the_article_s_own_words_are_whole_and_verbatim(cards_for, text, words):
    [card] = cards_for(text, "2025-09-22", ("Ann Pell",))
    assert card.from_article == words


def test_a_long_sentence_is_cut_at_a_word_around_the_name(cards_for):
    text = "far " * 60 + "Joan Pell " + "near " * 60 + "end."
    [card] = cards_for(text, "2025-09-22", ("Joan Pell",))
    assert "Joan Pell" in card.from_article
    assert len(card.from_article) <= 202


def test_the_dead_are_said_to_be_dead_on_the_article_s_day(cards_for):
    text = "Margaret Thatcher changed Britain."
    assert cards_for(text, "2010-01-01", ("Margaret Thatcher",))[0].alive_then is True
    assert cards_for(text, "2020-01-01", ("Margaret Thatcher",))[0].alive_then is False


def test_today_s_office_is_shown_only_where_it_is_another(knowledge):

    text = "Mark Rutte spoke in The Hague, Dutch papers said."
    [card] = cast(
        [group_of(text, "Mark Rutte")],
        text,
        date(2015, 1, 1),
        knowledge,
        today=date(2025, 6, 1),
        scope="page",
    )
    assert card.then.office == "Prime Minister of the Netherlands"
    assert card.now.office == "Secretary General of NATO"


def test_an_office_of_today_that_nobody_vouches_for_is_not_shown(cards_for):
    [card] = cards_for("Mark Rutte spoke in The Hague, Dutch papers said.", "2015-01-01", ("Mark Rutte",))
    assert card.now is None


def test_a_namesake_whose_trade_is_told_in_the_next_sentence_is_not_the_statesman(cards_for):
    text = "John Major has rung the bell for thirty years. The headmaster, 61, will leave in July."
    [card] = cards_for(text, "2008-07-01", ("John Major",))
    assert (card.basis, card.then) == (Basis.ARTICLE, None)


def test_somebody_known_who_held_nothing_that_day_is_told_in_the_articles_words_too(cards_for):
    text = "Bill Clinton, a guest of the bride, danced. Angela Merkel, the German chancellor, did not."
    clinton, merkel = cards_for(text, "2012-05-01", ("Bill Clinton",), ("Angela Merkel",))
    assert (clinton.basis, clinton.then, clinton.from_article) == (
        Basis.KNOWLEDGE,
        None,
        "a guest of the bride",
    )
    assert merkel.from_article is None
