"""Takes pictures of the extension, in both browsers, in light and dark: ``pictures.py FOLDER``.

They are for looking at, in build/pictures when no folder is told; those of the README are taken by
readme_pictures.py.

What they show is real: a page of our own writing, the real server, and the browsers that the tests drive.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.conftest import DRIVES, reading
from tests.browser.reader import Reader
from tests.browser.waiting import until

FOLDER = Path(__file__).resolve().parents[1] / "build" / "pictures"
PAGE = "/open-talks"  # without the policy that takes a page its styles


def picture(reader: Reader, folder: Path, name: str) -> None:
    """Mark a page as a reader would, and take pictures on the way."""

    def shot(what: str) -> Path:
        return folder / f"{name}-{what}.png"

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
    reader.browser.screenshot(shot("toolbar"))
    reader.press("Note")
    reader.browser.type("Compare with the figures of March.")
    reader.press("Tags, with commas between")
    reader.browser.type("water, dams")
    reader.browser.screenshot(shot("editor"))
    reader.press("Done")
    until(lambda: any(mark["tags"] for mark in reader.server.marks(url)), "the tags")
    reader.sees_in_panel("Compare with the figures of March.")
    reader.browser.panel_screenshot(shot("panel"))
    reader.server.stop()
    reader.select("nobody likes and everybody understands")
    reader.press("Mark in pink")
    reader.sees_in_panel("not sent yet")
    reader.sees_in_panel("Your server is not running")
    reader.browser.panel_screenshot(shot("away"))
    reader.browser.open_tab(f"{reader.browser.origin}/options/options.html")
    until(lambda: "Alt+Shift" in reader.browser.js("() => document.body.innerText"), "the keys")
    reader.browser.screenshot(shot("options"))
    reader.browser.close_tab()


def _mark(reader: Reader, url: str, words: str, ink: str) -> None:
    """Mark words, and wait until the library has them."""
    before = len(reader.server.marks(url))
    reader.select(words)
    reader.press(ink)
    until(lambda: len(reader.server.marks(url)) > before, f"the mark on {words!r}")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for browser in DRIVES:
        for theme in ("light", "dark"):
            with (
                tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
                reading(browser, Path(scratch), dark=theme == "dark") as reader,
            ):
                reader.pair()
                picture(reader, folder, f"{browser}-{theme}")
                print(f"{browser}, {theme}: done", flush=True)


if __name__ == "__main__":
    main()
