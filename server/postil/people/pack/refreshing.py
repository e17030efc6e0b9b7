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

from postil.facts import Progress, Refreshed
from postil.people.pack.copying import Copy
from postil.people.pack.packs import COPY, PACK, about
from postil.people.pack.questions import GOVERNMENT, STATE, Question, Stated, questions, stated

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
