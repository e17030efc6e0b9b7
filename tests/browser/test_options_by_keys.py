"""The options, used by a reader who never leaves the keyboard."""

from tests.browser.keyboard import Keyboard
from tests.browser.reader import Reader
from tests.browser.waiting import until

WORDS = "() => document.body.innerText"


def test_the_options_are_reached_and_pressed_by_keys_alone(reader: Reader) -> None:
    browser = reader.browser
    reader.open("/short?options")
    reader.start()
    for words in ("Forgot it?", "Your name"):
        reader.select(words)
        reader.press("Mark in yellow")
        until(lambda: "Not saved" in reader.said(), "the refusal on the page")
    browser.goto(f"{browser.origin}/options/options.html")
    keys = Keyboard(browser.js, browser.press)
    until(lambda: keys.stops().count("Discard") == 2, "two refused marks")
    stops = keys.stops()
    assert stops == ["Disconnect this browser", "Address", "Save", *["Try again", "Discard"] * 2]
    assert keys.walked() == stops

    keys.press("Enter")
    until(lambda: keys.stops().count("Discard") == 1, "one of them to go")
    assert keys.held() == "Discard"
    keys.press("Enter")
    until(lambda: "Everything is on your server." in browser.js(WORDS), "the other one to go")
    assert keys.held() == "Save"

    keys.press("Shift+Tab")
    keys.press("End")
    browser.type("/marks")
    keys.press("Enter")
    until(lambda: "says more than a server" in browser.js(WORDS), "why that is no address")
