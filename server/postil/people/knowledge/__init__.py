"""Look-up in the people pack: by name, and by post on a day."""

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from postil.models import KnownPerson, Tenure, latest
from postil.people.names import fold

OFFICES_NAMED = 2


def described(terms: Iterable[tuple[str, int, str, str | None]]) -> str:
    """The highest posts of (office, rank, start, end) with their years; 0 is the highest rank.

    A term whose end is not known begins "from" its year: it may be over.
    """
    spans: dict[str, tuple[int, list[str]]] = {}
    for office, rank, start, end in terms:
        years = start[:4] if end and end[:4] == start[:4] else f"{start[:4]}–{end[:4] if end else ''}"
        if not end:
            years = f"from {start[:4]}"
        spans.setdefault(office, (rank, []))[1].append(years)
    highest = sorted(spans.items(), key=lambda item: item[1][0])[:OFFICES_NAMED]
    return "; ".join(f"{office}, {', '.join(years)}" for office, (_, years) in highest)


# Ranks of offices by how widely their holders are known (the pack's ``roles`` table).
TOP = 12  # heads of state and of government
SENIOR = 22  # vice presidents, deputies of heads of government, heads of world bodies
NATIONAL = 34  # ministers, governors, heads of well-known bodies and firms
LESSER = 48

# About how many Wikipedias write of holders of such posts; nobody counts them in the pack.
_FAME = ((TOP, 60), (SENIOR, 30), (NATIONAL, 12))
_FAME_OF_OTHERS = 5


def fame_of(rank: int) -> int:
    """About how many Wikipedias write of somebody whose highest office has that rank."""
    return next((fame for highest, fame in _FAME if rank <= highest), _FAME_OF_OTHERS)


class _Pack(sqlite3.Connection):
    """Closed when nobody has it any more: from Python 3.13 on, one that is not warns of itself."""

    def __del__(self) -> None:
        self.close()


def open_pack(path: Path) -> sqlite3.Connection:
    """The pack at ``path``, read-only and unlocked; nothing is loaded. Raises sqlite3.OperationalError."""
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False, factory=_Pack
    )


class Knowledge:
    """Who is who and who held what, read from an opened pack. Safe to use from several threads."""

    def __init__(self, pack: sqlite3.Connection) -> None:
        self._pack = pack
        self._lock = threading.Lock()
        self._people: dict[int, KnownPerson] = {}
        self._spellings: dict[str, tuple[str, ...]] = {}

    def named(self, name: str) -> tuple[KnownPerson, ...]:
        """Everybody for whom ``name`` is one of the full spellings, the highest office first."""
        rows = self._rows("select person from spelling where folded = ?", (fold(name),))
        return tuple(sorted((self._person(number) for (number,) in rows), key=lambda known: known.rank))

    def spellings(self, known: KnownPerson) -> tuple[str, ...]:
        """Every full name that ``known`` goes by, folded."""
        found = self._spellings.get(known.id)
        if found is None:
            rows = self._rows(
                "select folded from spelling where person = (select id from person where key = ?)",
                (known.id,),
            )
            found = self._spellings[known.id] = tuple(folded for (folded,) in rows)
        return found

    def person(self, key: str) -> KnownPerson | None:
        """The person with that key (the Wikidata id, or the pack's own), or None."""
        rows = self._rows("select id from person where key = ?", (key,))
        return self._person(rows[0][0]) if rows else None

    def holders(self, place: str, role: str, day: date) -> tuple[tuple[KnownPerson, Tenure], ...]:
        """Who held the role at the place on ``day``: none, one, or two on a day of handover."""
        return self._terms_that("place = ? and role = ?", (place, role), day, day)

    def in_office(
        self, roles: Iterable[str], since: date, until: date
    ) -> tuple[tuple[KnownPerson, Tenure], ...]:
        """Everybody who held one of the roles, anywhere, on some day from ``since`` to ``until``."""
        listed = tuple(roles)
        marks = ", ".join("?" * len(listed))
        return self._terms_that(f"role in ({marks})", listed, since, until)

    def roles(self, phrase: str, place: str) -> tuple[str, ...]:
        """The roles held at ``place`` that ``phrase`` (small letters, without the country) can name."""
        named = (*self.phrases.get((place, phrase), ()), *self.phrases.get(("", phrase), ()))
        return tuple(role for role in dict.fromkeys(named) if (place, role) in self.roles_at)

    @cached_property
    def phrases(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """(place or "", words in small letters) -> the roles these words can name."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for phrase, place, role in self._rows("select phrase, place, role from phrase", ()):
            found[place, phrase] = (*found.get((place, phrase), ()), role)
        return found

    @cached_property
    def own_phrases(self) -> dict[str, tuple[str, ...]]:
        """Words in small letters -> the places that have them as words of their own for a post."""
        found: dict[str, tuple[str, ...]] = {}
        for place, phrase in self.phrases:
            if place:
                found[phrase] = (*found.get(phrase, ()), place)
        return found

    @cached_property
    def phrase_words(self) -> dict[str, tuple[str, ...]]:
        """Words in small letters -> every role they can name somewhere."""
        found: dict[str, tuple[str, ...]] = {}
        for (_, phrase), roles in self.phrases.items():
            found[phrase] = tuple(dict.fromkeys((*found.get(phrase, ()), *roles)))
        return found

    @cached_property
    def phrase_starts(self) -> frozenset[str]:
        """The first words of all phrases, without a full stop."""
        return frozenset(phrase.split()[0].rstrip(".") for phrase in self.phrase_words)

    @cached_property
    def places(self) -> dict[str, tuple[str, ...]]:
        """The words for a country or body as written ("French", "Paris", "Georgia") -> what they can name."""
        return self._by_word("select word, place from place_word")

    @cached_property
    def hints(self) -> dict[str, tuple[str, ...]]:
        """Words that tell a country without naming it ("Knesset") -> the country."""
        return self._by_word("select word, place from place_hint")

    @cached_property
    def adjectives(self) -> frozenset[str]:
        """Words of ``places`` that are no country's or body's own name: "French"."""
        rows = self._rows("select value from meta where key = 'adjectives'", ())
        return frozenset(word for (words,) in rows for word in words.split("\n"))

    def _by_word(self, question: str) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for word, place in self._rows(question, ()):
            found[word] = (*found.get(word, ()), place)
        return found

    @cached_property
    def roles_at(self) -> frozenset[tuple[str, str]]:
        """Every (place, role) for which the pack holds a term."""
        return frozenset(self._rows("select distinct place, role from post where role != ''", ()))

    def _terms_that(
        self, condition: str, values: tuple[str, ...], since: date, until: date
    ) -> tuple[tuple[KnownPerson, Tenure], ...]:
        # Text compares as days do, of an end as far as it is stated: "2019" may be any day of that year.
        rows = self._rows(
            "select distinct term.person from post join term on term.post = post.id where "
            + condition
            + ' and start <= ? and coalesce("end", known) >= substr(?, 1, length(coalesce("end", known)))',
            (*values, until.isoformat(), since.isoformat()),
        )
        wanted = set(values)
        return tuple(
            (known, held)
            for known in self._persons([number for (number,) in rows])
            for held in known.tenures
            if held.role in wanted
            and (held.of in wanted or "place" not in condition)
            and held.first <= until
            and (held.last or since) >= since
        )

    def _person(self, number: int) -> KnownPerson:
        return self._persons([number])[0]

    def _persons(self, numbers: Sequence[int]) -> list[KnownPerson]:
        """Those with the ids, in that order; who was not read before is read at once with the others."""
        missing = [number for number in numbers if number not in self._people]
        if missing:
            among = f"({', '.join('?' * len(missing))})"
            tenures = self._tenures(among, missing)
            for number, key, qid, name, description, born, died, rank, shared in self._rows(
                "select id, key, qid, name, description, born, died, rank, shared from person"
                f" where id in {among}",
                missing,
            ):
                self._people[number] = KnownPerson(
                    id=key,
                    qid=qid,
                    name=name,
                    description=description,
                    born=born,
                    died=died,
                    tenures=tuple(tenures[number]),
                    trades=("politician",),
                    countries=tuple(sorted({tenure.of for tenure in tenures[number]})),
                    sitelinks=fame_of(rank),
                    shared=shared,
                )
        return [self._people[number] for number in numbers]

    def _tenures(self, among: str, numbers: Sequence[int]) -> defaultdict[int, list[Tenure]]:
        found = defaultdict(list)
        for person, start, end, known, place, role, office, rank in self._rows(
            'select person, start, "end", known, place, role, office, rank'
            f" from term join post on post.id = term.post where person in {among} order by start",
            numbers,
        ):
            tenure = Tenure(
                office=office,
                of=place,
                start=start,
                end=end,
                known=None if end else latest(known),
                role=role,
                rank=rank,
            )
            found[person].append(tenure)
        return found

    def _rows(self, question: str, values: Sequence[object]) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._pack.execute(question, values).fetchall()
