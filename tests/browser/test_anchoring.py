"""Marks on pages that changed since, change under the reader, or stand elsewhere."""

from tests.browser.reader import Reader
from tests.browser.waiting import until

HTML = "() => document.documentElement.outerHTML"
LOST = "The harbour master had promised as much in the autumn, and was not believed by anybody."
SAVED = """(words) => {
  const paragraph = document.createElement("p");
  paragraph.textContent = words;
  document.querySelector("article h1").after(paragraph);
  const html = document.documentElement.outerHTML;
  paragraph.remove();
  return html;
}"""


def save(reader: Reader, url: str, html: str) -> None:
    reader.server.api("POST", "/api/pages", {"url": url, "html": html})


def lose(reader: Reader, path: str) -> str:
    """Open a page on which a marked sentence was taken out since; gives its address."""
    url = reader.open(path)
    save(reader, url, reader.browser.js(SAVED, LOST))
    reader.server.api("POST", "/api/annotations", {"url": url, "quote": LOST, "note": "Ask him."})
    reader.start()
    reader.sees_in_panel("no longer in the article")
    return url


def test_a_lost_mark_is_placed_on_selected_words_and_put_back(reader: Reader) -> None:
    url = lose(reader, "/talks?lost")
    words = "They promised to publish the figures every week."
    reader.press_in_panel(f"Place here the mark: {LOST}")
    reader.sees_in_panel("Select the words where the mark belongs")
    reader.select(words)
    reader.press_in_panel(f"Place here the mark: {LOST}")
    reader.sees_painted(words)
    until(lambda: [m["quote"] for m in reader.server.marks(url)] == [words], "the mark to be placed")
    (mark,) = reader.server.marks(url)
    assert (mark["note"], mark["state"], mark["former"][0]["quote"]) == ("Ask him.", "anchored", LOST)
    reader.press("Undo")
    reader.sees_in_panel("no longer in the article")
    until(lambda: words not in reader.painted(), "the paint to go")
    assert [m["quote"] for m in reader.server.marks(url)] == [LOST]


def test_a_changed_mark_shows_the_words_before_and_after(reader: Reader) -> None:
    url = reader.open("/talks?changed")
    before, after = "They pledged to publish the numbers", "They promised to publish the figures"
    save(reader, url, reader.browser.js(HTML).replace(after, before))
    quote = f"{before} every week."
    reader.server.api("POST", "/api/annotations", {"url": url, "quote": quote})
    reader.start()
    reader.sees_painted(f"{after} every week.")
    reader.sees_in_panel("changed since")
    reader.sees_in_panel(f"Now: {after} every week.")
    assert quote in reader.panel_text()
