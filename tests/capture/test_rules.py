"""What goes and what stays between an article's paragraphs."""

import pytest

from postil.capture import extract
from postil.models import RemovedKind

STORY = "".join(
    f"<p>Sentence {number} of a story about the boat that the harbor council could not agree to paint.</p>"
    for number in range(8)
)


def article_with(markup: str):
    return extract(
        "<html><head><title>The boat</title></head><body><article>"
        f"{STORY}{markup}{STORY}</article></body></html>",
        "https://paper.example/boat",
    )


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ('<div class="image-caption">The Lantern at its pier.</div>', RemovedKind.CAPTION),
        (
            "<figure><img src=a.jpg><figcaption>The Lantern at its pier.</figcaption></figure>",
            RemovedKind.CAPTION,
        ),
        ('<p aria-label="Image caption">The Lantern at its pier.</p>', RemovedKind.CAPTION),
        ('<span itemprop="caption">The Lantern at its pier.</span>', RemovedKind.CAPTION),
        ('<div class="sc-1x PhotoCaption-sc-2y">The Lantern at its pier.</div>', RemovedKind.CAPTION),
        ('<p class="cutline">The Lantern at its pier.</p>', RemovedKind.CAPTION),
        ("<div><img src=a.jpg><p>The Lantern at its pier.</p></div>", RemovedKind.CAPTION),
        ("<p><img src=a.jpg><br>The Lantern at its pier</p>", RemovedKind.CAPTION),
        ("<img src=a.jpg><ul><li>The Lantern at its pier</li></ul>", RemovedKind.CAPTION),
        ('<p class="photo-credit">Tobias Renn</p>', RemovedKind.CREDIT),
        ("<p>Photo: Tobias Renn</p>", RemovedKind.CREDIT),
        ("<p>Tobias Renn/Getty Images</p>", RemovedKind.CREDIT),
        ("<p>toggle caption</p>", RemovedKind.CREDIT),
        ("<aside><h3>Also here</h3><p>Three mills raised their prices.</p></aside>", RemovedKind.RELATED),
        ('<div class="related-stories"><p>Three mills raised their prices.</p></div>', RemovedKind.RELATED),
        ('<p>Read more: <a href="/mills">Three mills raise their prices</a></p>', RemovedKind.RELATED),
        ('<p><a href="/mills">WATCH: THREE MILLS RAISE THEIR PRICES</a></p>', RemovedKind.RELATED),
        ('<p><a href="/mills">Three mills raise their prices</a></p>', RemovedKind.RELATED),
        ('<a href="/mills"><h3>Mills</h3><p>Three mills raised their prices.</p></a>', RemovedKind.RELATED),
        (
            '<p>Lire aussi : <a href="/moulins">Trois moulins augmentent leurs prix</a></p>',
            RemovedKind.RELATED,
        ),
        ('<p>関連記事：<a href="/mills">三つの製粉所が値上げ</a></p>', RemovedKind.RELATED),
        ("<h3>Read more</h3>", RemovedKind.RELATED),
        ('<div class="newsletter-box"><p>One letter every morning.</p></div>', RemovedKind.NEWSLETTER),
        ("<p>Sign up for our daily newsletter.</p>", RemovedKind.NEWSLETTER),
        ("<form><p>Your address</p><button>Go</button></form>", RemovedKind.NEWSLETTER),
        ('<div class="ad-slot">Boats for sale</div>', RemovedKind.AD),
        ("<p>Advertisement</p>", RemovedKind.AD),
        ("<p>Story continues below</p>", RemovedKind.AD),
        ("<nav>Home News Sport</nav>", RemovedKind.NAVIGATION),
        ("<button>Copy link</button>", RemovedKind.NAVIGATION),
        ('<ul class="share-tools"><li>Copy link</li></ul>', RemovedKind.NAVIGATION),
        ("<p>Follow us on Facebook</p>", RemovedKind.NAVIGATION),
        ("<p>© 2024 The Paper</p>", RemovedKind.OTHER),
        ("<p>All rights reserved. This material may not be published.</p>", RemovedKind.OTHER),
        ('<p style="display:none">Nobody sees this.</p>', RemovedKind.OTHER),
    ],
)
def test_what_is_not_the_article_goes_and_is_told_by_kind(markup, kind):
    article = article_with(markup)
    assert len(article.blocks) == 16
    assert {part.kind for part in article.removed} == {kind}


@pytest.mark.parametrize(
    "markup",
    [
        '<p><a href="/minutes">The council voted five to two, and then it voted again to be sure.</a></p>',
        '<p>The <a href="/boat">boat</a> is <a href="/pier">at the pier</a> and <a href="/p">dull</a>.</p>',
        "<p>Residents sign up for the paint in June and subscribe to nothing else.</p>",
        "<p>“Read more and paint less,” was the advice of the oldest member, who has done neither.</p>",
        "<p>An advertisement in the harbor office asked for painters, and nobody came.</p>",
        "<p>The Associated Press was founded in New York in 1846 and is there still.</p>",
        "<p>She took the photo: a boat, a pier, a gull.</p>",
        "<p>Watch: it was a gift from her grandmother, and it stopped at noon.</p>",
        "<p>Correction: an earlier version of this story misspelled the name of the boat.</p>",
        "<h2>Sources of the paint</h2><p>There are two sources of paint on the island.</p>",
        "<h2>Analysis</h2><p>What the vote means is not clear to those who cast it.</p>",
        '<p class="has-ad-after">The boat was built in the year of the flood by one who could not swim.</p>',
        '<blockquote class="social-embed"><p>The boat is fine, and so are we.</p></blockquote>',
        '<div class="social-embed"><blockquote><p>The boat is fine, and so are we.</p></blockquote></div>',
        "<h2>How it was done</h2><ul><li>First the hull was scraped.</li><li>Then it rained.</li></ul>",
        '<ul><li>The <a href="/a">hull</a> was scraped.</li><li>The <a href="/b">deck</a> was not.</li></ul>',
        "<p><img src=a.jpg>The Lantern lay at its pier, as it does.</p>",
        "<p>The Lantern lay at its pier <img src=gull.gif></p>",
        "<blockquote><p>It will be green.</p><footer>Rhea Marsh, <cite>painter</cite></footer></blockquote>",
        '<div><p>The brush that the council bought in May is still in its paper.</p><img src="a.jpg"></div>',
        (
            '<div class="media"><h3>The hull</h3>'
            "<p>It was scraped by two men and the mother of one, who sang to the gulls.</p></div>"
        ),
        '<div><h3><a href="/crew/ode">Maren Oduya</a></h3><p>She has never been aboard.</p></div>',
        "<p>The painters ask whoever passes to sign up for drying alerts, and most people do.</p>",
    ],
)
def test_what_belongs_to_the_article_stays(markup):
    article = article_with(markup)
    assert article.removed == ()
    assert len(article.blocks) > 16


@pytest.mark.parametrize(
    "line",
    [
        "Join the council at the pier today and bring whatever you have.",
        "Want more of this? Get the Harbor Post delivered through your letterbox every month.",
        "If you like what we do, please tell the council. It has asked us to stop.",
        "Suivez toute l’actualité du port sur notre application.",
        "Abonnieren Sie den Hafenboten für einen Monat. Er kommt mit dem Boot.",
        "Bianca Rudd paints boats. Write to her: bianca.rudd@paper.example",
        "（责任编辑：林芳）",
        "Read the original article in The Pilot.",
        "To read more about the boat, click on its picture.",
        "Bianca Rudd is the harbor correspondent of the Post and paints boats of her own.",
    ],
)
def test_what_stands_behind_the_end_goes_and_the_same_stays_between_paragraphs(line):
    head = '<meta property="og:type" content="article"><meta name="author" content="Bianca Rudd">'
    page = f"<html><head>{head}</head><body><article>{STORY}<p>{line}</p>"
    behind = extract(f"{page}</article></body></html>")
    between = extract(f"{page}{STORY}</article></body></html>")
    assert [part.text for part in behind.removed] == [line]
    assert between.removed == ()


@pytest.mark.parametrize(
    "line",
    [
        "Like this story? Like <a href=/f>The Harbor Post on Facebook</a>.",
        "Follow the latest on the boat on <a href=/live>our live blog</a>.",
    ],
)
def test_an_invitation_with_a_link_to_more_of_the_outlet_goes_from_between_paragraphs(line):
    assert len(article_with(f"<p>{line}</p>").blocks) == 16


def test_lines_right_under_the_pictures_are_captions_when_all_of_them_are_short():
    picture = '<p><img src="a.jpg"></p>'
    long = STORY.replace("</p>", " It has stood on the slip ever since, and whoever passes looks away.</p>")
    told = "".join(f"{picture}<p>{line}</p>{long}" for line in ("The hull.", "The bow in rain", "A brush."))
    article = extract(f"<html><body><article>{long}{told}</article></body></html>")
    assert [part.kind for part in article.removed] == [RemovedKind.CAPTION] * 3


def test_a_short_paragraph_under_one_of_many_pictures_stays():
    picture = '<p><img src="a.jpg"></p>'
    told = f"{picture}<p>Nobody laughed.</p>{STORY}{picture}{STORY}{picture}{STORY}"
    article = extract(f"<html><body><article>{STORY}{told}</article></body></html>")
    assert article.removed == ()


def test_a_box_with_a_plea_goes_however_long_it_is():
    box = (
        '<div class="promo-box"><p>Not everybody can pay, and so ours is nailed to the door.</p>'
        "<p>But who can has three good reasons to, and a fourth that we will not tell.</p>"
        "<ul><li>You read it dry.</li><li>You read it at home, and nobody breathes down your neck.</li>"
        "<li>You help the harbor to know what it did, so that it may do it again, or do so better.</li>"
        "<li>You may use what you have read for the stove, for the fish, and for what is under it.</li></ul>"
        "<p>If you believe in a free press, buy it.</p></div>"
    )
    assert len(article_with(box).blocks) == 16


def test_a_box_about_the_paper_that_an_article_is_from_goes():
    box = (
        '<div class="from"><div>Source of this article</div><div><img src="l.png"><span>The Pilot</span>'
        "<div><p>It is read by all who own a boat, and by all who would like to. It has been printed since"
        " 1889 on a press that was meant for sails.</p></div></div></div>"
    )
    assert len(article_with(box).blocks) == 16


@pytest.mark.parametrize(
    "line",
    [
        "À lire aussi La peinture qui ne sèche pas",
        "Related Roundup: Boats",
        "See also: Three mills raise their prices",
        "【免责声明】本文仅代表作者本人观点，与本站无关。",
        "This column does not necessarily reflect the opinion of the harbor.",
    ],
)
def test_labels_with_a_headline_and_legal_notices_go(line):
    assert len(article_with(f"<p>{line}</p>").blocks) == 16


def test_what_stands_above_the_headline_goes_unless_it_is_a_sentence():
    above = "<p>Harbor politics</p><p>Below stands what was read out, and no more.</p>"
    article = extract(f"<html><body><article>{above}<h1>The boat</h1>{STORY}</article></body></html>")
    assert article.blocks[0].text == "Below stands what was read out, and no more."
    assert len(article.blocks) == 9


def test_a_place_above_the_first_sentence_and_below_the_headline_stays():
    article = extract(
        f"<html><body><article><h1>The boat</h1><p>Pittsburgh</p>{STORY}</article></body></html>"
    )
    assert article.blocks[0].text == "Pittsburgh"


def test_the_list_that_holds_the_byline_and_the_day_goes_whole():
    lines = "<ul><li>By Maren Oduya</li><li>Role, Harbor Post</li><li>14 March 2025</li></ul>"
    article = extract(f"<html><body><article>{lines}{STORY}</article></body></html>")
    assert len(article.blocks) == 8


def test_what_acts_as_a_link_is_one():
    line = '<ul><li><a role="link" tabindex="0">Report an error</a></li><li><a href="/a">Us</a></li></ul>'
    assert len(article_with(line).blocks) == 16


@pytest.mark.parametrize(
    "line",
    [
        "Filed under: Boats |",
        "Nächster Artikel: Der Anstrich trocknet nicht",
        "Get the latest boat news straight to your phone",
        "Imagen | Talleres del Puerto",
        "Note: we are moderating all comments for now.",
    ],
)
def test_labels_offers_and_notices_behind_the_end_go(line):
    article = extract(f"<html><body><article>{STORY}<p>{line}</p></article></body></html>")
    assert len(article.blocks) == 8


@pytest.mark.parametrize(
    "line",
    [
        '<p><b>İlginizi çekebilir: <a href="/m">Üç değirmen fiyatlarını artırdı</a></b></p>',
        '<p>[ Auch in der Post: <a href="/m">Drei Mühlen erhöhen die Preise</a> ]</p>',
        '<div><p>Kapcsolódó</p><a href="/m">Három malom emel árat</a></div>',
    ],
)
def test_a_few_words_with_a_link_to_another_story_are_a_label_in_any_language(line):
    assert len(article_with(line).blocks) == 16


def test_a_link_behind_a_colon_stays_where_it_leads_away_from_the_outlet():
    line = '<p>The whole list: <a href="https://archive.example/x">Every boat built on the island</a></p>'
    assert len(article_with(line).blocks) == 17


@pytest.mark.parametrize(
    "address", ["https://t.me/limani", "https://www.facebook.com/limani", "mailto:tips@paper.example"]
)
def test_a_last_line_that_leads_to_a_channel_goes_in_any_language(address):
    line = f'<p>Son haberler için <a href="{address}">kanalımıza abone olun</a>.</p>'
    assert len(extract(f"<html><body><article>{STORY}{line}</article></body></html>").blocks) == 8
    assert len(article_with(line).blocks) == 17


def test_a_last_line_with_a_link_to_a_single_post_stays():
    line = '<p>She said so <a href="https://x.com/rhea/status/123">in a short message</a> to all of us.</p>'
    assert len(extract(f"<html><body><article>{STORY}{line}</article></body></html>").blocks) == 9


def test_a_last_paragraph_that_comes_to_ask_something_of_its_reader_stays():
    last = (
        "<p>So now there is a boat and no paint. Are you planning a visit? Bring a brush, the clerk says.</p>"
    )
    article = extract(f"<html><body><article>{STORY}{last}</article></body></html>")
    assert article.text.endswith("the clerk says.")


def test_a_heading_goes_with_the_links_it_stood_over():
    links = '<h2>Other boats</h2><ul><li><a href="/a">Lantern</a></li><li><a href="/b">Quill</a></li></ul>'
    article = article_with(links + "<h2>The paint</h2>")
    assert [block.text for block in article.blocks if block.kind == "heading"] == ["The paint"]


def test_a_very_long_paragraph_does_not_stand_for_the_short_ones_beside_it():
    short = [
        "<p>The council met <b>in the rain</b>.</p>",
        "<p>It agreed <i>on nothing</i> that anybody could name.</p>",
    ]
    long = "<p>" + "The clerk read out the letters of the year, one by one. " * 80 + "</p>"
    article = extract(
        f"<article><h1>The boat</h1>{short[0]}{long}{short[1]}</article>", "https://paper.example/boat"
    )
    assert article.text.startswith("The council met in the rain.")
    assert article.text.endswith("It agreed on nothing that anybody could name.")


def test_a_name_that_wraps_the_whole_article_takes_nothing():
    page = (
        f'<body><div class="related newsletter share"><article class="ad">{STORY * 2}</article></div></body>'
    )
    assert len(extract(page).blocks) == 16


def test_a_name_that_every_paragraph_bears_takes_nothing():
    page = (
        "<html><body><article>" + STORY.replace("<p>", '<p class="teaser">') * 2 + "</article></body></html>"
    )
    assert len(extract(page).blocks) == 16


def test_a_name_that_paragraphs_bear_takes_no_short_one_between_them():
    short = '<p class="paywall">“Green,” he said.</p><div class="paywall" role="heading">The hull</div>'
    article = article_with(STORY.replace("<p>", '<p class="paywall">') + short)
    assert article.removed == ()
    assert [block.text for block in article.blocks if block.kind == "heading"] == ["The hull"]


def test_a_photo_essay_is_told_in_what_is_called_captions():
    shot = '<tr><td><p class="image"><img src="a.jpg"></p></td></tr>'
    first, second, *others = STORY.removesuffix("</p>").split("</p>")
    told = "".join(
        f'<table class="caption-box">{shot}<tr><td>{line}</p></td></tr></table>'.replace(
            "<p>", '<p class="image">'
        )
        for line in (
            second.replace("<p>", "<p>" + "It is said again by all who were there. " * 2),
            *others,
        )
    )
    page = f"<html><body><main><article><div>{first}</p>{told}</div></article></main></body></html>"
    assert len(extract(page).blocks) == 8


@pytest.mark.parametrize(
    "line",
    [
        "老船长于2025年10月27日在临江去世，享年68岁。",
        "The boat was blessed by the bishop of three islands on August 14, 1935",
    ],
)
def test_a_line_that_tells_of_a_day_is_no_date_line(line):
    article = extract(f"<html><body><article><ul><li>{line}</li></ul>{STORY}</article></body></html>")
    assert article.blocks[0].text == line
    assert article.published is None


def test_comments_longer_than_the_article_are_not_the_article():
    comments = "".join(
        f"<p>{number}. I have never seen a boat so badly in need of it. {'Paint it! ' * 30}</p>"
        for number in range(40)
    )
    page = (
        f'<html><body><article>{STORY * 2}</article><section id="comments">{comments}</section></body></html>'
    )
    assert len(extract(page).blocks) == 16


def test_the_stories_that_follow_the_article_are_not_part_of_it():
    after = f"<article><h1>Another boat</h1>{STORY * 4}</article>"
    page = f"<title>The boat</title><body><article><h1>The boat</h1>{STORY * 2}</article>{after}</body>"
    assert len(extract(page).blocks) == 16


def test_the_pages_own_copy_brings_back_what_lies_outside_the_densest_part():
    opening = (
        "<p>It began with a bucket of green paint that nobody had ordered and everybody wanted to open.</p>"
        * 3
    )
    copy = opening.replace("<p>", "").replace("</p>", " ")
    page = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{copy}"}}</script>'
        f'<body><main><div class="a"><div>{opening}</div></div><div class="b">{STORY * 4}</div></main></body>'
    )
    assert extract(page).text.startswith("It began with a bucket")


@pytest.mark.parametrize(
    "line",
    [
        "By Maren Oduya",
        "Von Grete Hansen",
        "14 March 2025, 6:00 am",
        "Stand: 22.04.2024, 06:00 Uhr",
        "5 hours ago",
    ],
)
def test_bylines_and_dates_above_the_first_sentence_go(line):
    article = extract(f"<html><body><article><p>{line}</p>{STORY}</article></body></html>")
    assert [part.kind for part in article.removed] == [RemovedKind.OTHER]
    assert len(article.blocks) == 8


def test_an_anchor_that_is_never_closed_is_no_link():
    article = extract(f'<html><body><article><a name="top">{STORY}</article></body></html>')
    assert len(article.blocks) == 8


def test_a_rule_that_would_take_a_whole_article_is_undone():
    credits = "".join(f"<p>Photo: Marsh counts {number} boats at the pier</p>" for number in range(20))
    page = f'<meta property="og:type" content="article"><body><article>{credits}</article></body>'
    assert len(extract(page).blocks) == 20
