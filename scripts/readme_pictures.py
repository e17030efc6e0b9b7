"""Take the README's pictures again.

What they show is real: the demo library, the server, the web view, and the extension in Chromium, which is
driven as the browser tests drive it. An article is served at its own invented address, dressed by
picture_parts/courier.css. The page and the side panel beside it are photographed one by one and laid side by
side, because a browser without a screen takes no picture of its whole window.

Needs Chromium, which scripts/test.py installs. With the fonts Inter and
Charis SIL (on Debian: fonts-inter, fonts-sil-charis) letters look as in the pictures that are here.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from setup_venv import enter, prepare

if __name__ == "__main__":
    prepare("dev")
    enter("pictures")

from PIL import Image, ImageOps
from playwright.sync_api import Route

from postil.cli import commands
from postil.demo import articles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.browsers import find
from tests.browser.chromium import chromium
from tests.browser.packing import extension_for
from tests.browser.reader import Reader
from tests.browser.serving import Server
from tests.browser.waiting import until

ROOT = Path(__file__).resolve().parents[1]
PARTS = Path(__file__).parent / "picture_parts"
COURIER = "https://courier.example"
SUMMIT = f"{COURIER}/2018/06/lantern-island-summit"
SELECTED = "the shortest constitution an island can have"

SCALE = 2  # device pixels a CSS pixel: sharp on the screens that most readers have
PAGE_WIDTH, PANEL_WIDTH, HEIGHT = 720, 360, 760  # the panel's width is the one that Chromium opens it with
WHOLE_PANEL_HEIGHT = 2400  # more than the demo fills: it is painted in one go, then cut off
WHOLE_WIDTH = PAGE_WIDTH + PANEL_WIDTH + 1

READING_ENDS = time(20, 0, tzinfo=UTC)  # the reader of the demo marks an article on the evening of its day
BETWEEN_MARKS = timedelta(minutes=4)

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <match target="pattern"><test name="family"><string>sans-serif</string></test>
    <edit name="family" mode="prepend_first" binding="same"><string>Inter</string></edit></match>
  <match target="pattern"><test name="family"><string>Charter</string></test>
    <edit name="family" mode="prepend_first" binding="same"><string>Charis SIL</string></edit></match>
</fontconfig>
"""

LINE = {"light": "#d9d4ca", "dark": "#3a3630"}
COLOURS = 256  # what one byte a pixel can name; a third of the size, and no difference to the eye


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, default=ROOT / "docs" / "pictures", help="where to (docs/pictures)"
    )
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for theme in LINE:
        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch,
            reading_the_demo(Path(scratch), theme) as reader,
        ):
            camera = Camera(reader, Path(scratch) / "shot.png")
            for name, shots in camera.pictures():
                save(shots, folder / f"{name}-{theme}.png", LINE[theme])
        print(f"{theme}: taken", flush=True)


def save(shots: list[Image.Image], file: Path, line: str) -> None:
    """Lay ``shots`` side by side, with thin lines between and around, in a small file."""
    width = sum(shot.width for shot in shots) + SCALE * (len(shots) - 1)
    whole = Image.new("RGB", (width, SCALE * HEIGHT), line)
    left = 0
    for shot in shots:
        whole.paste(shot, (left, 0))
        left += shot.width + SCALE
    framed = ImageOps.expand(whole, SCALE, line)
    # By coverage: the orange of one small dot is not taken for the yellow of many.
    few = framed.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


@contextmanager
def reading_the_demo(scratch: Path, theme: str) -> Iterator[Reader]:
    """A paired reader in Chromium, whose library is the demo library."""
    program = find("chromium")
    if program is None:
        sys.exit("There is no Chromium on this machine: scripts/test.py installs it.")
    (scratch / "fonts.conf").write_text(FONTS, encoding="utf-8")
    os.environ |= {"FONTCONFIG_FILE": str(scratch / "fonts.conf"), "TZ": "UTC"}
    fill(scratch)
    server = Server(scratch / "library")
    server.start()
    try:
        extension = extension_for(server.port, scratch)
        profile = scratch / "profile"
        with chromium(program, extension, profile, dark=theme == "dark", scale=SCALE) as browser:
            browser.page.context.route(f"{COURIER}/**", deliver)
            reader = Reader(browser, server, COURIER)
            reader.sign_in()
            reader.pair()
            yield reader
    finally:
        server.stop()


def fill(scratch: Path) -> None:
    """The demo library in ``scratch``, marked on the articles' own days: the same today and in a year."""
    made, file = str(scratch / "made"), scratch / "library.json"
    commands(["demo", "--data", made], standalone_mode=False)
    commands(["export", "json", "--data", made, "--out", str(file)], standalone_mode=False)
    whole = json.loads(file.read_text(encoding="utf-8"))
    for page in whole["pages"]:
        date_back(page)
    file.write_text(json.dumps(whole), encoding="utf-8")
    commands(["import", str(file), "--data", str(scratch / "library")], standalone_mode=False)


def date_back(page: dict[str, Any]) -> None:
    """Let a page of an exported library be captured and marked on the evening of its own day."""
    evening = datetime.combine(date.fromisoformat(page["published"]), READING_ENDS)
    for version in page["versions"]:
        version["captured"] = evening.isoformat()
    oldest_first = sorted(page["annotations"], key=lambda mark: mark["created"])
    for number, mark in enumerate(oldest_first, start=1):
        mark["created"] = mark["updated"] = (evening + number * BETWEEN_MARKS).isoformat()
    page["created"], page["updated"] = evening.isoformat(), evening.isoformat()


def deliver(route: Route) -> None:
    """Answer in the place of the Courier."""
    pages = {article.url: article.html for article in articles()}
    html = pages.get(route.request.url)
    if html is not None:
        style = f"<style>{(PARTS / 'courier.css').read_text(encoding='utf-8')}</style></head>"
        route.fulfill(body=html.replace("</head>", style), content_type="text/html; charset=utf-8")
    elif route.request.url.endswith("/img/quay.jpg"):
        route.fulfill(path=PARTS / "quay.svg", content_type="image/svg+xml")
    else:
        route.fulfill(status=404, body="")


class Camera:
    """Takes what the reader sees, a shot at a time."""

    def __init__(self, reader: Reader, file: Path) -> None:
        self._reader, self._file = reader, file

    def pictures(self) -> Iterator[tuple[str, list[Image.Image]]]:
        """Each picture's name, and the shots that it is made of."""
        yield "extension", self._extension()
        server, browser = self._reader.server, self._reader.browser
        summit = server.api("GET", f"/api/pages?url={SUMMIT}")["items"][0]["id"]
        browser.page.set_viewport_size({"width": WHOLE_WIDTH, "height": HEIGHT})
        for name, path in (("article", f"/articles/{summit}"), ("marks", "/"), ("people", "/people")):
            browser.goto(server.address + path)
            browser.hide_scrollbars()
            yield name, [self._shot(browser.screenshot)]

    def _extension(self) -> list[Image.Image]:
        """An article with marks and a selection; and who is in it."""
        reader, browser = self._reader, self._reader.browser
        browser.page.set_viewport_size({"width": PAGE_WIDTH, "height": HEIGHT})
        browser.goto(SUMMIT)
        browser.hide_scrollbars()
        reader.start()
        browser.resize_panel(PANEL_WIDTH, WHOLE_PANEL_HEIGHT, SCALE)
        reader.sees_in_panel("Angela Merkel")
        until(lambda: any("hospital by ferry" in words for words in reader.painted()), "the demo's marks")
        reader.select(SELECTED)
        browser.js("() => scrollTo(0, 0)")
        until(lambda: reader.control("Note"), "the toolbar")
        return [self._shot(browser.screenshot), self._shot(browser.panel_screenshot)]

    def _shot(self, take: Callable[[Path], None]) -> Image.Image:
        """What ``take`` photographs, down to the edge of the picture."""
        take(self._file)
        with Image.open(self._file) as shot:
            return shot.convert("RGB").crop((0, 0, shot.width, SCALE * HEIGHT))


if __name__ == "__main__":
    main()
