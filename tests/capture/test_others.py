"""The other stories on a page: they do not become part of the article, however long they are."""

import pytest

from postil.capture import extract

TITLE = "Council votes to paint the boat"
STORY = "".join(
    f"<p>Sentence {number} of a story about the boat that the harbor council could not agree to paint.</p>"
    for number in range(8)
)
OTHER = "".join(
    f"<p>Line {number} of what was told elsewhere, of a mill that had not ground since the flood came.</p>"
    for number in range(30)
)
CARD = (
    "<div class=item><div><img src=a.jpg></div><div><h3><a href='/{0}'>Mill number {0} stops at last</a></h3>"
    "<div><span>Nobody was told.</span><span>Of all the mills on the river the one at the bend was the last"
    " to stop, and what its miller did then nobody has been able to say until...</span></div></div></div>"
)
LINKS = "".join(f"<li><a href='/more/{number}'>More of this</a></li>" for number in range(8))


@pytest.mark.parametrize(
    "behind",
    [
        f"<div><div><h3><a href=/mills>Mills</a></h3><h1>The mill</h1><p>By Ann Oduya</p></div>{OTHER}</div>",
        f"<div>{''.join(CARD.format(number) for number in range(60))}</div>",
    ],
)
def test_what_begins_with_a_heading_of_its_own_is_another_story(behind):
    article = extract(
        f"<html><head><title>{TITLE}</title></head><body><div><div><h1>{TITLE}</h1><div>{STORY}</div></div>"
        f"{behind}</div></body></html>"
    )
    assert len(article.blocks) == 8
    assert article.text.startswith("Sentence 0 of a story")


def test_a_column_beside_one_that_ends_in_links_is_not_the_article():
    article = extract(
        f"<html><head><title>{TITLE}</title></head><body><div><div><h1>{TITLE} at last</h1>{STORY}"
        f"<ul>{LINKS}</ul></div><div><h2>River, live</h2>{OTHER}</div></div></body></html>"
    )
    assert len(article.blocks) == 8


def test_text_behind_a_heading_and_its_first_paragraphs_is_the_article():
    article = extract(
        f"<html><head><title>{TITLE}</title></head><body><div><div><h1>{TITLE}</h1>{STORY}</div>"
        f"<div><h2>The mill</h2>{OTHER}</div></div></body></html>"
    )
    assert len(article.blocks) == 39


def test_main_headings_between_the_paragraphs_begin_no_other_story():
    parts = "".join(f"<h1>Part {number}</h1>{STORY}" for number in range(3))
    article = extract(
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{STORY}{parts}</div></body></html>"
    )
    assert article.text.count("Sentence 0 of") == 4


def test_the_stories_of_an_endless_page_are_told_by_their_shape_and_byline():
    shape = "<section class=story><{0}>{1}</{0}><div class=byline>By Bo Lund</div><div>{2}</div></section>"
    pages = shape.format("h1", TITLE, STORY) + shape.format("h2", "The mill", OTHER) * 2
    article = extract(f"<html><head><title>{TITLE}</title></head><body><main>{pages}</main></body></html>")
    assert len(article.blocks) == 8


def test_parts_of_one_shape_that_nobody_signs_are_one_story():
    shape = "<section class=part><{0}>{1}</{0}><div>{2}</div></section>"
    pages = shape.format("h1", TITLE, STORY) + shape.format("h2", "The mill", OTHER)
    article = extract(f"<html><head><title>{TITLE}</title></head><body><main>{pages}</main></body></html>")
    assert len(article.blocks) == 39


def in_rows(boxes: str):
    return extract(
        f"<html><head><title>{TITLE}</title></head><body><main><h1>{TITLE}</h1>{STORY}"
        f"<div><div>More of the day</div>{boxes}</div>{STORY}</main></body></html>",
        "https://paper.example/boat",
    )


def test_a_row_of_teasers_that_nothing_names_is_left_out_with_its_label():
    box = (
        "<div class=i><div><a href=/{0}>Mill number {0} stops at last</a></div><div>Nobody was told of it"
        " before the wheel stood still, and those who were told said that they had always known.</div></div>"
    )
    assert len(in_rows("".join(box.format(number) for number in range(4))).blocks) == 16


def test_what_readers_wrote_is_left_out_though_nothing_names_it_and_it_is_most_of_the_page():
    box = (
        "<div class=m><div><b>Anna</b> <i>vor {0} Stunden</i></div><p>Ich sage seit Jahren, dass nicht das"
        " Boot das Problem ist, sondern die Leute, die davor stehen und es ansehen, den ganzen Tag lang.</p>"
        "<a href=#r>Antworten</a></div>"
    )
    assert len(in_rows("".join(box.format(number) for number in range(2, 10))).blocks) == 16


def test_posts_with_headings_are_no_comments():
    box = (
        "<div class=m><i>16:0{0}</i><h3>Post {0}</h3><p>The boat was moved, and moved back.</p>"
        "<a href=#s>Share</a></div>"
    )
    text = in_rows("".join(box.format(number) for number in range(6))).text
    assert text.count("The boat was moved, and moved back.") == 6


def test_three_links_of_the_length_of_headlines_may_be_the_story():
    box = (
        "<div class=i><div><a href=/{0}>Mill number {0} stops</a></div><div>It was old, all say.</div></div>"
    )
    assert "It was old, all say." in in_rows("".join(box.format(number) for number in range(3))).text
