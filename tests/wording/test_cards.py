"""A card's lines: one wording for the web view, the API and the panel."""

from dataclasses import replace
from datetime import UTC, date, datetime

from postil.models import Basis, Card, Mention, Person, Source, Tenure
from postil.wording.cards import LineRole, card_lines, tenure_days

TODAY = date(2026, 3, 4)
GOVERNOR = Tenure(office="Governor of Harrow", of="Harrow", start="2023-01-10", end="2027-01-10")
CARD = Card(
    person=Person(
        id="q1", name="Adaeze Okonkwo", qid="Q1", description="politician; Mayor of Harrow, 2008–2013"
    ),
    then=GOVERNOR,
    now=None,
    alive_then=True,
    named_as=("Adaeze Okonkwo", "Okonkwo"),
    mentions=(Mention(start=0, end=14, text="Adaeze Okonkwo", name="Adaeze Okonkwo"),),
    basis=Basis.KNOWLEDGE,
)
STRANGER = Card(
    person=Person(id="p:lindqvist", name="Bertil Lindqvist"),
    then=None,
    now=None,
    alive_then=None,
    named_as=("Bertil Lindqvist",),
    mentions=(),
    basis=Basis.ARTICLE,
    from_article="a ferryman for thirty-one years",
)
OTHERS = (
    Person(id="q2", name="Adaeze Okonkwo", description="singer, 1990–2001"),
    Person(id="q3", name="A. Okonkwo"),
)


def lines(card, marks=0, last_mark=None):
    return [
        (line.role.value, line.label, line.text, line.aside)
        for line in card_lines(card, marks, last_mark, today=TODAY)
    ]


def said(card, role):
    return [line.text for line in card_lines(card, 0, None, today=TODAY) if line.role is role]


def test_a_term_without_an_end_says_up_to_which_day_it_is_known():
    term = Tenure(office="x", of="y", start="2024-07-05", end=None, known=date(2025, 12, 31))
    assert tenure_days(term) == "since 5 Jul 2024, known up to 31 Dec 2025"


def test_a_term_says_as_much_of_its_days_as_is_known():
    assert tenure_days(Tenure(office="x", of="y", start="2017", end="2021-03")) == "2017 – Mar 2021"
    assert tenure_days(Tenure(office="x", of="y", start="2024-07-05", end=None)) == "since 5 Jul 2024"
    assert tenure_days(Tenure(office="x", of="y", start=None, end="2021")) == "until 2021"
    assert tenure_days(Tenure(office="x", of="y", start=None, end=None)) == ""


def test_the_office_of_then_comes_first_and_what_else_is_known_after_it():
    source = Source("Wikidata", "https://www.wikidata.org/wiki/Q1", date(2026, 2, 1))
    assert lines(replace(CARD, sources=(source,))) == [
        ("then", "", "Governor of Harrow", "10 Jan 2023 – 10 Jan 2027"),
        ("about", "", "politician; Mayor of Harrow, 2008–\u20602013", ""),
        ("named", "", "named “Okonkwo”", ""),
        ("source", "", "Wikidata, 1 Feb 2026", ""),
    ]


def test_an_office_that_ended_says_so_where_no_later_one_is_told():
    ended = replace(GOVERNOR, start="2013-01-10", end="2017-01-10")
    assert lines(replace(CARD, then=ended))[0][1] == "no longer"
    later = replace(GOVERNOR, office="Senator", start="2027-01-11", end=None)
    told = lines(replace(CARD, then=ended, now=later))
    assert [told[0][1], told[1][:3]] == ["", ("now", "now", "Senator")]


def test_the_offices_that_are_told_are_not_told_again_in_the_description():
    known = Tenure(office="Mayor of Harrow", of="Harrow", start="2008", end=None, known=date(2012, 1, 1))
    assert said(replace(CARD, last_known=known), LineRole.ABOUT) == ["politician"]


def test_somebody_whom_only_the_article_knows_is_told_in_its_words():
    assert lines(STRANGER) == [
        ("article", "", "“a ferryman for thirty-one years”", "from this article"),
        ("unknown", "not known elsewhere", "", ""),
    ]


def test_what_was_marked_about_somebody_is_told_first():
    noon = datetime(2026, 3, 3, 12, tzinfo=UTC)
    one, many = (lines(CARD, marks, noon)[0] for marks in (1, 3))
    assert one == ("marks", "", "You marked a passage about Adaeze Okonkwo, on 3 Mar 2026.", "")
    assert many[2] == "You marked 3 passages about Adaeze Okonkwo, last on 3 Mar 2026."


def test_who_else_could_be_meant_is_listed_with_what_they_are():
    doubt = next(
        line
        for line in card_lines(replace(CARD, alternatives=OTHERS), 0, None, today=TODAY)
        if line.role is LineRole.DOUBT
    )
    assert doubt.text == "Not certain; could also be:"
    assert doubt.items == ("Adaeze Okonkwo, singer, 1990–\u20602001", "A. Okonkwo")
    assert said(replace(STRANGER, alternatives=OTHERS), LineRole.DOUBT) == ["Could be one of these:"]
    assert said(replace(STRANGER, alternatives=OTHERS[:1]), LineRole.DOUBT) == ["Could be:"]


def test_how_sure_a_card_is_it_says_only_where_it_is_not():
    assert said(CARD, LineRole.DOUBT) == []
    assert said(replace(CARD, confidence=0.7), LineRole.DOUBT) == ["Not certain"]
    assert "somebody else of that name" in said(replace(STRANGER, confidence=0.7), LineRole.DOUBT)[0]


def test_a_post_that_stands_for_a_person_is_no_name():
    post = replace(CARD, named_as=("the governor",))
    assert said(post, LineRole.NAMED) == ["not named in the text: “the governor”"]
    both = replace(CARD, named_as=("Okonkwo’s", "the governor"))
    assert said(both, LineRole.NAMED) == ["named “Okonkwo’s”, “the governor”"]


def test_a_source_leads_to_the_web_and_nowhere_else():
    script = replace(CARD, sources=(Source("Elsewhere", "javascript:alert(1)", None),))
    assert card_lines(script, 0, None, today=TODAY)[-1].url is None


def test_a_long_summary_ends_with_a_whole_word():
    (summary,) = said(replace(CARD, summary="a summary " * 40), LineRole.SUMMARY)
    assert len(summary) <= 321
    assert summary.endswith((" summary…", " a…"))
