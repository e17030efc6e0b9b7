"""A hand that never leaves the keyboard: a note from the page, and its way through the web view."""

from tests.browser.keyboard import SELECT_FIRST_WORDS
from tests.browser.reader import Reader
from tests.browser.waiting import until

IS_ON = """(selector) => {
  const on = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(on);
  const isUnseen = outlineStyle === "none" || outlineWidth === "0px";
  if (on !== document.body && isUnseen) return `unseen: ${on.outerHTML}`;
  return on.matches(selector) ? "there" : "";
}"""

IS_AT = (
    "(path) => document.readyState === 'complete' && (location.pathname + location.search).startsWith(path)"
)

FEW = 80  # steps of the Tab key on a page with one mark


def step_to(reader: Reader, selector: str) -> None:
    """Press Tab until the focus is on an element; every element on the way shows that it has the focus."""
    for _ in range(FEW):
        reader.browser.press("Tab")
        place = reader.browser.js(IS_ON, selector)
        assert not place.startswith("unseen"), place
        if place:
            return
    raise AssertionError(f"{selector} is not reached with Tab")


def test_a_note_is_written_found_and_edited_by_keys_alone(reader: Reader) -> None:
    url, server = reader.open("/talks?by-keys"), reader.server
    reader.start()
    reader.browser.js(SELECT_FIRST_WORDS)
    until(lambda: reader.control("Note"), "the toolbar")
    for key in ("Tab", "End", "ArrowLeft", "ArrowLeft", "Enter"):
        reader.browser.press(key)
    until(lambda: reader.control("Done"), "the form")
    reader.browser.type("Harbour")
    reader.browser.press("Escape")
    until(lambda: [mark["note"] for mark in server.marks(url)] == ["Harbour"], "the note")

    edit = f"/marks/{server.marks(url)[0]['id']}"
    reader.browser.goto(server.address)
    step_to(reader, "input[name=q]")
    reader.browser.type("harbour")
    reader.browser.press("Enter")
    until(lambda: reader.browser.js(IS_AT, "/?q=harbour"), "what was found")
    step_to(reader, f"a[href^='{edit}']")
    reader.browser.press("Enter")
    until(lambda: reader.browser.js(IS_AT, edit), "the mark")
    step_to(reader, "#note")
    reader.browser.press("End")
    reader.browser.type(" master")
    step_to(reader, "form.stack button")
    reader.browser.press("Enter")
    until(lambda: server.marks(url)[0]["note"] == "Harbour master", "the edit")
