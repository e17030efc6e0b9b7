import itertools
import random

from postil.people.names.weights import LABELS, likeliest

OUTSIDE, BEGIN, INSIDE, OTHER = range(len(LABELS))


def best_of_all(chunk, transitions):
    """The labels that score most among all that can be, each looked at; the first of equal ones."""
    allowed = [
        path
        for path in itertools.product(range(len(LABELS)), repeat=len(chunk))
        if path[0] != INSIDE
        and all(after != INSIDE or before in (BEGIN, INSIDE) for before, after in itertools.pairwise(path))
    ]
    scored = {
        path: sum(chunk[n][label] for n, label in enumerate(path))
        + sum(transitions[before][after] for before, after in itertools.pairwise(path))
        for path in allowed
    }
    return "".join(LABELS[label] for label in max(allowed, key=scored.__getitem__))


def test_no_other_labels_score_more_than_those_that_are_found():
    chance = random.Random(7)
    for length in (1, 2, 3, 4, 5) * 8:
        chunk = [tuple(chance.randrange(10**6) for _ in LABELS) for _ in range(length)]
        transitions = [[chance.randrange(10**6) for _ in LABELS] for _ in LABELS]
        assert likeliest(chunk, transitions) == best_of_all(chunk, transitions)


def test_a_name_never_goes_on_that_has_not_begun():
    inside_scores_most = (0, 0, 1000, 0)
    assert likeliest([inside_scores_most] * 3, [[0] * 4] * 4) == "BII"
