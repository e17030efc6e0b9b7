"""What changed between two versions is told by sentence, readably, in any script, at a cost in proportion."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from postil.changes import Kind, became, compare, near, within
from postil.changes.sentences import split

WEIR = (
    "The council voted on Tuesday to mend the weir. Dr. R. Achterberg of the U.S. office said so.\n\n"
    "It will cost 4.2 million. The work begins in May."
)


def told(old, new):
    return [(change.kind.value, change.old.strip(), change.new.strip()) for change in compare(old, new)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One is here. Two is there.", ["One is here.", "Two is there."]),
        (
            "Mr. J. R. Ames met Gen. Ito on Jan. 5. They spoke.",
            ["Mr. J. R. Ames met Gen. Ito on Jan. 5.", "They spoke."],
        ),
        ("It cost 4.2 million. It fell by .5 points.", ["It cost 4.2 million.", "It fell by .5 points."]),
        ("“Where?” she asked. “There!” He went.", ["“Where?” she asked.", "“There!”", "He went."]),
        ("He left at 5 p.m. on Friday. Nobody saw.", ["He left at 5 p.m. on Friday.", "Nobody saw."]),
        (
            "A heading\n\nA paragraph without an end\n\nAnother.",
            ["A heading", "A paragraph without an end", "Another."],
        ),
        (
            "首相は辞任した。後任は未定だ。「本当か？」と記者。",
            ["首相は辞任した。", "後任は未定だ。", "「本当か？」", "と記者。"],
        ),
        ("वह आया। वह गया।", ["वह आया।", "वह गया।"]),
        ("ماذا قال؟ قال نعم۔ ثم ذهب.", ["ماذا قال؟", "قال نعم۔", "ثم ذهب."]),
        ("Wait... what? Yes.", ["Wait... what?", "Yes."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, sentences):
    assert [sentence.strip() for sentence in split(text)] == sentences


@given(some.text(alphabet='ab.!? \n"。A', max_size=60))
def test_sentences_joined_are_the_text(text):
    assert "".join(split(text)) == text


@given(some.text(alphabet="ab. \nA", max_size=60), some.text(alphabet="ab. \nA", max_size=60))
def test_both_texts_can_be_put_together_again_from_their_difference(old, new):
    changes = compare(old, new)
    assert "".join(change.old for change in changes) == old
    assert "".join(change.new for change in changes) == new
    assert all(old.startswith(change.old, change.at) for change in changes)
    for change in changes:
        if change.kind is Kind.CHANGED:
            kept = [piece.text for piece in change.pieces if piece.kind is not Kind.DELETED]
            assert "".join(kept) == change.new


def test_a_rewritten_sentence_shows_the_words_that_were_rewritten():
    same, changed, _ = compare(WEIR, WEIR.replace("4.2 million", "five million"))
    assert (same.kind, changed.kind) == (Kind.SAME, Kind.CHANGED)
    assert [(piece.kind.value, piece.text) for piece in changed.pieces] == [
        ("same", "It will cost "),
        ("deleted", "4.2"),
        ("inserted", "five"),
        ("same", " million. "),
    ]


def test_words_that_were_rewritten_side_by_side_are_shown_in_one_piece():
    (changed,) = compare(
        "He saw the old grey boat leave the pier.", "He saw a new white boat leave the pier."
    )
    assert [piece.text for piece in changed.pieces] == [
        "He saw ",
        "the old grey",
        "a new white",
        " boat leave the pier.",
    ]


def test_a_new_and_a_dropped_sentence_are_no_rewriting_of_each_other():
    assert told(WEIR, WEIR.replace("The work begins in May.", "Fishermen have left for the coast.")) == [
        (
            "same",
            WEIR.removesuffix(" The work begins in May."),
            WEIR.removesuffix(" The work begins in May."),
        ),
        ("deleted", "The work begins in May.", ""),
        ("inserted", "", "Fishermen have left for the coast."),
    ]


def test_a_script_without_spaces_is_compared_by_its_characters():
    (changed,) = compare("首相は昨日辞任した。", "首相は今日辞任した。")
    assert [piece.text for piece in changed.pieces] == ["首相は", "昨", "今", "日辞任した。"]


def test_other_white_space_is_no_change():
    assert [change.kind for change in compare("One.  Two.", "One. Two.\n")] == [Kind.SAME]


def test_the_same_text_has_no_change():
    assert [change.kind for change in compare(WEIR, WEIR)] == [Kind.SAME]


@pytest.mark.parametrize(
    ("marked", "is_near"),
    [("mend the weir", False), ("Achterberg", True), ("4.2 million", True), ("begins in May", True)],
)
def test_a_change_is_near_what_stands_in_it_or_in_the_sentence_beside_it(marked, is_near):
    changes = compare(WEIR, WEIR.replace("4.2 million", "five million"))
    start = WEIR.index(marked)
    assert bool(near(changes, start, start + len(marked))) is is_near


def test_a_sentence_put_in_beside_a_mark_is_near_it():
    changes = compare(WEIR, WEIR.replace(" The work", " Nobody was asked. The work"))
    start = WEIR.index("4.2")
    assert [change.new.strip() for change in near(changes, start, start + 3)] == ["Nobody was asked."]


@pytest.mark.parametrize("text", ["." * 40_000, '."' * 20_000, "\n" * 40_000, "a.b" * 20_000, "A. " * 20_000])
def test_a_text_made_to_take_long_does_not(text):
    """Quadratic work on these takes minutes; the test would not end."""
    assert "".join(split(text)) == text
    compare(text, text[:-7] + "x" + text[-7:])


@pytest.mark.parametrize(
    ("quote", "now"),
    [
        ("voted on Tuesday", "voted on Friday"),
        ("Tuesday", "Friday"),
        ("on Tuesday to mend", "on Friday to soon mend"),
        ("to mend the weir, and why not. Nobody said so.", "to soon mend the weir, and why not."),
        ("said so", ""),
        ("The council voted", None),
        ("the weir", None),
        ("mend the weir", None),
    ],
)
def test_a_passage_is_touched_by_what_takes_its_words_or_comes_between_them(quote, now):
    old = "The council voted on Tuesday to mend the weir, and why not. Nobody said so."
    new = "The council voted on Friday to soon mend the weir, and why not."
    start, end = old.index(quote), old.index(quote) + len(quote)
    changes = compare(old, new)
    assert bool(within(changes, start, end)) is (now is not None)
    assert became(changes, start, end) == (quote if now is None else now)
