"""A person who reads with Postil: what a hand and an eye can do, in whichever browser."""

from dataclasses import dataclass
from typing import Any

from tests.browser.chromium import Chromium
from tests.browser.firefox import Firefox
from tests.browser.serving import Server
from tests.browser.waiting import at_rest, until

# The middle of the first and of the last letter's edge of some words, wherever they stand in the page.
ENDS_OF_WORDS = """(words) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let all = "";
  const places = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.length; at += 1) {
      const letter = /\\s/.test(node.data[at]) ? " " : node.data[at];
      if (letter === " " && all.endsWith(" ")) continue;
      all += letter;
      places.push([node, at]);
    }
  }
  const start = all.indexOf(words);
  if (start === -1) return null;
  const edge = ([node, at]) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  };
  places[start][0].parentElement.scrollIntoView({ block: "center", behavior: "instant" });
  const first = edge(places[start]);
  const last = edge(places[start + words.length - 1]);
  return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
}"""

MIDDLE_OF = """(root, label) => {
  const names = (each) => [each, each.labels?.[0]].map((named) => named?.textContent.trim());
  const controls = [...root.querySelectorAll("button, textarea, input")];
  const named = controls.filter((each) => [...names(each), each.getAttribute("aria-label")].includes(label));
  const box = named.map((each) => each.getBoundingClientRect()).find(({ width }) => width > 0);
  return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;
}"""

PAINTED = """() => [...CSS.highlights].flatMap(([name, ranges]) => {
  const rules = [...document.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const rule = rules.find(({ selectorText }) => selectorText === `::highlight(${name})`);
  return [...ranges].map((range) => ({ words: String(range), look: rule?.style.cssText ?? "" }));
})"""

PRESS_IN_PANEL = """(label) => {
  const named = (each) => [each.textContent.trim(), each.getAttribute("aria-label")].includes(label);
  const control = [...document.querySelectorAll("button, summary, a")].find(named);
  control?.click();
  return Boolean(control);
}"""

CARDS = """() => [...document.querySelectorAll(".card:not(.bones)")].map((card) => {
  const said = [...card.querySelectorAll(".meta > span")].map((each) => each.textContent);
  return {
    name: card.querySelector("h3").textContent,
    office: card.querySelector(".office")?.firstChild.data ?? "",
    named: said.find((words) => /^(not )?named /.test(words)) ?? "",
  };
})"""

KEPT = """async () => {
  const { local, session } = chrome.storage;
  return JSON.stringify(await Promise.all([local.get(null), session.get(null)]), null, 1);
}"""

HAS_READ = """async (url) => Object.values(await chrome.storage.session.get(null)).some(
  (view) => view?.url === url && view.phase !== "working"
)"""


@dataclass(frozen=True)
class SeenCard:
    """What a reader sees of somebody: the office then, and how the text names them where that differs."""

    name: str
    office: str
    named: str


class Reader:
    def __init__(self, browser: Chromium | Firefox, server: Server, site: str) -> None:
        self.browser, self.server, self.site = browser, server, site

    def sign_in(self) -> None:
        """Sign the browser in to the web view, by the one-time link."""
        self.browser.goto(self.server.sign_in_link())
        self.press_on_page("Sign in")

    def pair(self) -> None:
        """Connect the extension: one press for the code, one to confirm."""
        self.browser.goto(f"{self.server.address}/connect")
        self.press_on_page("Connect")
        self.press_on_page("Yes, connect")
        until(lambda: self.server.api("GET", "/api/tokens")["items"], "a key for the extension")

    def open(self, path: str) -> str:
        """Go to a page of the news site; gives its address."""
        url = self.site + path
        self.browser.goto(url)
        return url

    def start(self) -> None:
        """Press Postil's button, and wait until its page code and its panel are there.

        A sidebar that opens later would move the page under the mouse.
        """
        self.browser.press_button()
        try:
            until(lambda: self.browser.layer("(root) => true"), "Postil on the page")
        except AssertionError as error:
            raise AssertionError(f"{error}; the panel says: {self.panel_text()}") from error
        until(self.panel_text, "words in the panel")
        # Until then the panel shows the page before.
        url = self.browser.js("() => location.href.replace(/#(?![!/]).*$/, '')")
        until(lambda: self.browser.panel(HAS_READ, url), f"an answer about {url}")

    def select(self, words: str) -> None:
        """Drag over words with the mouse, and wait for the toolbar."""
        ends = self._place(words)
        self.browser.drag((ends[0], ends[1]), (ends[2], ends[3]))
        until(lambda: self.control("Note"), "the toolbar")

    def click_words(self, words: str) -> None:
        left, top, *_ = self._place(words)
        self.browser.click(left + 3, top)

    def choose_in_menu(self, words: str, entry: str) -> None:
        """Choose an entry of Postil's in the context menu over some words of the page."""
        left, top, *_ = self._place(words)
        self.browser.choose_in_menu(left + 3, top, entry)

    def _place(self, words: str) -> list[float]:
        """Where some words of the page begin and end in the window, once they are there and rest."""
        return at_rest(lambda: self.browser.js(ENDS_OF_WORDS, words), f"{words!r} in its place")

    def control(self, label: str) -> list[float] | None:
        """Where a control of Postil's layer is in the window; None while it is not shown."""
        found: list[float] | None = self.browser.layer(MIDDLE_OF, label)
        return found

    def press(self, label: str) -> None:
        """Press a control that Postil shows over the page, once it has come to rest."""
        x, y = at_rest(lambda: self.control(label), f"the control {label!r}")
        self.browser.click(x, y)

    def said(self) -> str:
        """All words that Postil shows over the page."""
        return self.browser.layer("(root) => root.textContent") or ""

    def painted(self) -> dict[str, str]:
        """The painted stretches of the page, each with its look; in no order."""
        stretches = self.browser.js(PAINTED)
        return {stretch["words"]: stretch["look"] for stretch in stretches}

    def sees_painted(self, words: str) -> str:
        """Wait until these words, with nothing else, are painted; gives their look."""
        return until(lambda: self.painted().get(words), f"{words!r} to be painted")

    def panel_text(self) -> str:
        """What the panel says; "" while it loads."""
        text: str = self.browser.panel("() => document.body?.innerText ?? ''")
        return text

    def sees_in_panel(self, words: str) -> None:
        until(lambda: words in self.panel_text(), f"{words!r} in the panel")

    def cards(self) -> list[SeenCard]:
        """The people in the panel, from top to bottom, once they have come."""
        return at_rest(lambda: [SeenCard(**card) for card in self.browser.panel(CARDS)], "cards in the panel")

    def press_in_panel(self, label: str) -> None:
        until(lambda: self.browser.panel(PRESS_IN_PANEL, label), f"{label!r} in the panel")

    def stored(self) -> dict[str, Any]:
        """What the extension keeps on disk."""
        kept: dict[str, Any] = self.browser.panel("async () => chrome.storage.local.get(null)")
        return kept

    def state(self) -> str:
        """All that the extension keeps, for whoever looks for the cause of a failure."""
        try:
            return str(self.browser.panel(KEPT))
        except Exception as error:
            return f"its panel does not answer: {error}"

    def press_on_page(self, label: str) -> None:
        """Press a button of the page itself, which leads to another."""
        x, y = at_rest(lambda: self.browser.js(MIDDLE_ON_PAGE, label), f"the button {label!r}")
        self.browser.click_through(x, y)


MIDDLE_ON_PAGE = f"(label) => document.readyState === 'complete' && ({MIDDLE_OF})(document, label)"
