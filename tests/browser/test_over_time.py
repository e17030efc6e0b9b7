"""What happens while nobody looks: workers die, readers come back, servers go away and say no."""

from tests.browser.reader import Reader
from tests.browser.waiting import until

WORDS = "Officials on the northern side answered"

FRESHEN = """async () => {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return chrome.runtime.sendMessage({ kind: "freshen", body: { tabId: tab.id } });
}"""


def test_a_worker_that_died_goes_on_where_it_was(reader: Reader) -> None:
    url = reader.open("/talks?death")
    reader.start()
    reader.sees_in_panel("Marco Rubio")
    reader.browser.kill_worker()
    reader.select(WORDS)
    reader.press("Note")
    reader.browser.type("Still here.")
    reader.browser.kill_worker()
    reader.press("Done")
    until(lambda: [mark["note"] for mark in reader.server.marks(url)] == ["Still here."], "the note")


def test_work_that_waits_is_sent_though_its_worker_died_and_its_tab_was_closed(newcomer: Reader) -> None:
    reader, server = newcomer, newcomer.server
    reader.pair()
    reader.open("/talks?first")
    reader.start()
    reader.sees_in_panel("Marco Rubio")
    server.stop()
    url = reader.open("/talks?while-away")
    reader.start()
    reader.select(WORDS)
    reader.press("Mark in purple")
    reader.sees_in_panel("Kept for later")
    reader.open("/short")
    reader.browser.kill_worker()
    server.start()
    until(lambda: server.marks(url), "the page and its mark to arrive", patience_s=100)
    until(lambda: reader.stored()["queue"] == [], "an empty queue")
    assert [mark["quote"] for mark in server.marks(url)] == [WORDS]


def test_a_change_elsewhere_is_not_overwritten(reader: Reader) -> None:
    url = reader.open("/talks?elsewhere")
    reader.start()
    reader.select(WORDS)
    reader.press("Mark in yellow")
    mark = until(lambda: reader.server.marks(url), "the mark")[0]
    reader.server.api("PATCH", f"/api/annotations/{mark['id']}", {"note": "Written elsewhere."})
    reader.click_words(WORDS)
    reader.press("Note")
    reader.browser.type("Written here.")
    reader.press("Done")

    def note() -> str:
        written: str = reader.server.marks(url)[0]["note"]
        return written

    # Whether the form hears of the other note before it is typed in is a matter of luck.
    until(lambda: "changed elsewhere" in reader.said() or "Written here." in note(), "an answer")
    assert "Written elsewhere." in note()


def test_an_open_form_shows_what_was_written_elsewhere_and_goes_on_from_there(reader: Reader) -> None:
    url = reader.open("/talks?elsewhere-first")
    reader.start()
    reader.select(WORDS)
    reader.press("Mark in yellow")
    mark = until(lambda: reader.server.marks(url), "the mark")[0]
    reader.sees_in_panel("Your mark here")
    reader.click_words(WORDS)
    reader.press("Note")
    reader.server.api("PATCH", f"/api/annotations/{mark['id']}", {"note": "Written elsewhere."})
    reader.browser.panel(FRESHEN)
    until(
        lambda: reader.browser.layer("(root) => root.querySelector('textarea').value"),
        "the other note in the form",
    )
    reader.browser.type(" And here.")
    reader.press("Done")
    until(lambda: "And here." in reader.server.marks(url)[0]["note"], "the note")
    assert "Written elsewhere." in reader.server.marks(url)[0]["note"]


def test_the_reader_sees_both_of_two_notes_and_says_which_holds(newcomer: Reader) -> None:
    reader, server = newcomer, newcomer.server
    reader.pair()
    url = reader.open("/talks?two-notes")
    reader.start()
    reader.select(WORDS)
    reader.press("Mark in yellow")
    mark = until(lambda: server.marks(url), "the mark")[0]
    reader.sees_in_panel("Your mark here")
    server.stop()
    reader.click_words(WORDS)
    reader.press("Note")
    reader.browser.type("Mine.")
    reader.press("Done")
    reader.sees_in_panel("not sent yet")
    with server.elsewhere() as elsewhere:
        elsewhere.api("PATCH", f"/api/annotations/{mark['id']}", {"note": "Theirs."})
    server.start()
    reader.sees_in_panel("You wrote: Mine.")
    reader.sees_in_panel("Theirs.")
    assert server.marks(url)[0]["note"] == "Theirs."
    reader.press_in_panel("Save mine")
    until(lambda: server.marks(url)[0]["note"] == "Mine.", "the reader's own note")
    until(lambda: "You wrote" not in reader.panel_text(), "the refusal to go")


def test_the_options_tell_what_was_refused_and_let_go_of_it(reader: Reader) -> None:
    reader.open("/short?refused")
    reader.start()
    reader.select("Forgot it?")
    reader.press("Mark in yellow")
    reader.sees_in_panel("The server refused")
    reader.browser.open_tab(f"{reader.browser.origin}/options/options.html")
    words = "() => document.body.innerText"
    until(lambda: "no page" in reader.browser.js(words), "the server's words")
    discard = """() => {
      const buttons = [...document.querySelectorAll("button")];
      for (const button of buttons.filter(({ textContent }) => /^Discard/.test(textContent))) button.click();
    }"""
    reader.browser.js(discard)
    until(lambda: "Everything is on your server." in reader.browser.js(words), "an empty list")
    reader.browser.close_tab()
