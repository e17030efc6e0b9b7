"""Whatever comes in: a correct article, or a sentence that says what was missing; never a crash."""

import contextlib
import time

import pytest

from postil.capture import extract
from postil.errors import InvalidInput, NotAnArticle, TooLarge

SENTENCE = (
    "The harbor council met for the ninth time this winter and did not agree on the price of the boat. "
)
BODY = "".join(f"<p>{number}. {SENTENCE * 2}</p>\n" for number in range(8))
PAGE = f"<html><head><title>The boat</title></head><body><article>{BODY}</article></body></html>"


@pytest.mark.parametrize(
    "html",
    [
        "",
        " \n\t ",
        "<html></html>",
        "<!-- nothing -->",
        "<!doctype html>",
        "<html><body><p></p></body></html>",
        '<html><body><img src="boat.jpg" alt="The boat"></body></html>',
        "<html><head><title>Boat</title></head><body><figure><img src=a.jpg>"
        "<figcaption>The Lantern leaves Quill Harbor.</figcaption></figure></body></html>",
        "<html><body><form><label>E-mail <input name=e></label><label>Password <input type=password></label>"
        "<button>Sign in</button></form><p>Forgot your password? We will send you a link.</p></body></html>",
        "<html><body><p>Page not found. The page you asked for has moved or was deleted.</p></body></html>",
        "<html><body>"
        + "".join(f'<h3><a href="/{n}">{SENTENCE}</a></h3>' for n in range(40))
        + "</body></html>",
        "<html><body><ul>"
        + "".join(f'<li><a href="/{n}">Story number {n} of the day</a></li>' for n in range(200))
        + "</ul></body></html>",
        "<script>" + SENTENCE * 20 + "</script>",
        "just a line",
        "QmFzZTY0" * 5_000,
        "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj " + SENTENCE * 9,
        "\x89PNG\r\n\x1a\n" + "\x00\x01\x02\x03" * 200,
        "\ufffd\x00\x17" * 500,
        "<div>" * 100_000,
        "<" * 100_000,
        "&" * 100_000,
    ],
    ids=lambda html: html[:24],
)
def test_what_is_no_article_is_refused_with_a_sentence(html):
    with pytest.raises(NotAnArticle) as refused:
        extract(html, "https://paper.example/a")
    assert refused.value.field == "html"
    assert len(refused.value.problem.split()) >= 4


@pytest.mark.parametrize("html", [None, b"<p>bytes</p>", 7])
def test_what_is_no_text_is_refused_by_its_type(html):
    with pytest.raises(InvalidInput, match=type(html).__name__):
        extract(html)


@pytest.mark.parametrize("html", ["<p>" * 1_000_001, "<" * 1_000_001], ids=["tags", "signs"])
def test_a_page_of_more_tags_than_any_real_one_is_too_large(html):
    with pytest.raises(TooLarge, match="tags"):
        extract(html)


def test_a_line_longer_than_parsers_take_unasked_is_read():
    article = extract("<p>" + SENTENCE * 105_000)
    assert len(article.text) > 10_000_000  # characters: the limit of libxml2


def test_a_home_page_of_teasers_is_no_article():
    teasers = "".join(
        f'<div class="story-card"><h3><a href="/news/{n}">Council argues about boat number {n}</a></h3>'
        f"<p>Members spent the evening on the price of paint, and will meet again on day {n}.</p></div>"
        for n in range(30)
    )
    with pytest.raises(NotAnArticle):
        extract(f"<html><body><main>{teasers}</main></body></html>", "https://paper.example/")


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("</p>", "").replace("</article></body></html>", ""),
        PAGE.replace("<p>", "<p><b><i><font size=2>"),
        PAGE.replace("</p>", "</div></td></span>"),
        "<div>" * 150 + PAGE,
        "<font>" * 600 + PAGE,
        PAGE.replace("<html>", "<html><html><body>"),
        PAGE.replace("<article>", '<article class="' + "x " * 50_000 + '">'),
        PAGE.replace("<article>", "<article " + " ".join(f"a{n}=1" for n in range(5_000)) + ">"),
        PAGE.replace("<article>", "<!-- never closed? -->" * 5_000 + "<article>"),
        "\ufeff" + PAGE,
        PAGE.replace("\n", "\r\n"),
        PAGE.replace("harbor", "har\ud800bor", 1),
        PAGE.replace("harbor", "har\x00bor", 1),
    ],
    ids=[
        "unclosed p",
        "unclosed inline",
        "wrong ends",
        "deep",
        "deep inline",
        "twice",
        "class",
        "attributes",
        "comments",
        "bom",
        "crlf",
        "surrogate",
        "nul",
    ],
)
def test_broken_markup_still_gives_the_article(page):
    article = extract(page)
    assert article.text.count("did not agree on the price of the boat.") == 16


def test_entities_are_read_once_and_never_expanded_further():
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    article = extract(bomb + PAGE.replace("harbor", "&b; &amp;lt; harbor", 1))
    assert len(article.text) < len(PAGE)
    assert "&lt; harbor" in article.text


def seconds(page: str) -> float:
    start = time.process_time()
    with contextlib.suppress(NotAnArticle):
        extract(page)
    return time.process_time() - start


def takes_as_much_longer(few: str, many: str) -> bool:
    """Whether ``many``, four times ``few``, takes about four times as long; looked at anew where not."""
    # Sixteen would be quadratic; the constant forgives a timer's noise on the quickest pages.
    return any(seconds(many) < 9 * seconds(few) + 0.05 for _ in range(3))


@pytest.mark.parametrize(
    "part",
    [
        "<div>",
        "<p>",
        "<b>",
        "<b><p>",
        "<a href=x>",
        "<ul><li>",
        "<table><tr><td>",
        "</div>",
        "</b>",
        "<span class=caption>x",
        f"<p>{SENTENCE}</p>",
        f"<div><div><p>{SENTENCE}",
        f'<blockquote class="related"><p>{SENTENCE}</p>',
        f"{SENTENCE}<br>",
        SENTENCE,
        "word",
        "&amp;",
        "<br>",
        "<br> ",
        "<!--",
        "<script>",
        '<p class="a',
        "[[[[",
        "/ AP ",
        "x\n",
        "hide caption\n",
    ],
    ids=lambda part: part[:20],
)
def test_four_times_the_page_takes_about_four_times_as_long(part):
    base = max(1, 100_000 // len(part))
    extract(PAGE)
    assert takes_as_much_longer(part * base, part * base * 4)


@pytest.mark.parametrize("address", ["https://inl]nd.example/x", "https://[::1", "//[x]/y", "http://[1.2"])
def test_a_page_that_states_an_impossible_address_is_read_under_its_own(address):
    html = PAGE.replace("<title>", f'<link rel=canonical href="{address}"><title>')
    article = extract(html, "https://paper.example/boat")
    assert (article.canonical, article.text) == (None, extract(PAGE).text)


def test_a_tag_of_more_attributes_than_any_real_one_takes_no_longer_for_each():
    few, many = (
        PAGE.replace("<article>", "<article " + " ".join(f"a{n}=1" for n in range(count)) + ">")
        for count in (6_000, 24_000)
    )
    assert takes_as_much_longer(few, many)
    assert extract(many).text == extract(PAGE).text


@pytest.mark.parametrize("start", ["<title>The weir</title>", "<!doctype html><title>The weir</title>", ""])
def test_a_page_may_leave_out_html_head_and_body(start):
    paragraph = "<p>The council of Ashby Ferry voted on Tuesday to mend the old weir after all.</p>"
    article = extract(f"{start}<article><h1>The weir</h1>{paragraph * 5}</article>")
    assert article.title == "The weir"
    assert len(article.blocks) == 5


def test_a_page_that_nests_too_deeply_is_told_so():
    with pytest.raises(NotAnArticle, match="nests its elements too deeply"):
        extract("<div>" * 100_000 + "A sentence at the bottom of it all." + "</div>" * 100_000)


def test_a_name_and_password_in_an_address_are_not_kept():
    words = "The ferry across the lower river is to run until midnight from the first of May on. " * 8
    article = extract(f"<article><p>{words}</p></article>", "https://ann:s3cret@paper.example/a?b=c@d")
    assert article.url == "https://paper.example/a?b=c@d"
