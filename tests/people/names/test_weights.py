import gzip

import pytest

from postil.people.names.weights import (
    LABELS,
    ZERO,
    Chain,
    first_scores,
    joined,
    read,
    second_scores,
    stored,
    write,
)

NOTHING = [0] * len(LABELS)
TRANSITIONS = [[1, 2, 3, 4]] * len(LABELS)


def row(*weights):
    return bytes(stored(weight) for weight in weights)


@pytest.fixture
def weights():
    first = Chain({"a": row(1, -1, 0, 0.5), "idle": row(*NOTHING)}, TRANSITIONS)
    second = Chain({"b": row(0, 0, 2, 0)}, TRANSITIONS)
    return joined(first, second, {"ana": "w"})


def test_what_was_written_is_read_back(tmp_path, weights):
    write(tmp_path / "w.gz", weights)
    assert read(tmp_path / "w.gz") == weights


def test_the_same_weights_give_the_same_bytes(tmp_path, weights):
    write(tmp_path / "one.gz", weights)
    write(tmp_path / "other.gz", weights)
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "other.gz").read_bytes()


def test_a_feature_that_says_nothing_is_left_out(weights):
    assert sorted(weights.rows) == ["a", "b"]


def test_each_reading_has_its_own_half_of_a_row(weights):
    assert first_scores(weights.rows["b"]) == tuple(row(*NOTHING))
    assert second_scores(weights.rows["b"]) == tuple(row(0, 0, 2, 0))


def test_rows_add_up_label_by_label_and_an_unknown_feature_adds_nothing(weights):
    total = weights.summed(["a", "b", "a", "never seen"])
    expected = zip(row(1, -1, 0, 0.5), row(*NOTHING), row(1, -1, 0, 0.5), strict=True)
    assert first_scores(total) == tuple(map(sum, expected))


def test_the_highest_scores_of_many_features_do_not_run_into_the_next_label():
    most = joined(Chain({"a": row(9, -9, 9, -9)}, TRANSITIONS), Chain({}, TRANSITIONS), {})
    assert first_scores(most.summed(["a"] * 200)) == (200 * 255, 0, 200 * 255, 0)


def test_a_weight_beyond_the_range_becomes_its_end():
    assert (stored(-100), stored(0), stored(100)) == (0, ZERO, 255)


def test_a_file_that_is_no_weights_file_is_refused(tmp_path):
    (tmp_path / "w.gz").write_bytes(gzip.compress(b""))
    with pytest.raises(ValueError, match="expected a weights file of four parts, found 0"):
        read(tmp_path / "w.gz")
