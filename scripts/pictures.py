"""Takes pictures of all that a reader sees, in both browsers, light and dark: ``pictures.py FOLDER``.

They are for looking at, in build/pictures when no folder is told; those of the README are taken by
readme_pictures.py. ``--browser``, ``--theme`` and ``--only WORDS`` take some of them: those with WORDS in
their names, as panel-, web- and page- (the extension on a page) begin them.

What they show is real: pages of our own writing, the real server, and the browsers that the tests drive.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from setup_venv import enter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
if __name__ == "__main__":
    enter("dev")

from tests.browser.conftest import DRIVES, reading
from tests.browser.full_library import FullLibrary, Wikimedia
from tests.browser.panel_states import State, States, open_state, showing
from tests.browser.reader import Reader
from tests.browser.waiting import until
from tests.wikimedia.stub import serving

FOLDER = Path(__file__).resolve().parents[1] / "build" / "pictures"
PAGE = "/open-talks"  # without the policy that takes a page its styles
WIDTHS = {"wide": 1280, "narrow": 400}
PANEL_WIDTH = 360

Shot = Callable[[str, Callable[[Path], object]], None]
"""Takes one picture, under a name, when it is wanted."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where to (build/pictures)")
    parser.add_argument("--browser", choices=sorted(DRIVES), help="in one browser")
    parser.add_argument("--theme", choices=("light", "dark"), help="in one theme")
    parser.add_argument("--only", default="", metavar="WORDS", help="those with WORDS in their names")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    for browser in [asked.browser] if asked.browser else DRIVES:
        for theme in [asked.theme] if asked.theme else ("light", "dark"):
            _take(asked.folder, browser, theme, asked.only)
            print(f"{browser}, {theme}: done", flush=True)


def _take(folder: Path, browser: str, theme: str, only: str) -> None:
    def shot(name: str, take: Callable[[Path], object]) -> None:
        if only in name:
            take(folder / f"{name}-{browser}-{theme}.png")

    with (
        serving(Wikimedia()) as wikimedia,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
        reading(browser, Path(scratch), dark=theme == "dark", settings=wikimedia.settings) as reader,
    ):
        library = FullLibrary(reader.server, wikimedia)
        picture_empty(reader, shot)
        library.fill()
        states = States(reader.server, library.articles).all()
        picture_web_view(reader, library, shot, only)
        picture_panel(reader, states, shot, only)
        reader.pair()
        picture_page(reader, shot)
        wikimedia.held.set()


def picture_empty(reader: Reader, shot: Shot) -> None:
    """The web view before there is anything in it."""
    for name, path in (("marks", "/"), ("articles", "/articles"), ("people", "/people")):
        reader.browser.goto(reader.server.address + path)
        _both_widths(reader, shot, f"web-empty-{name}")


def picture_web_view(reader: Reader, library: FullLibrary, shot: Shot, only: str) -> None:
    for name, path in library.places().items():
        if only in f"web-{name}":
            reader.browser.goto(reader.server.address + path)
            _both_widths(reader, shot, f"web-{name}")


def picture_panel(reader: Reader, states: dict[str, State], shot: Shot, only: str) -> None:
    with showing(states) as address:
        for name, state in states.items():
            if only in f"panel-{name}":
                open_state(reader, address, name, state)
                shot(f"panel-{name}", lambda file: reader.browser.whole_page(file, PANEL_WIDTH))


def _both_widths(reader: Reader, shot: Shot, name: str) -> None:
    for width, pixels in WIDTHS.items():
        shot(f"{name}-{width}", lambda file, pixels=pixels: reader.browser.whole_page(file, pixels))


def picture_page(reader: Reader, shot: Shot) -> None:
    """Mark a page as a reader would, and take pictures on the way."""
    url = reader.open(PAGE)
    reader.start()
    until(
        lambda: reader.browser.panel("() => document.querySelectorAll('.card:not(.bones)').length"), "cards"
    )
    _mark(reader, url, "They count the water and forget the people", "Mark in green")
    _mark(reader, url, "the draft of 2019 remained a good place to begin", "Mark in yellow")
    _mark(reader, url, "a good place to begin, and that engineers", "Mark in blue")
    reader.browser.js("() => scrollTo(0, 260)")
    reader.select("the reservoirs are at two thirds of what they held last spring")
    shot("page-toolbar", reader.browser.screenshot)
    reader.press("Note")
    reader.browser.type("Compare with the figures of March.")
    reader.press("Tags, with commas between")
    reader.browser.type("water, dams")
    shot("page-form", reader.browser.screenshot)
    reader.press("Done")
    until(lambda: any(mark["tags"] for mark in reader.server.marks(url)), "the tags")
    reader.sees_in_panel("Compare with the figures of March.")
    shot("page-panel", reader.browser.panel_screenshot)
    reader.server.stop()
    reader.select("nobody likes and everybody understands")
    reader.press("Mark in pink")
    reader.sees_in_panel("not sent yet")
    reader.sees_in_panel("Your server is not running")
    shot("page-server-away", reader.browser.panel_screenshot)
    reader.browser.open_tab(f"{reader.browser.origin}/options/options.html")
    until(lambda: "Alt+Shift" in reader.browser.js("() => document.body.innerText"), "the keys")
    _both_widths(reader, shot, "page-options")
    reader.browser.close_tab()


def _mark(reader: Reader, url: str, words: str, ink: str) -> None:
    """Mark words, and wait until the library has them."""
    before = len(reader.server.marks(url))
    reader.select(words)
    reader.press(ink)
    until(lambda: len(reader.server.marks(url)) > before, f"the mark on {words!r}")


if __name__ == "__main__":
    main()
