"""Look-up in the people pack: by name, and by post on a day."""

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

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


def earliest(stated: str) -> date:
    """The first day of a year, a month or a day as a pack states it."""
    return date.fromisoformat((stated + "-01-01")[:10])


def latest(stated: str) -> date:
    """The last day of a year, a month or a day as a pack states it."""
    if len(stated) == len("2000-01-01"):
        return date.fromisoformat(stated)
    year, month = (int(stated[:4]), int(stated[5:7])) if len(stated) > len("2000") else (int(stated), 12)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office of one country or body. ``role`` is what it is anywhere ("" where none describes it).

    ``rank`` orders posts, 0 the highest. ``single``: one holder at a time.
    """

    place: str
    role: str
    office: str
    rank: int
    single: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A post held from ``first`` to ``last``, both days included; as stated in ``start`` and ``end``.

    ``end`` is None where the term was still running on ``last``, the day it was last known.
    """

    post: Post
    start: str
    end: str | None
    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def may_cover(self, day: date, beyond: timedelta) -> bool:
        """Whether it covers ``day``, or was running when last known, at most ``beyond`` before."""
        return self.covers(day) or (self.end is None and self.last < day <= self.last + beyond)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody the pack knows. ``born`` and ``died`` as stated (a year, a month or a day), or None.

    ``rank`` is that of their highest post; ``shared`` is about how many bear the name;
    ``held`` are all their terms, the earliest first.
    """

    key: str
    qid: str | None
    name: str
    description: str
    born: str | None
    died: str | None
    rank: int
    shared: int
    held: tuple[Held, ...]

    def held_on(self, day: date) -> tuple[Held, ...]:
        """The terms that covered ``day``, the highest post first; of two alike, the one taken last."""
        then = [held for held in reversed(self.held) if held.covers(day)]
        return tuple(sorted(then, key=lambda held: held.post.rank))

    @property
    def places(self) -> frozenset[str]:
        return frozenset(held.post.place for held in self.held)


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
        self._posts: dict[int, Post] = {}
        self._people: dict[int, Known] = {}
        self._spellings: dict[str, tuple[str, ...]] = {}

    def named(self, name: str) -> tuple[Known, ...]:
        """Everybody for whom ``name`` is one of the full spellings, the highest office first."""
        rows = self._rows("select person from spelling where folded = ?", (fold(name),))
        return tuple(sorted((self._person(number) for (number,) in rows), key=lambda known: known.rank))

    def spellings(self, known: Known) -> tuple[str, ...]:
        """Every full name that ``known`` goes by, folded."""
        found = self._spellings.get(known.key)
        if found is None:
            rows = self._rows(
                "select folded from spelling where person = (select id from person where key = ?)",
                (known.key,),
            )
            found = self._spellings[known.key] = tuple(folded for (folded,) in rows)
        return found

    def person(self, key: str) -> Known | None:
        """The person with that key (the Wikidata id, or the pack's own), or None."""
        rows = self._rows("select id from person where key = ?", (key,))
        return self._person(rows[0][0]) if rows else None

    def holders(self, place: str, role: str, day: date) -> tuple[tuple[Known, Held], ...]:
        """Who held the role at the place on ``day``: none, one, or two on a day of handover."""
        return self._terms_that("place = ? and role = ?", (place, role), day, day)

    def in_office(self, roles: Iterable[str], since: date, until: date) -> tuple[tuple[Known, Held], ...]:
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
    ) -> tuple[tuple[Known, Held], ...]:
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
            for held in known.held
            if held.post.role in wanted
            and (held.post.place in wanted or "place" not in condition)
            and held.first <= until
            and held.last >= since
        )

    def _person(self, number: int) -> Known:
        return self._persons([number])[0]

    def _persons(self, numbers: Sequence[int]) -> list[Known]:
        """Those with the ids, in that order; who was not read before is read at once with the others."""
        missing = [number for number in numbers if number not in self._people]
        if missing:
            among = f"({', '.join('?' * len(missing))})"
            held = self._held(among, missing)
            for number, key, qid, name, description, born, died, rank, shared in self._rows(
                "select id, key, qid, name, description, born, died, rank, shared from person"
                f" where id in {among}",
                missing,
            ):
                self._people[number] = Known(
                    key=key, qid=qid, name=name, description=description, born=born, died=died, rank=rank,
                    shared=shared, held=tuple(held[number]),
                )  # fmt: skip
        return [self._people[number] for number in numbers]

    def _held(self, among: str, numbers: Sequence[int]) -> defaultdict[int, list[Held]]:
        found = defaultdict(list)
        for person, post, start, end, known, place, role, office, rank, single in self._rows(
            'select person, post, start, "end", known, place, role, office, rank, single'
            f" from term join post on post.id = term.post where person in {among} order by start",
            numbers,
        ):
            if post not in self._posts:
                self._posts[post] = Post(
                    place=place, role=role, office=office, rank=rank, single=bool(single)
                )
            found[person].append(
                Held(
                    post=self._posts[post],
                    start=start,
                    end=end,
                    first=earliest(start),
                    last=latest(end or known),
                )
            )
        return found

    def _rows(self, question: str, values: Sequence[object]) -> list[tuple]:  # type: ignore[type-arg]
        with self._lock:
            return self._pack.execute(question, values).fetchall()
