"""The section `people` of bench.py: how well names are grouped, how fast they are found, in what memory.

Grouping is judged on its own, by B-cubed: given the names that people marked in the shared folder's texts
(where it stands beside the checkout), are those of one person brought together, and no others?
"""

import json
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from setup_venv import ROOT

TEXTS = ROOT.parent / "shared/bench/people"
GROUPED = ("gum_news", "msnbc")  # those whose names are marked with whom they mean
LEAST_B_CUBED = 98.5
LEAST_TOKENS = 40_000  # a second, on one core
MOST_MEMORY = 60  # MB
MOST_WAIT = 60  # ms that the cards add to a page of PAGE words
PAGE = 1_200  # words
ROUNDS = 3


def run() -> bool:
    sys.path.insert(0, str(ROOT / "server"))
    if not TEXTS.is_dir():
        print(f"Not measured: {TEXTS} is not there.")
        return True
    good = True
    for name in GROUPED:
        precision, recall, f1 = b_cubed(grouped(read(name)))
        good &= f1 >= LEAST_B_CUBED
        print(f"{name:14}  B-cubed {precision:.2f}/{recall:.2f}/{f1:.2f}  (at least {LEAST_B_CUBED})")
    speed, memory, wait = cost([document["text"] for name in (*GROUPED, "ieer") for document in read(name)])
    print(f"names           {speed:,.0f} tokens a second of one core  (at least {LEAST_TOKENS:,} where idle)")
    print(f"cards           {wait:.1f} ms for a page of {PAGE:,} words  (at most {MOST_WAIT} where idle)")
    print(f"memory          {memory:.1f} MB, Python, weights and pack included  (at most {MOST_MEMORY})")
    return good and memory <= MOST_MEMORY


def read(name: str) -> list[dict]:
    with open(TEXTS / f"{name}.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


# --- grouping -----------------------------------------------------------------------------------


def grouped(documents: Iterable[dict]) -> Iterator[tuple[list[object], list[object]]]:
    """For each document, for each of its names, whom people say it means, and which group it is put in."""
    from postil.people.coref import group
    from postil.people.names import NameSpan
    from postil.people.names.titles import title_start

    for document in documents:
        text = document["text"]
        gold = {}
        spans = []
        for mention in document["mentions"]:
            who = mention.get("cluster") or mention.get("qid")
            if not who:
                continue
            words = text[mention["start"] : mention["end"]].removesuffix("'s").removesuffix("’s")
            before = text[: mention["start"]].rpartition("\n")[2].split()[-8:]
            title = " ".join(before[title_start(before) :])
            span = NameSpan(mention["start"], mention["start"] + len(words), words, title)
            gold[span] = who
            spans.append(span)
        found = {span: n for n, group in enumerate(group(spans, text)) for span in group.spans}
        yield [gold[span] for span in spans], [found[span] for span in spans]


def b_cubed(documents: Iterable[tuple[Sequence[object], Sequence[object]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent: how much of each name's group is right, and how whole it is."""
    precisions: list[float] = []
    recalls: list[float] = []
    for gold, found in documents:
        people, groups = members(gold), members(found)
        for n in range(len(gold)):
            right = len(people[gold[n]] & groups[found[n]])
            precisions.append(right / len(groups[found[n]]))
            recalls.append(right / len(people[gold[n]]))
    precision, recall = statistics.fmean(precisions), statistics.fmean(recalls)
    return 100 * precision, 100 * recall, 200 * precision * recall / (precision + recall)


def members(labels: Sequence[object]) -> dict[object, set[int]]:
    found: dict[object, set[int]] = defaultdict(set)
    for n, label in enumerate(labels):
        found[label].add(n)
    return found


# --- cost ---------------------------------------------------------------------------------------


def cost(texts: Sequence[str]) -> tuple[float, float, float]:
    """Tokens a second, memory in MB, and milliseconds a page; the best of ROUNDS."""
    from postil.people import PACK, PeopleFinder
    from postil.people.knowledge import Knowledge, open_pack
    from postil.people.names import sentences
    from postil.people.names.tagger import Tagger

    tagger = Tagger.load()
    finder = PeopleFinder(tagger, Knowledge(open_pack(PACK)))
    tokens = sum(len(sentence.words) for text in texts for sentence in sentences(text))
    words = sum(len(text.split()) for text in texts)
    seconds = min(timed(tagger.spans, texts) for _ in range(ROUNDS))
    whole = min(
        timed(lambda text: finder.cast(text, None, today=date(2026, 1, 1), scope="page"), texts)
        for _ in range(ROUNDS)
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 if sys.platform != "darwin" else 1024**2
    )
    return tokens / seconds, peak, 1000 * whole * PAGE / words


def timed(work, texts: Sequence[str]) -> float:
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(0 if run() else 1)
