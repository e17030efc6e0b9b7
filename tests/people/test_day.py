"""Of which day an article speaks that was changed long after it was published."""

from datetime import date

import pytest

from postil.people import open_finder

TODAY = date(2026, 11, 26)

# Written anew for years under one address: what is a net, and who mends it.
EXPLAINER = """What the harbour alliance is, and who leads it

The alliance of harbours was founded by twelve towns and has thirty-one members today.

Its newest treaty was signed in Lantern Quay by Nato Secretary General Mark Rutte and by US President \
Donald Trump, who came by boat.

Jens Stoltenberg, who led Nato before, had turned the treaty down. Ukrainian \
President Volodymyr Zelensky sent a letter.
"""
# Of its day alone; its outlet moved house years later, and gave all its pages a new date.
REPORT = """Mail boat takes three guests to Lantern Quay

US President Barack Obama and German Chancellor Angela Merkel came by the mail boat on Thursday. They were \
met by Prime Minister David Cameron, who had rowed.
"""
NOBODY_KNOWN = """Ferry fares rise

Harbour master Edda Lorne said on Thursday that a crossing would cost four crowns from May.
"""


@pytest.mark.parametrize(
    ("text", "published", "revised", "day"),
    [
        (EXPLAINER, date(2012, 5, 10), date(2025, 6, 24), date(2025, 6, 24)),
        (REPORT, date(2012, 5, 10), date(2025, 6, 24), date(2012, 5, 10)),
        (NOBODY_KNOWN, date(2012, 5, 10), date(2025, 6, 24), date(2012, 5, 10)),
        (EXPLAINER, date(2025, 6, 20), date(2025, 6, 24), date(2025, 6, 20)),
        (EXPLAINER, date(2012, 5, 10), None, date(2012, 5, 10)),
        (EXPLAINER, None, date(2025, 6, 24), None),
    ],
    ids=["written anew", "given a new date", "nobody known", "corrected", "never changed", "day unknown"],
)
def test_the_later_day_counts_where_the_offices_in_the_text_are_those_of_it(text, published, revised, day):
    assert open_finder().day(text, published, revised) == day


def test_who_is_called_by_a_later_office_is_shown_in_it():
    finder = open_finder()
    on = finder.day(EXPLAINER, date(2012, 5, 10), date(2025, 6, 24))
    cards = finder.cast(EXPLAINER, on, today=TODAY, scope="page")
    offices = {card.person.name: card.then and card.then.office for card in cards}
    assert offices["Mark Rutte"] == "Secretary General of NATO"
    assert offices["Donald Trump"] == "President of the United States"
