"""For which day the cards speak, in the web view."""

import re

import pytest

from tests.web.browser import hidden_fields, words_of


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("", "As they were on 3 March 2026."),
        (
            "<meta property='article:modified_time' content='2031-04-05T08:00:00Z'>",
            "As they were on 5 April 2031: the article, first of 3 March 2026, was written anew.",
        ),
    ],
    ids=["of one day", "written anew"],
)
def test_above_the_cards_stands_for_which_day_they_speak(browser, api, story, told, words):
    html = story.replace("</head>", f"{told}</head>")
    page = api.post("/api/pages", json={"url": "https://river.example/of-a-day", "html": html}).json
    assert words in words_of(browser.get(f"/articles/{page['id']}").text)
    assert page["as_of"] == page["revised"] if told else page["published"]


def test_where_the_page_tells_no_day_it_is_said_that_no_offices_of_that_day_are(browser, api, story):
    html = re.sub(r"<meta property='article:published_time'[^>]*>", "", story)
    page = api.post("/api/pages", json={"url": "https://river.example/of-no-day", "html": html}).json
    assert page["as_of"] is None
    seen = words_of(browser.get(f"/articles/{page['id']}").text)
    assert "does not say which day it is from, so no offices of that day are told" in seen


def test_the_reader_says_which_day_an_article_is_from_and_undoes_that(browser, api, page):
    path = f"/articles/{page['id']}"
    before = words_of(browser.get(path).text)
    assert "As they were on 3 March 2026. Another day? It is from Save" in before
    after = browser.follow(browser.post(f"{path}/day", day="2019-07-14"))
    seen = words_of(after.text)
    assert "The article’s day is changed, and with it who its people were. Undo" in seen
    assert "As they were on 14 July 2019, the day that you said." in seen
    assert "· 14 July 2019" in seen
    assert "As the page says, 3 March 2026" in seen

    back = hidden_fields(after.text, f"{path}/day")
    assert {"day": "", "forget": "1"}.items() <= back.items()
    undone = words_of(browser.follow(browser.post(f"{path}/day", **back)).text)
    assert "As they were on 3 March 2026. Another day?" in undone


def test_undo_gives_back_the_day_that_the_reader_said_before(browser, api, page):
    path = f"/articles/{page['id']}"
    browser.post(f"{path}/day", day="2019-07-14")
    after = browser.follow(browser.post(f"{path}/day", day="2020-01-02"))
    undone = browser.follow(browser.post(f"{path}/day", **hidden_fields(after.text, f"{path}/day")))
    assert "As they were on 14 July 2019, the day that you said." in words_of(undone.text)


def test_the_reader_says_no_day_any_more(browser, page):
    path = f"/articles/{page['id']}"
    browser.post(f"{path}/day", day="2019-07-14")
    after = words_of(browser.follow(browser.post(f"{path}/day", forget="1")).text)
    assert "As they were on 3 March 2026." in after


@pytest.mark.parametrize("day", ["", "14.7.2019", "2026-03-06"], ids=["empty", "as people write", "to come"])
def test_a_day_that_is_none_is_refused_with_a_word(browser, api, page, day):
    reply = browser.post(f"/articles/{page['id']}/day", day=day)
    assert reply.status_code == 422
    assert "expected a day" in words_of(reply.text)
    assert api.get(f"/api/pages/{page['id']}").json == page


def test_no_line_ends_within_the_years_of_an_office(browser, page):
    for path in (f"/articles/{page['id']}", "/people", "/people/q1"):
        assert "Mayor of Harrow, 2008–\u20602013" in browser.get(path).text
