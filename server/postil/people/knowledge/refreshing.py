"""The reader's copy of the people pack: the shipped one, with what Wikidata states today taken in.

The shipped file is never written. A refresh keeps each answer in a journal, so that one that was
cut short goes on where it was; when all are there, the copy is made anew and put in place whole.
"""

import json
import shutil
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from postil.facts import Pack, Progress, Refreshed
from postil.people.knowledge import described, earliest, latest
from postil.people.knowledge.terms import (
    GOVERNMENT,
    STATE,
    Question,
    Stated,
    Tenure,
    brought_up_to_date,
    questions,
    stated,
)
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


class Copy:
    """A pack that is being brought up to ``today``."""

    def __init__(self, pack: sqlite3.Connection, today: date) -> None:
        self._pack, self._today = pack, today
        self.new_people = self.new_terms = self.changed_terms = 0

    def take_in(self, place: str, role: str, terms: Sequence[Stated]) -> None:
        """The terms that are stated for one post."""
        post = self._pack.execute(
            "select id, rank, single from post where place = ? and role = ?", (place, role)
        ).fetchone()
        if post is None:
            return
        number, rank, single = post
        by_qid = {term.qid: term for term in terms}
        have = [
            Tenure(person=str(person), start=start, end=end, known=known)
            for person, start, end, known in self._pack.execute(
                'select person, start, "end", known from term where post = ?', (number,)
            )
        ]
        people = {qid: self._person(term, place) for qid, term in by_qid.items()}
        tenures = [
            Tenure(person=people[t.qid] or t.qid, start=t.start, end=t.end or t.died, known=t.end or t.start)
            for t in terms
            if t.died is None or earliest(t.start) <= latest(t.died)
        ]
        after = brought_up_to_date(have, tenures, self._today, single=bool(single))
        before = {(tenure.person, tenure.start): tenure for tenure in have}
        for tenure in after:
            old = before.get((tenure.person, tenure.start))
            if old == tenure:
                continue
            person = tenure.person
            if old is None and person in by_qid:
                person = self._added(by_qid[person], rank)
            self._write(int(person), number, tenure, is_new=old is None)
        self._tell_lives(by_qid.values(), people)

    def _person(self, term: Stated, place: str) -> str | None:
        """The number of whom the pack knows under that id, or by name in that country without one."""
        row = self._pack.execute("select id from person where qid = ?", (term.qid,)).fetchone()
        if row is None:
            rows = self._pack.execute(
                "select distinct person.id from spelling join person on person.id = spelling.person"
                " join term on term.person = person.id join post on post.id = term.post"
                " where folded = ? and place = ? and qid is null",
                (fold(term.name), place),
            ).fetchall()
            if len(rows) != 1:
                return None
            [row] = rows
            self._pack.execute("update person set qid = ? where id = ?", (term.qid, row[0]))
        return str(row[0])

    def _added(self, term: Stated, rank: int) -> str:
        row = self._pack.execute("select id from person where qid = ?", (term.qid,)).fetchone()
        if row is None:
            row = self._pack.execute(
                "insert into person (key, qid, name, description, born, died, rank, shared)"
                " values (?, ?, ?, '', ?, ?, ?, ?) returning id",
                (term.qid, term.qid, term.name, term.born, term.died, rank, SHARED),
            ).fetchone()
            self._pack.execute("insert into spelling values (?, ?)", (fold(term.name), row[0]))
            self.new_people += 1
        return str(row[0])

    def _write(self, person: int, post: int, tenure: Tenure, *, is_new: bool) -> None:
        self._pack.execute(
            "insert or replace into term values (?, ?, ?, ?, ?)",
            (person, post, tenure.start, tenure.end, tenure.known),
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

    def _tell_lives(self, terms: Iterable[Stated], people: dict[str, str | None]) -> None:
        """Days of birth and death that the pack lacks; an open term ends with its holder."""
        for term in terms:
            number = people.get(term.qid)
            if number is None:
                continue
            self._pack.execute(
                "update person set born = coalesce(born, ?), died = coalesce(died, ?) where id = ?",
                (term.born, term.died, number),
            )
            if term.died:
                self._pack.execute(
                    'update term set "end" = ?, known = ? where person = ? and "end" is null and known > ?',
                    (term.died, term.died, number, term.died),
                )

    def finish(self, *, base: str) -> None:
        """Say whence and when, and write it all."""
        people = self._pack.execute("select count(*) from person").fetchone()[0]
        self._pack.executemany(
            "insert or replace into meta values (?, ?)",
            (("refreshed", self._today.isoformat()), ("digest", base), ("people", str(people))),
        )
        self._pack.commit()


JOURNAL = "refresh.jsonl"
ANSWERS_KEPT = timedelta(days=7)  # a refresh that was cut short longer ago begins anew
# Which roles a country's head of state, or of government, can have in the pack.
ROLES_OF_HEADS = {
    STATE: ("president", "monarch", "emir", "sultan", "leader", "pope"),
    GOVERNMENT: ("prime minister", "chancellor", "premier", "president", "chief adviser", "state counsellor"),
}


class QueryService(Protocol):
    """Asks Wikidata; ``postil.wikimedia.sparql.Sparql`` is the one there is."""

    def select(self, query: str, *, what: str) -> Sequence[Mapping[str, str]]: ...


def refresh(
    folder: Path,
    service: QueryService,
    *,
    today: date,
    tell: Callable[[Progress], None] = lambda _: None,
    shipped: Path = PACK,
) -> Refreshed:
    """Make the reader's copy in ``folder`` anew. Raises LookupFailed; what was answered so far is kept."""
    with closing(sqlite3.connect(f"{shipped.resolve().as_uri()}?mode=ro", uri=True)) as pack:
        wanted = questions(pack)
    rows = _answers(folder / JOURNAL, wanted, service, today, tell, about(shipped).digest)
    unfinished = folder / f"{COPY}.part"
    shutil.copyfile(shipped, unfinished)
    with closing(sqlite3.connect(unfinished)) as pack:
        copy = Copy(pack, today)
        for (place, role), terms in _by_post(pack, stated(rows)).items():
            copy.take_in(place, role, terms)
        result = Refreshed(people=copy.new_people, terms=copy.new_terms, changed=copy.changed_terms)
        copy.finish(base=about(shipped).digest)
    unfinished.replace(folder / COPY)
    (folder / JOURNAL).unlink()
    return result


def _answers(
    journal: Path,
    wanted: Sequence[Question],
    service: QueryService,
    today: date,
    tell: Callable[[Progress], None],
    base: str,
) -> list[Mapping[str, str]]:
    """The rows of all questions; those asked before for the same pack are not asked again."""
    have = _kept(journal, today, base)
    with journal.open("a" if have else "w", encoding="utf-8") as lines:
        for question in wanted:
            done = sum(asked.key in have for asked in wanted)
            tell(Progress(done=done, of=len(wanted), what=question.what))
            if question.key not in have:
                rows = [dict(row) for row in service.select(question.query, what=question.what)]
                have[question.key] = rows
                line = {"key": question.key, "day": today.isoformat(), "base": base, "rows": rows}
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")
                lines.flush()
    tell(Progress(done=len(wanted), of=len(wanted), what="taking it in"))
    return [row for question in wanted for row in have[question.key]]


def _kept(journal: Path, today: date, base: str) -> dict[str, list[dict[str, str]]]:
    """Answers by question; a line that was cut short, is old or about another pack counts for nothing."""
    have: dict[str, list[dict[str, str]]] = {}
    if not journal.exists():
        return have
    for line in journal.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            answer = json.loads(line)
            fresh = today - date.fromisoformat(answer["day"]) <= ANSWERS_KEPT
            if fresh and answer["base"] == base:
                have[answer["key"]] = answer["rows"]
        except (ValueError, KeyError, TypeError):
            continue
    return have


def _by_post(pack: sqlite3.Connection, terms: Iterable[Stated]) -> dict[tuple[str, str], list[Stated]]:
    """Stated terms by (place, role) of the pack."""
    posts = {
        qid: (place, role)
        for qid, place, role in pack.execute("select qid, place, role from wikidata_position")
    }
    places = dict(pack.execute("select code, place from place_code"))
    found: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    heads: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    for term in terms:
        if term.post in posts:
            found[posts[term.post]].append(term)
        elif (code_and_kind := term.post.split(" "))[0] in places:
            heads[places[code_and_kind[0]], code_and_kind[-1]].append(term)
    for (place, kind), terms_of_heads in heads.items():
        role = _role_of_head(pack, place, kind, terms_of_heads)
        if role and (place, role) not in found:
            found[place, role] = terms_of_heads
    return found


def _role_of_head(pack: sqlite3.Connection, place: str, kind: str, terms: Sequence[Stated]) -> str | None:
    """The role that those heads have in the pack, by those it knows already; None where it knows none."""
    allowed = ROLES_OF_HEADS.get(kind, ())
    votes = Counter(
        role
        for term in terms
        for (role,) in pack.execute(
            "select distinct role from term join post on post.id = term.post"
            " join person on person.id = term.person where place = ? and qid = ?",
            (place, term.qid),
        )
        if role in allowed
    )
    return max(votes, key=lambda role: (votes[role], -allowed.index(role)), default=None)
