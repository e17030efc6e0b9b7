"""The axe engine finds nothing serious in the extension's pages and the web view, in light and dark."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import reading
from tests.browser.full_library import FullLibrary, Wikimedia
from tests.browser.panel_states import States, open_state, showing
from tests.browser.reader import Reader
from tests.browser.waiting import until
from tests.wikimedia.stub import serving

AXE = Path(__file__).resolve().parents[2] / "scripts/extension_types/node_modules/axe-core/axe.min.js"

RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}"""

OPEN_ALL = "() => { for (const each of document.querySelectorAll('details')) each.open = true; }"


@pytest.fixture(params=["light", "dark"])
def themed(request: pytest.FixtureRequest, tmp_path: Path) -> Reader:
    with reading("chromium", tmp_path, dark=request.param == "dark") as reader:
        yield reader


@pytest.fixture(params=["light", "dark"])
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Reader, FullLibrary]]:
    """A reader of a library at its limits."""
    with (
        serving(Wikimedia()) as wikimedia,
        reading("chromium", tmp_path, dark=request.param == "dark", settings=wikimedia.settings) as reader,
    ):
        library = FullLibrary(reader.server, wikimedia)
        library.fill()
        yield reader, library
        wikimedia.held.set()


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


def test_the_web_view_of_a_full_library_is_fit_for_everybody(
    full: tuple[Reader, FullLibrary], axe: str
) -> None:
    reader, library = full
    grave = {}
    for name, path in library.places().items():
        reader.browser.goto(reader.server.address + path)
        reader.browser.js(OPEN_ALL)
        reader.browser.js(f"() => {{ {axe} }}")
        grave[name] = reader.browser.js(RUN)
    assert {name: found for name, found in grave.items() if found} == {}


def test_the_panel_is_fit_for_everybody_whatever_the_state_and_the_article(
    full: tuple[Reader, FullLibrary], axe: str
) -> None:
    reader, library = full
    states = States(reader.server, library.articles).all()
    grave = {}
    with showing(states) as address:
        for name, state in states.items():
            open_state(reader, address, name, state)
            reader.browser.js(f"() => {{ {axe} }}")
            grave[name] = reader.browser.js(RUN)
    assert {name: found for name, found in grave.items() if found} == {}
