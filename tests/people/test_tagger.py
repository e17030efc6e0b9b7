import pytest
from postil.people.tagger import Tagger


@pytest.fixture(scope="module")
def tagger():
    return Tagger.load()


def names(tagger, text):
    return [span.text for span in tagger.spans(text)]


def test_a_name_is_found_where_it_stands(tagger):
    text = "The mayor, Robert Hanley, said on Monday that the bridge would close."
    (span,) = tagger.spans(text)
    assert (span.start, span.end, text[span.start : span.end]) == (11, 24, "Robert Hanley")


def test_a_text_without_names_has_no_spans(tagger):
    assert tagger.spans("The rain stopped in the afternoon, and the market opened again.") == []
    assert tagger.spans("") == []


def test_offsets_count_code_points(tagger):
    text = "😀😀 News: Robert Hanley resigned."
    (span,) = tagger.spans(text)
    assert text[span.start : span.end] == "Robert Hanley"


def test_a_short_form_is_found_by_what_the_text_says_elsewhere(tagger):
    text = "Ana Brandl, a farmer, sold her land last year.\nBrandl will move to the city, neighbours said."
    assert names(tagger, text) == ["Ana Brandl", "Brandl"]
