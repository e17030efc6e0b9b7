"""The reader says in the panel which day an article is from: its people are who they were then, and back."""

from tests.browser.reader import Reader
from tests.browser.waiting import until

SAY_THE_DAY = """(day) => {
  document.querySelector("#as-of input").value = day;
  document.querySelector("#as-of form").requestSubmit();
}"""


def names(reader: Reader) -> list[str]:
    return [card.name for card in reader.cards()]


def test_the_people_are_who_they_were_on_the_day_that_the_reader_says(reader: Reader) -> None:
    reader.open("/radio?of-another-day")
    reader.start()
    reader.sees_in_panel("As they were on ")
    assert "Boris Johnson" in names(reader)

    reader.press_in_panel("Another day?")
    reader.browser.panel(SAY_THE_DAY, "2013-05-02")
    reader.sees_in_panel("As they were on 2 May 2013, the day that you said.")
    assert "William Hague" in names(reader)
    assert "Boris Johnson" not in names(reader)

    reader.press_in_panel("Undo")
    until(lambda: "the day that you said" not in reader.panel_text(), "the day of the page to be back")
    assert "Boris Johnson" in names(reader)
