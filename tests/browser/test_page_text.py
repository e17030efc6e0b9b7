"""Marks on what pages are really made of."""

from tests.browser.reader import Reader
from tests.browser.waiting import until

SELECT_ALL_OF = "(selector) => getSelection().selectAllChildren(document.querySelector(selector))"
HTML = "() => document.documentElement.outerHTML"


def marked(reader: Reader, path: str, words: str) -> str:
    """Mark words on a fresh page; gives the quote that the library got."""
    url = reader.open(path)
    reader.start()
    reader.select(words)
    reader.press("Mark in yellow")
    return until(lambda: reader.server.marks(url), "the mark")[0]["quote"]


def test_white_space_is_quoted_as_it_shows(reader: Reader) -> None:
    assert marked(reader, "/odd?spaces", "harbour opened at dawn") == "harbour opened at dawn"


def test_a_mark_over_a_line_break_is_one_mark(reader: Reader) -> None:
    quote = marked(reader, "/odd?break", "opened at dawn,and the boats")
    assert " ".join(quote.split()) == "opened at dawn, and the boats"
    until(lambda: set(reader.painted()) == {"opened at dawn,", "and the boats"}, "both lines painted")
    (mark,) = reader.server.marks(reader.site + "/odd?break")
    assert mark["state"] == "anchored"


def test_a_quote_may_run_over_several_elements(reader: Reader) -> None:
    quote = marked(reader, "/odd?elements", "A quotation may run over several elements")
    assert quote == "A quotation may run over several elements"
    stretches = {"A quo", "ta", "tion may run over ", "several ", "elements"}
    until(lambda: set(reader.painted()) == stretches, "each stretch of text painted by itself")


def test_hidden_words_are_not_quoted(reader: Reader) -> None:
    reader.open("/odd?hidden")
    reader.start()
    reader.browser.js(SELECT_ALL_OF, "#spaced")
    url = reader.browser.js("() => location.href")
    reader.press("Mark in yellow")
    quote = until(lambda: reader.server.marks(url), "the mark")[0]["quote"]
    assert quote == "The harbour opened at dawn,\nand the boats went out."


def test_the_reading_beside_a_word_is_not_part_of_the_sentence(reader: Reader) -> None:
    url = reader.open("/odd?ruby")
    reader.start()
    reader.browser.js(SELECT_ALL_OF, "#ruby")
    reader.press("Mark in yellow")
    quote = until(lambda: reader.server.marks(url), "the mark")[0]["quote"]
    assert quote == "The sign read 港 in tall letters above the gate."


def test_a_mark_over_two_items_of_a_list_is_one_mark(reader: Reader) -> None:
    url = reader.open("/odd?list")
    reader.start()
    reader.browser.js(SELECT_ALL_OF, "ul")
    reader.press("Mark in yellow")
    quote = until(lambda: reader.server.marks(url), "the mark")[0]["quote"]
    assert quote == "First the nets were mended in the yard.\n\nThen the engines were tried one by one."


def test_words_after_an_emoji_are_quoted_whole(reader: Reader) -> None:
    assert marked(reader, "/odd?emoji", "🚢🌊 and then signed") == "🚢🌊 and then signed"


def test_words_that_come_late_get_their_mark(reader: Reader) -> None:
    url = reader.open("/odd?late")
    reader.start()
    reader.browser.js("() => comeLate()")
    reader.select("after everything else")
    reader.press("Mark in green")
    until(lambda: reader.server.marks(url), "the mark")
    reader.browser.reload()
    reader.start()
    reader.sees_in_panel("no longer in the article")
    assert "after everything else" not in reader.painted()
    reader.browser.js("() => comeLate()")
    reader.sees_painted("after everything else")
    until(
        lambda: "no longer in the article" not in reader.panel_text(), "the mark to be in the article again"
    )


def test_words_in_a_frame_of_the_same_site_can_be_led_to(reader: Reader) -> None:
    url = reader.open("/odd?frame")
    reader.server.api(
        "POST",
        "/api/pages",
        {"url": url, "html": reader.browser.js(HTML)},
    )
    reader.server.api("POST", "/api/annotations", {"url": url, "quote": "three more cranes"})
    reader.start()
    inside = "() => [...frames[0].CSS.highlights.values()].flatMap((each) => [...each].map(String))"
    until(lambda: reader.browser.js(inside) == ["three more cranes"], "the mark in the frame")


def test_words_in_an_open_shadow_root_are_painted_there(reader: Reader) -> None:
    url = reader.open("/odd?shadow")
    reader.server.api(
        "POST",
        "/api/pages",
        {"url": url, "html": reader.browser.js(HTML)},
    )
    reader.server.api("POST", "/api/annotations", {"url": url, "quote": "in an open shadow root"})
    reader.start()
    until(lambda: "in an open shadow root" in reader.painted(), "the mark in the shadow root")
    dressed = "() => document.getElementById('host').shadowRoot.adoptedStyleSheets.length"
    assert reader.browser.js(dressed) == 1


def test_a_page_that_navigates_without_loading_shows_the_marks_of_its_new_address(reader: Reader) -> None:
    marked(reader, "/odd?one", "A quotation may run")
    words = "Another article took the place of the first, and it has its own marks."
    reader.browser.js("(words) => goElsewhere('/odd?two', words)", words)
    until(lambda: reader.painted() == {}, "the first article's paint to go")
    reader.sees_in_panel("Not in your library yet")


def test_overlapping_marks_show_both_colours(reader: Reader) -> None:
    marked(reader, "/talks?overlap", "engineers rather than diplomats")
    reader.select("rather than diplomats should speak first")
    reader.press("Mark in blue")
    assert "color-mix" in reader.sees_painted("rather than diplomats")


def test_the_captured_page_holds_what_scripts_and_frames_brought(reader: Reader) -> None:
    url = reader.open("/odd?captured")
    reader.browser.js("() => comeLate()")
    reader.start()
    reader.sees_in_panel("In this article")
    text = until(lambda: captured_text(reader, url), "the article")
    assert "Words in an open shadow root are on the page too." in text
    assert "These words came late" in text


def captured_text(reader: Reader, url: str) -> str:
    pages = reader.server.api("GET", f"/api/pages?url={url}")["items"]
    return reader.server.api("GET", f"/api/pages/{pages[0]['id']}")["text"] if pages else ""
