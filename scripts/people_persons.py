"""The people of the pack: who they are, what they are called, and what they held."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from people_successions import OwnTerm, own_terms
from people_terms import BODIES, HANDOVER, Posts, Term, joined, stated_terms, table
from postil.models import earliest, latest
from postil.people.names import GENERATIONS, fold

SHORTEST_IN_COMMON = 4  # letters: many a name has a "bin" or a "de"
YOUNGEST = 16 * 365  # days; nobody younger holds an office, so the birth stated is wrong
FAMILY_NAME_FIRST = frozenset(
    ("China", "Taiwan", "Hong Kong", "Japan", "South Korea", "North Korea", "Vietnam", "Hungary", "Cambodia")
)
KOREAS = ("South Korea", "North Korea")
# Nearly everybody in Korea bears one of these, in one of the spellings of the press.
_KOREAN_FAMILIES = """
    ahn an bae bahk baek byun cha chae cheon cho choe choi choo chu chun chung eom gong ha hahn ham
    han heo hong huh hwang hyun im jang jeon jeong ji jin jo joo ju jun jung kang kim ko koh koo
    kwak kwon lee lim min moon nam noh oh pae paek pak park pyon ra rhee ri rim ro roh ryu seo seok
    shin sim sin so sohn son song suh sung tae won woo yang yeo yi yim yon yoo yoon you yu yum yun
"""
KOREAN_FAMILIES = frozenset(_KOREAN_FAMILIES.split())
_LONG_VOWELS = str.maketrans("ŌōŪū", "OoUu")  # English-language papers don't mark them
# Posts in world bodies, stated without a country: whoever has the name in one of our tables is meant.
WORLD_BODIES = frozenset(("United Nations", *(body for _, body in BODIES)))
_NUMBER = re.compile(r" #\d+$")  # tells two people of one name apart in our tables


@dataclass
class Somebody:
    """A person of the pack while it is built."""

    key: str
    qid: str | None
    name: str
    born: str
    died: str
    spellings: set[str]
    terms: list[Term]
    known_by_one_word: frozenset[str] = frozenset()


def gathered(folder: Path) -> list[Somebody]:
    """Everybody with their terms, spellings and lives.

    Raises ValueError where nobody could ever find one of our own: a name of one word that has no
    line in ``persons.csv`` to say that it is enough.
    """
    posts = Posts()
    lives = {row["qid"]: row for row in table("lives.csv")}
    stated = list(stated_terms(folder, posts))
    ours = own_terms()
    people: dict[str, Somebody] = {}
    by_own_name: dict[str, str] = {"": ""}
    ids = _ids_by_name_and_place(stated)
    for row in _own_persons(ours):
        qid = row["qid"] or _id_by_name(row, ours, ids) or _id_by_term(row["person"], ours, stated)
        key = qid or f"postil:{slug(row['person'])}"
        by_own_name[row["person"]] = key
        life = lives.get(qid, {})
        others = frozenset(filter(None, row["spellings"].split(";")))
        name = _NUMBER.sub("", row["person"])
        people[key] = Somebody(
            key,
            qid or None,
            name,
            row["born"] or life.get("born", ""),
            row["died"] or life.get("died", ""),
            {name, *others},
            [],
            others,
        )
    for term, qid, name in stated:
        life = lives.get(qid, {})
        people.setdefault(
            qid,
            Somebody(
                qid, qid, press_name(name, term.place), life.get("born", ""), life.get("died", ""), {name}, []
            ),
        ).spellings.add(name)
    own = [
        posts.term(
            term.place, term.role, person=by_own_name[term.person], start=term.start, end=term.end,
            known=term.known,
        )
        for term in ours
    ]  # fmt: skip
    for term in joined([term for term, _, _ in stated], own):
        people[term.person].terms.append(term)
    for person in people.values():
        person.terms = list(_lived(person))
        person.spellings = set(_spelt(person))
    nameless = {name for name, key in by_own_name.items() if key and not people[key].spellings}
    if nameless:
        raise ValueError(f"no name, unless persons.csv gives the one word as a spelling: {sorted(nameless)}")
    return [person for person in people.values() if person.terms and person.spellings]


def slug(name: str) -> str:
    return fold(name).replace(" ", "-")


def _own_persons(ours: Iterable[OwnTerm]) -> Iterator[dict[str, str]]:
    """The rows of ``persons.csv``, and one for everybody of our successions who has none there."""
    rows = table("persons.csv")
    yield from rows
    nothing = dict.fromkeys(("qid", "born", "died", "spellings"), "")
    names = {term.person for term in ours} - {row["person"] for row in rows} - {""}
    for name in sorted(names):
        yield {"person": name, **nothing}


def _ids_by_name_and_place(stated: Iterable[tuple[Term, str, str]]) -> dict[tuple[str, str], set[str]]:
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term, qid, name in stated:
        for spelling in _in_any_order(press_name(name, term.place), term.place):
            ids[spelling, term.place].add(qid)
    return ids


def _id_by_name(row: dict[str, str], ours: Iterable[OwnTerm], ids: dict[tuple[str, str], set[str]]) -> str:
    """The Wikidata id that the stated terms give somebody of our tables, by name and country; "" for none."""
    places = {term.place for term in ours if term.person == row["person"]}
    names = [_NUMBER.sub("", row["person"]), *filter(None, row["spellings"].split(";"))]
    found = {
        qid
        for place in places | WORLD_BODIES
        for name in names
        for spelling in _in_any_order(name, place)
        for qid in ids.get((spelling, place), ())
    }
    return found.pop() if len(found) == 1 else ""


def _id_by_term(person: str, ours: Iterable[OwnTerm], stated: Iterable[tuple[Term, str, str]]) -> str:
    """The id of whom a term of ours is stated for, with a name in common; "" for nobody.

    "Nabil Fahmy" and "Nabil Fahmi" were foreign minister of Egypt from day to day: they are one.
    """
    words = {word for word in fold(person).split() if len(word) >= SHORTEST_IN_COMMON}
    terms = {(term.place, term.role): term for term in ours if term.person == person and term.end}
    found = {
        qid
        for term, qid, name in stated
        if (mine := terms.get((term.place, term.role)))
        and abs(term.first - earliest(mine.start)) <= HANDOVER
        and abs(term.last - latest(mine.end)) <= HANDOVER
        and words.intersection(fold(name).split())
    }
    return found.pop() if len(found) == 1 else ""


def _in_any_order(name: str, place: str) -> Iterator[str]:
    words = fold(name).split()
    yield " ".join(words)
    if place in FAMILY_NAME_FIRST and 2 <= len(words) <= 3:
        yield " ".join(words[1:] + words[:1])
        yield " ".join(words[-1:] + words[:-1])


def press_name(name: str, place: str) -> str:
    """A stated name as it is printed: "Felipe VI of Spain" is Felipe VI, "Nam-ki Hong" Hong Nam-ki."""
    name = re.sub(r"^((?:\S+ )?[IVX]+|[A-Z]\S+) of [A-Z].*", r"\1", name).strip()
    if place == "Japan":
        return name.translate(_LONG_VOWELS)
    if place not in KOREAS:
        return name
    words = name.split()
    last, first = fold(words[-1]), fold(words[0])
    if len(words) > 1 and last in KOREAN_FAMILIES and (first not in KOREAN_FAMILIES or len(words) == 2):
        given_first = first not in KOREAN_FAMILIES or ("-" in words[0] and "-" not in words[-1])
        words = [words[-1], *words[:-1]] if given_first else words
    if place == "North Korea":
        words = [part[:1].upper() + part[1:] for word in words for part in word.split("-")]
    return " ".join(words)


def _lived(person: Somebody) -> Iterator[Term]:
    """The person's terms within their life. A birth that can't be right is forgotten."""
    if person.born and any((term.first - latest(person.born)).days < YOUNGEST for term in person.terms):
        person.born = ""
    for term in sorted(person.terms, key=lambda term: term.first):
        if not person.died:
            yield term
        elif term.first <= latest(person.died):
            outlived = term.last > latest(person.died) or not term.end
            yield replace(term, end=person.died, known="") if outlived else term


def _spelt(person: Somebody) -> Iterator[str]:
    """Every folded spelling: as given, without initials, without "Jr.", in both orders where East Asian."""
    both_orders = any(term.place in FAMILY_NAME_FIRST for term in person.terms)
    for given in person.spellings | {person.name}:
        words = fold(given).split()
        if not words or (len(words) == 1 and given not in person.known_by_one_word):
            continue
        yield " ".join(words)
        without_initials = [word for word in words[1:-1] if len(word) > 1]
        if len(words) > 2 and len(words[0]) > 1 and len(without_initials) < len(words) - 2:
            yield " ".join([words[0], *without_initials, words[-1]])
        if len(words) > 2 and words[-1] in GENERATIONS - {"ii", "iii", "iv"} and len(words[0]) > 1:
            shorter = [words[0], *[word for word in words[1:-2] if len(word) > 1], words[-2], words[-1]]
            yield " ".join(shorter)
        if both_orders and 2 <= len(words) <= 3:
            yield " ".join(words[1:] + words[:1])
            yield " ".join(words[-1:] + words[:-1])
