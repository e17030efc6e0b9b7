"""What a hand does with marks: recolour, delete and take back, all of it from the keyboard too."""

from tests.browser.keyboard import SELECT_FIRST_WORDS
from tests.browser.reader import Reader
from tests.browser.waiting import until

WORDS = "Officials on the northern side answered"


def mark(reader: Reader, path: str, words: str = WORDS) -> str:
    """Mark words in yellow on a fresh page, and wait until the library has them; gives the address."""
    url = reader.open(path)
    reader.start()
    reader.select(words)
    reader.press("Mark in yellow")
    until(lambda: reader.server.marks(url), "the mark")
    return url


def test_a_click_on_a_mark_opens_it_to_recolour_and_tag(reader: Reader) -> None:
    url = mark(reader, "/talks?recolour")
    reader.click_words(WORDS)
    reader.press("pink")
    reader.press("Tags, with commas between")
    reader.browser.type("dams, #water")
    reader.press("Done")
    until(lambda: reader.server.marks(url)[0]["tags"] == ["dams", "water"], "the tags")
    assert reader.server.marks(url)[0]["colour"] == "pink"


def test_a_deleted_mark_comes_back_with_undo(reader: Reader) -> None:
    url = mark(reader, "/talks?undo")
    reader.click_words(WORDS)
    reader.press("Delete")
    until(lambda: not reader.server.marks(url), "the mark to go")
    until(lambda: WORDS not in reader.painted(), "the paint to go")
    reader.press("Undo")
    until(lambda: reader.server.marks(url), "the mark to come back")
    reader.sees_painted(WORDS)


def test_the_same_words_again_get_the_new_colour(reader: Reader) -> None:
    url = mark(reader, "/talks?again")
    reader.select(WORDS)
    reader.press("Mark in purple")
    until(lambda: reader.server.marks(url)[0]["colour"] == "purple", "the new colour")
    assert len(reader.server.marks(url)) == 1


def test_the_toolbar_is_reached_and_left_by_keys(reader: Reader) -> None:
    url = reader.open("/talks?keyboard")
    reader.start()
    reader.browser.js(SELECT_FIRST_WORDS)
    until(lambda: reader.control("Note"), "the toolbar")
    reader.browser.press("Escape")
    until(lambda: not reader.control("Note"), "the toolbar to go")
    reader.browser.js("() => getSelection().removeAllRanges()")
    reader.browser.js(SELECT_FIRST_WORDS)
    until(lambda: reader.control("Note"), "the toolbar again")
    reader.browser.press("Tab")
    reader.browser.press("ArrowRight")
    reader.browser.press("Enter")
    until(lambda: [m["colour"] for m in reader.server.marks(url)] == ["green"], "a green mark")


def test_what_was_typed_is_kept_when_the_form_is_left_with_escape(reader: Reader) -> None:
    url = reader.open("/talks?escape")
    reader.start()
    reader.select(WORDS)
    reader.press("Note")
    reader.browser.type("Which officials?")
    reader.browser.press("Escape")
    until(lambda: [m["note"] for m in reader.server.marks(url)] == ["Which officials?"], "the note")


def test_what_is_being_typed_is_kept_though_the_page_goes_away(reader: Reader) -> None:
    url = reader.open("/talks?left")
    reader.start()
    reader.select(WORDS)
    reader.press("Note")
    reader.browser.type("Which of them")
    reader.open("/short")
    until(lambda: [m["note"] for m in reader.server.marks(url)] == ["Which of them"], "the note")


def test_nothing_moves_in_the_form_while_a_mark_is_sent(reader: Reader) -> None:
    mark(reader, "/talks?still")
    reader.click_words(WORDS)
    done = until(lambda: reader.control("Done"), "the form")
    reader.server.stop()
    reader.press("pink")
    until(lambda: "not sent yet" in reader.said(), "how the mark stands")
    assert reader.control("Done") == done
    reader.server.start()


def test_a_form_in_the_panel_keeps_what_is_typed_while_marks_come_and_go(reader: Reader) -> None:
    url = mark(reader, "/talks?open-form")
    reader.press_in_panel(f"Edit the mark: {WORDS}")
    write = "() => { document.querySelector('#marks form textarea').value = 'Half a thou' }"
    reader.browser.panel(write)
    reader.select("a step that fishermen on both banks had asked for")
    reader.press("Mark in blue")
    reader.sees_in_panel("Your 2 marks here")
    until(lambda: len(reader.server.marks(url)) == 2, "the other mark")
    typed = "() => document.querySelector('form:not([hidden]) textarea')?.value"
    assert reader.browser.panel(typed) == "Half a thou"


def test_a_mark_is_edited_and_deleted_from_the_panel(reader: Reader) -> None:
    url = mark(reader, "/talks?panel")
    reader.press_in_panel(f"Edit the mark: {WORDS}")
    reader.browser.panel(
        """() => {
          const form = document.querySelector("#marks form:not([hidden])");
          form.elements.note.value = "From the panel.";
          form.requestSubmit();
        }"""
    )
    until(lambda: reader.server.marks(url)[0]["note"] == "From the panel.", "the note")
    reader.press_in_panel(f"Delete the mark: {WORDS}")
    until(lambda: not reader.server.marks(url), "the mark to go")
    reader.press_in_panel("Undo")
    until(lambda: reader.server.marks(url), "the mark to come back")


def test_the_panel_leads_to_a_mark(reader: Reader) -> None:
    mark(reader, "/talks?lead")
    reader.press_in_panel(WORDS)
    until(lambda: "3px" in reader.painted().get(WORDS, ""), "the lit place")


def test_a_page_without_an_article_says_so_and_holds_nothing_up(reader: Reader) -> None:
    short = reader.open("/short")
    reader.start()
    reader.sees_in_panel("No article on this page")
    reader.select("Forgot it?")
    reader.press("Mark in yellow")
    until(lambda: "Not saved" in reader.said(), "the refusal on the page")
    reader.sees_in_panel("The server refused a change")
    url = mark(reader, "/talks?after-a-refusal")
    assert len(reader.server.marks(url)) == 1
    refused = [item for item in reader.stored()["queue"] if item["problem"]]
    assert {item["url"] for item in refused} == {short}


def test_the_people_of_the_article_are_in_the_panel_and_underlined(reader: Reader) -> None:
    reader.open("/talks?people")
    reader.start()
    reader.sees_in_panel("Marco Rubio")
    assert "dotted" in reader.sees_painted("Marco Rubio")
    first = reader.browser.panel(
        "() => document.querySelector('.card .meta button').getAttribute('aria-label')"
    )
    reader.press_in_panel(first)
    until(lambda: any("3px" in look for look in reader.painted().values()), "the lit mention")
