"""Links are read back by a small reader of text directives, which follows the draft."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_half_a_surrogate_pair_does_not_stop_a_link():
    assert link(URL, "one\ud83d two", Span(0, 8)) == URL + "#:~:text=one%3F%20two"


def test_a_span_outside_the_text_is_refused():
    with pytest.raises(ValueError, match="ends after the text's"):
        link(URL, "short", Span(2, 9))


def test_a_passage_over_a_line_break_is_given_by_its_ends():
    assert directive(link_to("two\nthree", "One two\nthree four")) == "two,three"


def follow(text, address):
    """Where a browser goes: the first match of the directive, as (start, end); None when nothing matches."""
    terms = directive(address).split(",")
    before = unquote(terms.pop(0)[:-1]) if terms[0].endswith("-") else ""
    after = unquote(terms.pop()[1:]) if terms[-1].startswith("-") else ""
    first, last = re.escape(unquote(terms[0])), re.escape(unquote(terms[-1]))
    opening, closing = rf"(?<!\w){re.escape(before)} *", rf" *{re.escape(after)}(?!\w)"
    if len(terms) == 1:
        found = re.search(f"{opening}({first}){closing}", text, re.IGNORECASE)
        return found and found.span(1)
    begin = re.search(rf"{opening}({first})(?!\w)", text, re.IGNORECASE)
    end = begin and re.compile(rf"(?<!\w)({last}){closing}", re.IGNORECASE).search(text, begin.end())
    return end and (begin.start(1), end.end(1))


@st.composite
def texts_with_passage(draw):
    """Lines of few different words, each line begun by one of its own; a passage of whole words."""
    words = st.sampled_from(["ferry", "ice", "The", "the", "a", "well-known", "don’t", "R&D,", "3.5", "Øre."])
    lines = draw(st.lists(st.lists(words, max_size=20), min_size=1, max_size=6))
    text = "\n\n".join(" ".join([f"line{number}", *line]) for number, line in enumerate(lines))
    starts = [match.start() for match in re.finditer(r"(?<!\S)\w", text)]
    start = draw(st.sampled_from(starts))
    ends = [match.end() for match in re.finditer(r"\w(?=[.,]?(?:\s|$))", text) if match.end() > start]
    return text, Span(start, draw(st.sampled_from(ends)))


@settings(deadline=None)
@given(texts_with_passage())
def test_following_a_link_leads_to_the_passage(case):
    text, span = case
    assert follow(text, link(URL, text, span)) == (span.start, span.end)
