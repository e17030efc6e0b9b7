"""Marks that another program made are shown where the reader is, without a press of anything."""

from typing import Any
from urllib.parse import quote

from tests.browser.reader import Reader
from tests.browser.waiting import until
from tests.web.protocols.annotation_model import flaws

WORDS = "a step that fishermen on both banks had asked for"


def annotated(reader: Reader, url: str, words: str, note: str) -> dict[str, Any]:
    """An annotation that a client of the W3C's protocol makes."""
    body = {"type": "TextualBody", "value": note, "purpose": "commenting"}
    target = {"source": url, "selector": {"type": "TextQuoteSelector", "exact": words}}
    asked = {"type": "Annotation", "body": body, "target": target}
    made: dict[str, Any] = reader.server.api("POST", "/annotations/", asked)
    return made


def test_a_mark_on_a_page_that_nobody_captured_waits_for_its_reader(reader: Reader) -> None:
    url = reader.site + "/talks?waits=1"
    annotated(reader, url, WORDS, "Which banks?")
    reader.open("/talks?waits=1")
    reader.start()
    reader.sees_painted(WORDS)
    reader.sees_in_panel("Which banks?")
    assert "no longer in the article" not in reader.panel_text()


def test_a_mark_made_meanwhile_appears_on_the_page_and_in_the_panel_and_a_change_of_it_too(
    reader: Reader,
) -> None:
    url = reader.open("/talks?meanwhile=1")
    reader.start()
    reader.sees_in_panel("Marco Rubio")
    made = annotated(reader, url, WORDS, "Made elsewhere.")
    reader.sees_painted(WORDS)
    reader.sees_in_panel("Made elsewhere.")
    note = {"uri": url, "text": "On the page as a whole.", "target": [{"source": url}]}
    reader.server.api("POST", "/hypothesis/api/annotations", note)
    reader.sees_in_panel("On the page as a whole.")
    name = made["id"].rpartition("/")[2]
    reader.server.api("PATCH", f"/api/annotations/{name}", {"note": "Changed elsewhere."})
    reader.sees_in_panel("Changed elsewhere.")
    reader.server.api("DELETE", f"/api/annotations/{name}")
    until(lambda: WORDS not in reader.painted(), "the mark to go")


def test_a_mark_made_on_the_page_is_an_annotation_to_other_programs(reader: Reader) -> None:
    url = reader.open("/talks?told=1")
    reader.start()
    reader.select(WORDS)
    reader.press("Mark in green")
    (mark,) = until(lambda: reader.server.marks(url), "the mark")
    told = reader.server.api("GET", f"/annotations/{mark['id']}")
    assert flaws(told) == []
    assert (told["target"]["source"], told["target"]["selector"]["exact"]) == (url, WORDS)
    (row,) = reader.server.api("GET", f"/hypothesis/api/search?uri={quote(url)}")["rows"]
    assert row["target"][0]["selector"][0]["exact"] == WORDS


def test_a_form_that_is_only_looked_at_changes_nothing_that_another_program_wrote(reader: Reader) -> None:
    url = reader.open("/talks?looked-at=1")
    reader.start()
    reader.sees_in_panel("Marco Rubio")
    said = {"uri": url, "text": " Two\r\nlines. \r\n", "tags": ["fish,  chips"], "target": [{"source": url}]}
    said["target"][0]["selector"] = [{"type": "TextQuoteSelector", "exact": WORDS}]
    reader.server.api("POST", "/hypothesis/api/annotations", said)
    made = reader.server.marks(url)[0]
    reader.sees_painted(WORDS)
    reader.click_words(WORDS)
    reader.press("green")
    reader.press("Done")
    until(lambda: reader.server.marks(url)[0]["colour"] == "green", "the new colour")
    until(lambda: reader.stored()["queue"] == [], "an empty queue")
    seen = reader.server.marks(url)[0]
    assert (seen["note"], seen["tags"]) == (made["note"], made["tags"])
    assert seen["revision"] == made["revision"] + 1


def test_the_open_article_of_the_web_view_shows_what_was_marked_meanwhile(reader: Reader) -> None:
    story = (
        f"<p>It was {WORDS}, said the minister on Monday in the town hall, where the talks of the spring had "
        "ended without a word to those outside.</p><p>The next round is to be held in June, on the "
        "other bank, if the ferry runs again by then.</p>"
    )
    html = f"<article><h1>Ministers agree to resume river talks</h1>{story}</article>"
    page = reader.server.api("POST", "/api/pages", {"url": "https://quay.example/open", "html": html})
    reader.browser.goto(f"{reader.server.address}/articles/{page['id']}")
    annotated(reader, "https://quay.example/open", WORDS, "Seen at once.")
    shown = "() => document.querySelector('#text mark')?.textContent"
    assert until(lambda: reader.browser.js(shown), "the mark") == WORDS
    # In the middle of writing, the reader is told, and nothing typed is lost.
    reader.browser.js("() => { document.getElementById('note').value = 'half a note'; }")
    annotated(reader, "https://quay.example/open", "the town hall", "Too.")
    until(lambda: reader.browser.js("() => !document.getElementById('changed').hidden"), "the notice")
    assert reader.browser.js("() => document.getElementById('note').value") == "half a note"
