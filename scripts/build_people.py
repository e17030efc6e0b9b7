"""Build the people pack: facts in, one file out that is read without being loaded.

    python3 scripts/build_people.py FOLDER OUT

FOLDER holds ``office_holders.csv.gz``: terms of office as Wikidata states them (CC0), with an
empty end where none was known when they were frozen. The tables beside this script, in
``people_facts/``, correct them and carry them on:

``successions/``   terms of office, a file for a part of the world; see ``people_successions.py``
``persons.csv``    the name the press uses, Wikidata id, birth and death, other spellings
``lives.csv``      days of birth and death, by Wikidata id
``places.csv``     countries and bodies, their code, adjective, other words for them, words that only hint
``common_names.csv``  given and family names that thousands bear
``roles.csv``      what a post is called everywhere: rank (0 is highest), one holder at a time or not
``offices.csv``    what it is called in one country, where that differs
``left_out.csv``   stated terms that are not believed, and why
``corrected.csv``  stated terms with the start and the end that are right
``positions.csv``  which stated position (a pattern) is which role
``wikidata_positions.csv``  Wikidata's ids of positions, for ``postil knowledge refresh``
``wanted.csv``     the posts that are to be known; ``people_coverage.py`` tells which days are missing

From the first day on which a succession speaks about a post, it alone is believed.
"""

import argparse
import sqlite3
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

from setup_venv import enter

if __name__ == "__main__":
    enter()

from people_persons import FAMILY_NAME_FIRST, Somebody, gathered
from people_successions import own_terms
from people_terms import Posts, table
from postil.people.knowledge import described
from postil.people.names import fold, surname

# Bearers of a name, as ``likelihood.py`` weighs them: these are neither few nor many, those many.
NEITHER_RARE_NOR_COMMON = 4
OF_A_COMMON_NAME = 100
SCHEMA = """
create table meta (key text primary key, value text not null) without rowid;
create table person (
    id integer primary key, key text not null unique, qid text, name text not null, description text not null,
    born text, died text, rank integer not null, shared integer not null);
create table spelling (
    folded text not null, person integer not null, primary key (folded, person)) without rowid;
create table post (
    id integer primary key, place text not null, role text not null, office text not null,
    rank integer not null, single integer not null);
create index post_by_role on post (place, role);
create table term (
    person integer not null, post integer not null, start text, "end" text, known text not null,
    primary key (person, post, start)) without rowid;
create index term_by_post on term (post);
create table place_word (word text not null, place text not null, primary key (word, place)) without rowid;
create table place_hint (word text not null, place text not null, primary key (word, place)) without rowid;
create table phrase (
    phrase text not null, place text not null, role text not null,
    primary key (phrase, place, role)) without rowid;
create table wikidata_position (qid text primary key, place text not null, role text not null) without rowid;
create table place_code (code text primary key, place text not null) without rowid;
"""


def sharers(people: list[Somebody]) -> dict[str, int]:
    """How many people can be thought to have a person's name, by key.

    Those of the family name in the pack, many where both parts of the name are common anywhere,
    and few where only one is. Of names that begin with the family name that says little.
    """
    bearers = Counter(surname(person.name) for person in people if not family_name_first(person))
    common = {(row["part"], fold(row["name"])) for row in table("common_names.csv")}
    shared = {}
    for person in people:
        family, given = surname(person.name), fold(person.name).split()[0]
        if family_name_first(person):
            shared[person.key] = NEITHER_RARE_NOR_COMMON
        elif ("family", family) in common and ("given", given) in common:
            shared[person.key] = max(bearers[family], OF_A_COMMON_NAME)
        else:
            shared[person.key] = min(bearers[family], NEITHER_RARE_NOR_COMMON)
    return shared


def family_name_first(person: Somebody) -> bool:
    return any(term.place in FAMILY_NAME_FIRST - {"Japan", "Hungary"} for term in person.terms)


def _described(person: Somebody) -> str:
    return described((term.office, term.rank, term.start, term.end) for term in person.terms)


def adjectives(posts: Posts) -> set[str]:
    """The words for countries that are nobody's own name: "French", but not "New Zealand"."""
    names = {word for row in posts.places.values() for word in (row["place"], *row["also"].split(";"))}
    return {row["adjective"] for row in posts.places.values() if row["iso"]} - names


def facts_day() -> str:
    """The day until which the pack speaks: that on which most of our own open terms were checked last."""
    checked = Counter(term.known for term in own_terms() if term.known)
    return checked.most_common(1)[0][0]


def write(people: list[Somebody], out: Path) -> None:
    """The pack at ``out``, replaced whole."""
    posts = Posts()
    unfinished = out.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    pack = sqlite3.connect(unfinished)
    pack.execute("pragma page_size = 4096")
    pack.executescript(SCHEMA)
    post_ids: dict[tuple[str, str, str, int, bool], int] = {}
    shared = sharers(people)
    for number, person in enumerate(sorted(people, key=lambda person: person.key), start=1):
        pack.execute(
            "insert into person values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, person.key, person.qid, person.name, _described(person), person.born or None,
             person.died or None, min(term.rank for term in person.terms), shared[person.key]),
        )  # fmt: skip
        pack.executemany(
            "insert or ignore into spelling values (?, ?)", [(s, number) for s in sorted(person.spellings)]
        )
        for term in person.terms:
            post = (term.place, term.role, term.office, term.rank, term.single)
            post_id = post_ids.setdefault(post, len(post_ids) + 1)
            pack.execute(
                "insert or ignore into term values (?, ?, ?, ?, ?)",
                (number, post_id, term.start, term.end or None, term.known or term.end),
            )
    pack.executemany(
        "insert into post values (?, ?, ?, ?, ?, ?)", [(i, *post) for post, i in post_ids.items()]
    )
    for row in posts.places.values():
        words = [row["adjective"], row["place"], *row["also"].split(";")]
        pack.executemany(
            "insert or ignore into place_word values (?, ?)",
            [(word, row["place"]) for word in words if word],
        )
        pack.executemany(
            "insert into place_hint values (?, ?)",
            [(word, row["place"]) for word in row["hints"].split(";") if word],
        )
    for row in [*posts.roles.values(), *posts.offices.values()]:
        pack.executemany(
            "insert or ignore into phrase values (?, ?, ?)",
            [(phrase, row.get("place", ""), row["role"]) for phrase in row["phrases"].split(";") if phrase],
        )
    pack.executemany(
        "insert into wikidata_position values (?, ?, ?)",
        [(row["qid"], row["place"], row["role"]) for row in table("wikidata_positions.csv")],
    )
    pack.executemany(
        "insert into place_code values (?, ?)",
        [(row["iso"], row["place"]) for row in posts.places.values() if row["iso"]],
    )
    pack.execute("insert into meta values ('adjectives', ?)", ("\n".join(sorted(adjectives(posts))),))
    digest = sha256("\n".join(pack.iterdump()).encode()).hexdigest()
    pack.executemany("insert into meta values (?, ?)", (("day", facts_day()), ("digest", digest)))
    pack.commit()
    pack.execute("vacuum")
    pack.close()
    unfinished.replace(out)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    people = gathered(args.folder)
    write(people, args.out)
    terms = sum(len(person.terms) for person in people)
    print(f"{len(people)} people, {terms} terms, {args.out.stat().st_size:,} bytes in {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
