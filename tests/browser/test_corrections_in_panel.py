"""In the panel: the reader says what is text, is told of silent edits, and can take both back."""

from pathlib import Path

from tests.browser.reader import Reader
from tests.browser.waiting import until

CAPTION = "The old bridge, seen from the southern bank on Sunday evening. Tomas Reyl/Courier Pictures"
THIS_IS_TEXT = f"This is text: {CAPTION[:60]}"
DESK = "The Courier's island desk reads every letter and answers on Thursdays between nine and noon"
DESK_ELSEWHERE = "The Courier's garden desk likes to hear of old trees"
PAGES = Path(__file__).parent / "pages"


def text_of(reader: Reader, url: str) -> str:
    (page,) = reader.server.api("GET", f"/api/pages?url={url}")["items"]
    return str(reader.server.api("GET", f"/api/pages/{page['id']}")["text"])


def test_a_stripped_part_is_called_text_in_the_panel_and_taken_back_there(reader: Reader) -> None:
    url = reader.open("/talks")
    reader.start()
    reader.sees_in_panel("left out")
    reader.press_in_panel(THIS_IS_TEXT)
    reader.sees_in_panel("Counts as text on this outlet's pages.")
    assert CAPTION in text_of(reader, url)
    reader.press_in_panel("Undo")
    until(lambda: CAPTION not in text_of(reader, url), "the caption to be left out again")


def test_what_is_selected_on_the_page_is_called_no_text_there_and_on_the_next_page(reader: Reader) -> None:
    url = reader.open("/ferries")
    reader.start()
    reader.press_in_panel("Is something here not the article?")
    assert DESK in text_of(reader, url)
    reader.press_in_panel("Not part of the article")
    reader.sees_in_panel("Select on the page what is not part of the article")
    reader.select("reads every letter and answers on Thursdays")
    reader.press_in_panel("Not part of the article")
    reader.sees_in_panel("Left out on this outlet's pages.")
    assert DESK not in text_of(reader, url)
    next_url = reader.open("/orchard")
    reader.start()
    reader.sees_in_panel("2 other parts left out")
    assert DESK_ELSEWHERE not in text_of(reader, next_url)
    (said,) = reader.server.api("GET", "/api/corrections")["items"]
    reader.server.api("PATCH", f"/api/corrections/{said['id']}", {"deleted": True})


def test_a_kept_part_is_called_no_text_in_the_panel_and_taken_back_there(reader: Reader) -> None:
    url = reader.open("/radio")
    reader.start()
    reader.press_in_panel("Is something here not the article?")
    (page,) = reader.server.api("GET", f"/api/pages?url={url}")["items"]
    kept = reader.server.api("GET", f"/api/pages/{page['id']}")["blocks"][1]["text"]
    reader.press_in_panel(f"This is not: {kept[:60]}")
    reader.sees_in_panel("Left out on this outlet's pages.")
    assert kept not in text_of(reader, url)
    reader.press_in_panel("Undo")
    until(lambda: kept in text_of(reader, url), "the part to be text again")


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
