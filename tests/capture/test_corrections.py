"""What the reader says of an outlet's pages goes before the rules, and no further than it was meant."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from postil.capture import Part, describe, extract
from postil.capture.shapes import names
from postil.errors import NotAnArticle
from postil.models import RemovedKind, TextCorrection

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://paper.example/boat"
FERRY = [
    "The harbour council could not agree on Monday whether to paint the old ferry green or to leave it.",
    "Hedda Marsh, who has kept the books of the line since 1998, said that paint was the least of it.",
    "A second engine would cost more than the boat did, and would carry nobody who does not come already.",
    "The vote was put off until the frost is over, when the yard in Selby can take her out of the water.",
]
OTHER = [
    "The school on the island will open in September after all, with two teachers and a cook who can sing.",
    "Parents had feared that the six pupils would have to take the first boat, which sails in the dark.",
    "The county found the money in a fund that was meant for a lighthouse nobody had asked for.",
    "A new roof is to follow, and the bell, which was sold in the war, has been found in a garden in Selby.",
]


def page(story, *, after_first="", inside="p"):
    first, *rest = (f"<{inside}>{paragraph}</{inside.split()[0]}>" for paragraph in story)
    return (
        '<html><head><title>News</title></head><body><div class="page"><h1>News</h1>'
        f'<div class="story-body">{first}{after_first}{"".join(rest)}</div></div></body></html>'
    )


def corrected(html, text, *, is_text, before=()):
    """The correction that the reader makes of the part that reads ``text``."""
    found = describe(html, URL, Part(text, is_removed=is_text), before)
    assert found is not None
    assert found.standing is None
    return TextCorrection(
        id="c1",
        scope="paper.example",
        shape=found.shape,
        kind=found.kind,
        is_text=is_text,
        example=text[:40],
        page_id="p1",
        created=NOON,
        updated=NOON,
    )


def texts(html, *corrections):
    return [block.text for block in extract(html, URL, corrections).blocks]


def test_a_part_called_text_comes_back_in_its_place_here_and_on_the_outlets_next_page():
    here = page(FERRY, after_first='<aside class="pull-story-101">A note that belongs to the text.</aside>')
    there = page(OTHER, after_first='<aside class="pull-story-202">Another note, of another day.</aside>')
    said = corrected(here, "A note that belongs to the text.", is_text=True)
    assert texts(here) == FERRY
    assert texts(here, said) == [FERRY[0], "A note that belongs to the text.", *FERRY[1:]]
    assert texts(there, said) == [OTHER[0], "Another note, of another day.", *OTHER[1:]]


def test_all_that_was_shown_as_one_stripped_part_comes_back_whole():
    box = "<aside class=box><h3>In figures</h3><p>Forty sailings a week.</p><p>Photo: Tobias Renn</p></aside>"
    html = page(FERRY, after_first=box)
    said = corrected(html, "In figures Forty sailings a week. Photo: Tobias Renn", is_text=True)
    assert texts(html, said)[1:4] == ["In figures", "Forty sailings a week.", "Photo: Tobias Renn"]


def test_a_piece_of_what_came_back_can_be_taken_out_again():
    box = "<aside class=box><h3>In figures</h3><p>Forty sailings a week.</p><p>Photo: Tobias Renn</p></aside>"
    html = page(FERRY, after_first=box)
    back = corrected(html, "In figures Forty sailings a week. Photo: Tobias Renn", is_text=True)
    out = corrected(html, "Photo: Tobias Renn", is_text=False, before=[back])
    assert texts(html, out, back)[1:3] == ["In figures", "Forty sailings a week."]
    assert "Photo: Tobias Renn" not in texts(html, out, back)


def test_a_line_that_a_rule_took_for_its_words_comes_back():
    html = page(FERRY, after_first="<p>Photo: Tobias Renn</p>")
    said = corrected(html, "Photo: Tobias Renn", is_text=True)
    assert said.kind is RemovedKind.CREDIT
    assert texts(html, said)[1] == "Photo: Tobias Renn"


SHORT_HEADING = "<h3>In figures</h3>"


def test_a_heading_comes_back_with_what_stands_under_it():
    box = f"{SHORT_HEADING}<aside class=box><p>Forty sailings a week.</p></aside><h3>The vote</h3>"
    html = page(FERRY, after_first=box)
    assert "In figures" not in texts(html)
    said = corrected(html, "Forty sailings a week.", is_text=True)
    assert texts(html, said)[1:4] == ["In figures", "Forty sailings a week.", "The vote"]


def test_a_heading_goes_with_all_that_stood_under_it():
    html = page(
        FERRY, after_first=f"{SHORT_HEADING}<div class=box><p>Forty sailings.</p></div><h3>The vote</h3>"
    )
    assert texts(html)[1:4] == ["In figures", "Forty sailings.", "The vote"]
    said = corrected(html, "Forty sailings.", is_text=False)
    assert texts(html, said)[:2] == [FERRY[0], "The vote"]


def test_a_heading_over_nothing_that_was_called_text_stays():
    html = page(FERRY, after_first=f"{SHORT_HEADING}<aside class=box><p>Forty.</p></aside><h3>The vote</h3>")
    said = corrected(html, "In figures", is_text=True)
    assert texts(html, said)[1:3] == ["In figures", "The vote"]


def test_what_another_rule_took_out_of_an_element_alike_stays_out():
    html = page(
        FERRY,
        after_first="<p><a href=/x>Three mills raise prices</a></p><p><a href=/y>Read more: The bell</a></p>",
    )
    rules = {part.why for part in extract(html, URL).removed if part.kind is RemovedKind.RELATED}
    assert len(rules) == 2
    said = corrected(html, "Three mills raise prices", is_text=True)
    assert "Three mills raise prices" in texts(html, said)
    assert not any("The bell" in text for text in texts(html, said))


def test_a_block_called_no_text_goes_with_the_reason_and_its_like_on_the_next_page_too():
    here = page(FERRY, after_first='<p class="standing-note">We write this paper on the boat.</p>')
    there = page(OTHER, after_first='<p class="standing-note">We print it in the school, at night.</p>')
    said = corrected(here, "We write this paper on the boat.", is_text=False)
    assert texts(here, said) == FERRY
    assert texts(there, said) == OTHER
    (part,) = [part for part in extract(there, URL, [said]).removed if "print it" in part.text]
    assert (part.kind, part.why) == (RemovedKind.OTHER, "you said that this is not text")


def test_a_paragraph_like_all_others_takes_only_itself_along():
    html = page(FERRY)
    said = corrected(html, FERRY[2], is_text=False)
    assert texts(html, said) == [FERRY[0], FERRY[1], FERRY[3]]
    assert texts(page(OTHER), said) == OTHER


def test_paragraphs_that_all_bear_a_name_are_not_taken_for_the_one():
    html = page(FERRY, inside='p class="article-paragraph"')
    said = corrected(html, FERRY[2], is_text=False)
    assert texts(html, said) == [FERRY[0], FERRY[1], FERRY[3]]


def test_a_subheading_does_not_take_the_other_subheadings_along():
    html = page(FERRY, after_first=f"<h2>The paint</h2><p>{OTHER[0]}</p><h2>The engine</h2><p>{OTHER[1]}</p>")
    said = corrected(html, "The engine", is_text=False)
    assert "The paint" in texts(html, said)
    assert "The engine" not in texts(html, said)


def test_boxes_of_one_name_go_together():
    boxes = "".join(
        f'<div class="island-talk"><p>{name} thinks so.</p></div>' for name in ("Ada", "Bo", "Cy")
    )
    html = page(FERRY, after_first=boxes)
    said = corrected(html, "Bo thinks so.", is_text=False)
    assert texts(html, said) == FERRY


def test_a_label_is_known_again_by_its_words():
    here = page(FERRY, after_first="<p>Island weather: fog until noon, then more of it.</p>")
    there = page(OTHER, after_first="<p>Island weather: a gale, and no boat.</p>")
    said = corrected(here, "Island weather: fog until noon, then more of it.", is_text=False)
    assert texts(there, said) == OTHER


def test_a_shape_that_is_most_of_a_page_is_not_taken_from_it():
    here = page(FERRY, after_first='<p class="text">Read by nobody.</p>')
    said = corrected(here, "Read by nobody.", is_text=False)
    assert texts(page(OTHER, inside='p class="text"'), said) == OTHER


def test_of_two_corrections_of_one_shape_the_first_given_holds():
    html = page(FERRY, after_first='<p class="standing-note">We write this paper on the boat.</p>')
    out = corrected(html, "We write this paper on the boat.", is_text=False)
    other = replace(out, id="c2", is_text=True)
    assert texts(html, out, other) == FERRY
    assert len(texts(html, other, out)) == len(FERRY) + 1


def test_the_correction_that_made_a_part_what_it_is_is_told():
    html = page(FERRY, after_first='<aside class="pull">A note that belongs to the text.</aside>')
    back = corrected(html, "A note that belongs to the text.", is_text=True)
    assert (
        describe(html, URL, Part("A note that belongs to the text.", is_removed=False), [back]).standing
        == back
    )
    out = corrected(html, FERRY[1], is_text=False)
    assert describe(html, URL, Part(FERRY[1], is_removed=True), [out]).standing == out


def test_a_part_that_is_not_there_has_no_description():
    assert describe(page(FERRY), URL, Part("Nobody wrote this.", is_removed=False)) is None
    assert describe(page(FERRY), URL, Part(FERRY[0], is_removed=False, nth=1)) is None


def test_of_parts_with_the_same_words_each_can_be_meant():
    html = page(FERRY, after_first="<aside class=a>Twice said.</aside><div class=related>Twice said.</div>")
    first = describe(html, URL, Part("Twice said.", is_removed=True))
    second = describe(html, URL, Part("Twice said.", is_removed=True, nth=1))
    assert first.shape != second.shape


def test_corrections_that_leave_no_article_are_refused():
    html = page(FERRY[:3])
    said = []
    for paragraph in FERRY[:3]:
        said.append(replace(corrected(html, paragraph, is_text=False, before=()), id=paragraph[:5]))
    with pytest.raises(NotAnArticle):
        extract(html, URL, said)


@pytest.mark.parametrize(
    ("line", "is_text"),
    [("Photo: Tobias Renn", True), (FERRY[2], False)],
)
def test_lines_of_plain_text_are_known_again_by_their_words(line, is_text):
    text = "\n\n".join([FERRY[0], FERRY[1], "Photo: Tobias Renn", *FERRY[2:]])
    said = corrected(text, line, is_text=is_text)
    assert (line in texts(text, said)) is is_text
    assert describe(text, URL, Part(line, is_removed=not is_text), [said]).standing == said


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<p class="Story-body__text--3fa9">', ("story-body-text",)),
        ('<p class="css-1x2y3z sc-bdVaJa kXyZab">', ()),
        ('<p id="article-88123" class="lead">', ("article", "lead")),
        ('<p class="b a" data-testid="Quote">', ("a", "b", "quote")),
        ("<p>", ()),
    ],
)
def test_names_that_change_from_page_to_page_are_no_part_of_a_shape(markup, expected):
    from bs4 import BeautifulSoup

    tag = BeautifulSoup(markup, "lxml", multi_valued_attributes=None).p
    assert names(tag) == expected
