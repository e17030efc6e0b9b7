"""Terms of office, as Wikidata's query service states them. Asked for the people pack, never for a page."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Template

from postil.models import KnownPerson, Tenure
from postil.wikimedia.sparql import Sparql

SINCE = 1990
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
  VALUES (?kind ?has ?is) {{ ("state" p:P35 ps:P35) ("government" p:P6 ps:P6) }}
  ?country ?has ?s . ?s ?is ?person .{_TERM}""")

_MOMENT = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)T")
_CUT = {"11": 10, "10": 7, "9": 4}  # letters of YYYY-MM-DD that are known at a precision


class OfficeHolders:
    """Asks ``service`` who held which office since 1990. Each person comes with one term, once for each."""

    def __init__(self, service: Sparql) -> None:
        self._service = service

    def of_positions(self, ids: Sequence[str]) -> list[KnownPerson]:
        """Whoever held the positions of those ids, which are the terms' ``role``. Raises LookupFailed."""
        query = _HOLDERS.substitute(positions=" ".join(f"wd:{id}" for id in ids))
        return list(_stated(self._service.select(query, what="who held which office")))

    def heads_of(self, codes: Sequence[str]) -> list[KnownPerson]:
        """The heads of state and of government of the countries of those codes. Raises LookupFailed.

        The terms' ``role`` is the code, and "state" or "government" behind a space.
        """
        query = _HEADS.substitute(codes=" ".join(f'"{code}"' for code in codes))
        return list(_stated(self._service.select(query, what="heads of state and government")))


def _stated(rows: Iterable[Mapping[str, str]]) -> Iterator[KnownPerson]:
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
            yield KnownPerson(
                id=qid,
                qid=qid,
                name=name,
                born=_day(row.get("born"), None),
                died=_day(row.get("died"), None),
                tenures=(Tenure(office="", of="", start=start, end=end, role=post),),
            )


def _day(moment: str | None, precision: str | None) -> str | None:
    """A moment as a day, month or year; None where it is vaguer, or none."""
    match = _MOMENT.match(moment or "")
    if not match or (precision or "11") not in _CUT:
        return None
    return f"{match[1]}-{match[2]}-{match[3]}"[: _CUT[precision or "11"]].replace("-00", "")
