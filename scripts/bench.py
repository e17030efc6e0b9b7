"""Measure again every figure that is quoted: all sections, or those named. Each prints its own table.

python scripts/bench.py            all sections
python scripts/bench.py store      one of them
"""

import argparse
import sys
from collections.abc import Callable
from importlib import import_module

from setup_venv import enter

# By name: the module beside this one whose ``run()`` prints the section, and says whether its aims are met.
SECTIONS = {
    "anchors": "bench_anchors",
    "articles": "bench_articles",
    "pack": "bench_pack",
    "people": "bench_people",
    "store": "bench_store",
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}")
    named = parser.parse_args(arguments).sections or list(SECTIONS)
    if unknown := set(named) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    enter("dev")
    met = True
    for name in named:
        run: Callable[[], bool] = import_module(SECTIONS[name]).run
        print(f"# {name}\n")
        met &= run()
        print()
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
