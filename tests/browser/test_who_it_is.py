"""The reader says in the panel who somebody is: it holds, it is seen, and it can be taken back."""

import pytest

from tests.browser.reader import Reader
from tests.browser.waiting import until

IN_CARD = """(name, label) => {
  const isOf = (each) => each.querySelector("h3")?.textContent === name;
  const card = [...document.querySelectorAll(".card")].find(isOf);
  const named = (each) => [each.textContent.trim(), each.getAttribute("aria-label")].includes(label);
  const control = [...(card?.querySelectorAll("button, summary") ?? [])].find(named);
  control?.click();
  return Boolean(control);
}"""

SAY_WHO = """(name, who) => {
  const isOf = (each) => each.querySelector("h3")?.textContent === name;
  const card = [...document.querySelectorAll(".card")].find(isOf);
  card.querySelector(".correct input").value = who;
  card.querySelector(".correct form").requestSubmit();
}"""


def press_in_card(reader: Reader, name: str, label: str) -> None:
    until(lambda: reader.browser.panel(IN_CARD, name, label), f"{label!r} on the card of {name}")


@pytest.fixture
def url(reader: Reader, request: pytest.FixtureRequest) -> str:
    """An article of this test alone, read, with its people in the panel."""
    address = reader.open(f"/talks?{request.node.originalname}")
    reader.start()
    reader.sees_in_panel("Marco Rubio")
    return address


def people(reader: Reader, url: str) -> list[str]:
    page = reader.server.api("GET", f"/api/pages?url={url}")["items"][0]
    cards = reader.server.api("GET", f"/api/pages/{page['id']}/people")["items"]
    return [card["person"]["name"] for card in cards]


def test_not_a_person_takes_the_card_away_until_it_is_taken_back(reader: Reader, url: str) -> None:
    press_in_card(reader, "Marco Rubio", "Correct who Marco Rubio is")
    press_in_card(reader, "Marco Rubio", "Not a person")
    reader.sees_in_panel("not a person, you said")
    assert "Marco Rubio" not in people(reader, url)
    reader.press_in_panel("Take back what you said of Marco Rubio")
    until(lambda: "Marco Rubio" in people(reader, url), "the card to be back in the library")
    until(lambda: "you said" not in reader.panel_text(), "the words to go")


def test_this_is_somebody_else_is_said_on_the_card(reader: Reader, url: str) -> None:
    press_in_card(reader, "Marco Rubio", "Correct who Marco Rubio is")
    reader.browser.panel(SAY_WHO, "Marco Rubio", "Angela Merkel")
    reader.sees_in_panel("as you said")
    assert "Angela Merkel" in people(reader, url)
    reader.press_in_panel("Take back what you said of Angela Merkel")
    until(lambda: "Marco Rubio" in people(reader, url), "the card to be back in the library")


def test_what_can_not_be_meant_is_said_in_words(reader: Reader, url: str) -> None:
    press_in_card(reader, "Marco Rubio", "Correct who Marco Rubio is")
    reader.browser.panel(SAY_WHO, "Marco Rubio", "Q999999999")
    reader.sees_in_panel("nobody here is known as")
    assert "Marco Rubio" in people(reader, url)
