"""In the panel: the reader says what is text, is told of silent edits, and can take both back."""

from pathlib import Path

from tests.browser.reader import Reader
from tests.browser.waiting import until

CAPTION = "The old bridge, seen from the southern bank on Sunday evening. Tomas Reyl/Courier Pictures"
THIS_IS_TEXT = f"This is text: {CAPTION[:60]}"
PAGES = Path(__file__).parent / "pages"


def text_of(reader: Reader, url: str) -> str:
    (page,) = reader.server.api("GET", f"/api/pages?url={url}")["items"]
    return str(reader.server.api("GET", f"/api/pages/{page['id']}")["text"])


def test_a_stripped_part_is_called_text_in_the_panel_and_taken_back_there(reader: Reader) -> None:
    url = reader.open("/talks")
    reader.start()
    reader.sees_in_panel("left out")
    reader.press_in_panel(THIS_IS_TEXT)
    reader.sees_in_panel("Said, for this outlet's pages.")
    assert CAPTION in text_of(reader, url)
    reader.press_in_panel("Undo")
    until(lambda: CAPTION not in text_of(reader, url), "the caption to be left out again")


def test_a_silent_edit_near_a_mark_is_told_in_the_panel_and_put_away(reader: Reader) -> None:
    url = f"{reader.site}/talks?edited"
    html = (
        (PAGES / "talks.html").read_text(encoding="utf-8").replace("northern side answered", "far side spoke")
    )
    reader.server.api("POST", "/api/pages", {"url": url, "html": html})
    reader.server.api("POST", "/api/annotations", {"url": url, "quote": "Officials on the far side spoke"})
    reader.open("/talks?edited")
    reader.start()
    reader.sees_in_panel("Changed near your marks")
    reader.press_in_panel("Seen")
    reader.sees_in_panel("Put away.")
    until(lambda: "Changed near your marks" not in reader.panel_text(), "the notice to go")
    reader.press_in_panel("Undo")
    reader.sees_in_panel("Changed near your marks")
