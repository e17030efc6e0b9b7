"""Who somebody is, whatever is known of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, known or met in an article. ``qid`` is None where no Wikidata id is certain."""

    id: str
    name: str
    qid: str | None = None
    description: str = ""
