"""The web view with its scripts: words selected in an article are marked, and the place is right."""

from collections.abc import Iterator

import pytest

from tests.browser.reader import ENDS_OF_WORDS, Reader
from tests.browser.waiting import at_rest, until

FIRST = (
    "The 😀 sign over the ferry office at Lantern Quay was painted in a night, and nobody in the harbour "
    "will say who held the ladder."
)
SECOND = (
    "The harbour master said the sign may stay until the spring, when the office is to be painted anew "
    "and the question can be put to the painters."
)
HTML = f"<html><body><article><h1>A sign</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"


@pytest.fixture
def article(reader: Reader, request: pytest.FixtureRequest) -> Iterator[dict[str, object]]:
    """An article of this test alone, open in the web view. Each test leaves it on the page that says so."""
    asked = {"url": f"https://quay.example/{request.node.originalname}", "html": HTML}
    page: dict[str, object] = reader.server.api("POST", "/api/pages", asked)
    reader.browser.goto(f"{reader.server.address}/articles/{page['id']}")
    yield page
    until(
        lambda: reader.browser.js("() => /Mark(ed| placed)[.]/.test(document.body?.innerText)"),
        "the word on it",
    )


MIDDLE = """(selector) => {
  const box = document.querySelector(selector).getBoundingClientRect();
  return box.width > 0 && [box.x + box.width / 2, box.y + box.height / 2];
}"""


def select(reader: Reader, words: str) -> None:
    ends = at_rest(lambda: reader.browser.js(ENDS_OF_WORDS, words), "the words in their place")
    reader.browser.drag((ends[0], ends[1]), (ends[2], ends[3]))
    until(lambda: reader.browser.js("() => !document.getElementById('bar').hidden"), "the toolbar")


def press(reader: Reader, selector: str) -> None:
    reader.browser.click(*at_rest(lambda: reader.browser.js(MIDDLE, selector), f"{selector} in its place"))


def marks_on(reader: Reader, article: dict[str, object]) -> list[dict[str, object]]:
    return reader.server.marks(str(article["url"]))


@pytest.mark.parametrize(
    "words",
    ["ferry office at Lantern Quay", "who held the ladder. The harbour master said"],
    ids=["within a paragraph", "across two paragraphs"],
)
def test_selected_words_are_marked_by_a_key(reader: Reader, article: dict[str, object], words: str) -> None:
    before = len(marks_on(reader, article))
    select(reader, words)
    reader.browser.press("3")
    mark = until(lambda: marks_on(reader, article)[before:], "the mark")[0]
    assert (mark["colour"], mark["state"]) == ("blue", "anchored")
    assert " ".join(str(mark["quote"]).split()) == words
    assert str(article["text"])[mark["start"] : mark["end"]] == mark["quote"]  # type: ignore[misc]


def test_a_press_on_a_colour_of_the_toolbar_marks(reader: Reader, article: dict[str, object]) -> None:
    select(reader, "painted in a night")
    press(reader, "#bar [data-colour=pink]")
    mark = until(lambda: marks_on(reader, article), "the mark")[0]
    assert (mark["colour"], mark["quote"]) == ("pink", "painted in a night")


def test_a_note_is_written_to_selected_words(reader: Reader, article: dict[str, object]) -> None:
    select(reader, "may stay until the spring")
    reader.browser.press("n")
    until(lambda: reader.browser.js("() => document.activeElement.name === 'note'"), "the note's field")
    reader.browser.type("Which spring?")
    reader.browser.js("() => void setTimeout(() => document.getElementById('marker').requestSubmit())")
    mark = until(lambda: marks_on(reader, article), "the mark")[0]
    assert (mark["quote"], mark["note"]) == ("may stay until the spring", "Which spring?")


def test_a_lost_mark_is_placed_on_selected_words(reader: Reader, article: dict[str, object]) -> None:
    gone = "A sentence that an editor took out of the article about the sign again."
    asked = {"page_id": article["id"], "quote": gone}
    lost = reader.server.api("POST", "/api/annotations", asked)
    reader.browser.reload()
    select(reader, "question can be put to the painters")
    press(reader, "#bar [data-place]")
    until(
        lambda: reader.browser.js("() => document.body?.innerText.includes('Mark placed.')"),
        "the mark to be placed",
    )
    assert reader.browser.js("() => location.hash") == f"#mark-{lost['id']}"
    (mark,) = marks_on(reader, article)
    assert (mark["quote"], mark["state"]) == ("question can be put to the painters", "anchored")


def test_a_mark_is_copied_with_where_it_is_from(reader: Reader) -> None:
    url = "https://quay.example/copied"
    page = reader.server.api("POST", "/api/pages", {"url": url, "html": HTML})
    reader.server.api("POST", "/api/annotations", {"page_id": page["id"], "quote": "painted in a night"})
    reader.browser.goto(f"{reader.server.address}/?q=night")
    x, y = at_rest(
        lambda: reader.browser.js(
            """() => {
              const keep = ({ clipboardData }) => (window.copied = clipboardData.getData("text/plain"));
              addEventListener("copy", keep);
              const buttons = [...document.querySelectorAll("button")];
              const button = buttons.find((each) => each.textContent === "Copy");
              const box = button?.getBoundingClientRect();
              return box && [box.x + box.width / 2, box.y + box.height / 2];
            }"""
        ),
        "the button",
    )
    reader.browser.click(x, y)
    copied = until(lambda: reader.browser.js("() => window.copied"), "what was copied")
    assert copied == f"“painted in a night”\n— A sign, quay.example, {url}"
    status = "() => document.querySelector('p[role=status]').textContent"
    until(lambda: reader.browser.js(status) == "Copied with its source.", "the word on it")


def test_how_long_an_office_is_known_stays_within_its_card(reader: Reader) -> None:
    known = "Foreign Secretary Boris Johnson and French President Emmanuel Macron came by the mail boat."
    html = HTML.replace(
        "<p>The harbour", f'<time datetime="2018-06-21">21 June 2018</time><p>{known} The harbour'
    )
    page = reader.server.api("POST", "/api/pages", {"url": "https://quay.example/known", "html": html})
    reader.browser.goto(f"{reader.server.address}/articles/{page['id']}")
    shown = until(
        lambda: reader.browser.js(
            """() => [...document.querySelectorAll(".card .term")].map((term) => {
              const [own, card] = [term, term.closest(".card")].map((each) => each.getBoundingClientRect());
              return [term.textContent, own.right <= card.right];
            })"""
        ),
        "the offices",
    )
    assert any("known up to" in words for words, _ in shown)
    assert [words for words, within in shown if not within] == []
