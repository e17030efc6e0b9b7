"""The section `pack` of bench.py: what the people pack holds, how large it is, and how fast it answers."""

import random
import statistics
import sys
import time
from datetime import date

from setup_venv import ROOT

LEAST_PEOPLE = 8_000
MOST_BYTES = 8_000_000
MOST_LOOKUP = 1.0  # ms
ASKED = 500  # names and posts


def run() -> bool:
    sys.path.insert(0, str(ROOT / "server"))
    from people_coverage import coverage, summary
    from postil.people.knowledge import Knowledge, open_pack
    from postil.people.knowledge.refreshing import PACK, about

    pack, size = about(PACK), PACK.stat().st_size
    connection = open_pack(PACK)
    ids, births, deaths = connection.execute(
        "select count(qid), count(born), count(died) from person"
    ).fetchone()
    chance = random.Random(1)
    names = chance.choices(connection.execute("select folded from spelling").fetchall(), k=ASKED)
    posts = chance.choices(
        connection.execute("select place, role from post where role != ''").fetchall(), k=ASKED
    )
    day = date(2010, 6, 1)
    # A knowledge of its own for each, so that nobody is there already.
    by_name = [timed(lambda k, n=name: k.named(n), Knowledge(connection)) for (name,) in names]
    by_post = [
        timed(lambda k, p=place, r=role: k.holders(p, r, day), Knowledge(connection)) for place, role in posts
    ]
    print(f"people          {pack.people:,}  (at least {LEAST_PEOPLE:,})")
    print(f"with            {ids:,} Wikidata ids, {births:,} births, {deaths:,} deaths")
    print(f"terms           {pack.terms:,} in {pack.posts:,} posts")
    print(f"size            {size:,} bytes  (at most {MOST_BYTES:,})")
    good = pack.people >= LEAST_PEOPLE and size <= MOST_BYTES
    for what, each in (("a name", by_name), ("a post", by_post)):
        median, worst = statistics.median(each), max(each)
        print(f"{what:14}  {median:.3f} ms to look up, {worst:.2f} at worst  (median under {MOST_LOOKUP:g})")
        good &= median < MOST_LOOKUP
    print(f"\nsince 1990, until {pack.day}")
    print("\n".join(summary(coverage(PACK))))
    return good


def timed(work, knowledge) -> float:
    """Milliseconds of the processor."""
    start = time.process_time()
    work(knowledge)
    return 1000 * (time.process_time() - start)


if __name__ == "__main__":
    sys.exit(0 if run() else 1)
