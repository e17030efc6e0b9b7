"""Wikidata by the action API: who bears a name, and what is known of them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from postil.errors import LookupFailed
from postil.models import KnownPerson, Tenure
from postil.wikimedia import statements
from postil.wikimedia.client import Client
from postil.wikimedia.statements import HUMAN, items, mapping, term, text_in_english

MOST_IDS = 50  # of one call, by Wikidata's rule
MOST_HITS = 30  # of one search: the bearers of a common name, and what else is called so
MOST_BEARERS = 15  # of one name that are looked at, the best known first
MOST_TENURES = 40  # of one person: some have a statement for every session of their parliament
# maxlag: nobody waits for it before a page is shown, so a lagged database may be spared.
_COMMON = {"format": "json", "formatversion": "2", "maxlag": "5"}

# Properties.
_INSTANCE, _POSITION, _COUNTRY, _TRADE, _PARTY, _EMPLOYER, _TEAM = (
    "P31", "P39", "P27", "P106", "P102", "P108", "P54",
)  # fmt: skip
_BORN, _DIED, _ACTIVE_FROM, _ACTIVE_UNTIL = "P569", "P570", "P2031", "P2032"
_JURISDICTION, _OF_COUNTRY = "P1001", "P17"

_NO_WIKIPEDIA = ("commonswiki", "specieswiki", "metawiki")
# What a search gives beside people says so in its description.
_NO_PERSON = ("disambiguation page", "family name", "given name", "surname")


_HEADS = (
    r"monarch|\bpope\b|\bking\b|queen|emperor|prime minister|premier|taoiseach|head of (?:state|government)"
)
_PRESIDENTS = (
    r"president of (?!the (?:senate|assembly|chamber|parliament|council))|chancellor of (?:germany|austria)"
)
_MINISTERS = r"minister|secretary|chancellor|governor|treasurer|attorney general|director|chief|commissioner"
_JUDGES = r"ambassador|judge|justice|mayor|speaker"
_MEMBERS = r"member|representative|senator|deputy|delegate|councill?or|teachta"
_RANKS = tuple(
    (rank, re.compile(words))
    for rank, words in ((10, f"{_HEADS}|{_PRESIDENTS}"), (30, _MINISTERS), (40, _JUDGES), (50, _MEMBERS))
)
_RANK_OF_OTHERS = 60


@dataclass(frozen=True, slots=True)
class Office:
    """A position: what it is called, and of what country or body, as Q-numbers."""

    label: str
    of: tuple[str, ...]


class Wikidata:
    """Asks the action API at ``address``."""

    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address

    def search(self, name: str) -> Sequence[tuple[str, str]]:
        """The Q-numbers of what is called ``name`` or begins so, best known first, each with how it matched.

        What is plainly no person is left out. Raises LookupFailed.
        """
        body = self._get(
            {
                "action": "wbsearchentities",
                "search": name,
                "language": "en",
                "uselang": "en",
                "type": "item",
                "limit": str(MOST_HITS),
                "props": "",
            },
            what=f"Who is called “{name}”?",
        )
        if not isinstance(body.get("search"), list):
            raise LookupFailed(self._address, "not what was asked for")
        return [hit for hit in map(_hit, body["search"]) if hit is not None]

    def entities(self, ids: Sequence[str], *, props: str, what: str) -> Mapping[str, Mapping[str, Any]]:
        """The entities there are, by the number asked for, in calls of at most MOST_IDS.

        One that is another now comes under both numbers. Raises LookupFailed.
        """
        found: dict[str, Mapping[str, Any]] = {}
        for start in range(0, len(ids), MOST_IDS):
            batch = ids[start : start + MOST_IDS]
            body = self._get(
                {
                    "action": "wbgetentities",
                    "ids": "|".join(batch),
                    "props": props,
                    "languages": "en",
                    "languagefallback": "1",
                },
                what=what.format(count=len(batch)),
            )
            answered = mapping(body.get("entities"))
            if not answered:
                raise LookupFailed(self._address, "not what was asked for")
            for key, entity in answered.items():
                if isinstance(entity, dict) and "missing" not in entity and isinstance(entity.get("id"), str):
                    moved = mapping(entity.get("redirects")).get("from")
                    found.update(dict.fromkeys((key, entity["id"], *([moved] if moved else [])), entity))
        return found

    def _get(self, parameters: Mapping[str, str], *, what: str) -> Mapping[str, Any]:
        return self._client.get(self._address, {**parameters, **_COMMON}, what=what)


def _hit(hit: object) -> tuple[str, str] | None:
    found = mapping(hit)
    description = str(found.get("description", "")).casefold()
    if any(kind in description for kind in _NO_PERSON) or not isinstance(found.get("id"), str):
        return None
    matched = mapping(found.get("match")).get("text") or found.get("label") or ""
    return found["id"], str(matched)


def is_human(entity: Mapping[str, Any]) -> bool:
    return HUMAN in items(entity, _INSTANCE)


def office_ids(entity: Mapping[str, Any]) -> tuple[str, ...]:
    return items(entity, _POSITION)[:MOST_TENURES]


def thing_ids(entity: Mapping[str, Any]) -> tuple[str, ...]:
    """What an entity names by number beside offices: countries, trades, parties, employers and teams."""
    return tuple(
        dict.fromkeys(
            id for property in (_COUNTRY, _TRADE, _PARTY, _EMPLOYER, _TEAM) for id in items(entity, property)
        )
    )


def office_from(entity: Mapping[str, Any]) -> Office:
    return Office(
        text_in_english(entity, "labels"),
        tuple(dict.fromkeys((*items(entity, _JURISDICTION), *items(entity, _OF_COUNTRY)))),
    )


def person_from(
    entity: Mapping[str, Any], offices: Mapping[str, Office], labels: Mapping[str, str]
) -> KnownPerson:
    """The person of ``entity``; ``offices`` and ``labels`` tell what its numbers mean, as far as is known."""

    def named(*properties: str) -> tuple[str, ...]:
        ids = (id for property in properties for id in items(entity, property))
        return tuple(dict.fromkeys(labels[id] for id in ids if labels.get(id)))

    sitelinks = mapping(entity.get("sitelinks"))
    title = mapping(sitelinks.get("enwiki")).get("title")
    return KnownPerson(
        id=entity["id"],
        qid=entity["id"],
        name=text_in_english(entity, "labels"),
        also=statements.aliases(entity),
        description=text_in_english(entity, "descriptions"),
        born=statements.time(entity, _BORN),
        died=statements.time(entity, _DIED),
        tenures=tuple(_tenures(entity, offices, labels)),
        trades=named(_TRADE),
        countries=named(_COUNTRY),
        ties=named(_PARTY, _EMPLOYER, _TEAM),
        active_from=_year(entity, _ACTIVE_FROM),
        active_until=_year(entity, _ACTIVE_UNTIL),
        sitelinks=sum(site.endswith("wiki") and site not in _NO_WIKIPEDIA for site in sitelinks),
        wikipedia=title if isinstance(title, str) else None,
    )


def _tenures(
    entity: Mapping[str, Any], offices: Mapping[str, Office], labels: Mapping[str, str]
) -> Iterator[Tenure]:
    for statement in statements.statements(entity, _POSITION):
        office = offices.get(statements.item_of(mapping(statement.get("mainsnak"))) or "")
        if office is None or not office.label:
            continue
        start, end, ended = term(statement)
        of, *others = [label for id in office.of if (label := labels.get(id))] or [""]
        yield Tenure(
            office=office.label[:1].upper() + office.label[1:],
            of=of,
            also_of=tuple(others),
            start=start,
            end=end,
            ended=ended,
            rank=_rank_of(office.label),
        )


def _rank_of(office: str) -> int:
    """How high an office is, by its words; on the scale of the people pack."""
    label = office.casefold()
    return next((rank for rank, words in _RANKS if words.search(label)), _RANK_OF_OTHERS)


def _year(entity: Mapping[str, Any], property: str) -> int | None:
    stated = statements.time(entity, property)
    return int(stated[:4]) if stated else None


def ids_in(offices: Iterable[Office]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for office in offices for id in office.of))
