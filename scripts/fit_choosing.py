"""Fit how it is chosen whom a name means, or nobody: dated articles with gold ids in, weights out.

    python3 scripts/fit_choosing.py FOLDER [--out FILE]

FOLDER holds cases.jsonl (a line a case: {id, set, date, title, text, persons, mentions}), entities.jsonl.gz
and stub_wikidata.py, a stand-in for Wikidata on 127.0.0.1, with score_linking.py, which lays out a page
and tells which person a name means. Prints first how the weights do on cases that they were not fitted to.
Nothing is written without --out. The same input gives the same file.

It is a conditional logit over the candidates and "nobody", with an L2 penalty. How well somebody of the set
"offices" is known is estimated there, so those cases teach only what the article tells of a candidate.
"""

import argparse
import importlib
import json
import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha1
from pathlib import Path
from threading import Event
from typing import Any

from setup_venv import enter

if __name__ == "__main__":
    enter()

from postil.capture import extract
from postil.models import LookedUp
from postil.people.cast import linked
from postil.people.coref import group
from postil.people.knowledge import Knowledge, open_pack
from postil.people.knowledge.refreshing import PACK
from postil.people.linking.choosing import (
    LinkingModel,
    Traits,
    TraitWeights,
    possible_of,
    probabilities,
    traits,
)
from postil.people.linking.live import ambiguities, bearers
from postil.people.names import Group, fold
from postil.people.names.languages import is_latin
from postil.people.names.tagger import Tagger
from postil.wikimedia.client import Client
from postil.wikimedia.directory import WikimediaDirectory
from postil.wikimedia.kept import Kept
from postil.wikimedia.ledger import SqliteLedger
from postil.wikimedia.wikidata import Wikidata
from postil.wikimedia.wikipedia import Wikipedia

FOLDS = 10
PENALTY = 2.0
# A name that one candidate bears was taken for that candidate's unseen, so it says little of nobody.
WORTH = {"single": 0.05}
JUDGED = "quotebank"  # the set of ambiguous names and of people without an entry
ESTIMATED = "offices"  # the set whose fame is no real one
TOLD = "told"
ROUNDS, STEPS = 4, 12  # of taking turns, and of Newton's method in each
LEAST_PRECISION, MOST_LINKED_WRONG = 0.95, 0.15
DECIMALS = 2
LEAST_STEP = 10**-DECIMALS / 10
SMALLEST = 1e-300  # of a probability, so that it has a logarithm

Parts = tuple[str, str]  # "candidate" or "nobody", and the trait


@dataclass(frozen=True, slots=True)
class Tally:
    """Of the persons that people judged: linked right and wrong, and linked though they have no entry."""

    right: int = 0
    wrong: int = 0
    no_entry: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.right + other.right, self.wrong + other.wrong, self.no_entry + other.no_entry)


Decided = tuple[float, Tally]  # how sure a link is, and what it would count as


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A person of a case. ``meant`` is the index of the right candidate, that of nobody is behind the last;
    None where the right one was not among them. ``settled`` without a look-up, else None."""

    case: str
    of: str
    gold: str
    candidates: Sequence[Traits] = ()
    nobody: Traits = field(default_factory=dict)
    meant: int | None = None
    settled: Decided | None = None


# --- reading ------------------------------------------------------------------------------------


def read_samples(folder: Path) -> Iterator[Sample]:
    """Everybody of the cases in ``folder`` who is looked up, with what speaks for whom."""
    sys.path.insert(0, str(folder))
    stub, scorer = importlib.import_module("stub_wikidata"), importlib.import_module("score_linking")
    server, _ = stub.start(0, str(folder / "entities.jsonl.gz"), None)
    try:
        with tempfile.TemporaryDirectory() as kept:
            directory = _directory(f"http://127.0.0.1:{server.server_address[1]}", Path(kept))
            tagger, knowledge = Tagger.load(), Knowledge(open_pack(PACK))
            for line in (folder / "cases.jsonl").read_text(encoding="utf-8").splitlines():
                yield from _samples_of(json.loads(line), scorer, directory, tagger, knowledge)
            directory.close()
    finally:
        server.shutdown()


def _directory(address: str, kept: Path) -> WikimediaDirectory:
    def now() -> datetime:
        return datetime.now(UTC)

    client = Client("fitting@example.org", SqliteLedger(kept / "asked.sqlite"), now=now, pause=Event().wait)
    return WikimediaDirectory(
        Wikidata(client, address),
        Wikipedia(client, address),
        Kept(kept / "kept.sqlite"),
        now=now,
        same_name=fold,
    )


def _samples_of(
    case: Mapping[str, Any], scorer: Any, directory: WikimediaDirectory, tagger: Tagger, knowledge: Knowledge
) -> Iterator[Sample]:
    def look_up(names: Sequence[str]) -> Mapping[str, LookedUp]:
        directory.ask(directory.stale(names))
        return directory.at_hand(names)

    url, html = scorer.page(case)
    article = extract(html, url)
    groups = group([span for span in tagger.spans(article.text) if is_latin(span.text)], article.text)
    reading, links = linked(
        groups, article.text, date.fromisoformat(case["date"]), knowledge, headline=article.title
    )
    asked = ambiguities(links, bearers(links, look_up), reading, knowledge)
    groups_of = _groups_of(case, [each for each, _ in links], scorer)
    known = {each: who.known.qid if who.known else None for each, who in links}
    for person, its_groups in zip(case["persons"], groups_of, strict=True):
        if person.get("ignore"):
            continue
        question = next((asked[each] for each in its_groups if each in asked), None)
        about = {"case": case["id"], "of": case["set"], "gold": person["gold"]}
        if question is None:
            linked_to = next((known[each] for each in its_groups if known[each]), None)
            yield Sample(**about, settled=_settled(linked_to, person["qid"]))
            continue
        candidates, nobody = traits(question)
        ids = [one.qid for one in possible_of(question)]
        yield Sample(**about, candidates=candidates, nobody=nobody, meant=_index(person["qid"], ids))


def _groups_of(case: Mapping[str, Any], groups: Sequence[Group], scorer: Any) -> list[list[Group]]:
    """For each person of the case the groups of names that mean it."""
    found: list[list[Group]] = [[] for _ in case["persons"]]
    for each in groups:
        texts = [*(span.text for span in each.spans), each.name]
        meant, _ = scorer.attach(case, [{"qid": "?", "texts": texts, "span": None}])
        for number in meant:
            found[number].append(each)
    return found


def _settled(linked_to: str | None, right: str | None) -> Decided:
    share = 1.0 if linked_to else 0.0
    if right is None:
        return share, Tally(no_entry=1)
    return share, Tally(wrong=1) if linked_to and linked_to != right else Tally(right=1)


def _index(qid: str | None, ids: Sequence[str]) -> int | None:
    if qid is None:
        return len(ids)
    return ids.index(qid) if qid in ids else None


# --- fitting ------------------------------------------------------------------------------------


def fit(samples: Sequence[Sample]) -> dict[Parts, float]:
    """The likeliest weights: those of TOLD by all samples, the others by those of real fame, in turns."""
    usable = [sample for sample in samples if sample.meant is not None]
    real = [sample for sample in usable if sample.of != ESTIMATED]
    names: list[Parts] = list(dict.fromkeys(part for sample in usable for part in _parts(sample)))
    weights = dict.fromkeys(names, 0.0)
    told = [part for part in names if part[1] == TOLD]
    for _ in range(ROUNDS):
        weights |= newton(real, weights, [part for part in names if part not in told])
        weights |= newton(usable, weights, told)
    return weights


def _parts(sample: Sample) -> Iterator[Parts]:
    yield from (("candidate", name) for own in sample.candidates[:1] for name in own)
    yield from (("nobody", name) for name in sample.nobody)


def newton(
    samples: Sequence[Sample], weights: Mapping[Parts, float], free: Sequence[Parts]
) -> dict[Parts, float]:
    """The ``free`` ones of ``weights`` by Newton's method, the others as they are."""
    found = dict(weights)
    now = likelihood(samples, found)
    for _ in range(STEPS):
        slope = [-PENALTY * found[part] for part in free]
        bend = [[PENALTY * (i == j) for j in range(len(free))] for i in range(len(free))]
        model = weights_of(found)
        for sample in samples:
            _add(sample, model, free, slope, bend)
        step = solved(bend, slope)
        while max(map(abs, step), default=0.0) > LEAST_STEP:
            tried = found | {part: found[part] + by for part, by in zip(free, step, strict=True)}
            if (then := likelihood(samples, tried)) > now:
                found, now = tried, then
                break
            step = [by / 2 for by in step]  # too far: the bend is not the same everywhere
        else:
            break
    return {part: found[part] for part in free}


def likelihood(samples: Iterable[Sample], found: Mapping[Parts, float]) -> float:
    """The logarithm of it, less the penalty."""
    model = weights_of(found)
    total = -PENALTY / 2 * sum(weight**2 for weight in found.values())
    for sample in samples:
        assert sample.meant is not None
        share = probabilities(sample.candidates, sample.nobody, model)[sample.meant]
        total += WORTH.get(sample.gold, 1.0) * math.log(max(share, SMALLEST))
    return total


def _add(
    sample: Sample, model: TraitWeights, free: Sequence[Parts], slope: list[float], bend: list[list[float]]
) -> None:
    """What the sample adds to the slope of the log-likelihood and to its bend."""
    worth = WORTH.get(sample.gold, 1.0)
    shares = probabilities(sample.candidates, sample.nobody, model)
    rows = [
        [own.get(name, 0.0) if side == "candidate" else 0.0 for side, name in free]
        for own in sample.candidates
    ]
    rows.append([sample.nobody.get(name, 0.0) if side == "nobody" else 0.0 for side, name in free])
    width = range(len(free))
    mean = [sum(share * row[i] for share, row in zip(shares, rows, strict=True)) for i in width]
    assert sample.meant is not None
    for i in width:
        slope[i] += worth * (rows[sample.meant][i] - mean[i])
    for share, row in zip(shares, rows, strict=True):
        away = [value - middle for value, middle in zip(row, mean, strict=True)]
        for i in width:
            if away[i]:
                scaled = worth * share * away[i]
                bend[i] = [known + scaled * other for known, other in zip(bend[i], away, strict=True)]


def solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """The solution of a positive definite system, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i, pivot in enumerate(rows):
        for j in range(i + 1, len(rows)):
            by = rows[j][i] / pivot[i]
            rows[j] = [value - by * above for value, above in zip(rows[j], pivot, strict=True)]
    found = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        known = sum(rows[i][j] * found[j] for j in range(i + 1, len(rows)))
        found[i] = (rows[i][-1] - known) / rows[i][i]
    return found


def weights_of(found: Mapping[Parts, float]) -> TraitWeights:
    return TraitWeights(
        *({name: v for (of, name), v in found.items() if of == side} for side in TraitWeights.__slots__)
    )


# --- judging ------------------------------------------------------------------------------------


def fold_of(case: str) -> int:
    return int(sha1(case.encode()).hexdigest(), 16) % FOLDS


def decided(sample: Sample, weights: TraitWeights) -> Decided:
    if sample.settled:
        return sample.settled
    *shares, _ = probabilities(sample.candidates, sample.nobody, weights)
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    if best is None:
        return 0.0, Tally(no_entry=1) if sample.meant == 0 else Tally(wrong=1)
    if sample.meant == len(shares):
        return shares[best], Tally(no_entry=1)
    return shares[best], Tally(right=1) if best == sample.meant else Tally(wrong=1)


def tally(rows: Iterable[Decided], sure: float) -> Tally:
    return sum((counts for share, counts in rows if share >= sure), Tally())


def lowest_sure(rows: Sequence[Decided]) -> float:
    """The lowest threshold at which precision and the share of those without an entry are as they must be."""
    without = tally(rows, 0.0).no_entry

    def holds(sure: float) -> bool:
        got = tally(rows, sure)
        return (
            got.right >= LEAST_PRECISION * (got.right + got.wrong)
            and got.no_entry <= MOST_LINKED_WRONG * without
        )

    steps = 10**DECIMALS
    return next((step / steps for step in range(steps // 3, steps) if holds(step / steps)), 1.0)


def judged(samples: Iterable[Sample]) -> list[Sample]:
    return [one for one in samples if one.of == JUDGED and one.gold != "single"]


def cross_validated(samples: Sequence[Sample]) -> list[tuple[int, Decided]]:
    """Each judged sample, with its fold, as decided by weights that saw no case of that fold."""
    rows: list[tuple[int, Decided]] = []
    for number in range(FOLDS):
        weights = weights_of(rounded(fit([one for one in samples if fold_of(one.case) != number])))
        held = [one for one in judged(samples) if fold_of(one.case) == number]
        rows += [(number, decided(one, weights)) for one in held]
    return rows


def rounded(found: Mapping[Parts, float]) -> dict[Parts, float]:
    return {part: round(value, DECIMALS) for part, value in found.items()}


def report(title: str, got: Tally, all_of_them: Tally) -> None:
    known = all_of_them.right + all_of_them.wrong
    precision, recall = got.right / max(got.right + got.wrong, 1), got.right / known
    print(
        f"{title:42} precision {precision:.3f}  recall {recall:.3f} of {known}  "
        f"without an entry and linked {got.no_entry} of {all_of_them.no_entry}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit how it is chosen who bears a name.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    samples = list(read_samples(options.folder))
    print(f"{len(samples)} persons: {dict(Counter(sample.of for sample in samples))}")
    rows = cross_validated(samples)
    everybody = tally((row for _, row in rows), 0.0)
    chosen = (
        tally(
            (row for number, row in rows if number == this),
            lowest_sure([row for number, row in rows if number != this]),
        )
        for this in range(FOLDS)
    )
    report("out of fold, threshold by the other folds", sum(chosen, Tally()), everybody)
    sure = lowest_sure([row for _, row in rows])
    report(f"out of fold, threshold {sure}", tally((row for _, row in rows), sure), everybody)
    model = LinkingModel(weights_of(rounded(fit(samples))), sure)
    again = [decided(one, model.weights) for one in judged(samples)]
    report(f"the cases that it was fitted to, {sure}", tally(again, sure), everybody)
    written = {
        "sure": sure,
        "weights": {side: getattr(model.weights, side) for side in TraitWeights.__slots__},
    }
    print(json.dumps(written, indent=2))
    if options.out:
        options.out.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
