import pytest

from postil.capture.urls import believable_canonical, is_same_site, page_key
from postil.errors import InvalidInput

KEY = "https://paper.example/2024/05/harbor"


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.example/2024/05/harbor",
        "http://paper.example/2024/05/harbor",
        "HTTPS://Paper.Example/2024/05/harbor",
        "https://www.paper.example/2024/05/harbor",
        "https://m.paper.example/2024/05/harbor",
        "https://mobile.paper.example/2024/05/harbor",
        "https://amp.paper.example/2024/05/harbor",
        "https://www.paper.example./2024/05/harbor",
        "https://www.paper.example:443/2024/05/harbor",
        "http://www.paper.example:80/2024/05/harbor",
        "https://reader:secret@paper.example/2024/05/harbor",
        "https://paper.example/2024/05/harbor/",
        "https://paper.example/2024/05/harbor/index.html",
        "https://paper.example/2024/./05/news/../harbor",
        "https://paper.example/2024/05/%68arbor",
        "https://paper.example/2024/05/harbor#comments",
        "https://paper.example/2024/05/harbor#:~:text=the%20boat",
        "https://paper.example/2024/05/harbor?utm_source=letter&utm_medium=email",
        "https://paper.example/2024/05/harbor?fbclid=abc&gclid=def&mc_cid=1&mc_eid=2",
        "https://paper.example/2024/05/harbor/amp",
        "https://paper.example/2024/05/harbor/amp/",
        "https://paper.example/amp/2024/05/harbor",
        "https://paper.example/2024/05/harbor.amp",
        "https://paper.example/2024/05/harbor?amp=1",
        "https://paper.example/2024/05/harbor?outputType=amp",
        "https://www.google.com/amp/s/www.paper.example/2024/05/harbor",
        "https://www.google.co.uk/amp/s/amp.paper.example/2024/05/harbor/amp",
        "https://www.bing.com/amp/s/www.paper.example/2024/05/harbor",
        "https://paper-example.cdn.ampproject.org/c/s/www.paper.example/2024/05/harbor?amp=1",
        "https://paper-example.cdn.ampproject.org/v/s/paper.example/2024/05/harbor?amp_js_v=0.1",
        "  https://paper.example/2024/05/harbor\n",
    ],
)
def test_one_article_has_one_key_under_all_its_addresses(url):
    assert page_key(url) == KEY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://paper.example/story?id=1", "https://paper.example/story?id=2"),
        ("https://paper.example/?p=10", "https://paper.example/?p=11"),
        ("https://paper.example/story.php?story_id=7", "https://paper.example/story.php?story_id=8"),
        ("https://paper.example/a", "https://paper.example/b"),
        ("https://news.paper.example/a", "https://sport.paper.example/a"),
        ("https://paper.example:8443/a", "https://paper.example/a"),
        ("https://paper.example/A", "https://paper.example/a"),
        ("https://paper.example/camp", "https://paper.example/c"),
        ("https://paper.example/story?page=2", "https://paper.example/story"),
    ],
)
def test_what_tells_articles_apart_stays_in_the_key(one, other):
    assert page_key(one) != page_key(other)


def test_the_order_of_parameters_does_not_matter():
    assert page_key("https://paper.example/s?b=2&a=1") == page_key(
        "https://paper.example/s?a=1&utm_term=x&b=2"
    )


@pytest.mark.parametrize(
    "url",
    [
        "https://www.paper.example/2024/05/harbor/amp/?b=2&a=1&utm_source=x#top",
        "https://zeitung.example/straße/über uns",
        "https://bücher.example/a",
        "https://paper.example/%E0%A4%A/odd%zz",
        "https://paper.example/?q=%FF&n",
        "https://[2001:db8::1]/a",
        "https://paper.example",
    ],
)
def test_the_key_of_a_key_is_itself(url):
    assert page_key(page_key(url)) == page_key(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "paper.example/a",
        "//paper.example/a",
        "/2024/05/harbor",
        "javascript:alert(1)",
        "data:text/html,<p>hello",
        "file:///home/reader/page.html",
        "ftp://paper.example/a",
        "mailto:reader@paper.example",
        "about:blank",
        "chrome-extension://abc/page.html",
        "https://",
        "https:///a",
        "https://paper.example:99999/a",
        "https://paper.example:port/a",
        "https://[::1/a",
        "https://pa per.example/a",
        "https://<script>/a",
        "https://" + "ü" * 80 + ".example/",
        "https://paper.example/" + "a" * 10_000,
    ],
)
def test_what_is_no_address_of_a_page_is_refused_by_name(url):
    with pytest.raises(InvalidInput) as refused:
        page_key(url)
    assert refused.value.field == "url"


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://paper.example/a", "https://paper.example/a?utm_source=x"),
        ("https://www.paper.example/a", "https://m.paper.example/other/a"),
        ("https://paper.example/a", "https://amp.paper.example/a"),
        ("https://news.paper.example/a", "https://www.paper.example/b"),
        ("https://www.paper.co.uk/a", "https://amp.paper.co.uk/a"),
        ("https://paper.example/", "https://www.paper.example/"),
        ("https://paper.example/a", None),
        ("https://www.paper.example/a", "https://www.google.com/amp/s/www.paper.example/a"),
        ("https://paper.example/?p=12", "https://paper.example/a"),
    ],
)
def test_a_canonical_address_on_the_same_site_is_believed(canonical, url):
    assert believable_canonical(canonical, url)


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://paper.example/", "https://paper.example/a"),
        ("https://paper.example", None),
        ("https://other.example/a", "https://paper.example/a"),
        ("https://paper.co.uk/a", "https://other.co.uk/a"),
        ("https://one.blogspot.com/a", "https://two.blogspot.com/a"),
        ("https://192.0.2.1/a", "https://192.0.2.2/a"),
        ("javascript:alert(1)", "https://paper.example/a"),
        ("https://paper.example/a", "not an address"),
        ("", "https://paper.example/a"),
        ("https://reader:secret@paper.example/a", "https://paper.example/a"),
        ("https://reader@paper.example/a", None),
        ("https://www.paper.example@paper.example/a", "https://paper.example/a"),
    ],
)
def test_a_canonical_address_that_points_elsewhere_is_not_believed(canonical, url):
    assert not believable_canonical(canonical, url)


@pytest.mark.parametrize(
    ("here", "link", "is_same"),
    [
        ("https://bo.github.io/weir", "https://ada.github.io/notes", False),
        ("https://www.nation.co.ke/weir", "https://www.herald.co.ke/news", False),
        ("https://www.nation.co.ke/weir", "https://sport.nation.co.ke/news", True),
        ("https://cee.substack.com/p/weir", "https://bee.substack.com/p/weir", False),
        ("https://paper.example/weir", "https://news.paper.example/weir", True),
    ],
)
def test_who_shares_no_more_than_a_public_ending_is_another_site(here, link, is_same):
    assert is_same_site(link, here) is is_same
