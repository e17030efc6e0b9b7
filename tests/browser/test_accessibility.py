"""The axe engine finds nothing serious in the extension's pages and the web view, in light and dark."""

from pathlib import Path

import pytest

from tests.browser.conftest import reading
from tests.browser.reader import Reader
from tests.browser.waiting import until

AXE = Path(__file__).resolve().parents[2] / "scripts/extension_types/node_modules/axe-core/axe.min.js"

RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}"""

STORY = (
    "<title>A sign</title><article><h1>A sign</h1>"
    "<p>The sign over the ferry office at Lantern Quay was painted in a night, said Orla Penhallow, who has "
    "sold tickets there since 1991, and nobody in the harbour will say who held the ladder.</p>"
    "<p>German Chancellor Angela Merkel sent a card; the harbour master said the sign may stay.</p></article>"
)


@pytest.fixture(params=["light", "dark"])
def themed(request: pytest.FixtureRequest, tmp_path: Path) -> Reader:
    with reading("chromium", tmp_path, dark=request.param == "dark") as reader:
        yield reader


@pytest.fixture(scope="module")
def axe() -> str:
    assert AXE.is_file(), "axe-core is missing: run scripts/check_extension.py, which installs it"
    return AXE.read_text(encoding="utf-8")


def test_the_panel_is_fit_for_everybody_in_every_state(themed: Reader, axe: str) -> None:
    themed.open("/talks")
    themed.start()
    themed.sees_in_panel("Connect to your Postil server")
    themed.browser.panel(f"() => {{ {axe} }}")
    assert themed.browser.panel(RUN) == []
    themed.pair()
    themed.open("/talks")
    themed.start()
    themed.sees_in_panel("Marco Rubio")
    themed.select("a step that fishermen on both banks had asked for")
    themed.press("Mark in yellow")
    themed.press_in_panel("Edit the mark: a step that fishermen on both banks had asked for")
    assert themed.browser.panel(RUN) == []
    themed.server.stop()
    themed.sees_in_panel("Your mark here")
    themed.press_in_panel("Delete the mark: a step that fishermen on both banks had asked for")
    themed.sees_in_panel("Your server is not running")
    assert themed.browser.panel(RUN) == []


def test_the_options_are_fit_for_everybody(themed: Reader, axe: str) -> None:
    themed.browser.open_tab(f"{themed.browser.origin}/options/options.html")
    until(lambda: "Alt+Shift+H" in themed.browser.js("() => document.body.innerText"), "the keys")
    themed.browser.js(f"() => {{ {axe} }}")
    assert themed.browser.js(RUN) == []


def test_the_web_view_is_fit_for_everybody(themed: Reader, axe: str) -> None:
    server, browser = themed.server, themed.browser
    page = server.api("POST", "/api/pages", {"url": "https://quay.example/2018/06/21/sign", "html": STORY})
    wanted = {"page_id": page["id"], "quote": "Orla Penhallow", "note": "Ask her.", "tags": ["harbour"]}
    mark = server.api("POST", "/api/annotations", wanted)
    person = page["people"][0]["person"]["id"]
    edited = STORY.replace("in a night", "in two nights").replace(
        "<p>German", "<aside>A ladder.</aside><p>German"
    )
    server.api("POST", "/api/pages", {"url": page["url"], "html": edited})
    server.api("POST", f"/api/pages/{page['id']}/corrections", {"text": "A ladder.", "is_text": True})
    places = ["/", "/articles", f"/articles/{page['id']}", f"/marks/{mark['id']}", "/people"]
    places += [f"/people/{person}", "/export", "/settings", "/connect", "/api/docs", "/nowhere"]
    places += [f"/articles/{page['id']}/versions", f"/articles/{page['id']}/parts", "/corrections"]
    grave = {}
    for place in places:
        browser.goto(server.address + place)
        browser.js(f"() => {{ {axe} }}")
        grave[place] = browser.js(RUN)
    assert {place: found for place, found in grave.items() if found} == {}
