"""Wikipedia by the action API: the first sentences on somebody, when they are of the right person."""

from collections.abc import Iterator, Sequence
from datetime import date

from postil.models import Summary
from postil.wikimedia.client import Client
from postil.wikimedia.statements import listing, mapping

MOST_TITLES = 20  # of one call: so many extracts it gives
SENTENCES = 2


class Wikipedia:
    """Asks the action API at ``address``."""

    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address

    def summaries(self, titles: Sequence[str], *, today: date) -> Iterator[tuple[str, Summary]]:
        """The Q-number that a page says it is about, with its summary, for each page there is.

        A page that names no number, or several people, gives none. Raises LookupFailed.
        """
        for start in range(0, len(titles), MOST_TITLES):
            batch = titles[start : start + MOST_TITLES]
            body = self._client.get(
                self._address,
                {
                    "action": "query",
                    "prop": "extracts|pageprops|info",
                    "inprop": "url",
                    "exintro": "1",
                    "explaintext": "1",
                    "exsentences": str(SENTENCES),
                    "exlimit": "max",
                    "redirects": "1",
                    "titles": "|".join(batch),
                    "format": "json",
                    "formatversion": "2",
                    "maxlag": "5",
                },
                what="What does Wikipedia say of " + ", ".join(f"“{title}”" for title in batch) + "?",
            )
            for page in listing(mapping(body.get("query")).get("pages")):
                yield from _summary(mapping(page), today)


def _summary(page: object, today: date) -> Iterator[tuple[str, Summary]]:
    told = mapping(page)
    properties = mapping(told.get("pageprops"))
    qid, text, url = properties.get("wikibase_item"), told.get("extract"), told.get("fullurl")
    if "disambiguation" in properties or "missing" in told:
        return
    if isinstance(qid, str) and isinstance(text, str) and text.strip() and isinstance(url, str):
        yield qid, Summary(text=" ".join(text.split()), url=url, retrieved=today)
