"""Both browsers, each with the extension as it ships, a real server and a news site of our own."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from scripts.browsers import find
from tests.browser.chromium import Chromium, chromium
from tests.browser.firefox import Firefox, firefox
from tests.browser.newsstand import PAGES, newsstand
from tests.browser.packing import extension_for
from tests.browser.reader import Reader
from tests.browser.serving import Server

Drive = Callable[..., AbstractContextManager[Chromium | Firefox]]

DRIVES: dict[str, Drive] = {"chromium": chromium, "firefox": firefox}


# The driver of Firefox leaves to the garbage collector what it should close itself.
LEFT_BY_MARIONETTE = "ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.filterwarnings(LEFT_BY_MARIONETTE))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add to a failure what the extension knew at that moment."""
    report = yield
    given: dict[str, Reader] = getattr(item, "funcargs", {})
    reader = given.get("reader") or given.get("newcomer")
    if report.failed and report.when == "call" and reader is not None:
        report.sections.append(("The extension", reader.state()))
    return report


def executable(browser: str) -> str:
    """The browser's program."""
    found = find(browser)
    if found is None:
        pytest.fail(f"no {browser} on this machine: scripts/test.py installs it", pytrace=False)
    return found


@contextmanager
def reading(
    browser: str,
    folder: Path,
    *,
    dark: bool = False,
    pages: Path = PAGES,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Reader]:
    """A reader in a fresh browser, signed in to a fresh server; not paired yet.

    ``pages`` is what the news site shows, ``settings`` what the server's environment says.
    """
    server = Server(folder / "library", settings)
    server.start()
    try:
        extension = extension_for(server.port, folder)
        drive = DRIVES[browser](executable(browser), extension, folder / "profile", dark=dark)
        with newsstand(pages) as site, drive as driven:
            reader = Reader(driven, server, site)
            reader.sign_in()
            yield reader
    finally:
        server.stop()


@pytest.fixture(params=sorted(DRIVES))
def newcomer(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Reader]:
    """A reader whose extension is not paired yet."""
    with reading(request.param, tmp_path) as reader:
        yield reader


@pytest.fixture(params=sorted(DRIVES), scope="module")
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A paired reader, the same for all tests of a module: each test reads a page of its own."""
    with reading(request.param, tmp_path_factory.mktemp(request.param)) as paired:
        paired.pair()
        yield paired
