import json

import pytest

from postil.capture import extract

BODY = "".join(
    f"<p>Sentence {number} of a story about the boat that the harbor council could not agree to paint.</p>"
    for number in range(8)
)


def page(head: str = "", body: str = "", url: str | None = None):
    return extract(f"<html><head>{head}</head><body>{body}<article>{BODY}</article></body></html>", url)


def json_ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>The unpainted boat | The Paper</title>", "<h1>The unpainted boat</h1>"),
        ('<title>x</title><meta property="og:title" content="The unpainted boat">', ""),
        (
            '<meta property="og:title" content="The unpainted boat - The Paper">'
            '<meta property="og:site_name" content="The Paper">',
            "",
        ),
        (json_ld(headline="The unpainted boat"), "<h1>The Paper</h1>"),
        (json_ld(headline="The unpainted&nbsp;boat"), ""),
        ("<title>The unpainted boat : Paper</title>", "<h1>The  unpainted\nboat</h1>"),
    ],
)
def test_the_title_comes_without_the_outlet(head, body):
    assert page(head, body).title == "The unpainted boat"


def test_the_kicker_that_stands_in_the_heading_is_part_of_the_title():
    head = (
        json_ld(headline="The unpainted boat")
        + '<meta property="og:title" content="Harbor / The unpainted boat">'
    )
    shown = "<h1><span>Harbor</span> The unpainted boat</h1>"
    assert page(head, shown).title == "Harbor / The unpainted boat"


@pytest.mark.parametrize(
    "shown",
    [
        "<header><h1>Boat stays blue until autumn</h1></header>",
        "<ol><li>Harbor</li><li><h1>Council will not paint boat</h1></li></ol>"
        "<header><h2><span>Harbor</span> <span>Boat stays blue until autumn</span></h2></header>",
        '<div class="breadcrumbs"><h1>Council will not paint boat</h1></div>'
        "<h2>Boat stays blue until autumn</h2>",
    ],
)
def test_the_headline_is_the_one_that_a_reader_sees(shown):
    head = json_ld(headline="Council will not paint boat") + (
        '<meta property="og:title" content="Boat stays blue until autumn">'
    )
    assert page(head, shown).title == "Boat stays blue until autumn"


def test_a_headline_for_sharing_does_not_take_the_place_of_the_shown_one():
    head = json_ld(headline="Boat stays blue until autumn") + (
        '<meta property="og:title" content="Guess what happens to this boat">'
    )
    shown = "<h1>Boat stays blue until autumn</h1><aside><h2>Guess what happens to this boat</h2></aside>"
    assert page(head, shown).title == "Boat stays blue until autumn"


@pytest.mark.parametrize("shown", ["<h1>The Paper</h1>", "<h2>More from The Paper</h2>"])
def test_the_name_of_the_outlet_is_no_headline(shown):
    head = json_ld(headline="Boat stays blue", publisher={"name": "The Paper"}) + (
        '<meta property="og:title" content="The Paper">'
    )
    assert page(head, shown).title == "Boat stays blue"


def test_a_dash_that_belongs_to_the_title_stays():
    assert page("<title>Boat – the end</title>", "<h1>Boat – the end</h1>").title == "Boat – the end"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:site_name" content="The Paper">',
        json_ld(publisher={"@type": "Organization", "name": "The Paper"}),
        '<meta name="application-name" content="The Paper">',
    ],
)
def test_the_outlet_is_named(head):
    assert page(head).site == "The Paper"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (json_ld(author={"@type": "Person", "name": "Maren Oduya"}), ""),
        ('<meta name="author" content="Maren Oduya">', ""),
        (
            '<meta property="article:author" content="https://social.example/paper">'
            '<meta name="byl" content="Maren Oduya">',
            "",
        ),
        (
            '<meta name="twitter:label1" content="Written by">'
            '<meta name="twitter:data1" content="Maren Oduya">',
            "",
        ),
        ("", '<p class="byline">By <a rel="author" href="/m">Maren Oduya</a></p>'),
        ("", '<span class="article-author">Maren Oduya</span>'),
        (
            json_ld(author={"@type": "Organization", "name": "The Paper"}),
            '<div class="author-name">Maren Oduya</div>',
        ),
        ('<meta property="twitter:misc:Written by" content="Maren Oduya">', ""),
        ("", "<ul><li><strong>Date</strong> 14 March 2025</li><li><b>Author:</b> Maren Oduya</li></ul>"),
        (
            "",
            "<figure><figcaption><span class=author>Autor: Agencja Foto</span></figcaption></figure>"
            '<div class="author"><a href="/autor/m">Maren Oduya</a></div>',
        ),
        ("", "<h1>The boat</h1><small>posted on <time>2025-03-14</time></small> by Maren Oduya"),
        (
            '<meta name="author" content="Edición El Puerto"><meta name="publisher" content="El Puerto">',
            '<a rel="author" href="/m">Maren Oduya</a>',
        ),
        ("<title>The boat</title>", "<h3>The boat</h3><p>By Maren Oduya</p>"),
        ("", "<table><tr><th>Autor</th><td>Maren Oduya</td></tr></table>"),
        ("", "<h1>The boat</h1><div><p>3 min</p><p>By Maren Oduya in <a href=/n>News</a></p></div>"),
    ],
)
def test_the_author_is_found_wherever_the_page_names_her(head, body):
    assert page(head, body).authors == ("Maren Oduya",)


@pytest.mark.parametrize(
    "body",
    [
        '<div class="byline"><time>Nov 03, 10:00</time> <a href="/all">ships</a></div>',
        '<p>“It’s green,” said a painter, <a class="author" href="/r">Rhea Marsh</a>, “and it is wet.”</p>',
        '<span class="authorized">我已授权</span>',
        '<p class="authors-original"><a href="/o">Lire l’article original</a></p>',
    ],
)
def test_what_stands_in_a_teaser_a_sentence_or_a_button_names_no_author(body):
    assert page("", body).authors == ()


def test_a_section_that_is_a_heading_is_not_the_title():
    head = '<meta property="og:title" content="Harbor - The boat is painted - The Paper, since 1889">'
    assert page(head, "<h1>harbor</h1><h1>The boat is painted</h1>").title == "The boat is painted"


def test_whom_the_page_shows_as_its_editor_is_not_its_author():
    head = json_ld(author={"@type": "Person", "name": "Anselm Okafor"})
    shown = (
        '<div class="author">Maren Oduya</div>'
        '<p class="author-info">Editor : <a class="author">Anselm Okafor</a></p>'
    )
    assert page(head, shown).authors == ("Maren Oduya",)


def test_an_editor_is_named_where_nobody_else_is():
    head = json_ld(author={"@type": "Person", "name": "Anselm Okafor"})
    assert page(head, '<p class="author-info">Editor: Anselm Okafor</p>').authors == ("Anselm Okafor",)


def test_a_name_in_bold_above_the_text_is_the_author_where_the_page_names_only_the_outlet():
    head = json_ld(author={"@type": "Organization", "name": "Lake Times"})
    article = extract(f"<head>{head}</head><article><p><b>Maren Oduya</b></p>{BODY}</article>")
    assert article.authors == ("Maren Oduya",)
    assert article.text.startswith("Sentence 0 of a story")


@pytest.mark.parametrize("line", ["By Clicking you agree", "By the harbor", "By 2030"])
def test_a_line_under_the_heading_that_only_begins_like_a_byline_names_nobody(line):
    assert page(body=f"<h1>The boat</h1><p>{line}</p>").authors == ()


def test_an_outlet_is_the_author_when_nobody_else_is():
    head = json_ld(author={"@type": "Organization", "name": "The Paper"})
    assert page(head).authors == ("The Paper",)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (json_ld(datePublished="2025-03-14T21:48:03-07:00", dateModified="2025-03-16"), ""),
        ('<meta property="article:published_time" content="2025-03-14T08:00:00Z">', ""),
        ("", '<time datetime="2025-03-14T08:00">yesterday</time>'),
        ("", '<span itemprop="datePublished" content="2025-03-14">14.3.</span>'),
        ("", '<p class="published-date">Veröffentlicht am 14. März 2025</p>'),
        ('<meta property="article:published:time" content="2025-03-14T15:48:15+00:00">', ""),
        (
            "",
            '<p class="teaser-date">1 March 2025</p><ul><li><strong>Datum</strong> 14.03.2025</li></ul>',
        ),
    ],
)
def test_the_day_is_found_wherever_the_page_gives_it(head, body):
    assert page(head, body).published.isoformat() == "2025-03-14"


@pytest.mark.parametrize(
    "above",
    [
        "<p>By Maren Oduya</p><p>March 14, 2025</p>",
        "<p><b>By Maren Oduya</b><br>March 14, 2025</p>",
        "<div>By Maren Oduya</div><div>Published: 14 March 2025, 10:15</div>",
        "<font size=5>The unpainted boat</font><br><i>By Maren Oduya</i><br>March 14, 2025<p>",
    ],
)
def test_the_lines_above_the_text_tell_the_day_and_the_author_where_nothing_else_does(above):
    article = extract(
        f"<html><head><title>The unpainted boat</title></head><body>{above}{BODY}</body></html>"
    )
    assert (str(article.published), article.authors) == ("2025-03-14", ("Maren Oduya",))
    assert article.text.startswith("Sentence 0 of a story")


def test_a_day_further_down_is_not_taken_for_the_articles():
    assert page(body=f"{BODY}<p>March 14, 2025</p>").published is None


@pytest.mark.parametrize(
    ("head", "revised"),
    [
        (json_ld(datePublished="2025-03-14T21:48:03-07:00", dateModified="2025-03-16"), "2025-03-16"),
        (
            '<meta property="article:published_time" content="2025-03-14T08:00:00Z">'
            '<meta property="article:modified_time" content="2026-01-02T08:00:00+01:00">',
            "2026-01-02",
        ),
        (json_ld(datePublished="2025-03-14T08:00:00Z", dateModified="2025-03-14T09:00:00Z"), "None"),
        (json_ld(dateModified="2025-03-16"), "None"),
    ],
    ids=["JSON-LD", "meta", "the same day", "published on no day"],
)
def test_a_page_tells_when_it_was_changed_last(head, revised):
    assert str(page(head).revised) == revised


def test_a_page_that_says_nothing_of_itself_leaves_everything_open():
    article = page()
    assert (article.title, article.authors, article.published) == ("", (), None)
    assert (article.site, article.language, article.canonical, article.url) == (None, None, None, None)


@pytest.mark.parametrize(
    ("stated", "canonical"),
    [
        ("https://www.paper.example/boat", "https://www.paper.example/boat"),
        ("/boat", "https://amp.paper.example/boat"),
        ("https://www.paper.example/", None),
        ("https://other.example/boat", None),
        ("", None),
        ("javascript:void(0)", None),
        ("https://reader:secret@www.paper.example/boat", None),
        ("//reader:secret@www.paper.example/boat", None),
    ],
)
def test_a_canonical_address_is_taken_when_it_can_be_right(stated, canonical):
    article = page(
        f'<link rel="canonical" href="{stated}">', url="https://amp.paper.example/x/boat?utm_source=a"
    )
    assert article.canonical == canonical


def test_an_address_without_a_login_is_taken_over_one_that_carries_it():
    article = page(
        '<link rel="canonical" href="https://reader:secret@paper.example/boat">'
        '<meta property="og:url" content="https://paper.example/boat">',
        url="https://paper.example/boat?page=1",
    )
    assert article.canonical == "https://paper.example/boat"


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
        '<script type="application/ld+json">[[{"@graph": 7}, null, "x", 3]]</script>',
        '<script type="application/ld+json">{"@type": 5, "headline": {"a": 1}, "author": [[[]]]}</script>',
        '<script type="application/ld+json"></script>',
    ],
)
def test_json_ld_that_is_broken_is_passed_over(script):
    assert page(script + "<title>The boat</title>").title == "The boat"


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/ld+json">'
        '//<![CDATA[\n{"@type":"Report","headline":"The boat"}\n//]]></script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"The boat",}</script>',
        '<script type="application/ld+json">'
        '{"@graph":[{"@type":"WebPage"},{"@type":["Article","X"],"headline":"The boat"}]}</script>',
    ],
)
def test_json_ld_that_is_only_untidy_is_read(script):
    assert page("<title>x</title>" + script).title == "The boat"
