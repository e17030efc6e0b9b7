"""One article on several sites is one page; two pages are never made one without good reason."""

import pytest

from postil.library.annotations import Draft
from postil.models import Selector
from tests.library.conftest import FIRST, SECOND, THIRD, page_of

URL = "https://news.example/2026/02/weir-to-be-mended"
COPY = "https://www.upriver-courier.example/region/a-weir.html"
TITLE = "The weir is to be mended"


def dated(*paragraphs: str, day: str = "2026-02-17", title: str = TITLE) -> str:
    head = f"<meta property='article:published_time' content='{day}T08:00:00Z'>"
    return page_of(*(paragraphs or (FIRST, SECOND, THIRD)), head=head, title=title)


@pytest.fixture
def page(library):
    return library.pages.capture(URL, dated()).page


@pytest.mark.parametrize(
    ("url", "html"),
    [
        (URL + "?utm_source=letter&fbclid=x", dated()),
        ("https://m.news.example/2026/02/weir-to-be-mended/", dated()),
        ("https://www.news.example/2026/02/weir-to-be-mended/amp", dated()),
        ("https://news-example.cdn.ampproject.org/c/s/news.example/2026/02/weir-to-be-mended", dated()),
        ("https://news.example/print/84213", dated()),
        (COPY, dated()),
        (COPY, dated(title="Town votes to repair weir")),
        (COPY, dated(day="2026-02-18")),
    ],
    ids=[
        "tracking",
        "mobile",
        "amp",
        "amp cache",
        "print",
        "copy",
        "copy, other headline",
        "copy, a day later",
    ],
)
def test_the_same_article_under_another_address_shows_its_marks(library, page, url, html):
    mark = library.annotations.create(
        Draft(page_id=page.id, selector=Selector(exact="mend the old weir"))
    ).annotation
    found = library.pages.capture(url, html)
    assert (found.page.id, found.is_new, found.is_changed) == (page.id, False, False)
    assert library.annotations.on_page(found.page.id) == [mark]
    assert library.pages.at(url).id == page.id
    assert not library.pages.capture(url, html).is_changed


@pytest.mark.parametrize(
    ("url", "html"),
    [
        ("https://news.example/2026/02/another-story", dated()),
        (COPY, dated(FIRST, SECOND, THIRD + " Nobody objected.")),
        (COPY, dated(title="Town votes to repair weir", day="2026-02-19")),
        (COPY, page_of(FIRST, SECOND, THIRD)),
    ],
    ids=["same site", "other words", "other headline and day", "neither dated nor signed"],
)
def test_pages_that_may_be_different_articles_stay_apart(library, page, url, html):
    assert library.pages.capture(url, html).page.id != page.id


def test_a_text_as_short_as_a_notice_joins_no_pages(library):
    first = library.pages.capture(URL, dated(FIRST, SECOND))
    assert library.pages.capture(COPY, dated(FIRST, SECOND)).page.id != first.page.id
