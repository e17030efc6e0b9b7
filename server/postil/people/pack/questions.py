"""What Wikidata's query service is asked for the people pack, and what its rows say."""

import itertools
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import Template

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
