"""Entities as Wikidata's action API gives them, about invented people, and a stub that answers from them."""

from typing import Any

from tests.wikimedia.stub import Stub

DAY = 11


def _item(id: str) -> dict[str, Any]:
    return {
        "snaktype": "value",
        "datavalue": {"value": {"entity-type": "item", "id": id}, "type": "wikibase-entityid"},
    }


def moment(stated: str) -> dict[str, Any]:
    parts = [*stated.split("-"), "00", "00"][:3]
    value = {"time": f"+{'-'.join(parts)}T00:00:00Z", "precision": DAY - 2 + stated.count("-")}
    return {"snaktype": "value", "datavalue": {"value": value, "type": "time"}}


def statement(snak: dict[str, Any], rank: str = "normal", **qualifiers: dict[str, Any]) -> dict[str, Any]:
    return {"mainsnak": snak, "rank": rank, "qualifiers": {name: [snak] for name, snak in qualifiers.items()}}


def held(office: str, start: str | None, end: str | None = None, rank: str = "normal") -> dict[str, Any]:
    days = {"P580": start, "P582": end}
    return statement(_item(office), rank, **{name: moment(day) for name, day in days.items() if day})


def entity(
    id: str, name: str, description: str = "", links: int = 0, title: str | None = None, **claims: Any
) -> dict[str, Any]:
    """``claims``: a property to Q-numbers or to whole statements."""
    whole = {
        property: [statement(_item(value)) if isinstance(value, str) else value for value in values]
        for property, values in claims.items()
    }
    sitelinks = {f"x{number}wiki": {"title": name} for number in range(links)}
    if title:
        sitelinks["enwiki"] = {"title": title}
    return {
        "id": id,
        "labels": {"en": {"value": name}},
        "descriptions": {"en": {"value": description}} if description else [],
        "aliases": [],
        "claims": whole or [],
        "sitelinks": sitelinks,
    }


MINISTER = entity(
    "Q101", "Tomas Arvidsen", "Norrish politician (born 1961)", 20, "Tomas Arvidsen",
    P31=["Q5"], P39=[held("Q201", "2019-03-04", "2023-01-09"), held("Q202", "2023-01-10")], P27=["Q301"],
    P106=["Q302"], P569=[statement(moment("1961-05-02"))],
)  # fmt: skip
GOLFER = entity("Q102", "Tomas Arvidsen", "golfer", 4, P31=["Q5"], P106=["Q303"])
SHIP = entity("Q103", "Tomas Arvidsen", "lifeboat", 1, P31=["Q999"])
THINGS = (
    entity("Q201", "Minister of Fisheries of Norland", P1001=["Q301"]),
    entity("Q202", "Governor of Norland", P1001=["Q301"]),
    entity("Q301", "Norland"),
    entity("Q302", "politician"),
    entity("Q303", "golfer"),
)


class WikimediaStub(Stub):
    """Answers searches, entities and Wikipedia pages from ``entities``."""

    def __init__(self, *entities: dict[str, Any]) -> None:
        super().__init__()
        self.entities = {one["id"]: one for one in entities or (MINISTER, GOLFER, SHIP, *THINGS)}
        self.redirects: dict[str, str] = {}
        self.item_of_title: dict[str, str] = {"Tomas Arvidsen": "Q101"}

    def answer(self, path: str, query: Any) -> Any:
        match query.get("action"):
            case "wbsearchentities":
                return {
                    "search": [
                        self._hit(one) for one in self.entities.values() if self._is_called(one, query)
                    ]
                }
            case "wbgetentities":
                return {"entities": {id: self._entity(id) for id in query["ids"].split("|")}, "success": 1}
            case "query":
                return {"query": {"pages": [self._page(title) for title in query["titles"].split("|")]}}
        return super().answer(path, query)

    def _is_called(self, one: dict[str, Any], query: Any) -> bool:
        label: str = one["labels"]["en"]["value"]
        return label.casefold().startswith(query["search"].casefold())

    def _hit(self, one: dict[str, Any]) -> dict[str, Any]:
        label = one["labels"]["en"]["value"]
        return {"id": one["id"], "label": label, "match": {"type": "label", "language": "en", "text": label}}

    def _entity(self, id: str) -> dict[str, Any]:
        target = self.redirects.get(id, id)
        if target not in self.entities:
            return {"id": id, "missing": True}
        moved = {"redirects": {"from": id, "to": target}} if target != id else {}
        return self.entities[target] | moved

    def _page(self, title: str) -> dict[str, Any]:
        if title not in self.item_of_title:
            return {"title": title, "missing": True}
        return {
            "title": title,
            "extract": f"{title} is a politician of Norland.",
            "fullurl": "https://en.wikipedia.org/wiki/Tomas_Arvidsen",
            "pageprops": {"wikibase_item": self.item_of_title[title]},
        }
