"""Links are read back by a small reader of text directives, written from the draft."""

import re
from urllib.parse import unquote

import pytest
from postil.anchoring import link
from postil.models import Span

URL = "https://news.example/a"
TEXT = (
    "The mayor spoke at noon. The crowd left, well-known & loud.\n\n"
    "The mayor stayed. Nobody else did.\n\n"
    "这是一个测试。我们看到了测试结果。\n\n"
    "The mayor spoke at noon, again."
)


def link_to(quote, text=TEXT, *, last=False):
    start = text.rindex(quote) if last else text.index(quote)
    return link(URL, text, Span(start, start + len(quote)))


def directive(address):
    return address.partition("#:~:text=")[2]


def test_words_that_stand_once_need_no_context():
    assert link_to("crowd left") == URL + "#:~:text=crowd%20left"


def test_half_words_become_whole():
    assert directive(link_to("ayor staye")) == "mayor%20stayed"


def test_words_that_repeat_get_context():
    assert directive(link_to("The mayor stay")) == "The%20mayor%20stayed"
    assert directive(link_to("mayor spoke", last=True)) == "The-,mayor%20spoke,-at%20noon%2C%20again"


def test_the_signs_of_the_syntax_are_encoded():
    assert directive(link_to("well-known & loud")) == "well%2Dknown%20%26%20loud"
    assert "%2C" in directive(link_to("left, well"))


def test_a_passage_over_two_blocks_is_given_by_its_ends():
    assert directive(link_to("loud.\n\nThe mayor stayed")) == "loud,The%20mayor%20stayed"


def test_a_long_passage_is_given_by_its_ends():
    text = " ".join(f"word{number}" for number in range(100))
    terms = directive(link(URL, text, Span(0, len(text)))).split(",")
    assert terms == ["word0%20word1%20word2%20word3%20word4", "word95%20word96%20word97%20word98%20word99"]


def test_in_a_script_without_spaces_the_rest_of_the_clause_is_context():
    assert unquote(directive(link_to("看到了"))) == "我们-,看到了,-测试结果"


def test_an_apostrophe_or_a_point_within_a_word_does_not_end_it():
    assert directive(link_to("don", "They don’t mind.")) == "don%E2%80%99t"
    assert directive(link_to("3", "It took 3.5 hours.")) == "3.5"


def test_a_fragment_on_the_address_is_dropped():
    assert link(URL + "#part-2", "One word.", Span(0, 3)) == URL + "#:~:text=One"


def test_a_passage_without_words_has_no_fragment():
    assert link(URL + "#x", "a ... b", Span(2, 5)) == URL


def test_a_span_outside_the_text_is_refused():
    with pytest.raises(ValueError, match="ends after the text's"):
        link(URL, "short", Span(2, 9))


def test_no_term_holds_a_line_break():
    text = "One two three\nfour five\n\nsix seven"
    assert re.search("%0A", link(URL, text, Span(4, 30))) is None
