"""Hold the quality figures to their floors.

    python3 .ci/floors.py BENCH [--raise]

Runs the scorers in the folder BENCH and compares what they print with floors.toml, beside this file. A
figure below its floor, or above its ceiling, fails. --raise brings every limit up to half a percent below the
figure, so that one set of pages may gain a little at another's cost; it never makes a limit worse.
"""

import argparse
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from math import floor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "scripts"))

from setup_venv import environment, prepare  # noqa: E402

LIMITS = HERE / "floors.toml"
STEPS_TO_ONE = 200  # half a percent
LOW_IS_GOOD = ("leak", "wrong", "lost", "false", "ratio")
ROOM_FOR_NOISE = 1.2  # times differ from run to run, even as ratios

NUMBER = r"(\d+(?:\.\d+)?)"
SHARES = r"[\d.]+/[\d.]+/"  # precision and recall: one may pay for the other, so F1 alone is held
KINDS = ("ad", "caption", "credit", "newsletter", "other", "related", "ui")
_BY_KIND = "".join(rf" +{kind} {NUMBER}/\d+" for kind in KINDS)


@dataclass(frozen=True)
class Scorer:
    """A scorer's call, and how its lines read: a pattern whose first group names what is judged, the rest
    being the figures called so."""

    title: str
    call: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]


SCORERS = (
    Scorer(
        "articles",
        ("score_articles.py", "postil.capture:extract"),
        (
            (rf"(aeb|news) +F1 {NUMBER}", ("F1",)),
            (rf" +(title|date|authors) +right \d+/\d+ = {NUMBER}", ("right",)),
            (
                rf"(captions) +caption\+credit leak {NUMBER} +body recall {NUMBER} "
                rf"+pages clean and complete {NUMBER}/",
                ("leak", "recall", "clean"),
            ),
            (rf" +(leaks) by kind{_BY_KIND}", tuple(f"{kind} leak" for kind in KINDS)),
        ),
    ),
    Scorer(
        "fresh pages",
        ("score_articles.py", "postil.capture:extract", "--dir", "fresh"),
        (
            (
                rf"(fresh) +clean and complete {NUMBER}/.*at most two stray lines {NUMBER}/"
                rf".*pages that lost text {NUMBER} ",
                ("clean", "nearly clean", "lost"),
            ),
            (rf" +fresh (title|date|authors) +right {NUMBER}/", ("right",)),
        ),
    ),
    Scorer(
        "time over trafilatura's for the same page",
        ("score_articles.py", "postil.capture:extract", "--peer"),
        ((rf"== (time), .*: median {NUMBER} +p95 {NUMBER}", ("median ratio", "95th percentile ratio")),),
    ),
    Scorer(
        "people",
        ("score_people.py", "postil.people:find"),
        (
            (
                rf"(\w+) +exact {SHARES}{NUMBER} +overlap {SHARES}{NUMBER} +who {SHARES}{NUMBER}",
                ("exact F1", "overlap F1", "who F1"),
            ),
            (rf"(\w+) .*  qid {NUMBER} of \d+, precision {NUMBER}", ("qid recall", "qid precision")),
        ),
    ),
    Scorer(
        "grouping",
        (str(ROOT / "scripts/bench_people.py"),),
        ((rf"(\w+) +B-cubed {SHARES}{NUMBER}", ("F1",)),),
    ),
    Scorer(
        "linking",
        # Slow by nature: each article is waited for until nothing is being looked up any more.
        (
            "linking/score_linking.py",
            "--sets",
            "offices,wikinews,quotebank",
            "--limit",
            "25",
            "--settle",
            "2",
            "--faults",
        ),
        (
            (
                rf"(offices|wikinews|quotebank) +\d+ +\d+ +\d+ +\d+ \| +{NUMBER} +{NUMBER}",
                ("precision", "recall"),
            ),
            (rf"(\w+/no-item) .*\| +\d+ +{NUMBER}", ("linked wrong",)),
        ),
    ),
    *(
        Scorer(
            title,
            ("score_anchors.py", *call),
            (
                (
                    rf"(edit|real): all +right {NUMBER}% of \d+ +exact {NUMBER}% of \d+ there "
                    rf"+wrong {NUMBER} +lost {NUMBER} +false {NUMBER}",
                    ("right", "exact", "wrong", "lost", "false"),
                ),
            ),
        )
        for title, call in (
            ("anchors", ("--py", "postil.anchoring:locate")),
            ("anchors in the browser", ("--js", f"{ROOT / 'extension/content/anchor.js'}:locate")),
        )
    ),
)


def figures(scorer: Scorer, printed: str) -> dict[str, float]:
    """The figures in a scorer's output, by what is judged and the figure's name."""
    found = {}
    for line in printed.splitlines():
        for pattern, names in scorer.lines:
            if match := re.match(pattern, line):
                subject, *values = match.groups()
                found |= {f"{subject} {name}": float(v) for name, v in zip(names, values, strict=True)}
    return found


def is_better(name: str, value: float, limit: float) -> bool:
    return value < limit if name.endswith(LOW_IS_GOOD) else value > limit


def complaints(found: dict[str, float], limits: dict[str, float]) -> list[str]:
    """The figures that are worse than their limit, or gone."""
    lines = []
    for name, limit in limits.items():
        if name not in found:
            lines.append(f"{name}: not printed; it was {limit:g}")
        elif is_better(name, limit, found[name]):
            lines.append(f"{name}: {found[name]:g}, and the limit is {limit:g}")
    return lines


def limit_for(name: str, value: float) -> float:
    """The next half percent below ``value``, which is a share of 1, a percentage or a count.

    For a ratio of times, which are not the same twice: a fifth above it.
    """
    if name.endswith("ratio"):
        return round(value * ROOM_FOR_NOISE, 2)
    if name.endswith(LOW_IS_GOOD):
        return value
    steps = STEPS_TO_ONE if value <= 1 else STEPS_TO_ONE / 100
    return floor(round(value * steps, 6)) / steps


def raised(found: dict[str, float], limits: dict[str, float]) -> dict[str, float]:
    """``limits`` brought up to ``found``: a figure that is new gets one, and none gets worse."""
    reached = {name: limit_for(name, value) for name, value in found.items()}
    better = {
        name: value for name, value in reached.items() if is_better(name, value, limits.get(name, value))
    }
    return reached | limits | better


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Hold the quality figures to their floors.")
    parser.add_argument("bench", type=Path)
    parser.add_argument("--raise", dest="raising", action="store_true", help="write better figures as limits")
    options = parser.parse_args(arguments)
    limits = tomllib.loads(LIMITS.read_text(encoding="utf-8")) if LIMITS.exists() else {}
    python = prepare("dev")
    bad = []
    for scorer in SCORERS:
        print(f"== {scorer.title}", flush=True)
        command = [python, *scorer.call]
        ran = subprocess.run(
            command, cwd=options.bench, env=environment(), stdout=subprocess.PIPE, encoding="utf-8"
        )
        print(ran.stdout, end="", flush=True)
        found = figures(scorer, ran.stdout)
        if ran.returncode != 0 or not found:
            bad.append(f"{scorer.title}: the scorer failed")
            continue
        bad += [f"{scorer.title}, {line}" for line in complaints(found, limits.get(scorer.title, {}))]
        limits[scorer.title] = raised(found, limits.get(scorer.title, {}))
    if options.raising and not bad:
        LIMITS.write_text(written(limits), encoding="utf-8")
    print("\n".join(f"WORSE: {line}" for line in bad) or "No figure is worse than its limit.")
    return 1 if bad else 0


def written(limits: dict[str, dict[str, float]]) -> str:
    lines = ["# What the scorers must reach. Only `floors.py --raise` writes here, and only better figures."]
    for title, values in limits.items():
        lines += ["", f'["{title}"]', *(f'"{name}" = {value!r}' for name, value in values.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
