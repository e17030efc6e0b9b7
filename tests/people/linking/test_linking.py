"""Who a name means: linked when the text speaks for one person, and to nobody when it does not."""

import pytest


def linked(cards):
    return [(card.person.name, card.then.office if card.then else None) for card in cards if card.then]


@pytest.mark.parametrize(
    ("text", "on", "people", "name", "office"),
    [
        (
            "President Trump spoke in Washington. Trump left.", "2025-03-01", ("Trump",),
            "Donald Trump", "President of the United States",
        ),
        (
            "South Korean President Lee Jae Myung spoke. President Lee left.", "2025-09-22",
            ("Lee Jae Myung", "Lee"), "Lee Jae Myung", "President of South Korea",
        ),
        (
            "President Bush spoke of Iraq and the United States.", "1991-02-01", ("Bush",),
            "George H. W. Bush", "President of the United States",
        ),
        (
            "President Bush spoke of Iraq and the United States.", "2003-03-01", ("Bush",),
            "George W. Bush", "President of the United States",
        ),
        (
            "George Bush spoke to the American people.", "2004-03-01", ("George Bush",),
            "George W. Bush", "President of the United States",
        ),
        (
            "Foreign Secretary Boris Johnson met British envoys.", "2017-05-01", ("Boris Johnson",),
            "Boris Johnson", "British Foreign Secretary",
        ),
        (
            "Prime Minister Abe visited Seoul; Japan waited.", "2015-05-01", ("Abe",),
            "Shinzo Abe", "Prime Minister of Japan",
        ),
        (
            "Pope Francis prayed in Rome.", "2020-05-01", ("Francis",),
            "Pope Francis", "Pope",
        ),
        (
            "Georgia Gov. Brian Kemp signed it.", "2021-05-01", ("Brian Kemp",),
            "Brian Kemp", "Governor of Georgia",
        ),
        (
            "Ray Mabus, the secretary of the Navy, smiled.", "2012-09-01", ("Ray Mabus",),
            "Ray Mabus", "United States Secretary of the Navy",
        ),
        (
            "Prime Minister Datuk Seri Anwar Ibrahim flew home to Malaysia.", "2024-11-22",
            ("Datuk Seri Anwar Ibrahim",), "Anwar Ibrahim", "Prime Minister of Malaysia",
        ),
        (
            "Justice Brett M. Kavanaugh of the Supreme Court dissented.", "2022-06-01",
            ("Brett M. Kavanaugh",), "Brett Kavanaugh", "United States Supreme Court Justice",
        ),
    ],
)  # fmt: skip
def test_a_name_that_fits_one_office_holder_is_linked(cards_for, text, on, people, name, office):
    assert linked(cards_for(text, on, people)) == [(name, office)]


@pytest.mark.parametrize(
    ("title", "short", "on", "name"),
    [
        ("Philippine President", "Aquino", "2011-03-14", "Benigno Aquino III"),
        ("Philippine President", "Marcos", "2023-03-14", "Ferdinand Marcos Jr."),
        ("Mexican President", "Peña Nieto", "2014-05-01", "Enrique Peña Nieto"),
        ("Mexico's President", "Lopez Obrador", "2020-05-01", "Andrés Manuel López Obrador"),
        ("Argentine President", "Fernandez de Kirchner", "2012-05-01", "Cristina Fernández de Kirchner"),
        ("Iraqi Prime Minister", "al-Maliki", "2010-05-01", "Nouri al-Maliki"),
        ("Egypt's President", "el-Sissi", "2019-05-01", "Abdel Fattah el-Sissi"),
        ("Ukraine's President", "Zelensky", "2021-05-01", "Volodymyr Zelenskyy"),
    ],
)
def test_a_post_and_a_family_name_are_who_held_it_however_that_is_written(cards_for, title, short, on, name):
    cards = cards_for(f"{title} {short} spoke.", on, (short,))
    assert [known for known, _ in linked(cards)] == [name]


@pytest.mark.parametrize(
    ("title", "short", "on"),
    [
        ("Mexican President", "Pena Duarte", "2014-05-01"),
        ("Philippine President", "III", "2011-03-14"),
        ("Ukraine's President", "Zelensky", "2014-05-01"),
    ],
)
def test_a_post_and_another_family_name_are_nobody_known(cards_for, title, short, on):
    cards = cards_for(f"{title} {short} spoke.", on, (short,))
    assert [card.then for card in cards if card.person.name == short] == [None]


@pytest.mark.parametrize(
    ("text", "on", "person"),
    [
        ("John Kennedy, a plumber from Leeds, mended the pipe.", "2019-05-01", ("John Kennedy",)),
        ("Michael Howard, a midfielder, scored for Boston.", "2019-05-01", ("Michael Howard",)),
        ("Kim spoke to reporters in Seoul.", "2025-09-22", ("Kim",)),
        ("Smith said the American store would close.", "2019-05-01", ("Smith",)),
        ("Coach Tom King praised the British team.", "1990-05-01", ("Tom King",)),
        ("John Reid, 34, was arrested in London, British police said.", "2006-03-01", ("John Reid",)),
        ("Charles Clarke of Ohio won the pie contest.", "2021-03-01", ("Charles Clarke",)),
        ("David Johnston found a wallet.", "2012-03-01", ("David Johnston",)),
        ("President Lee opened the club's new pool.", "2025-09-22", ("Lee",)),
        ("Mayor Emmanuel Macron of Toledo waved.", "1975-01-01", ("Emmanuel Macron",)),
        ("Mike Lee scored twice for the American side.", "2019-05-01", ("Mike Lee",)),
        (
            "Tim Scott, who sells ice cream in Ohio, voted for the first time in a U.S. election; "
            "voters and lawmakers cheered.",
            "2019-05-01",
            ("Tim Scott",),
        ),
        ("Deputy Prime Minister Lee opened a pool in South Korea.", "2011-09-22", ("Lee",)),
        (
            "Magdalena Andersson of the Swedish parliament asked about broadband.",
            "2004-09-25",
            ("Magdalena Andersson",),
        ),
    ],
)
def test_a_namesake_is_linked_to_nobody(cards_for, text, on, person):
    [card] = cards_for(text, on, person)
    assert card.basis == "article"
    assert card.person.qid is None


def test_a_wife_of_a_president_is_not_the_president(cards_for):
    [card] = cards_for("Martha Trump runs a bakery. American bread sells.", "2025-03-01", ("Martha Trump",))
    assert card.then is None


def test_without_a_day_a_full_name_is_linked_and_a_post_with_a_family_name_is_not(cards_for):
    text = "Vladimir Putin of Russia met President Obama."
    putin, obama = cards_for(text, None, ("Vladimir Putin",), ("Obama",))
    assert putin.person.qid == "Q7747"
    assert obama.person.qid is None


def test_two_bearers_as_likely_are_both_shown_and_none_chosen(cards_for):
    text = "George Bush was remembered by American lawmakers in the Senate."
    [card] = cards_for(text, None, ("George Bush",))
    assert card.basis == "article"
    assert {other.name for other in card.alternatives} == {"George H. W. Bush", "George W. Bush"}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Prime Minister Keir Starmer of Britain spoke.", "Prime Minister of the United Kingdom"),
        ("Keir Starmer, the British prime minister, spoke.", "Prime Minister of the United Kingdom"),
        ("Former British Prime Minister Keir Starmer spoke.", None),
        ("Keir Starmer spoke in London.", None),
    ],
)
def test_after_the_pack_s_last_day_the_article_s_own_title_confirms_an_office(cards_for, text, office):
    [card] = cards_for(text, "2026-06-01", ("Keir Starmer",))
    assert card.person.name == "Keir Starmer"
    assert (card.then.office if card.then else None) == office


def test_long_after_the_pack_s_last_day_a_title_and_a_family_name_are_nobody(cards_for):
    [card] = cards_for("Prime Minister Starmer of Britain spoke.", "2031-06-01", ("Starmer",))
    assert card.person.qid is None


def test_a_short_form_with_another_s_post_leaves_the_group(cards_for):
    text = "President Clinton spoke in Washington. Hillary Clinton waved."
    bill, hillary = cards_for(text, "1998-04-03", ("Hillary Clinton", "Clinton"))
    assert (bill.person.name, hillary.person.name) == ("Bill Clinton", "Hillary Clinton")
    assert [mention.start for mention in bill.mentions] == [text.index("Clinton")]


def test_a_former_president_is_known_by_his_full_name_also_where_no_country_is_named(cards_for):
    text = (
        "Barack Obama read to the children of Chicago. He spoke of no campaign, election or policy, and "
        "bought a copy for himself."
    )
    (card,) = cards_for(text, "2019-05-01", ("Barack Obama",))
    assert card.person.qid == "Q76"


@pytest.mark.parametrize(
    ("text", "on", "person"),
    [
        (
            "In Nigeria’s senate the Inspector-General of Police, Ibrahim Idris, was asked about an election "
            "and the governors.", "2018-10-09", "Ibrahim Idris",
        ),
        ("President George P. Bush of the American club waved.", "2003-06-01", "George P. Bush"),
        ("Brett M. Kavanaugh sold his boat.", "2022-06-01", "Brett M. Kavanaugh"),
    ],
    ids=["of another trade", "with another initial", "of no office"],
)  # fmt: skip
def test_a_namesake_with_another_trade_or_initial_is_linked_to_nobody(cards_for, text, on, person):
    (card,) = cards_for(text, on, (person,))
    assert card.person.qid is None
