"""Whatever is put together from the pieces that pages are made of, what comes out is sound."""

from hypothesis import given, settings
from hypothesis import strategies as st

from postil.capture import decode, extract
from postil.capture.urls import page_key
from postil.errors import InvalidInput

TAG_NAMES = """
    a article aside b blockquote body br button dd div dl dt em figcaption figure footer form h1 h2 header
    html i img input li main nav ol p pre q rt ruby script section span style table tbody td template
    textarea th time title tr ul video svg noscript font center
"""
TAGS = TAG_NAMES.split()
NAMES = [
    "",
    "caption",
    "related",
    "ad",
    "hidden",
    "newsletter",
    "comments",
    "article-body",
    "image",
    "byline",
]
SENTENCES = [
    "The harbor council met for the ninth time this winter and did not agree on the price of the boat. ",
    "Read more: ",
    "Photo: Tobias Renn/AP",
    "hide caption",
    "Sign up for our newsletter",
    "\u200b\u00a0\u00ad\ud800",
    "港の町は夜の船を残すことを決めた。議長は長い冬の後でそう述べた。",
    "&amp;&lt;&#0;&#x110000;&nbsp",
    "<!--",
    "-->",
    "]]>",
    "<",
    "\x00\x1f",
    "\n\n",
]
ATTRIBUTES = [
    "",
    " hidden",
    " href=/x",
    ' style="display:none"',
    " datetime=2024-01-01",
    ' id="',
    "/",
    " {x}=1",
    " \x1f",
    " a:b",
    " id=&#12;&#xfffe;",
]
openings = st.builds(
    lambda tag, name, rest: f'<{tag} class="{name}"{rest}>',
    st.sampled_from(TAGS),
    st.sampled_from(NAMES),
    st.sampled_from(ATTRIBUTES),
)
closings = st.sampled_from(TAGS).map(lambda tag: f"</{tag}>")
pieces = st.one_of(openings, closings, st.sampled_from(SENTENCES), st.text(max_size=20))
pages = st.lists(pieces, max_size=60).map("".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(pages)
def test_a_page_of_anything_gives_a_sound_article_or_a_refusal(page):
    try:
        article = extract(page, "https://paper.example/a")
    except InvalidInput:
        return
    assert article.text == "\n\n".join(block.text for block in article.blocks)
    assert all(article.text[block.start :].startswith(block.text) for block in article.blocks)
    assert all(block.text.strip() == block.text != "" for block in article.blocks)
    assert all(part.text and part.why for part in article.removed)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.binary(max_size=400),
    st.one_of(st.none(), st.text(max_size=30), st.just("text/html; charset=shift_jis")),
)
def test_bytes_of_anything_give_text_or_a_refusal(data, content_type):
    try:
        text = decode(data, content_type)
    except InvalidInput:
        return
    assert isinstance(text, str)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=40), st.text(max_size=40).map("https://paper.example/".__add__)))
def test_an_address_of_anything_gives_a_key_that_is_its_own_key_or_a_refusal(url):
    try:
        key = page_key(url)
    except InvalidInput:
        return
    assert page_key(key) == key
