"""The directory: who bears a name, and what Wikipedia says of them; asked once, and then at hand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from postil.codec import Codec
from postil.models import KnownPerson, LookedUp, Summary
from postil.wikimedia import wikidata
from postil.wikimedia.kept import Kept
from postil.wikimedia.statements import text_in_english
from postil.wikimedia.wikidata import Office, Wikidata
from postil.wikimedia.wikipedia import Wikipedia

# Offices change hands; what an office is called, and what a trade is, hardly ever does.
FRESH_PERSON = timedelta(days=14)
FRESH_THING = timedelta(days=365)

_NAME, _OFFICE, _THING, _SUMMARY = "people", "office", "thing", "summary"

CODEC = Codec(lenient=True)


class WikimediaDirectory:
    """``same_name`` folds a name, so that its spellings are one."""

    def __init__(
        self,
        wikidata: Wikidata,
        wikipedia: Wikipedia,
        kept: Kept,
        *,
        now: Callable[[], datetime],
        same_name: Callable[[str], str],
    ) -> None:
        self._wikidata, self._wikipedia, self._kept = wikidata, wikipedia, kept
        self._now, self._key = now, same_name

    def at_hand(self, names: Iterable[str]) -> Mapping[str, LookedUp]:
        """What is known of those names without asking, old or not; a name never asked for is absent."""
        keys = {name: self._key(name) for name in names}
        kept = self._kept.get(_NAME, set(keys.values()))
        return {
            name: LookedUp(
                candidates=tuple(CODEC.load(KnownPerson, one) for one in kept[key][1]),
                retrieved=kept[key][0].date(),
            )
            for name, key in keys.items()
            if key in kept
        }

    def stale(self, names: Iterable[str]) -> Sequence[str]:
        """Those of ``names`` that should be asked for, again or for the first time."""
        keys = {name: self._key(name) for name in names}
        kept = self._kept.get(_NAME, set(keys.values()))
        oldest = self._now() - FRESH_PERSON
        return [name for name, key in keys.items() if key not in kept or kept[key][0] < oldest]

    def ask(self, names: Sequence[str]) -> None:
        """Ask for those names, then keep what came. Raises LookupFailed; then nothing new is at hand."""
        bearers = {name: self._bearers(name) for name in dict.fromkeys(names)}
        ids = list(dict.fromkeys(id for called_so in bearers.values() for id in called_so))
        found = self._wikidata.entities(
            ids,
            props="labels|descriptions|aliases|claims|sitelinks",
            what="What is known of {count} who are called so?",
        )
        people = {id: entity for id, entity in found.items() if wikidata.is_human(entity)}
        offices = self._offices({id for one in people.values() for id in wikidata.office_ids(one)})
        things = {id for one in people.values() for id in wikidata.thing_ids(one)}
        labels = self._labels(things | set(wikidata.ids_in(offices.values())))
        candidates = {id: wikidata.person_from(one, offices, labels) for id, one in people.items()}
        self._kept.put(
            _NAME,
            {
                self._key(name): [
                    CODEC.dump(candidate)
                    for candidate in sorted(
                        {candidates[id] for id in called_so if id in candidates},
                        key=lambda one: -one.sitelinks,
                    )
                ]
                for name, called_so in bearers.items()
            },
            self._now(),
        )

    def _bearers(self, name: str) -> Sequence[str]:
        """The best known of those whose name or other name it is, whole."""
        whole = self._key(name)
        hits = (id for id, matched in self._wikidata.search(name) if self._key(matched) == whole)
        return list(dict.fromkeys(hits))[: wikidata.MOST_BEARERS]

    def _offices(self, ids: set[str]) -> Mapping[str, Office]:
        fresh = {id: CODEC.load(Office, value) for id, value in self._fresh(_OFFICE, ids).items()}
        lacking = sorted(ids - fresh.keys())
        asked = {
            id: wikidata.office_from(entity)
            for id, entity in self._wikidata.entities(
                lacking, props="labels|claims", what="What are {count} offices called, and where are they?"
            ).items()
        }
        self._kept.put(_OFFICE, {id: CODEC.dump(office) for id, office in asked.items()}, self._now())
        return {**fresh, **asked}

    def _labels(self, ids: set[str]) -> Mapping[str, str]:
        fresh = self._fresh(_THING, ids)
        lacking = sorted(ids - fresh.keys())
        asked = {
            id: text_in_english(entity, "labels")
            for id, entity in self._wikidata.entities(
                lacking, props="labels", what="What are {count} countries, trades and parties called?"
            ).items()
        }
        self._kept.put(_THING, asked, self._now())
        return {**fresh, **asked}

    def _fresh(self, kind: str, ids: Iterable[str]) -> Mapping[str, Any]:
        oldest = self._now() - FRESH_THING
        return {id: value for id, (at, value) in self._kept.get(kind, ids).items() if at >= oldest}

    def summary(self, qid: str) -> Summary | None:
        """What Wikipedia says first of that person; None where it was not asked, or says nothing."""
        kept = self._kept.get(_SUMMARY, [qid]).get(qid)
        if kept is None or kept[1] is None:
            return None
        return Summary(text=kept[1]["text"], url=kept[1]["url"], retrieved=kept[0].date())

    def ask_summaries(self, titles: Mapping[str, str]) -> bool:
        """Ask for the pages of ``titles``, by Q-number, and keep those that are of that person.

        Gives whether something new is at hand. Raises LookupFailed.
        """
        oldest = self._now() - FRESH_PERSON
        kept = self._kept.get(_SUMMARY, titles)
        lacking = {qid: title for qid, title in titles.items() if qid not in kept or kept[qid][0] < oldest}
        if not lacking:
            return False
        told: dict[str, dict[str, str] | None] = dict.fromkeys(lacking)
        for qid, summary in self._wikipedia.summaries(sorted(lacking.values()), today=self._now().date()):
            # A title may have been given to somebody else meanwhile: only the page's own word counts.
            if qid in told:
                told[qid] = {"text": summary.text, "url": summary.url}
        self._kept.put(_SUMMARY, told, self._now())
        return any(told.values())

    def close(self) -> None:
        """Twice is fine."""
        self._kept.close()
