"""What a page, a note, a name or an address may hold without ever becoming markup, a script or a bad link."""

from collections.abc import Iterator, Sequence
from datetime import date
from html.parser import HTMLParser

import pytest

from postil.library import Library
from postil.models import Basis, Card, Mention, Person, Source
from postil.people.quotes import Quotation, quotations
from postil.store.tiny import open_store
from tests.web.browser import HERE
from tests.web.conftest import PARAGRAPHS, page_of

SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)>"
ATTRIBUTE = "x onmouseover=alert(1) style=color:red"
JAVASCRIPT = "javascript:alert(1)"


class Elements(HTMLParser):
    """Whatever in a page could run, or lead somewhere that is neither a web page nor ours."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.suspects: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        if tag in ("img", "iframe", "object", "style", "base") or (tag == "script" and not named.get("src")):
            self.suspects.append(tag)
        for name, value in named.items():
            if name.startswith("on") or name == "style":
                self.suspects.append(f"{tag} {name}")
            if name in ("href", "src", "action") and not (value or "").startswith(("/", "#", "https://")):
                self.suspects.append(f"{tag} {name}={value}")


class HostileFinder:
    """Finds a person whose every part is hostile."""

    def cast(self, text: str, on: date | None, *, scope: str, **rest: object) -> tuple[Card, ...]:
        start = text.index("Adaeze Okonkwo")
        mention = Mention(start=start, end=start + 14, text="Adaeze Okonkwo", name=BREAKOUT)
        return (
            Card(
                person=Person(id="<b>/../?x#y", name=BREAKOUT, description=SCRIPT),
                then=None,
                now=None,
                alive_then=None,
                named_as=(SCRIPT,),
                mentions=(mention,),
                basis=Basis.ARTICLE,
                from_article=BREAKOUT,
                sources=(Source(SCRIPT, JAVASCRIPT, None), Source("Data", "data:text/html,x", None)),
            ),
        )

    def day(self, text: str, published: date | None, revised: date | None) -> date | None:
        return published

    def said(self, text: str, cards: Sequence[Card]) -> Sequence[Quotation]:
        return quotations(text, cards, {})


@pytest.fixture
def library(settings, clock) -> Iterator[Library]:
    library = Library(open_store(settings.data), HostileFinder, "a secret of this test", now=clock)
    yield library
    library.close()


@pytest.fixture
def poisoned(api):
    """A page whose title and text, and a mark whose note and tags, try to be markup."""
    hidden = (SCRIPT + BREAKOUT).replace("<", "&lt;").replace(">", "&gt;")
    html = page_of(PARAGRAPHS[0] + hidden, *PARAGRAPHS[1:], title="Bill " + hidden)
    page = api.post("/api/pages", json={"url": "https://river.example/x?a=<b>&c=\"'", "html": html}).json
    asked = {"page_id": page["id"], "quote": PARAGRAPHS[0][:60], "note": SCRIPT, "tags": [SCRIPT, BREAKOUT]}
    mark = api.post("/api/annotations", json=asked).json
    return page, mark


def test_hostile_words_are_shown_as_words(browser, poisoned):
    page, mark = poisoned
    assert SCRIPT in page["text"]
    assert BREAKOUT in page["title"]
    assert mark["people"] == ["<b>/../?x#y"]
    for path in (f"/articles/{page['id']}", f"/marks/{mark['id']}", "/", "/articles", "/people", "/settings"):
        shown = browser.get(path)
        assert shown.status_code == 200
        assert Elements(shown.text).suspects == [], path


def test_an_address_that_is_no_web_page_is_never_a_link(browser, poisoned):
    page, _ = poisoned
    shown = browser.get(f"/articles/{page['id']}").text
    assert "Data" in shown
    assert JAVASCRIPT not in shown
    assert "data:text" not in shown


@pytest.mark.parametrize("path", ["/", "/articles", "/people", "/sign-in", "/connect", "/nothing"])
@pytest.mark.parametrize("hostile", [SCRIPT, BREAKOUT, ATTRIBUTE, JAVASCRIPT])
def test_a_hostile_address_is_shown_as_words(browser, path, hostile):
    names = ("q", "words", "name", "done", "put_away", "back", "code")
    for question in (dict.fromkeys(names, hostile), {"cursor": hostile}):
        reply = browser.client.get(
            path, base_url=HERE, query_string=question, headers={"Accept": "text/html"}
        )
        assert reply.status_code < 500
        assert Elements(reply.text).suspects == []


def test_the_docs_and_the_failures_hold_nothing_that_runs(browser):
    for path in ("/api/docs", "/export", "/marks/" + "%3Cscript%3E", "/articles/%22%3E%3Cimg%3E"):
        assert Elements(browser.get(path).text).suspects == []
