"""The browsers that the tests drive: found on this machine, else installed where that is allowed.

One that is too old for the extension's manifest is brought up to date in the same way.

    python3 scripts/browsers.py

POSTIL_TEST_CHROMIUM and POSTIL_TEST_FIREFOX name a program where the usual places are not right. Chrome
itself will not do: it takes no extension from a folder.
"""

import functools
import glob
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

MANIFEST = Path(__file__).resolve().parent.parent / "extension" / "manifest.json"
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser"),
    "firefox": ("firefox-esr", "firefox"),
}
PLACES = {
    "chromium": ("/Applications/Chromium.app/Contents/MacOS/Chromium",),
    "firefox": (
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        r"C:\Program Files\Mozilla Firefox\firefox.exe",
    ),
}
# What Playwright keeps for itself, by system.
PLAYWRIGHT = (
    "~/.cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "~/Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "~/AppData/Local/ms-playwright/chromium-*/chrome-win*/chrome.exe",
)
# By package manager: what brings its lists up to date, what installs, and its names for the two.
MANAGERS = {
    "apt-get": (["update"], ["install", "-y", "--no-install-recommends"], ("chromium", "firefox-esr")),
    "dnf": ([], ["install", "-y"], ("chromium", "firefox")),
    "pacman": ([], ["-S", "--noconfirm", "--needed"], ("chromium", "firefox")),
    "zypper": ([], ["--non-interactive", "install"], ("chromium", "MozillaFirefox")),
    "brew": ([], ["install", "--cask"], ("chromium", "firefox")),
}
NEEDS_NO_ROOT = {"brew"}


def find(browser: str) -> str | None:
    """The program of ``browser`` ("chromium" or "firefox"), new enough for the extension; None without one.

    One that the environment names is taken as it is.
    """
    named = os.environ.get(f"POSTIL_TEST_{browser.upper()}")
    return named or next((place for place in _places(browser) if _version(place) >= oldest(browser)), None)


def oldest(browser: str) -> int:
    """The first version that takes the extension, as its manifest says."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    said = {
        "chromium": manifest["minimum_chrome_version"],
        "firefox": manifest["browser_specific_settings"]["gecko"]["strict_min_version"],
    }
    return int(said[browser].split(".")[0])


def _places(browser: str) -> list[str]:
    """Where the browser is on this machine, the likeliest first."""
    places = [found for name in PROGRAMS[browser] if (found := shutil.which(name))]
    places += [place for place in PLACES[browser] if Path(place).exists()]
    if browser == "chromium":
        places += [path for pattern in PLAYWRIGHT for path in sorted(glob.glob(os.path.expanduser(pattern)))]
    return places


@functools.cache
def _version(program: str) -> float:
    """Its version's first number; endless where it does not tell (on Windows it would open a window)."""
    if os.name == "nt":
        return float("inf")
    told = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60).stdout
    number = re.search(r"(\d+)[.]\d", told)
    return int(number[1]) if number else float("inf")


def provide(python: str) -> None:
    """Make sure that both browsers are there; ends the program with what to install when they can't be."""
    missing = [browser for browser in PROGRAMS if find(browser) is None]
    if missing:
        _install_with_system(missing)
    if find("chromium") is None:
        _install_with_playwright(python)
    missing = [f"{browser} {oldest(browser)} or later" for browser in PROGRAMS if find(browser) is None]
    if missing:
        sys.exit(
            f"The tests drive real browsers, and there is no {' and no '.join(missing)} here that could be "
            "found or installed. Install it, or name its program in POSTIL_TEST_CHROMIUM or "
            "POSTIL_TEST_FIREFOX. To leave these tests out: python3 scripts/test.py --quick"
        )


def _install_with_system(browsers: list) -> None:
    manager = next(filter(shutil.which, MANAGERS), None)
    rights = _rights(manager)
    if manager is None or rights is None:
        return
    update, install, names = MANAGERS[manager]
    wanted = [name for browser, name in zip(PROGRAMS, names, strict=True) if browser in browsers]
    print(f"Installing {' and '.join(wanted)} with {manager} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in filter(None, (update, [*install, *wanted])):
        subprocess.run([*rights, manager, *arguments], env=quiet, stdout=subprocess.DEVNULL)
    _version.cache_clear()


def _install_with_playwright(python: str) -> None:
    print("Installing Chromium with Playwright …", flush=True)
    subprocess.run([python, "-m", "playwright", "install", "chromium"])


def _rights(manager: str | None) -> list | None:
    """What goes before the manager's command; None where it may not install."""
    if manager in NEEDS_NO_ROOT or getattr(os, "geteuid", lambda: 1)() == 0:
        return []
    may_sudo = (
        shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
    )
    return ["sudo", "-n"] if may_sudo else None


if __name__ == "__main__":
    from setup_venv import prepare

    provide(prepare("dev"))
    for browser in PROGRAMS:
        print(f"{browser}: {find(browser)}")
