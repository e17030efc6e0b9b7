"""The reader's copy of the people pack: the shipped one, with what Wikidata states today taken in.

The shipped file is never written. A refresh keeps each answer in a journal, so that one that was
cut short goes on where it was; when all are there, the copy is made anew and put in place whole.
"""

import itertools
import json
import shutil
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

from postil.codec import Codec
from postil.errors import InvalidInput
from postil.models import KnownPerson, Pack, Progress, Refreshed, Tenure, latest
from postil.people.knowledge import described
from postil.people.knowledge.terms import brought_up_to_date
from postil.people.names import fold

PACK = Path(__file__).parent.parent / "data" / "people.sqlite"
COPY = "people.sqlite"
VOUCHED_DAYS = 3


def about(path: Path) -> Pack:
    """What the pack at ``path`` says of itself. Raises sqlite3.Error where it is none."""
    with closing(_opened(path)) as pack:
        said = dict(pack.execute("select key, value from meta"))
        count = {
            name: pack.execute(f"select count(*) from {name}").fetchone()[0]
            for name in ("person", "term", "post")
        }
        vouched = pack.execute(
            'select known, count(*) from term where "end" is null group by known order by count(*) desc'
        ).fetchall()
    try:
        return Pack(
            path=path,
            day=date.fromisoformat(said["day"]),
            digest=said["digest"],
            refreshed=date.fromisoformat(said["refreshed"]) if "refreshed" in said else None,
            people=count["person"],
            terms=count["term"],
            posts=count["post"],
            open_terms=sum(number for _, number in vouched),
            vouched=tuple(
                sorted(((date.fromisoformat(day), n) for day, n in vouched[:VOUCHED_DAYS]), reverse=True)
            ),
        )
    except (KeyError, ValueError) as problem:
        raise sqlite3.DatabaseError(f"{path} is no people pack") from problem


def newest(folder: Path | None, shipped: Path = PACK) -> Path:
    """The pack with the newest facts: the reader's copy in ``folder``, else the shipped one.

    A copy that can't be read counts for nothing: it can be made again.
    """
    if folder is None or not (folder / COPY).exists():
        return shipped
    try:
        copied = _said(folder / COPY)
    except sqlite3.Error:
        return shipped
    return folder / COPY if copied.get("refreshed", "") >= _said(shipped)["day"] else shipped


def _said(path: Path) -> dict[str, str]:
    with closing(_opened(path)) as pack:
        return dict(pack.execute("select key, value from meta"))


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


# About how many bear the name of somebody whom the pack did not know: neither few nor many.
SHARED = 4


class PackCopy:
    """A pack that is being brought up to ``today``."""

    def __init__(self, pack: sqlite3.Connection, today: date) -> None:
        self._pack, self._today = pack, today
        self.new_people = self.new_terms = self.changed_terms = 0

    def take_in(self, place: str, role: str, stated: Sequence[KnownPerson]) -> None:
        """Those who are stated to have held one post, each with one term of it."""
        post = self._row("select id, rank, single from post where place = ? and role = ?", place, role)
        if post is None:
            return
        number, rank, single = post
        by_qid = {person.id: person for person in stated}
        have = [
            _tenure(str(person), start, end, latest(known))
            for person, start, end, known in self._pack.execute(
                'select person, start, "end", known from term where post = ?', (number,)
            )
        ]
        people = {qid: self._number(person, place) for qid, person in by_qid.items()}
        tenures = [
            _tenure(people[person.id] or person.id, term.start or "", term.end or person.died, term.first)
            for person in stated
            for term in person.tenures
            if person.died is None or term.first <= latest(person.died)
        ]
        before = {(tenure.holder, tenure.start): tenure for tenure in have}
        for tenure in brought_up_to_date(have, tenures, self._today, single=bool(single)):
            old = before.get((tenure.holder, tenure.start))
            if old == tenure:
                continue
            holder = tenure.holder
            if old is None and holder in by_qid:
                holder = self._added(by_qid[holder], rank)
            self._write(int(holder), number, tenure, is_new=old is None)
        self._tell_lives(by_qid.values(), people)

    def _row(self, question: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._pack.execute(question, values).fetchone()
        return row

    def _number(self, person: KnownPerson, place: str) -> str | None:
        """The number of whom the pack knows under that id, or by name in that country without one."""
        row = self._row("select id from person where qid = ?", person.id)
        if row is None:
            rows = self._pack.execute(
                "select distinct person.id from spelling join person on person.id = spelling.person"
                " join term on term.person = person.id join post on post.id = term.post"
                " where folded = ? and place = ? and qid is null",
                (fold(person.name), place),
            ).fetchall()
            if len(rows) != 1:
                return None
            [row] = rows
            self._pack.execute("update person set qid = ? where id = ?", (person.id, row[0]))
        return str(row[0])

    def _added(self, person: KnownPerson, rank: int) -> str:
        row = self._row("select id from person where qid = ?", person.id)
        if row is None:
            row = self._row(
                "insert into person (key, qid, name, description, born, died, rank, shared)"
                " values (?, ?, ?, '', ?, ?, ?, ?) returning id",
                *(person.id, person.id, person.name, person.born, person.died, rank, SHARED),
            )
            assert row is not None, "an insertion returns its row"
            self._pack.execute("insert into spelling values (?, ?)", (fold(person.name), row[0]))
            self.new_people += 1
        return str(row[0])

    def _write(self, person: int, post: int, tenure: Tenure, *, is_new: bool) -> None:
        self._pack.execute(
            "insert or replace into term values (?, ?, ?, ?, ?)",
            (person, post, tenure.start, tenure.end, tenure.end or str(tenure.known)),
        )
        self.new_terms += is_new
        self.changed_terms += not is_new
        terms = self._pack.execute(
            'select office, post.rank, start, "end" from term join post on post.id = term.post'
            " where person = ? order by start",
            (person,),
        ).fetchall()
        self._pack.execute(
            "update person set description = ?, rank = ? where id = ?",
            (described(terms), min(rank for _, rank, _, _ in terms), person),
        )

    def _tell_lives(self, stated: Iterable[KnownPerson], people: Mapping[str, str | None]) -> None:
        """Days of birth and death that the pack lacks; an open term ends with its holder."""
        for person in stated:
            number = people.get(person.id)
            if number is None:
                continue
            self._pack.execute(
                "update person set born = coalesce(born, ?), died = coalesce(died, ?) where id = ?",
                (person.born, person.died, number),
            )
            if person.died:
                self._pack.execute(
                    'update term set "end" = ?, known = ? where person = ? and "end" is null and known > ?',
                    (person.died, person.died, number, person.died),
                )

    def finish(self, *, base: str) -> None:
        """Say whence and when, and write it all."""
        people = self._row("select count(*) from person") or (0,)
        self._pack.executemany(
            "insert or replace into meta values (?, ?)",
            (("refreshed", self._today.isoformat()), ("digest", base), ("people", str(people[0]))),
        )
        self._pack.commit()


def _tenure(holder: str, start: str, end: str | None, known: date) -> Tenure:
    """A term of the one post that is looked at."""
    return Tenure(office="", of="", holder=holder, start=start, end=end, known=None if end else known)


JOURNAL = "refresh.jsonl"
ANSWERS_KEPT = timedelta(days=7)  # a refresh that was cut short longer ago begins anew
AT_ONCE = 25  # positions or countries of one request: some hundreds of rows, and the address stays short
# Which roles a country's head of state, or of government, can have in the pack.
ROLES_OF_HEADS = {
    "state": ("president", "monarch", "emir", "sultan", "leader", "pope"),
    "government": (
        "prime minister",
        "chancellor",
        "premier",
        "president",
        "chief adviser",
        "state counsellor",
    ),
}
CODEC = Codec()


class Officials(Protocol):
    """Says who held office; ``postil.wikimedia.terms.OfficeHolders`` is the one there is."""

    def of_positions(self, ids: Sequence[str]) -> Sequence[KnownPerson]: ...

    def heads_of(self, codes: Sequence[str]) -> Sequence[KnownPerson]: ...


def refresh(
    folder: Path,
    officials: Officials,
    *,
    today: date,
    tell: Callable[[Progress], None] = lambda _: None,
    shipped: Path = PACK,
) -> Refreshed:
    """Make the reader's copy in ``folder`` anew. Raises LookupFailed; what was answered so far is kept."""
    with closing(sqlite3.connect(f"{shipped.resolve().as_uri()}?mode=ro", uri=True)) as pack:
        wanted = list(_questions(pack))
    stated = _answers(folder / JOURNAL, wanted, officials, today, tell, about(shipped).digest)
    unfinished = folder / f"{COPY}.part"
    shutil.copyfile(shipped, unfinished)
    with closing(sqlite3.connect(unfinished)) as pack:
        copy = PackCopy(pack, today)
        for (place, role), people in _by_post(pack, stated).items():
            copy.take_in(place, role, people)
        result = Refreshed(people=copy.new_people, terms=copy.new_terms, changed=copy.changed_terms)
        copy.finish(base=about(shipped).digest)
    unfinished.replace(folder / COPY)
    (folder / JOURNAL).unlink()
    return result


def _questions(pack: sqlite3.Connection) -> Iterator[tuple[str, Sequence[str]]]:
    """Everything to ask for ``pack``: holders of the positions it knows, heads of every country."""
    for kind, ids in (
        ("holders", "select qid from wikidata_position order by place, qid"),
        ("heads", "select code from place_code order by code"),
    ):
        rest = (id for (id,) in pack.execute(ids).fetchall())
        while batch := tuple(itertools.islice(rest, AT_ONCE)):
            yield kind, batch


def _answers(
    journal: Path,
    wanted: Sequence[tuple[str, Sequence[str]]],
    officials: Officials,
    today: date,
    tell: Callable[[Progress], None],
    base: str,
) -> list[KnownPerson]:
    """The answers to all questions; what was asked before for the same pack is not asked again."""
    have = _kept(journal, today, base)
    ask = {
        "holders": ("who held which office", officials.of_positions),
        "heads": ("heads of state and government", officials.heads_of),
    }
    keys = [f"{kind} {ids[0]}-{ids[-1]}" for kind, ids in wanted]
    with journal.open("a" if have else "w", encoding="utf-8") as lines:
        for key, (kind, ids) in zip(keys, wanted, strict=True):
            what, question = ask[kind]
            tell(Progress(done=sum(key in have for key in keys), of=len(wanted), what=what))
            if key not in have:
                have[key] = list(question(ids))
                people = [CODEC.dump(person) for person in have[key]]
                line = {"key": key, "day": today.isoformat(), "base": base, "people": people}
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")
                lines.flush()
    tell(Progress(done=len(wanted), of=len(wanted), what="taking it in"))
    return [person for key in keys for person in have[key]]


def _kept(journal: Path, today: date, base: str) -> dict[str, list[KnownPerson]]:
    """Answers by question; a line that was cut short, is old or about another pack counts for nothing."""
    have: dict[str, list[KnownPerson]] = {}
    if not journal.exists():
        return have
    for line in journal.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            answer = json.loads(line)
            fresh = today - date.fromisoformat(answer["day"]) <= ANSWERS_KEPT
            if fresh and answer["base"] == base:
                have[answer["key"]] = [CODEC.load(KnownPerson, person) for person in answer["people"]]
        except (ValueError, KeyError, TypeError, InvalidInput):
            continue
    return have


def _by_post(
    pack: sqlite3.Connection, stated: Iterable[KnownPerson]
) -> dict[tuple[str, str], list[KnownPerson]]:
    """Who is stated to have held each (place, role) of the pack."""
    posts = {
        qid: (place, role)
        for qid, place, role in pack.execute("select qid, place, role from wikidata_position")
    }
    places = dict(pack.execute("select code, place from place_code"))
    found: dict[tuple[str, str], list[KnownPerson]] = defaultdict(list)
    heads: dict[tuple[str, str], list[KnownPerson]] = defaultdict(list)
    for person in stated:
        post = person.tenures[0].role
        code, _, kind = post.partition(" ")
        if post in posts:
            found[posts[post]].append(person)
        elif code in places:
            heads[places[code], kind].append(person)
    for (place, kind), people in heads.items():
        role = _role_of_head(pack, place, kind, people)
        if role and (place, role) not in found:
            found[place, role] = people
    return found


def _role_of_head(
    pack: sqlite3.Connection, place: str, kind: str, people: Sequence[KnownPerson]
) -> str | None:
    """The role that those heads have in the pack, by those it knows already; None where it knows none."""
    allowed = ROLES_OF_HEADS.get(kind, ())
    votes = Counter(
        role
        for person in people
        for (role,) in pack.execute(
            "select distinct role from term join post on post.id = term.post"
            " join person on person.id = term.person where place = ? and qid = ?",
            (place, person.id),
        )
        if role in allowed
    )
    return max(votes, key=lambda role: (votes[role], -allowed.index(role)), default=None)
