"""What a page, a note or a name may hold without ever becoming markup, a script or a link of its kind."""

import pytest

from tests.web.conftest import PARAGRAPHS, page_of
from tests.web.test_views import Browser

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def browser(app, library) -> Browser:
    return Browser(app, library.access.new_sign_in())


@pytest.fixture
def poisoned(api):
    """A page whose title and text, and a mark whose note and tags, try to be markup."""
    title = f"Bill &lt;script&gt;alert(1)&lt;/script&gt; {BREAKOUT.replace('<', '&lt;').replace('>', '&gt;')}"
    text = PARAGRAPHS[0] + " &lt;script&gt;alert(1)&lt;/script&gt; &lt;b onclick=alert(1)&gt;"
    html = page_of(text, *PARAGRAPHS[1:], title=title)
    page = api.post("/api/pages", json={"url": "https://river.example/x?a=<b>&c=\"'", "html": html}).json
    mark = api.post(
        "/api/annotations",
        json={"page_id": page["id"], "quote": PARAGRAPHS[0][:60], "note": SCRIPT, "tags": [SCRIPT, BREAKOUT]},
    ).json
    return page, mark


def test_hostile_words_are_shown_as_words(browser, poisoned):
    page, mark = poisoned
    assert SCRIPT in page["text"]
    own = (f"/articles/{page['id']}", f"/marks/{mark['id']}")
    for path in (*own, "/", "/articles", "/people", "/people/q1"):
        shown = browser.get(path)
        assert shown.status_code == 200
        for hostile in (SCRIPT, BREAKOUT, "<img", "<b onclick", "<script>"):
            assert hostile not in shown.text, path


def test_a_hostile_search_is_shown_as_words(browser, poisoned):
    for path in ("/", "/articles", "/people"):
        for name in ("q", "words", "name", "done", "put_away", "back"):
            reply = browser.client.get(
                path, base_url="http://127.0.0.1:8377", query_string={name: BREAKOUT + SCRIPT}
            )
            assert "<img" not in reply.text
            assert SCRIPT not in reply.text


def test_an_address_that_is_no_web_page_is_never_a_link(browser, api, library, page, mark):
    file = api.get("/api/export/json").text
    poisoned = file.replace("https://river.example/tolls", "javascript:alert(1)//")
    assert poisoned != file
    api.delete(f"/api/pages/{page['id']}?with_marks=true")
    api.post("/api/import", data=poisoned.encode())
    for path in (f"/articles/{page['id']}", f"/marks/{mark['id']}", "/", "/articles"):
        shown = browser.get(path).text
        assert 'href="javascript' not in shown
