"""Whether a page gave its whole article: a stub before a wall is not passed off as one."""

import json

import pytest

from postil.capture import extract

BEGINNING = "".join(
    f"<p>Sentence {number} of a story about the boat that the harbor council could not agree to paint.</p>"
    for number in range(6)
)
WHOLE = BEGINNING * 6
LOCKED = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


def state(body: str, head: str = "", after: str = "") -> str:
    page = f"<html><head><title>x</title>{head}</head><body><article>{body}</article>{after}</body></html>"
    return extract(page).state


@pytest.mark.parametrize(
    "wall",
    [
        "<div class=paywall><h3>Subscribe to continue reading</h3></div>",
        "<div>This article is exclusively for subscribers.</div>",
        "<div>Already a subscriber? Sign in</div>",
        "<div>Create a free account or log in to read the rest.</div>",
        "<p>Il vous reste 82.4% de cet article à lire. La suite est réservée aux abonnés.</p>",
        "<p>Jetzt weiterlesen mit dem Abo</p>",
        "<p>Contenido exclusivo para suscriptores</p>",
        "<p>この記事は会員限定です。残り1,214文字</p>",
        "<div>Registrieren Sie sich kostenlos, um den Artikel zu lesen</div>",
        "<div>Regístrate gratis para seguir leyendo</div>",
        "<div>Logga in för att läsa hela artikeln</div>",
        "<div>Zaloguj się, aby czytać dalej</div>",
        "<div>登录后阅读全文</div>",
        "<div>로그인 후 계속 읽을 수 있습니다</div>",
        "<div>Devamını okumak için abone ol</div>",
    ],
)
def test_a_beginning_before_a_wall_is_truncated(wall):
    assert state(BEGINNING, after=wall) == "truncated"
    assert state(BEGINNING + wall) == "truncated"


@pytest.mark.parametrize(
    "wall",
    [
        "<div>Subscribe to continue reading</div>",
        "<div>Already a subscriber? Sign in</div>",
    ],
)
def test_a_whole_article_is_complete_however_the_page_asks(wall):
    assert state(WHOLE, after=wall) == "complete"
    assert state(WHOLE + wall, LOCKED) == "complete"


@pytest.mark.parametrize("notice", ["Il vous reste 57.09% de cet article à lire.", "残り1,214文字"])
def test_a_notice_of_how_much_is_missing_counts_after_a_long_beginning_too(notice):
    assert state(f"{WHOLE}<p>{notice}</p>") == "truncated"


@pytest.mark.parametrize("head", [LOCKED, '<meta property="article:content_tier" content="locked">'])
def test_a_locked_article_that_breaks_off_is_truncated(head):
    assert state(BEGINNING + "<p>The council met on Monday, and then…</p>", head) == "truncated"
    assert state(BEGINNING, head) == "complete"


def test_an_open_article_may_end_in_three_dots():
    assert state(BEGINNING + "<p>The council met on Monday, and then…</p>") == "complete"


@pytest.mark.parametrize("said", [{"wordCount": 900}, {"wordCount": "900"}, {"articleBody": "Paint. " * 900}])
def test_a_locked_article_that_is_much_shorter_than_it_says_is_truncated(said):
    node = {"@type": "NewsArticle", "isAccessibleForFree": "False", **said}
    assert state(BEGINNING, f'<script type="application/ld+json">{json.dumps(node)}</script>') == "truncated"


@pytest.mark.parametrize("words", [{}, -4, "9" * 5000, True, "many", None, 10])
def test_a_number_of_words_that_says_nothing_is_passed_over(words):
    node = {"@type": "NewsArticle", "isAccessibleForFree": False, "wordCount": words}
    assert state(BEGINNING, f'<script type="application/ld+json">{json.dumps(node)}</script>') == "complete"


def test_a_story_about_subscribers_is_complete():
    body = (
        BEGINNING + "<p>The harbor letter has four hundred subscribers, and only members may vote on it.</p>"
    )
    assert state(body) == "complete"


def test_a_notice_that_is_hidden_says_nothing_of_a_whole_article():
    notice = '<p style="display: none">Please sign up or log in to continue reading</p>'
    assert state(BEGINNING + notice) == "complete"
    assert state(BEGINNING, after=f"<div hidden><div>{notice}</div></div>") == "complete"


def test_an_invitation_to_read_the_whole_article_is_a_wall():
    assert state(BEGINNING, after="<div>To read the whole article, subscribe.</div>") == "truncated"


@pytest.mark.parametrize(
    "notice",
    ["1,200 words remaining", "Noch 340 Wörter übrig", "Quedan 500 palabras", "还剩1500字", "남은 1,200자"],
)
def test_a_count_of_what_is_left_is_a_wall_however_much_stands_before_it(notice):
    assert state(WHOLE + f"<p>{notice}</p>") == "truncated"


def test_a_share_that_is_told_in_the_story_is_no_wall():
    assert state(WHOLE + "<p>About 40% of the paint was left, with 12 remaining.</p>") == "complete"
