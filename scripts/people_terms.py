"""Terms of office for the people pack: those stated in a file, corrected and carried on by our tables."""

import csv
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from postil.models import earliest, latest

FACTS = Path(__file__).parent / "people_facts"
# The last day the stated terms can speak for: frozen between late 2020 and 2022, by country.
LAST_FREEZE = "2022-12-31"
# How long a term without an end is believed to have run: the usual length of a mandate.
LONGEST_OPEN = timedelta(days=4 * 365)
# Two holders of one post may overlap this long in the records without being two at once:
# one list counts from the nomination, another from the oath.
HANDOVER = timedelta(days=75)
# Ranks of posts that no role describes, by what the position says. The first that fits holds.
RANKS = (
    (re.compile(r"^(acting )?(first )?(deputy|vice|assistant|under|parliamentary|economic)", re.I), 60),
    (re.compile(r"district|city executive|rural|presidential aide|county", re.I), 80),
    (re.compile(r"ambassador|permanent representative|consul", re.I), 65),
    (re.compile(r"^(minister|state secretary) of state", re.I), 50),
    (re.compile(r"^(federal )?(minister|secretary)|secretary of state for", re.I), 36),
    (re.compile(r"governor|premier|chief minister|president of the (regional|government)", re.I), 40),
    (re.compile(r"mayor", re.I), 48),
    (re.compile(r"justice|judge|prosecutor|attorney", re.I), 45),
    (re.compile(r"chief of|commander|general staff", re.I), 45),
    (re.compile(r"speaker|president of the (senate|chamber|national|federation)", re.I), 36),
)  # fmt: skip
OTHER_RANK = 55
# No state or province has these, so that who is stated beside our holder is stated wrongly.
ONLY_OF_THE_COUNTRY = frozenset(
    ("president", "prime minister", "monarch", "vice president", "foreign minister", "defence minister")
)
# Countries under whose name the stated terms also have the ministers of states, provinces and regions. Only
# some posts and some names of posts tell whose they are.
WITH_THEIR_STATES = frozenset(("Australia", "Canada", "Spain"))
NOT_OF_STATES = ONLY_OF_THE_COUNTRY | {
    "governor-general", "central bank governor", "house speaker", "interior minister",
    "national security adviser",
}  # fmt: skip
# What only ministers of the country are called there: in its provinces it has other names.
NAMES_OF_THE_COUNTRY = {
    "Canada": (
        "Minister of Agriculture and Agri-Food", "Minister of Health", "Minister of International Trade",
        "Minister of Justice and Attorney General", "Minister of Labour", "Minister of the Environment",
        "Minister of Transport",
    )
}  # fmt: skip
# Of the country or of one of its states, wherever no role tells.
OF_A_GOVERNMENT = re.compile(
    r"^(?:(?:Assistant |Associate |Shadow )?(?:Minister|Treasurer)\b|Speaker|Leader of|Deputy Premier$)"
)
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
BODIES = (
    ("World Trade Organization", "World Trade Organization"),
    ("Council of Europe", "Council of Europe"),
    ("International Court of Justice", "International Court of Justice"),
    ("OSCE", "OSCE"),
    ("Arab Parliament", "Arab League"),
)
SUBNATIONAL = re.compile(r"^(Governor|Mayor|Lord Mayor|Lieutenant Governor|Premier|Chief Minister) of ", re.I)
STATES_NAMED_LIKE_OTHER_PLACES = {"Georgia": "Georgia (US state)", "Washington": "Washington (US state)"}


@dataclass(frozen=True)
class Term:
    """One person in one post. ``end`` "" is open, ``known`` the last day it is vouched for.

    ``position`` is what the stated terms call it, "" for terms of our own.
    """

    place: str
    role: str
    office: str
    rank: int
    single: bool
    person: str
    start: str
    end: str
    known: str
    position: str = ""

    @property
    def first(self) -> date:
        return earliest(self.start)

    @property
    def last(self) -> date:
        return latest(self.end or self.known)


def table(name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class Posts:
    """What posts are called and how they rank."""

    def __init__(self) -> None:
        self.roles = {row["role"]: row for row in table("roles.csv")}
        self.offices = {(row["place"], row["role"]): row for row in table("offices.csv")}
        self.places = {row["place"]: row for row in table("places.csv")}
        self._patterns = [
            (row["place"], row["role"], re.compile(row["pattern"], re.I)) for row in table("positions.csv")
        ]

    def role_of(self, place: str, position: str) -> str:
        """The role that a stated position is, or "" where none describes it."""
        for only, role, pattern in self._patterns:
            if only in ("", place) and pattern.search(position):
                return role
        return ""

    def term(self, place: str, role: str, **rest: str) -> Term:
        row = self.roles[role]
        special = self.offices.get((place, role))
        own_office = special["office"] if special else ""
        office = own_office or self._named(row["office"], place)
        return Term(
            place=place,
            role=role,
            office=office,
            rank=int(row["rank"]),
            single=row["single"] == "yes",
            **rest,
        )

    def _named(self, office: str, place: str) -> str:
        if self.places[place]["article"]:
            office = office.replace("of {place}", "of the {place}")
        return office.format(place=place)

    def unranked_term(self, place: str, position: str, **rest: str) -> Term:
        rank = next((rank for pattern, rank in RANKS if pattern.search(position)), OTHER_RANK)
        adjective = self.places.get(place, {}).get("adjective", "")
        if place == "United States":
            adjective = place
        position = position[0].upper() + position[1:]
        bare = SUBNATIONAL.search(position) or adjective in position or place in position
        office = position if bare or not adjective else f"{adjective} {position}"
        return Term(place=place, role="", office=office, rank=rank, single=False, **rest)


def stated_terms(folder: Path, posts: Posts) -> Iterator[tuple[Term, str, str]]:
    """The terms as Wikidata states them, with the person's id and the name stated."""
    raw = gzip.decompress((folder / "office_holders.csv.gz").read_bytes()).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(raw)))
    freeze: dict[str, str] = defaultdict(str)
    for row in rows:
        if DAY.fullmatch(row["start"]) and row["start"] <= LAST_FREEZE:
            freeze[row["country"]] = max(freeze[row["country"]], row["start"])
    corrected = {
        (row["place"], row["position"], row["person"], row["start"]): (row["right_start"], row["right_end"])
        for row in table("corrected.csv")
    }
    left_out = {(row["place"], row["position"], row["person"]) for row in table("left_out.csv")}
    for row in rows:
        stated = (row["country"], row["position"], row["person"])
        if stated in left_out:
            continue
        row["start"], row["end"] = corrected.get((*stated, row["start"]), (row["start"], row["end"]))
        if not re.search(r"[A-Za-z]", row["person"]) or not DAY.fullmatch(row["start"]):
            continue
        if row["end"] and not DAY.fullmatch(row["end"]):
            continue
        if row["end"] and latest(row["end"]) < earliest(row["start"]):
            continue
        known = min(
            latest(freeze[row["country"]]),
            date.fromisoformat(LAST_FREEZE),
            earliest(row["start"]) + LONGEST_OPEN,
        )
        known = max(known, earliest(row["start"]))
        rest = {
            "person": row["qid"],
            "start": row["start"],
            "end": row["end"],
            "known": "" if row["end"] else known.isoformat(),
        }
        yield (
            _placed(posts, row["country"] or _body(row["position"]), row["position"], rest),
            row["qid"],
            row["person"],
        )


def _body(position: str) -> str:
    """The world body of a position that is stated without a country."""
    return next((body for words, body in BODIES if words in position), "United Nations")


def _placed(posts: Posts, country: str, position: str, rest: dict[str, str]) -> Term:
    governor = re.fullmatch(r"Governor of (?:the )?(.+)", position)
    if country == "United States" and governor:
        state = STATES_NAMED_LIKE_OTHER_PLACES.get(governor[1], governor[1])
        if state in posts.places:
            return posts.term(state, "governor", **rest)
    role = posts.role_of(country, position)
    if role:
        term = posts.term(country, role, position=position, **rest)
        return _outside_the_role(term) if _may_be_a_states(country, role, position) else term
    term = posts.unranked_term(country, position, **rest)
    if country in WITH_THEIR_STATES and OF_A_GOVERNMENT.search(position):
        return replace(term, office=f"{position} (in {country})")
    return term


def _may_be_a_states(country: str, role: str, position: str) -> bool:
    """Whether a term stated of ``country`` may be that of one of its states, provinces or regions."""
    names = ("Deputy Prime Minister", *NAMES_OF_THE_COUNTRY.get(country, ()))
    return country in WITH_THEIR_STATES and role not in NOT_OF_STATES and position not in names


def joined(stated: Iterable[Term], own: Iterable[Term]) -> list[Term]:
    """Both lists of terms as one in which no single post has two holders at once.

    One of our terms without a person says that the post was vacant: who is stated to have held it stood in.
    """
    first_own: dict[tuple[str, str], date] = {}
    own_by_post = defaultdict(list)
    vacant = defaultdict(list)
    for term in own:
        post = (term.place, term.role)
        (own_by_post if term.person else vacant)[post].append(term)
        first_own[post] = min(first_own.get(post, date.max), term.first)
    believed = defaultdict(list)
    for term in stated:
        post = (term.place, term.role)
        cut = first_own.get(post)
        if cut is None or not term.role:
            believed[post].append(term)
        elif not term.single:
            if all(term.person != mine.person for mine in own_by_post[post]):
                believed[post].append(term)
        elif term.first < cut:
            ends = term.last >= cut
            believed[post].append(replace(term, end=cut.isoformat(), known="") if ends else term)
        else:
            between = _between(term, own_by_post[post])
            if between is None or (not between.role and term.role in ONLY_OF_THE_COUNTRY):
                continue
            if any(_mostly_in(between, gap) for gap in vacant[post]):
                between = _stood_in(between)
            believed[between.place, between.role].append(between)
    out: list[Term] = []
    for post in sorted(set(believed) | set(own_by_post)):
        terms = _without_repeats(believed[post])
        if post[1] and any(term.single for term in terms):
            terms = _one_at_a_time(terms)
        out += terms + own_by_post[post]
    return out


def _between(term: Term, own: list[Term]) -> Term | None:
    """A stated term among our own: cut to the gap it fills, or out of the role where it fills none.

    None for a term that is one of ours, stated otherwise.
    """
    if any(
        mine.person == term.person and mine.first <= term.last and term.first <= mine.last for mine in own
    ):
        return None
    overlapping = [mine for mine in own if mine.first < term.last and term.first < mine.last]
    start, end = term.start, term.end
    for mine in overlapping:
        if term.first < mine.first and term.last <= mine.first + HANDOVER:
            end = mine.start
        elif mine.last <= term.first + HANDOVER and term.last > mine.last and mine.end:
            start = mine.end
        else:
            return _outside_the_role(term)
    if not end or earliest(start) >= latest(end):
        return _outside_the_role(term)
    return replace(term, start=start, end=end, known="")


def _mostly_in(term: Term, gap: Term) -> bool:
    shared = min(term.last, gap.last) - max(term.first, gap.first)
    return shared >= (term.last - term.first) / 2


def _stood_in(term: Term) -> Term:
    office = term.office if term.office.startswith("Acting") else f"Acting {term.office}"
    return replace(term, role="", single=False, office=office)


def _outside_the_role(term: Term) -> Term:
    """A stated term that can't be of the country's one post: of a state or a province, or a deputy's."""
    office = f"{term.position} (in {term.place})" if term.position else term.office
    return replace(term, role="", single=False, office=office, rank=max(term.rank, OTHER_RANK))


def _without_repeats(terms: list[Term]) -> list[Term]:
    """One term where a person's terms in one office touch or overlap."""
    kept: list[Term] = []
    for term in sorted(terms, key=lambda term: (term.person, term.office, term.first, term.end == "")):
        before = kept[-1] if kept else None
        if (
            before
            and (before.person, before.office) == (term.person, term.office)
            and term.first <= before.last + timedelta(days=1)
        ):
            later = max(before, term, key=lambda term: term.last)
            kept[-1] = replace(before, end=later.end, known=later.known)
        else:
            kept.append(term)
    return kept


def _one_at_a_time(terms: list[Term]) -> list[Term]:
    """Ends are cut back to the successor's first day; who stood in beside another leaves the role."""
    kept: list[Term] = []
    aside: list[Term] = []
    for term in sorted(terms, key=lambda term: (term.first, term.last)):
        before = kept[-1] if kept else None
        if before is None or before.last <= term.first:
            kept.append(term)
        elif before.end == "" or (before.last - term.first <= HANDOVER and term.last > before.last):
            kept[-1] = replace(before, end=term.start, known="")
            kept.append(term)
        else:
            shorter = min(before, term, key=lambda term: term.last - term.first)
            longer = term if shorter is before else before
            kept[-1] = longer
            aside.append(_outside_the_role(shorter))
            if len(kept) > 1 and kept[-2].last > kept[-1].first:
                kept[-2] = replace(kept[-2], end=kept[-1].start, known="")
    return [term for term in kept if term.last >= term.first] + aside
