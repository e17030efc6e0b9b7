"""People who are looked up while the reader reads: cards say so, and fill in by themselves."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from tests.browser.conftest import DRIVES, reading
from tests.browser.reader import Reader
from tests.browser.waiting import until
from tests.web.test_lookups import PAGE, URL
from tests.wikimedia.people import WikimediaStub
from tests.wikimedia.stub import serving

NAME = "Tomas Arvidsen"
SUMMARY = "Tomas Arvidsen is a politician of Norland."

SAYS = """(selector, name) => {
  const isOf = (each) => each.querySelector("h3")?.textContent.trim() === name;
  return [...document.querySelectorAll(selector)].find(isOf)?.innerText ?? "";
}"""
SOURCES = "(selector) => [...document.querySelectorAll(`${selector} .meta a`)].map(({ href }) => href)"

WIKIPEDIA = "https://en.wikipedia.org/wiki/Tomas_Arvidsen"


@pytest.fixture
def answer() -> Event:
    """Set when Wikimedia may answer."""
    return Event()


@pytest.fixture(params=sorted(DRIVES))
def reader(request: pytest.FixtureRequest, tmp_path: Path, answer: Event) -> Iterator[Reader]:
    """A reader whose server looks people up, and waits for the answers so far."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "fisheries.html").write_text(PAGE, encoding="utf-8")
    with serving(WikimediaStub()) as stub:
        stub.held = answer
        settings = {
            "POSTIL_LOOKUPS": "on",
            "POSTIL_CONTACT": "ines@example.org",
            "POSTIL_WIKIDATA_API": f"{stub.base}/w/api.php",
            "POSTIL_WIKIPEDIA_API": f"{stub.base}/enwiki",
        }
        with reading(request.param, tmp_path, pages=pages, settings=settings) as driven:
            yield driven
            answer.set()


def test_a_card_in_the_panel_says_that_it_is_being_looked_up_and_then_who_it_is(
    reader: Reader, answer: Event
) -> None:
    reader.pair()
    reader.open("/fisheries")
    reader.start()

    def says() -> str:
        text: str = reader.browser.panel(SAYS, ".card", NAME)
        return text

    waiting = until(lambda: "Being looked up…" in says() and says(), "the word on the look-up")
    assert "not known elsewhere" not in waiting
    answer.set()
    until(lambda: SUMMARY in says(), "the summary")
    assert "Governor of Norland" in says()
    assert "Being looked up…" not in says()
    assert WIKIPEDIA in reader.browser.panel(SOURCES, ".card")


def test_a_card_in_the_web_view_fills_in_on_the_open_page_while_the_reader_is_elsewhere_in_it(
    reader: Reader, answer: Event
) -> None:
    page = reader.server.api("POST", "/api/pages", {"url": URL, "html": PAGE})
    reader.browser.goto(f"{reader.server.address}/articles/{page['id']}")

    def says() -> str:
        text: str = reader.browser.js(SAYS, "aside .card", NAME)
        return text

    assert "Being looked up…" in says()
    reader.browser.js("() => { window.opened = true; document.querySelector('aside .correct').open = true; }")
    answer.set()
    until(lambda: _qid(reader, page["id"]), "the look-up")
    assert "Being looked up…" in says(), "a card that the reader is in was drawn anew"
    reader.browser.js("() => { document.querySelector('aside .correct').open = false; }")
    until(lambda: SUMMARY in says(), "the summary")
    assert "Being looked up…" not in says()
    assert WIKIPEDIA in reader.browser.js(SOURCES, "aside .card")
    assert reader.browser.js("() => window.opened"), "the page was loaded anew"


def _qid(reader: Reader, page: str) -> str | None:
    (card, *_) = reader.server.api("GET", f"/api/pages/{page}/people")["items"]
    qid: str | None = card["person"]["qid"]
    return qid
