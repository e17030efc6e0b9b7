"""What holds for any text, any passage and any selector."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from postil.anchoring import Finder, describe, locate, place
from postil.anchoring.words import Searched, fold
from postil.models import AnchorState, Span

LETTERS = st.sampled_from("ab .,\n'“é\u0301ßİΣς–你好ที่שמर्क😀👩\u200d👧")
ANY = st.text(st.characters(exclude_categories=[]), max_size=200)
TEXTS = st.text(LETTERS, min_size=1, max_size=80) | st.text(min_size=1, max_size=200)
OFFSETS = st.none() | st.integers(-5, 10**6)


@st.composite
def texts_with_span(draw):
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@settings(deadline=None)
@given(texts_with_span())
def test_a_described_passage_is_found_again_in_its_own_text(case):
    text, span = case
    placed = place(text, describe(text, span))
    assert placed.span == span
    assert placed.state is AnchorState.ANCHORED


@settings(deadline=None)
@given(texts_with_span(), st.text(max_size=60))
def test_a_described_passage_is_found_again_below_inserted_text(case, above):
    text, span = case
    later = above + "\n\n" + text
    found = locate(later, describe(text, span))
    assert later[found.start : found.end] == text[span.start : span.end]


@settings(max_examples=500, deadline=None)
@example("The harbour ﬁnes", "s", "The harbour fine", "", None, None)
@example("0", "0", "\x00", "", None, None)
@example("00ㆠ00", "0", "00ㆠ00", "", None, None)
@given(ANY, ANY, ANY, ANY, OFFSETS, OFFSETS)
def test_any_selector_on_any_text_gives_a_span_within_it_or_none(text, exact, prefix, suffix, start, end):
    selector = {"exact": exact, "prefix": prefix, "suffix": suffix, "start": start, "end": end}
    found = locate(text, selector)
    assert found is None or found.end <= len(text)


@settings(deadline=None)
@given(texts_with_span(), st.integers(0, 80), st.text(LETTERS, max_size=40), st.integers(0, 20))
def test_an_edited_text_gives_a_span_within_it_or_none(case, at, inserted, cut):
    text, span = case
    later = text[:at] + inserted + text[at + cut :]
    found = locate(later, describe(text, span))
    assert found is None or found.end <= len(later)


@settings(deadline=None)
@given(st.text(st.sampled_from("abAK?\u212aßİΣé“😀 \ud800"), max_size=40), st.text(min_size=1, max_size=3))
@example("300 \u212a", "k")
@example("“Why” he said", "y?")
@example("“AÉ", "aé")
def test_a_piece_is_found_just_where_the_folded_text_has_it(text, piece):
    piece = fold(piece)
    there = Searched(text).for_piece(piece)
    assert len(there) == len(text)
    assert [there.startswith(piece, at) for at in range(len(text))] == [
        fold(text).startswith(piece, at) for at in range(len(text))
    ]


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("a" * 1_000_000, "a" * 500_000 + "b"),
        ("a " * 500_000, "a " * 400_000 + "b"),
        ("a " * 500_000, "a a"),
        (".," * 500_000, ".,!" * 50_000),
        ("word " * 200_000, "word " * 300 + "words"),
    ],
    ids=["one letter", "long quote of one word", "short quote", "marks", "words"],
)
def test_text_that_only_repeats_itself_costs_little_more_than_reading_it(text, exact):
    finder = Finder(text)
    finder.place({"exact": "warm up", "prefix": "", "suffix": ""})
    reading = least_time(lambda: [text.lower() for _ in range(5)])
    selector = {"exact": exact, "prefix": "b" * 32, "suffix": "c" * 32, "start": 100}
    assert least_time(lambda: finder.place(selector)) < 40 * reading + 0.05


def least_time(act):
    """Of three turns, for a machine that is busy with something else now and then; in seconds."""
    times = []
    for _ in range(3):
        begin = time.process_time()
        act()
        times.append(time.process_time() - begin)
    return min(times)
