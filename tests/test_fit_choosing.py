"""Fitting whom a name means: what the cases teach, and which of them teach what."""

import json

import pytest

from postil.people.linking.choosing import WEIGHTS, TraitWeights, probabilities, shipped
from tests.test_scripts import ROOT, load


@pytest.fixture(scope="module")
def fitting():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts"))
        yield load(ROOT / "scripts" / "fit_choosing.py")


def sample(fitting, number, *, meant, of="quotebank", first=0.0, second=0.0, told=0.0):
    """A case with two candidates, known so well each, of the first of whom the article tells so much."""
    return fitting.Sample(
        case=f"case {number}",
        of=of,
        gold="hand",
        candidates=[{"told": told, "fame": first}, {"told": 0.0, "fame": second}],
        nobody={"always": 1.0},
        meant=meant,
    )


def test_what_marks_those_who_are_meant_speaks_for_them(fitting):
    samples = [sample(fitting, i, meant=0, first=4.0, second=1.0) for i in range(30)]
    samples += [sample(fitting, i, meant=2, first=0.5, second=0.5) for i in range(30)]
    weights = fitting.weights_of(fitting.fit(samples))
    known, nobody = weights.candidate["fame"], weights.nobody["always"]
    assert known > 0
    assert nobody > 0
    best = probabilities(samples[0].candidates, samples[0].nobody, weights)
    assert best[0] > max(best[1:])


def test_where_fame_is_estimated_only_what_the_article_tells_is_learned(fitting):
    real = [sample(fitting, i, meant=0, first=4.0, second=1.0) for i in range(20)]
    estimated = [
        sample(fitting, i, meant=0, of="offices", first=1.0, second=6.0, told=3.0) for i in range(200)
    ]
    alone, both = fitting.fit(real), fitting.fit(real + estimated)
    assert both["candidate", "fame"] == pytest.approx(alone["candidate", "fame"])
    assert both["candidate", "told"] > alone["candidate", "told"]


def test_a_case_is_judged_by_weights_that_did_not_see_it(fitting):
    samples = [sample(fitting, i, meant=0, first=4.0, second=1.0) for i in range(40)]
    odd = sample(fitting, 0, meant=2, first=9.0, second=9.0)
    fold = fitting.fold_of(odd.case)
    rows = fitting.cross_validated([*samples, odd])
    others = [one for one in samples if fitting.fold_of(one.case) != fold]
    weights = fitting.weights_of(fitting.rounded(fitting.fit(others)))
    assert (fold, fitting.decided(odd, weights)) in rows


def test_the_threshold_is_the_lowest_that_keeps_precision_and_strangers_out(fitting):
    right, wrong, stranger = (fitting.Tally(**{name: 1}) for name in ("right", "wrong", "no_entry"))
    rows = [(0.9, right)] * 19 + [(0.8, wrong)] + [(0.7, wrong)] + [(0.1, stranger)] * 10
    assert fitting.lowest_sure(rows) == 0.71
    assert fitting.lowest_sure([*rows, (0.85, stranger), (0.85, stranger)]) == 0.86


def test_elimination_solves(fitting):
    assert fitting.solved([[4.0, 1.0], [1.0, 3.0]], [9.0, 5.0]) == pytest.approx([2.0, 1.0])


def test_what_ships_is_as_the_script_writes_it():
    read = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert shipped().weights == TraitWeights(**read["weights"])
    assert 0.5 < shipped().sure == read["sure"] < 1
