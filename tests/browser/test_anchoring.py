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

IN_PAGE = """() => [...CSS.highlights.values()]
  .flatMap((ranges) => [...ranges])
  .filter((range) => range.startContainer.isConnected)
  .map(String)"""


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


def mark(reader: Reader, path: str, words: str) -> str:
    """Mark words on a fresh page; gives its address."""
    url = reader.open(path)
    reader.start()
    reader.select(words)
    reader.press("Mark in yellow")
    until(lambda: reader.server.marks(url), "the mark")
    return url


def test_the_same_article_under_another_address_shows_its_marks(reader: Reader) -> None:
    words = "They promised to publish the figures every week."
    url = mark(reader, "/talks?number=7", words)
    reader.open("/talks?utm_source=letter&number=7&fbclid=x#comments")
    reader.start()
    reader.sees_painted(words)
    assert [each["url"] for each in reader.server.marks(url)] == [url]


def test_a_page_that_is_rendered_anew_keeps_its_paint(reader: Reader) -> None:
    mark(reader, "/odd?anew", "and still be one")
    reader.browser.js("() => renderAnew()")
    until(lambda: "and still be one" in reader.browser.js(IN_PAGE), "the paint on the new elements")


def test_on_a_page_that_never_rests_late_words_get_their_mark_and_the_page_goes_on(reader: Reader) -> None:
    mark(reader, "/odd?restless", "and still be one")
    reader.browser.js("() => { comeLate(); neverRest(); }")
    reader.select("after everything else")
    reader.press("Mark in green")
    reader.sees_painted("after everything else")
    before = reader.browser.js("() => ticks")
    until(lambda: reader.browser.js("() => ticks") > before + 20, "the page to go on")


def test_a_mark_over_two_blocks_is_painted_in_both(reader: Reader) -> None:
    url = reader.open("/odd?blocks")
    save(reader, url, reader.browser.js(HTML))
    quote = "mended in the yard.\n\nThen the engines"
    reader.server.api("POST", "/api/annotations", {"url": url, "quote": quote})
    reader.start()
    reader.sees_painted("mended in the yard.")
    reader.sees_painted("Then the engines")


def test_five_hundred_marks_on_a_hundred_thousand_words_leave_the_page_its_turns(reader: Reader) -> None:
    reader.open("/open-long")
    until(lambda: reader.browser.js("() => window.isReady"), "the words")
    reader.browser.js("() => findMarks()")
    told = until(lambda: reader.browser.js("() => told.seconds && told"), "all marks to be looked for")
    assert (told["right"], told["painted"]) == (500, 500)
    assert told["turns"] > 10
