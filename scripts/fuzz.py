"""Hostile input, made by the minute: what pages of anything do to the reading of pages.

    python3 scripts/fuzz.py hypothesis --minutes 10    pages put together from the pieces of real ones
    python3 scripts/fuzz.py atheris --minutes 10       bytes steered by coverage; sets up a venv of its own
    python3 scripts/fuzz.py growth                     what a page of n times the size costs, by its shape

Each ends with the counts; a finding ends it with the input that shows it. The fuzzers are for Linux.
"""

import argparse
import os
import random
import subprocess
import sys
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path

from setup_venv import enter

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".fuzz"  # the fuzzer's own Python, and the corpus that it grew
URL = "https://paper.example/2026/03/boat"
INSIDE = "--inside"

MOST_SECONDS = 20  # for one input
MOST_MEMORY = 2_000  # megabytes
GROWS = 4  # how much larger the larger page is
TOLERATED = 1.6  # on a machine with other work; quadratic would be GROWS
SENTENCE = (
    "The harbor council met for the ninth time this winter and did not agree on the price of the boat. "
)


def check(html: str) -> bool:
    """Read ``html`` in every way there is; whether it is an article. Raises AssertionError when not sound."""
    from postil.capture import describe, extract, parts
    from postil.changes import compare
    from postil.errors import InvalidInput

    try:
        article = extract(html, URL)
    except InvalidInput:
        return False
    assert article.text == "\n\n".join(block.text for block in article.blocks)
    assert all(article.text.startswith(block.text, block.start) for block in article.blocks)
    shown = parts(html, URL)
    assert [one.part.text for one in shown if one.removed is None] == [block.text for block in article.blocks]
    assert [one.removed for one in shown if one.removed is not None] == list(article.removed)
    assert describe(html, URL, shown[-1].part) is not None
    compare(article.text, article.text[: len(article.text) // 2] + article.text[len(article.text) // 3 :])
    return True


def with_hypothesis(minutes: float) -> None:
    from hypothesis import HealthCheck, Phase, given, seed, settings

    sys.path.insert(0, str(ROOT))
    from tests.capture.test_anything import pages

    counts = {"pages": 0, "articles": 0}
    story = f"<p>{SENTENCE * 2}</p>" * 3

    def once(page: str) -> None:
        for html in (page, f"<article>{story}{page}{story}"):
            counts["pages"] += 1
            counts["articles"] += check(html)

    end = time.monotonic() + 60 * minutes
    options = settings(
        max_examples=500,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    while time.monotonic() < end:
        number = random.randrange(2**32)
        print(f"\rseed {number}: {counts['pages']:,} pages", end="", flush=True)
        seed(number)(options(given(pages)(once)))()
    print(f"\rhypothesis: {counts['pages']:,} pages, {counts['articles']:,} of them articles; no finding")


def with_atheris(minutes: float) -> None:
    python = FOLDER / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(FOLDER)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", "atheris", str(ROOT)], check=True)
    seeds = ROOT / "tests" / "pages"
    corpus = FOLDER / "corpus"
    corpus.mkdir(exist_ok=True)
    limits = [
        f"-max_total_time={60 * minutes:.0f}",
        f"-timeout={MOST_SECONDS}",
        f"-rss_limit_mb={MOST_MEMORY}",
    ]
    command = [str(python), __file__, INSIDE, *limits, "-max_len=20000", "-print_final_stats=1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "server")}
    done = subprocess.run([*command, f"-artifact_prefix={FOLDER}/", str(corpus), str(seeds)], env=environment)
    if done.returncode:
        sys.exit(f"atheris: a finding; the input is the newest file in {FOLDER}")


def inside() -> None:
    import atheris  # only in the fuzzer's own Python

    with atheris.instrument_imports(include=["postil"]):
        from postil.capture import decode
        from postil.errors import InvalidInput

        check(f"<article><p>{SENTENCE * 9}</p></article>")  # loads all that reading needs

    def once(data: bytes) -> None:
        try:
            html = decode(data)
        except InvalidInput:
            return
        check(html)

    atheris.Setup([sys.argv[0], *sys.argv[2:]], once)
    atheris.Fuzz()


def _shapes(size: int) -> dict[str, str]:
    """Pages of about ``size`` characters, each of one shape."""
    paragraph = f"<p>{SENTENCE * 3}</p>"

    def many(piece: str) -> str:
        return piece * (size // len(piece))

    story = paragraph * 8
    return {
        "paragraphs": many(paragraph),
        "one paragraph": f"<p>{many(SENTENCE)}</p>",
        "one line of plain text": many(SENTENCE),
        "lines of plain text": many(SENTENCE + "\n"),
        "paragraphs never closed": many(f"<p>{SENTENCE}"),
        "everything left open": story + many(f"<div class=a><b><i><ul><li><table><tr><td>{SENTENCE}"),
        "nested boxes": story + "<div>" * (size // 11) + SENTENCE + "</div>" * (size // 11),
        "nested inline tags": story + "<b>" * (size // 7) + SENTENCE + "</b>" * (size // 7),
        "links": story + many("<li><a href=/x>Story of the day</a></li>"),
        "captions": story + many(f"<figure><img src=a><figcaption>{SENTENCE}</figcaption></figure>"),
        "headings over nothing": story + many("<h2>More</h2><p>Photo: Tobias Renn</p>"),
        "attributes": story + "<p " + " ".join(f"a{n}=1" for n in range(size // 8)) + ">x</p>",
        "entities": story + f"<p>{many('&amp;&lt;&#x41;')}</p>",
        "an entity bomb": '<!DOCTYPE x [<!ENTITY a "' + "A" * 100 + '">]>' + story + many("&a;"),
        "comments": story + many("<!-- a comment --><!--"),
        "scripts": story + many("<script>var a = '<p>';</script>"),
        "full stops": f"<p>{'.' * size}</p>{story}",
        "signs": story + many("<"),
    }


def growth(size: int) -> None:
    from postil.capture import extract
    from postil.errors import InvalidInput

    def cost(html: str) -> float:
        best = float("inf")
        for _ in range(3):
            begun = time.process_time()
            with suppress(InvalidInput):
                extract(html, URL)
            best = min(best, time.process_time() - begun)
        return best

    def memory(html: str) -> int:
        tracemalloc.start()
        with suppress(InvalidInput):
            extract(html, URL)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    print(f"{'shape':26} {'size':>9} {'time':>9}   {GROWS} times the size costs   memory, times the page")
    small, large = _shapes(size), _shapes(GROWS * size)
    beyond = []
    for name, html in small.items():
        one, many = cost(html), cost(large[name])
        times = many / max(one, 1e-4)
        peak = memory(large[name]) / len(large[name])
        print(f"{name:26} {len(html):9,} {one * 1000:6.0f} ms   {times:8.1f} times {peak:28.1f}", flush=True)
        if times > GROWS * TOLERATED:
            beyond.append(name)
    if beyond:
        sys.exit(f"more than in proportion: {', '.join(beyond)}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("with_", metavar="WITH", choices=("hypothesis", "atheris", "growth"))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--size", type=int, default=200_000, help="characters of the smaller page")
    options = parser.parse_args()
    if options.with_ == "atheris":
        with_atheris(options.minutes)
        return
    enter("dev")
    if options.with_ == "hypothesis":
        with_hypothesis(options.minutes)
    else:
        growth(options.size)


if __name__ == "__main__":
    inside() if INSIDE in sys.argv[1:2] else main()
