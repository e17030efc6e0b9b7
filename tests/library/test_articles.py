"""An open article is put together once."""

import pytest

from postil.library.drafts import Draft
from postil.models import Selector
from tests.library.conftest import FIRST, SECOND, THIRD, page_of

URL = "https://herald.example/weir"


@pytest.fixture
def page(library, story):
    return library.pages.capture(URL, story).page


class Reads:
    """What is read of the stored texts while it looks on."""

    def __init__(self, library, monkeypatch):
        self.texts, self.bodies = [], []
        bodies = library._store._bodies
        article, body = bodies.article, bodies.read
        monkeypatch.setattr(bodies, "article", lambda *at: self.texts.append(at) or article(*at))
        monkeypatch.setattr(bodies, "read", lambda *at: self.bodies.append(at) or body(*at))


def test_opening_an_article_reads_its_text_once_and_its_html_never(library, page, monkeypatch):
    library.annotations.create(Draft(page_id=page.id, selector=Selector(exact="The town council")))
    reads = Reads(library, monkeypatch)
    opened = library.open_article(page.id)
    assert all((opened.article.text, opened.cast, opened.marks))
    assert (reads.texts, reads.bodies) == ([(page.id, page.newest.id)], [])


def test_a_capture_hands_its_article_on_and_reads_nothing(library, monkeypatch):
    reads = Reads(library, monkeypatch)
    captured = library.pages.capture(URL, page_of(FIRST, SECOND, THIRD))
    opened = library.articles.opened(captured)
    assert opened.article == captured.article
    assert opened.page == captured.page
    assert (reads.texts, reads.bodies) == ([], [])


def test_what_was_captured_is_told_as_it_is_now_where_another_capture_came_between(library):
    first = library.pages.capture(URL, page_of(FIRST, SECOND))
    second = library.pages.capture(URL, page_of(FIRST, SECOND, THIRD))
    assert library.articles.opened(first).article == second.article
