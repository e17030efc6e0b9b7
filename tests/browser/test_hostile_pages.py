"""A page's own script tries to get at the extension, and gets nothing."""

from typing import Any

from tests.browser.reader import ENDS_OF_WORDS, Reader
from tests.browser.waiting import until

WORDS = "Farmers in the lower valley"

FIND_ADDRESSES = """() => {
  const seen = [
    ...performance.getEntries().map(({ name }) => name),
    document.documentElement.outerHTML,
    ...[...document.adoptedStyleSheets].map((sheet) => String(sheet.href)),
  ];
  return seen.filter((each) => /(chrome|moz)-extension:/.test(each));
}"""

TRY_ALL_EVENTS = """(x, y) => {
  const layer = document.querySelector("postil-layer");
  const options = { bubbles: true, composed: true, clientX: x, clientY: y, key: "Enter", button: 0 };
  for (const target of [layer, document.elementFromPoint(x, y), document, window]) {
    for (const name of ["pointerdown", "pointerup", "mousedown", "mouseup", "click"]) {
      target.dispatchEvent(new MouseEvent(name, options));
    }
    const press = (more) => target.dispatchEvent(new KeyboardEvent("keydown", { ...options, ...more }));
    for (const key of ["Tab", "Enter", "1"]) press({ key });
    for (const key of ["H", "M", "K"]) press({ key, altKey: true, shiftKey: true });
  }
  layer.click();
  return layer.shadowRoot === null && document.activeElement !== layer;
}"""

POST_MESSAGES = """() => {
  const kinds = ["wake", "queue", "mark", "pairing", "disconnect", "moveServer", "read", "markSelection"];
  const all = { address: "http://127.0.0.1:1", url: location.href, note: false, code: "guess" };
  for (const kind of kinds) {
    const body = { kind, body: all };
    window.postMessage(body, "*");
    new BroadcastChannel("postil").postMessage(body);
    document.dispatchEvent(new CustomEvent(kind, { detail: body }));
  }
}"""


def test_a_page_has_no_road_to_the_extension(reader: Reader) -> None:
    reader.open("/talks?road")
    reader.start()
    assert reader.browser.js("() => typeof globalThis.chrome?.runtime?.sendMessage") == "undefined"
    assert reader.browser.js("() => typeof globalThis.browser") == "undefined"
    assert reader.browser.js("() => typeof globalThis.chrome?.storage") == "undefined"


def test_a_page_finds_the_token_nowhere(reader: Reader) -> None:
    reader.open("/talks?token")
    reader.start()
    token = until(lambda: reader.stored().get("token"), "the token")
    everything = """() => [document.documentElement.outerHTML, document.cookie, JSON.stringify(localStorage),
      JSON.stringify(sessionStorage), Object.getOwnPropertyNames(globalThis).map((name) => {
        try { return JSON.stringify(globalThis[name]) } catch { return "" }
      })].join()"""
    assert token not in reader.browser.js(everything)
    assert token not in (reader.browser.layer("(root) => root.innerHTML") or "")


def test_a_page_does_not_learn_where_the_extension_lives(reader: Reader) -> None:
    reader.open("/open-talks?addresses")
    reader.start()
    reader.select(WORDS)
    assert reader.browser.js(FIND_ADDRESSES) == []


def test_a_page_can_not_load_the_modules_by_the_extensions_name(reader: Reader) -> None:
    reader.open("/open-talks?modules")
    reader.start()
    names = [reader.browser.origin, "chrome-extension://postil", "moz-extension://postil"]
    known = [f"{name}/content/main.js" for name in names[0 if reader.browser.name == "chromium" else 1 :]]
    load = "(address) => import(address).then(() => 'loaded', () => 'denied')"
    assert {reader.browser.js(load, address) for address in known} == {"denied"}


def test_synthetic_events_make_no_mark(reader: Reader) -> None:
    url = reader.open("/talks?synthetic")
    reader.start()
    reader.select(WORDS)
    x, y = until(lambda: reader.control("Mark in pink"), "the toolbar")
    assert reader.browser.js(TRY_ALL_EVENTS, x, y)
    reader.press("Mark in green")
    until(lambda: reader.server.marks(url), "the reader's own mark")
    assert [mark["colour"] for mark in reader.server.marks(url)] == ["green"]


def test_messages_of_a_page_change_nothing(reader: Reader) -> None:
    url = reader.open("/talks?messages")
    reader.start()
    before = kept(reader)
    reader.browser.js(POST_MESSAGES)
    reader.select(WORDS)
    reader.press("Mark in green")
    until(lambda: reader.server.marks(url), "the reader's own mark")
    assert len(reader.server.marks(url)) == 1
    until(lambda: kept(reader) == before, "the extension to hold what it held before")


def kept(reader: Reader) -> dict[str, Any]:
    """What the extension keeps on disk, without the marks that the server told it of."""
    return {
        name: value
        for name, value in {"queue": [], **reader.stored()}.items()
        if not name.startswith("known")
    }


def test_a_page_can_not_ask_the_server_itself(reader: Reader) -> None:
    reader.open("/open-talks?fetch")
    ask = "(address) => fetch(address, { credentials: 'include' }).then(() => 'read', () => 'denied')"
    for path in ("/health", "/api/pages", "/api/annotations"):
        assert reader.browser.js(ask, reader.server.address + path) == "denied"


def test_keys_typed_in_a_note_do_not_set_off_the_pages_shortcuts(reader: Reader) -> None:
    reader.open("/talks?keys")
    reader.start()
    reader.select(WORDS)
    reader.press("Note")
    reader.browser.type("jk")
    reader.press("Done")
    assert reader.browser.js("() => seen.keys") == []


def test_a_pairing_code_on_another_site_is_ignored(reader: Reader) -> None:
    reader.open("/connect")
    before = reader.server.api("GET", "/api/tokens")["items"]
    reader.browser.goto(reader.server.address)
    assert reader.server.api("GET", "/api/tokens")["items"] == before


def test_words_of_a_page_are_shown_as_words(reader: Reader) -> None:
    reader.open("/talks?markup")
    reader.start()
    poison = (
        '<img src=x onerror="document.title=1"><b>bold</b> words of a hostile page, which are long enough'
    )
    reader.browser.js(
        "(words) => { document.querySelector('article p:last-of-type').textContent = words }", poison
    )
    ends = until(lambda: reader.browser.js(ENDS_OF_WORDS, "words of a hostile page"), "the words")
    assert ends
    reader.select("<b>bold</b> words of a hostile page")
    reader.press("Mark in yellow")
    reader.sees_in_panel("<b>bold</b> words of a hostile page")
    assert reader.browser.panel("() => document.querySelectorAll('img, b').length") == 0
