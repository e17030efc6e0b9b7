"""What a reader does outside the page: keys, the context menu, the options, and the choice of a site."""

from tests.browser.reader import Reader
from tests.browser.waiting import until

WORDS = "Officials on the northern side answered"

CHOOSE_SITE = "footer input"
CHOSEN = "() => document.querySelector('footer input')?.checked"
SITES = "async () => (await chrome.permissions.getAll()).origins.filter((each) => each.includes('news'))"
SCRIPTS = "async () => (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id)"

SELECT = "(words) => getSelection().selectAllChildren(document.querySelectorAll('article p')[words])"
KEYS = """() => {
  const [names, keys] = ["dt", "dd"].map((tag) => [...document.querySelectorAll(tag)]);
  return Object.fromEntries(names.map((name, at) => [name.textContent, keys[at].textContent]));
}"""
MARK, NOTE, CAST = (
    "Mark the selected words",
    "Mark the selected words and write a note",
    "Show who is in this article",
)


def test_marks_show_by_themselves_on_a_site_that_the_reader_chose(reader: Reader) -> None:
    browser = reader.browser
    reader.open("/talks?chosen")
    reader.start()
    reader.select(WORDS)
    reader.press("Mark in yellow")
    reader.sees_in_panel("Your mark here")
    reader.sees_in_panel("Marco Rubio")  # the last to come above the box that is pressed now
    assert browser.panel(SITES) == []
    browser.click_in_panel(CHOOSE_SITE)
    until(lambda: browser.panel(CHOSEN), "the permission")
    assert browser.panel(SITES) == ["*://news.example/*"]
    until(lambda: "sites" in browser.panel(SCRIPTS), "the browser to know the site")
    browser.reload()
    reader.sees_painted(WORDS)
    browser.click_in_panel(CHOOSE_SITE)
    until(lambda: browser.panel(CHOSEN) is False, "the permission to be given back")
    until(lambda: "sites" not in browser.panel(SCRIPTS), "the browser to forget the site")
    browser.reload()
    assert browser.layer("(root) => true") is None


def test_a_site_is_given_back_in_the_options(reader: Reader) -> None:
    browser = reader.browser
    reader.open("/talks?options")
    reader.start()
    reader.sees_in_panel("Marco Rubio")
    browser.click_in_panel(CHOOSE_SITE)
    until(lambda: browser.panel(CHOSEN), "the permission")
    browser.open_tab(f"{browser.origin}/options/options.html")
    sites = "() => document.getElementById('sites').textContent"
    until(lambda: browser.js(sites) == "news.exampleTurn off", "the site among the options")
    browser.js("() => document.querySelector('#sites button').click()")
    until(lambda: browser.js(sites) == "None.", "the site to go")
    assert browser.panel(SITES) == []
    browser.close_tab()


def test_the_keys_mark_at_once_and_with_a_note(reader: Reader) -> None:
    browser = reader.browser
    url = reader.open("/talks?keys")
    browser.js(SELECT, 1)
    browser.press_shortcut("H")
    until(lambda: len(reader.server.marks(url)) == 1, "the mark")
    browser.js(SELECT, 2)
    browser.press_shortcut("M")
    until(lambda: reader.control("Done"), "the form")
    browser.type("By key.")
    browser.press("Escape")
    until(lambda: [mark["note"] for mark in reader.server.marks(url)] == ["", "By key."], "the note")
    browser.press_shortcut("K")
    reader.sees_in_panel("Marco Rubio")


def test_the_context_menu_marks_what_is_selected_and_shows_who_is_in_the_article(reader: Reader) -> None:
    browser = reader.browser
    url = reader.open("/talks?menu")
    reader.choose_in_menu(WORDS, "cast")
    reader.sees_in_panel("Marco Rubio")
    browser.js(SELECT, 2)
    words = browser.js("() => String(getSelection()).trim()")
    reader.choose_in_menu(words[:20], "mark")
    until(lambda: [mark["quote"] for mark in reader.server.marks(url)] == [words], "the mark")


def test_the_options_tell_which_keys_the_browser_has_granted(reader: Reader) -> None:
    browser = reader.browser
    options = f"{browser.origin}/options/options.html"
    browser.goto(options)
    granted = {MARK: "Alt+Shift+H", NOTE: "Alt+Shift+M", CAST: "Alt+Shift+K"}
    until(lambda: browser.js(KEYS) == granted, "the keys")
    browser.take_key_away("note")
    browser.goto(options)
    none = "no key: something else has it, or it was taken away"
    until(lambda: browser.js(KEYS) == {**granted, NOTE: none}, "the key to be gone")
