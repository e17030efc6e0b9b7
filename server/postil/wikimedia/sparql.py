"""Wikidata's query service: slow, strictly limited. Asked for the people pack, never for a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from postil.errors import LookupFailed
from postil.wikimedia.client import Client

_ENTITY = "http://www.wikidata.org/entity/"


class Sparql:
    """Asks the query service at ``address``."""

    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address

    def select(self, query: str, *, what: str) -> Sequence[Mapping[str, str]]:
        """The rows of a SELECT: variable -> value, an item as its Q-number; what is not bound is absent.

        A value that is only known to exist is absent too. ``what`` names the request in the ledger. Raises
        LookupFailed.
        """
        body = self._client.get(
            self._address, {"query": query}, what=what, accept="application/sparql-results+json"
        )
        try:
            return [_row(binding) for binding in body["results"]["bindings"]]
        except (KeyError, TypeError, AttributeError) as problem:
            raise LookupFailed(self._address, "not the rows of a query") from problem


def _row(binding: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: value["value"].removeprefix(_ENTITY) if value["type"] == "uri" else value["value"]
        for name, value in binding.items()
        if value["type"] != "bnode" and "/.well-known/genid/" not in value["value"]
    }
