"""The way of a mark: from the reader's hand to the library, to the web view and back to the page."""

import re

from tests.browser.reader import Reader
from tests.browser.waiting import until

QUOTE = "a step that fishermen on both banks had asked for"
LATER = "They promised to publish the figures every week."

UNTIL_SENT_S = 100.0  # the browser wakes the worker half a minute after a failure, at the earliest


def test_a_mark_made_on_the_page_is_edited_in_the_web_view_and_outlives_the_server_being_away(
    newcomer: Reader,
) -> None:
    reader, server = newcomer, newcomer.server
    reader.pair()
    url = reader.open("/talks")
    reader.start()

    reader.select(QUOTE)
    reader.press("Note")
    reader.browser.type("Ask the harbour master.")
    reader.press("Done")
    until(lambda: [m["note"] for m in server.marks(url)] == ["Ask the harbour master."], "the note")
    assert server.marks(url)[0]["quote"] == QUOTE

    reader.browser.goto(f"{server.address}/marks/{server.marks(url)[0]['id']}")
    assert "Ask the harbour master." in reader.browser.js("() => document.getElementById('note').value")
    reader.browser.js("() => { document.querySelector('input[value=green]').checked = true }")
    reader.press_on_page("Save")
    until(lambda: server.marks(url)[0]["colour"] == "green", "the edit of the web view")
    reader.open("/talks")
    reader.start()
    # At first as it was when last seen here, until the server has answered.
    until(lambda: "#c9ecb5" in hexed(reader.painted().get(QUOTE, "")), "the mark in its new colour")

    server.stop()
    reader.select(LATER)
    reader.press("Mark in blue")
    reader.sees_painted(LATER)
    reader.sees_in_panel("not sent yet")
    server.start()
    until(lambda: len(server.marks(url)) == 2, "the second mark to arrive", UNTIL_SENT_S)
    until(lambda: reader.stored()["queue"] == [], "an empty queue")
    assert [mark["quote"] for mark in server.marks(url)] == [QUOTE, LATER]


def test_the_panel_says_when_a_page_kept_the_rest_of_its_article_back(reader: Reader) -> None:
    reader.open("/stub")
    reader.start()
    reader.sees_in_panel("Only the beginning of the article")


def hexed(look: str) -> str:
    """``rgb(201, 236, 181)`` as browsers write it, as ``#c9ecb5``."""
    return re.sub(
        r"rgb\((\d+), (\d+), (\d+)\)",
        lambda found: "#" + "".join(f"{int(part):02x}" for part in found.groups()),
        look,
    )
