"""Hypothesis' own client, unmodified, on a page of ours with our server behind it."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.annotated_site import TITLE, AnnotatedSite, annotated_site
from tests.browser.conftest import executable
from tests.browser.serving import TOKEN, Server
from tests.browser.shared_playwright import shared_playwright
from tests.browser.waiting import PATIENCE_S, until

SELECT = """([id, words]) => {
  const text = document.getElementById(id).firstChild;
  const range = document.createRange();
  range.setStart(text, text.data.indexOf(words));
  range.setEnd(text, text.data.indexOf(words) + words.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  document.body.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
}"""

PRESEED = """([key, value]) => { try { localStorage.setItem(key, value); } catch {} }"""


@pytest.fixture
def site() -> Iterator[AnnotatedSite]:
    with annotated_site() as site:
        yield site


@pytest.fixture
def server(tmp_path: Path, site: AnnotatedSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("POSTIL_ALLOWED_ORIGINS", site.address)
    server = Server(tmp_path / "library")
    server.start()
    site.api = f"{server.address}/hypothesis/api/"
    yield server
    server.stop()


@pytest.fixture
def page(server: Server) -> Iterator[Page]:
    with shared_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable("chromium"))
        context = browser.new_context(viewport={"width": 1200, "height": 900})
        context.set_default_timeout(PATIENCE_S * 1000)
        yield context.new_page()
        browser.close()


def hold_key(page: Page) -> None:
    """The key lies where the client keeps one, as a reader's own set-up page would put it there."""
    expires = int(time.time() + 24 * 3600) * 1000
    value = {"accessToken": TOKEN, "refreshToken": TOKEN, "expiresAt": expires}
    arguments = json.dumps(["hypothesis.oauth.127%2E0%2E0%2E1.token", json.dumps(value)])
    page.context.add_init_script(f"({PRESEED})({arguments})")


def sidebar(page: Page) -> FrameLocator:
    return page.frame_locator("hypothesis-sidebar iframe")


def is_signed_in(page: Page) -> None:
    expect(sidebar(page).get_by_role("button", name="reader")).to_be_visible(timeout=PATIENCE_S * 1000)


def press(page: Page, paragraph: str, words: str, button: str) -> None:
    """Select words on the page and press a button of what appears there."""
    page.evaluate(SELECT, [paragraph, words])
    adder = page.locator("hypothesis-adder")
    adder.get_by_role("button", name=re.compile(f"^{button}")).click()


def write(card: Locator | FrameLocator, text: str) -> None:
    card.get_by_role("textbox", name=re.compile("^Enter")).fill(text)
    card.get_by_role("button", name="Post to Your library").or_(
        card.get_by_role("button", name="Post to Only Me")
    ).first.click()


def test_a_reader_highlights_notes_edits_replies_and_deletes(
    page: Page, site: AnnotatedSite, server: Server
) -> None:
    hold_key(page)
    page.goto(site.article)
    is_signed_in(page)
    press(page, "first", "painted in a night", "Highlight")
    (highlight,) = until(lambda: server.marks(site.article), "the highlight")
    assert (highlight["quote"], highlight["note"]) == ("painted in a night", "")
    press(page, "second", "harbour master", "Annotate")
    write(sidebar(page), "Who is that?")
    (note,) = until(lambda: server.marks(site.article)[1:], "the note")
    assert (note["quote"], note["note"]) == ("harbour master", "Who is that?")
    assert server.api("GET", f"/api/pages/{note['page_id']}")["title"] == TITLE
    page.reload()
    is_signed_in(page)
    card = sidebar(page).get_by_role("article").filter(has_text="harbour master").first
    card.get_by_role("button", name="Edit").click()
    write(card, "Asked in 1998.")
    changed = f"/api/annotations/{note['id']}"
    until(lambda: server.api("GET", changed)["note"] == "Asked in 1998.", "the edit")
    card.get_by_role("button", name="Reply").click()
    write(sidebar(page), "And answered.")
    (reply,) = until(lambda: server.marks(site.article)[2:], "the reply")
    assert (reply["replies_to"], reply["note"], reply["quote"]) == ([note["id"]], "And answered.", "")
    page.reload()
    is_signed_in(page)
    sidebar(page).get_by_role("button", name=re.compile("(Show|Expand) repl")).first.click()
    expect(sidebar(page).get_by_text("And answered.")).to_be_visible(timeout=PATIENCE_S * 1000)
    # Without the thread: only its own card has words of the highlight.
    card = sidebar(page).get_by_role("article").filter(has_text="painted in a night").first
    card.get_by_role("button", name="Delete").click()
    sidebar(page).get_by_role("dialog").get_by_role("button", name="Delete").click()
    until(lambda: len(server.marks(site.article)) == 2, "the deletion")
    # What the client made is our own: read with Postil, its words are found in the article.
    html = page.evaluate(
        "() => `<html><head>${document.head.innerHTML}</head><body>"
        "${document.querySelector('article').outerHTML}</body></html>`"
    )
    captured = server.api("POST", "/api/pages", {"url": site.article, "html": html})
    placed = {mark["id"]: mark for mark in captured["annotations"]}
    assert captured["text"][placed[note["id"]]["start"] :].startswith("harbour master")


def test_a_page_can_be_given_the_key(page: Page, site: AnnotatedSite) -> None:
    service = {"apiUrl": site.api, "authority": "postil", "grantToken": TOKEN, "icon": None}
    site.settings = {"services": [service]}
    page.goto(site.article)
    is_signed_in(page)


def test_a_reader_logs_in_through_a_window_of_ours_and_out_again(
    page: Page, site: AnnotatedSite, server: Server
) -> None:
    web_view = page.context.new_page()
    web_view.goto(server.sign_in_link())
    web_view.get_by_role("button", name="Sign in").click()
    # The client asks the server where to log in: a window that opens long after the press is kept shut.
    page.goto(site.article, wait_until="networkidle")
    with page.expect_popup() as opened:
        sidebar(page).get_by_role("button", name="Log in").click()
    window = opened.value
    assert site.address in window.get_by_role("main").inner_text()
    window.get_by_role("button", name="Yes, let it in").click()
    is_signed_in(page)
    until(window.is_closed, "the window to close")
    (key,) = server.api("GET", "/api/tokens")["items"]
    assert (key["name"], key["origin"]) == ("Hypothesis at 127.0.0.1", site.address)
    page.reload()
    is_signed_in(page)
    sidebar(page).get_by_role("button", name="reader").click()
    sidebar(page).get_by_role("menuitem", name="Log out").click()
    expect(sidebar(page).get_by_role("button", name="Log in")).to_be_visible(timeout=PATIENCE_S * 1000)
    until(lambda: server.api("GET", "/api/tokens")["items"] == [], "the key's end")


def test_five_hundred_marks_are_all_there_after_a_reload(
    page: Page, site: AnnotatedSite, server: Server
) -> None:
    for number in range(500):
        selector = {"type": "TextQuoteSelector", "exact": f"number {number}.", "prefix": "", "suffix": ""}
        body = {
            "uri": site.article,
            "text": f"Note {number}",
            "target": [{"source": site.article, "selector": [selector]}],
        }
        server.api("POST", "/hypothesis/api/annotations", body)
    hold_key(page)
    page.goto(site.article)
    is_signed_in(page)
    expect(sidebar(page).get_by_text("500", exact=True).first).to_be_visible(timeout=PATIENCE_S * 1000)
    expect(page.locator("hypothesis-highlight")).to_have_count(500, timeout=PATIENCE_S * 1000)
