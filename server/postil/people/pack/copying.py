"""Writing what is stated today into a copy of the people pack."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date

from postil.people.pack.describing import described
from postil.people.pack.knowledge import earliest, latest
from postil.people.pack.questions import Stated
from postil.people.pack.succeeding import Tenure, brought_up_to_date
from postil.people.words.names import fold

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
