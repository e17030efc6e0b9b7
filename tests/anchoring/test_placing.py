import pytest

from postil.anchoring import Finder, Placed, describe, locate, place
from postil.models import AnchorState, Selector, Span

TEXT = (
    "The harbour bridge reopened on Monday after two years of repairs.\n\n"
    "Engineers replaced every cable, the city said. Traffic was light.\n\n"
    "The mayor spoke. The crowd left. The mayor stayed."
)


def selector_for(quote, text=TEXT):
    start = text.index(quote)
    return describe(text, Span(start, start + len(quote)))


def quoted(text, placed):
    return text[placed.span.start : placed.span.end]


def test_an_unchanged_passage_is_anchored_where_it_was():
    selector = selector_for("replaced every cable")
    assert place(TEXT, selector) == Placed(Span(selector.start, selector.end), AnchorState.ANCHORED)


def test_a_passage_below_inserted_text_is_still_anchored():
    later = "Correction: an earlier version misnamed the bridge.\n\n" + TEXT
    placed = place(later, selector_for("replaced every cable"))
    assert placed.state is AnchorState.ANCHORED
    assert quoted(later, placed) == "replaced every cable"


def test_the_same_words_in_other_surroundings_have_moved():
    later = "Traffic was light. " + TEXT.replace(" Traffic was light.", "")
    placed = place(later, selector_for("Traffic was light."))
    assert placed == Placed(Span(0, 18), AnchorState.MOVED)


def test_edited_words_are_changed_and_span_what_they_became():
    later = TEXT.replace("replaced every cable", "have now replaced every single cable")
    placed = place(later, selector_for("Engineers replaced every cable, the city said."))
    assert placed.state is AnchorState.CHANGED
    assert quoted(later, placed) == "Engineers have now replaced every single cable, the city said."


def test_new_quotation_marks_and_spaces_do_not_change_words():
    later = TEXT.replace("two years of repairs", "two\u00a0years  of\nrepairs")
    placed = place(later, selector_for("two years of repairs"))
    assert placed.state is AnchorState.ANCHORED


def test_a_long_insertion_inside_the_passage_is_spanned():
    advertisement = "\nADVERTISEMENT\nFive offers you will not want to miss. Sign up for our letter.\n"
    later = TEXT.replace("after two years", "after" + advertisement + "two years")
    placed = place(later, selector_for("reopened on Monday after two years of repairs"))
    assert quoted(later, placed).startswith("reopened on Monday")
    assert quoted(later, placed).endswith("two years of repairs")


def test_a_misprint_in_the_first_and_last_word_is_inside_the_passage():
    later = TEXT.replace("Engineers replaced every cable", "Enginers replaced every calbe")
    placed = place(later, selector_for("Engineers replaced every cable"))
    assert quoted(later, placed) == "Enginers replaced every calbe"


def test_a_repeated_quote_is_placed_by_its_context_not_by_its_hint():
    second = TEXT.rindex("The mayor")
    selector = describe(TEXT, Span(second, second + 9))
    later = "The mayor resigned. " * 3 + TEXT
    assert locate(later, selector) == Span(second + 60, second + 69)


def test_a_repeated_quote_without_context_is_placed_nearest_its_hint():
    assert locate(TEXT, {"exact": "The mayor", "start": 180}) == Span(
        TEXT.rindex("The mayor"), TEXT.rindex("The mayor") + 9
    )


def test_without_any_hint_the_first_of_equals_is_taken():
    assert locate(TEXT, {"exact": "The mayor"}).start == TEXT.index("The mayor")


def test_a_deleted_sentence_is_none_though_its_surroundings_stand():
    later = TEXT.replace(" The crowd left.", "")
    assert place(later, selector_for("The crowd left.")) is None


def test_a_sentence_replaced_by_another_is_none():
    later = TEXT.replace(
        "Engineers replaced every cable, the city said.", "Nobody knows who paid for any of it."
    )
    assert place(later, selector_for("Engineers replaced every cable, the city said.")) is None


def test_few_common_words_far_away_in_other_surroundings_are_none():
    text = "It was the end of a long day in town. " + "Nothing else happened here at all. " * 40
    selector = describe(text, Span(7, 17))
    later = text[38:] + "They met at the end of a road by the mill."
    assert selector.exact == "the end of"
    assert place(later, selector) is None


@pytest.mark.parametrize(
    "selector",
    [
        {},
        {"exact": ""},
        {"exact": None, "prefix": "The "},
        {"exact": "no such words", "start": "7", "end": -3},
    ],
)
def test_a_selector_that_selects_nothing_is_none_not_an_error(selector):
    assert locate(TEXT, selector) is None


def test_what_a_selector_lacks_may_be_missing_or_none():
    start = TEXT.index("The crowd")
    for selector in (
        {"exact": "The crowd", "prefix": None, "suffix": None, "start": None, "end": None},
        {"exact": "The crowd"},
        Selector(exact="The crowd"),
    ):
        assert locate(TEXT, selector) == Span(start, start + 9)


def test_one_finder_places_many_passages():
    finder = Finder(TEXT)
    for quote in ("harbour bridge", "Traffic was light", "The crowd left"):
        assert quoted(TEXT, finder.place(selector_for(quote))) == quote


def test_describing_keeps_32_characters_each_side():
    selector = selector_for("Traffic")
    assert len(selector.prefix) == len(selector.suffix) == 32
    assert selector.prefix + selector.exact + selector.suffix in TEXT


def test_describing_a_span_outside_the_text_is_refused():
    with pytest.raises(ValueError, match="ends after the text's"):
        describe("short", Span(2, 9))
