"""Which days since 1990 have no known holder: every post that the people pack is meant to know.

    python3 scripts/people_coverage.py            how much is known, by group, and all the gaps
    python3 scripts/people_coverage.py parties    the gaps of one group

What is meant to be known is ``people_facts/wanted.csv``: a line is a post of a place, or several
roles of which one is enough ("head": of state or government), from ``since`` until ``until`` where
the post is younger than 1990 or was ended. A day counts as known when the pack holds somebody
on it, or our tables say that the post was vacant.
"""

import argparse
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from setup_venv import enter

if __name__ == "__main__":
    enter()

from people_successions import own_terms
from people_terms import table
from postil.models import earliest, latest
from postil.people.knowledge.refreshing import PACK, about

FIRST_DAY = "1990-01-01"
DAY = timedelta(days=1)
# What "head" stands for in the table: whoever of these a country has.
HEADS = (
    "president", "acting president", "monarch", "emir", "sultan", "prime minister", "chancellor", "premier",
    "leader", "party leader", "chief adviser", "state counsellor", "Taliban leader", "pope",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Days:
    """Days in a row, both ends included."""

    first: date
    last: date

    def __len__(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A post to be known on each of ``days``; any of ``roles`` is enough."""

    group: str
    place: str
    roles: tuple[str, ...]
    days: Days


@dataclass(frozen=True, slots=True)
class Coverage:
    wanted: Wanted
    gaps: tuple[Days, ...]

    @property
    def missing(self) -> int:
        return sum(map(len, self.gaps))


def wanted_until(day: date) -> Iterator[Wanted]:
    """Every post of the table, to be known until ``day`` where it has not ended before."""
    for row in table("wanted.csv"):
        roles = HEADS if row["roles"] == "head" else tuple(row["roles"].split(";"))
        days = Days(earliest(row["since"] or FIRST_DAY), latest(row["until"]) if row["until"] else day)
        yield Wanted(group=row["group"], place=row["place"], roles=roles, days=days)


def gaps_in(days: Days, held: Iterable[Days]) -> tuple[Days, ...]:
    """The days of ``days`` that are in none of ``held``, in order."""
    found, at = [], days.first
    for term in sorted(held, key=lambda term: term.first):
        if term.first > at:
            found.append(Days(at, min(term.first - DAY, days.last)))
        at = max(at, term.last + DAY)
        if at > days.last:
            return tuple(found)
    return (*found, Days(at, days.last))


def coverage(path: Path = PACK) -> list[Coverage]:
    """How the pack at ``path`` covers each post that is wanted, until the day it speaks for."""
    held = defaultdict(list)
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as pack:
        for place, role, start, end in pack.execute(
            'select place, role, start, coalesce("end", known) from term join post on post.id = term.post'
        ):
            held[place, role].append(Days(earliest(start), latest(end)))
    for term in own_terms():
        if not term.person:
            held[term.place, term.role].append(Days(earliest(term.start), latest(term.end or term.known)))
    return [
        Coverage(wanted, gaps_in(wanted.days, [d for role in wanted.roles for d in held[wanted.place, role]]))
        for wanted in wanted_until(about(path).day)
    ]


def summary(found: Iterable[Coverage]) -> Iterator[str]:
    """A line for each group: how many posts, how many without a gap, how many of the days are known."""
    groups = defaultdict(list)
    for post in found:
        groups[post.wanted.group].append(post)
    for group, posts in groups.items():
        days = sum(len(post.wanted.days) for post in posts)
        known = 100 * (1 - sum(post.missing for post in posts) / days)
        whole = sum(not post.gaps for post in posts)
        yield f"{group:32} {len(posts):4} posts, {whole:4} without a gap, {known:5.1f} % of days known"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("group", nargs="?")
    only = parser.parse_args().group
    found = [post for post in coverage() if only in (None, post.wanted.group)]
    if not found:
        parser.error(f"no group {only!r} in wanted.csv")
    for line in summary(found):
        print(line)
    for post in found:
        roles = "head" if post.wanted.roles == HEADS else ";".join(post.wanted.roles)
        for gap in post.gaps:
            print(f"{gap.first}..{gap.last} {len(gap):6} days  {post.wanted.place} / {roles}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
