"""The panel, used by a reader who never leaves the keyboard."""

import pytest

from tests.browser.keyboard import Keyboard
from tests.browser.reader import Reader
from tests.browser.waiting import until

FIRST = "Officials on the northern side answered"
SECOND = "a step that fishermen on both banks had asked for"


@pytest.fixture
def url(reader: Reader, request: pytest.FixtureRequest) -> str:
    """An article of this test alone, with its people and two marks in the panel."""
    address = reader.open(f"/talks?{request.node.originalname}")
    reader.start()
    reader.sees_in_panel("Marco Rubio")
    for words in (FIRST, SECOND):
        reader.select(words)
        reader.press("Mark in yellow")
    reader.sees_in_panel("Your 2 marks here")
    until(lambda: len(reader.server.marks(address)) == 2, "the marks")
    until(lambda: "to be sent" not in reader.panel_text(), "nothing that waits")
    return address


@pytest.fixture
def keys(reader: Reader, url: str) -> Keyboard:
    return Keyboard(reader.browser.panel, reader.browser.press_key_in_panel)


def test_tab_reaches_every_control_in_order_and_each_has_a_name(reader: Reader, keys: Keyboard) -> None:
    reader.browser.panel(
        "() => { for (const each of document.querySelectorAll('details')) each.open = true }"
    )
    reader.press_in_panel(f"Edit the mark: {FIRST}")
    stops = keys.stops()
    assert all(stops)
    assert {f"Delete the mark: {FIRST}", "Note", "Save", "Options", "Not a person"} <= set(stops)
    assert keys.walked() == stops


def test_a_mark_is_deleted_and_brought_back_with_enter(reader: Reader, keys: Keyboard, url: str) -> None:
    keys.step_to(f"Delete the mark: {FIRST}")
    keys.press("Enter")
    keys.comes_to("Undo")
    until(lambda: len(reader.server.marks(url)) == 1, "the mark to go")
    keys.press("Enter")
    until(lambda: len(reader.server.marks(url)) == 2, "the mark to come back")
    keys.comes_to(FIRST)


def test_enter_leads_to_a_mention_and_to_a_mark_and_the_keyboard_stays(
    reader: Reader, keys: Keyboard
) -> None:
    mention = next(stop for stop in keys.stops() if stop.endswith("of Marco Rubio: show the next"))
    keys.step_to(mention)
    keys.press("Enter")
    until(lambda: "3px" in reader.painted().get("Marco Rubio", ""), "the lit mention")
    assert keys.held() == mention
    keys.step_to(FIRST)
    keys.press("Enter")
    until(lambda: "3px" in reader.painted().get(FIRST, ""), "the lit mark")
    assert keys.held() == FIRST


def test_a_note_is_written_in_the_panel_and_kept_however_its_form_is_left(
    reader: Reader, keys: Keyboard, url: str
) -> None:
    def notes() -> list[str]:
        return [mark["note"] for mark in reader.server.marks(url)]

    edit = f"Edit the mark: {FIRST}"
    keys.step_to(edit)
    keys.press("Enter")
    keys.comes_to("Note")
    reader.browser.type_in_panel("Which of them")
    keys.press("Escape")
    until(lambda: notes() == ["Which of them", ""], "the note")
    keys.comes_to(edit)
    keys.press("Enter")
    keys.comes_to("Note")
    keys.press("End")
    reader.browser.type_in_panel("?")
    until(lambda: notes() == ["Which of them?", ""], "what was typed, kept at rest")
    keys.press("Tab")
    keys.press("Enter")
    keys.comes_to(edit)


def test_a_note_written_elsewhere_meanwhile_is_not_overwritten(
    reader: Reader, keys: Keyboard, url: str
) -> None:
    first = reader.server.marks(url)[0]
    keys.step_to(f"Edit the mark: {FIRST}")
    keys.press("Enter")
    keys.comes_to("Note")
    reader.server.api("PATCH", f"/api/annotations/{first['id']}", {"note": "Written elsewhere."})
    reader.sees_in_panel("Written elsewhere.")
    reader.browser.type_in_panel("Written here.")
    keys.press("Escape")
    reader.sees_in_panel("changed elsewhere")
    assert reader.server.marks(url)[0]["note"] == "Written elsewhere."


def test_the_keyboard_stays_where_it_is_while_the_panel_is_drawn_anew(
    reader: Reader, keys: Keyboard, url: str
) -> None:
    first = reader.server.marks(url)[0]
    edit = f"Edit the mark: {FIRST}"
    keys.step_to(edit)
    reader.server.api("PATCH", f"/api/annotations/{first['id']}", {"note": "Changed."})
    reader.sees_in_panel("Changed.")
    assert keys.held() == edit
    reader.server.api("DELETE", f"/api/annotations/{first['id']}")
    reader.sees_in_panel("Your mark here")
    assert keys.held() == SECOND  # the next that is still there


def test_a_notice_that_is_drawn_anew_leaves_the_keyboard_on_its_button(
    reader: Reader, keys: Keyboard, url: str
) -> None:
    reader.server.stop()
    reader.click_words(FIRST)
    reader.press("pink")
    reader.sees_in_panel("Your server is not running")
    keys.step_to("Look again")
    reader.press("blue")
    reader.sees_in_panel("2 changes wait")
    assert keys.held() == "Look again"
    reader.server.start()
    until(lambda: "Look again" not in reader.panel_text(), "the notice to go")
    assert keys.held() != ""
    until(lambda: reader.server.marks(url)[0]["colour"] == "blue", "the colour")
