"""The reader comes back to a marked page while no server answers."""

from tests.browser.reader import Reader
from tests.browser.waiting import until

WORDS = "Officials on the northern side answered"

NEXT_ATTEMPT = "async () => (await chrome.alarms.get('drain'))?.scheduledTime ?? 0"
KNOWN = """async () => {
  const kept = await chrome.storage.local.get(null);
  return Object.keys(kept).filter((key) => key.startsWith("known:"));
}"""
PRESS_DISCONNECT = """() => {
  const all = [...document.querySelectorAll("button")];
  const button = all.find(({ textContent }) => textContent === "Disconnect this browser");
  button?.click();
  return Boolean(button);
}"""

AN_ATTEMPT_S = 100.0  # the browser rings half a minute after it was asked to, at the earliest


def test_marks_are_there_while_the_server_is_away_can_be_edited_and_go_when_the_reader_disconnects(
    newcomer: Reader,
) -> None:
    reader, server, browser = newcomer, newcomer.server, newcomer.browser
    reader.pair()
    url = reader.open("/talks?away")
    reader.start()
    reader.sees_in_panel("Marco Rubio")
    reader.select(WORDS)
    reader.press("Mark in purple")
    reader.sees_in_panel("Your mark here")
    until(lambda: server.marks(url), "the mark")

    server.stop()
    browser.open_tab(url)
    reader.start()
    reader.sees_painted(WORDS)
    reader.sees_in_panel("The server does not answer; these are your marks as of")
    reader.press_in_panel(f"Edit the mark: {WORDS}")
    write = """() => {
      const form = document.querySelector("#marks form:not([hidden])");
      form.elements.note.value = "Written while it was away.";
      form.requestSubmit();
    }"""
    browser.panel(write)
    reader.sees_in_panel("Written while it was away.")
    reader.sees_in_panel("not sent yet")
    first = browser.panel(NEXT_ATTEMPT)
    until(lambda: browser.panel(NEXT_ATTEMPT) > first, "another attempt to be set", AN_ATTEMPT_S)

    server.start()
    sent = ["Written while it was away."]
    until(lambda: [mark["note"] for mark in server.marks(url)] == sent, "the edit to arrive", AN_ATTEMPT_S)
    until(lambda: "as of" not in reader.panel_text(), "the server's own word")
    reader.sees_painted(WORDS)

    assert browser.panel(KNOWN) == [f"known:{url}"]
    browser.goto(f"{browser.origin}/options/options.html")
    until(lambda: browser.js(PRESS_DISCONNECT), "the button to disconnect")
    until(lambda: browser.panel(KNOWN) == [], "the marks to be forgotten")
