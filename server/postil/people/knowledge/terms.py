"""Terms of office as Wikidata states them: what is asked, what its rows say, and what they change."""

import itertools
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from string import Template

from postil.people.knowledge import earliest, latest

POSITIONS_AT_ONCE = 25  # their holders since 1990 are some hundreds of rows, and the address stays short
COUNTRIES_AT_ONCE = 25
SINCE = 1990
STATE, GOVERNMENT = "state", "government"

# A holder with the days of the term. Of an end that has no known day, ?ended tells without an ?end.
# Days come with their precision (11 a day, 10 a month, 9 a year), which the plain value hides.
_DAYS = "?start ?startPrecision ?end ?endPrecision ?ended ?born ?died"
_TERM = f"""
  MINUS {{ ?s wikibase:rank wikibase:DeprecatedRank }}
  ?s pqv:P580 ?from . ?from wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision .
  OPTIONAL {{ ?s pqv:P582 ?until . ?until wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision . }}
  OPTIONAL {{ ?s pq:P582 ?someEnd }} BIND(BOUND(?someEnd) AS ?ended)
  FILTER(!BOUND(?end) || YEAR(?end) >= {SINCE})
  OPTIONAL {{ ?person wdt:P569 ?born }} OPTIONAL {{ ?person wdt:P570 ?died }}
  SERVICE wikibase:label {{ bd:serviceParam wikibase:language "en,mul" }}
}}"""
_HOLDERS = Template(f"""SELECT ?person ?personLabel ?position {_DAYS} WHERE {{
  VALUES ?position {{ $positions }}
  ?person p:P39 ?s . ?s ps:P39 ?position .{_TERM}""")
_HEADS = Template(f"""SELECT ?person ?personLabel ?code ?kind {_DAYS} WHERE {{
  VALUES ?code {{ $codes }}
  ?country wdt:P297 ?code .
  VALUES (?kind ?has ?is) {{ ("{STATE}" p:P35 ps:P35) ("{GOVERNMENT}" p:P6 ps:P6) }}
  ?country ?has ?s . ?s ?is ?person .{_TERM}""")

_MOMENT = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)T")
_CUT = {"11": 10, "10": 7, "9": 4}  # letters of YYYY-MM-DD that are known at a precision


@dataclass(frozen=True, slots=True)
class Question:
    """One request. ``key`` names it among those of a refresh, ``what`` says it to people."""

    key: str
    what: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One term as Wikidata states it.

    ``post`` is the position's id, or a country's code with STATE or GOVERNMENT after it.
    ``end`` is None where none is stated; days may be months or years.
    """

    post: str
    qid: str
    name: str
    start: str
    end: str | None
    born: str | None
    died: str | None


def questions(pack: sqlite3.Connection) -> list[Question]:
    """Everything to ask for ``pack``: the holders of the positions it knows, and every country's heads."""
    positions = [qid for (qid,) in pack.execute("select qid from wikidata_position order by place, qid")]
    codes = [code for (code,) in pack.execute("select code from place_code order by code")]
    holders = [
        Question(
            f"holders {batch[0]}-{batch[-1]}",
            "who held which office",
            _HOLDERS.substitute(positions=" ".join(f"wd:{qid}" for qid in batch)),
        )
        for batch in _batches(positions, POSITIONS_AT_ONCE)
    ]
    heads = [
        Question(
            f"heads {batch[0]}-{batch[-1]}",
            "heads of state and government",
            _HEADS.substitute(codes=" ".join(f'"{code}"' for code in batch)),
        )
        for batch in _batches(codes, COUNTRIES_AT_ONCE)
    ]
    return holders + heads


def _batches(items: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    rest = iter(items)
    while batch := tuple(itertools.islice(rest, size)):
        yield batch


def stated(rows: Iterable[Mapping[str, str]]) -> Iterator[Stated]:
    """The terms in rows of either question, each once. A row that can't be dated or named is left out."""
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        post = row.get("position") or f"{row.get('code', '')} {row.get('kind', '')}"
        qid, name = row.get("person", ""), row.get("personLabel", "")
        start = _day(row.get("start"), row.get("startPrecision"))
        end = _day(row.get("end"), row.get("endPrecision"))
        ended = row.get("ended") == "true" or "end" in row
        unnamed = not name or name == qid or not re.search(r"[A-Za-z]", name)
        if start is None or unnamed or (ended and end is None) or (end is not None and end < start):
            continue
        if (post, qid, start) not in seen:
            seen.add((post, qid, start))
            yield Stated(
                post=post,
                qid=qid,
                name=name,
                start=start,
                end=end,
                born=_day(row.get("born"), None),
                died=_day(row.get("died"), None),
            )


def _day(moment: str | None, precision: str | None) -> str | None:
    """A moment as a day, month or year; None where it is vaguer, or none."""
    match = _MOMENT.match(moment or "")
    if not match or (precision or "11") not in _CUT:
        return None
    return f"{match[1]}-{match[2]}-{match[3]}"[: _CUT[precision or "11"]].replace("-00", "")


# One list counts from the nomination, another from the oath: terms may overlap so long in the records.
HANDOVER = timedelta(days=75)
# A term without an end that began longer ago is one whose end nobody wrote down, unless the pack knew
# of it lately.
LONGEST_OPEN = timedelta(days=5 * 365)
LATELY = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """One person in the post. ``end`` None is open; ``known`` is the last day the term is vouched for."""

    person: str
    start: str
    end: str | None
    known: str

    @property
    def first(self) -> date:
        return earliest(self.start)

    @property
    def last(self) -> date:
        return latest(self.end or self.known)

    def overlaps(self, other: "Tenure") -> bool:
        return self.first < other.last and other.first < self.last


def brought_up_to_date(
    have: Sequence[Tenure], stated: Iterable[Tenure], today: date, *, single: bool
) -> list[Tenure]:
    """The terms of a post after what is stated was taken in; ``have`` is believed where they contradict.

    A single post is carried on from its last known term. Gaps before are left: who is stated there
    mostly stood in.

    An open term that is stated is vouched for today when it can still be running: the newest of a
    single post, and not older than such terms are.
    """
    believed = list(have)
    listed = sorted(stated, key=lambda tenure: (tenure.first, tenure.last))
    newest = max((tenure.first for tenure in (*listed, *have)), default=today)
    for tenure in listed:
        if tenure.end is None:
            runs = (not single or tenure.first == newest) and _may_run(tenure, have, today)
            tenure = replace(tenure, known=today.isoformat() if runs else tenure.start)
        _take_in(believed, tenure, single=single)
    return sorted(believed, key=lambda tenure: tenure.first)


def _may_run(tenure: Tenure, have: Iterable[Tenure], today: date) -> bool:
    return today - tenure.first <= LONGEST_OPEN or any(
        mine.person == tenure.person and mine.end is None and today - mine.last <= LATELY for mine in have
    )


def _take_in(believed: list[Tenure], tenure: Tenure, *, single: bool) -> None:
    for number, mine in enumerate(believed):
        if mine.person == tenure.person and _same_term(mine, tenure):
            believed[number] = _carried_on(mine, tenure)
            return
    if not single:
        believed.append(tenure)
        return
    if believed and tenure.first < max(mine.last for mine in believed) - HANDOVER:
        return
    for number, mine in enumerate(believed):
        if not mine.overlaps(tenure):
            continue
        if mine.end is not None or mine.first >= tenure.first:
            return
        believed[number] = replace(mine, end=tenure.start, known=tenure.start)
    believed.append(tenure)


def _same_term(mine: Tenure, tenure: Tenure) -> bool:
    return mine.first <= tenure.last + HANDOVER and tenure.first <= mine.last + HANDOVER


def _carried_on(mine: Tenure, tenure: Tenure) -> Tenure:
    """An open term of ours with the end that is stated now, or vouched for longer; a closed one as it is."""
    if mine.end is not None or tenure.last < mine.last:
        return mine
    return replace(mine, end=tenure.end, known=tenure.known)
