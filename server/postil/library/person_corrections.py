"""Corrections of people: "this is somebody else", "not this person", "not a person", and back."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from threading import RLock

from postil.errors import InvalidInput, NotFound, StaleRevision
from postil.library.corrected import called, known_id, name_key
from postil.library.people import CastFinder, People
from postil.library.revisions import revised
from postil.library.texts import newest_article
from postil.library.upkeep import Upkeep
from postil.models import Article, Card, Page, Person, PersonCorrection, Verdict
from postil.store.base import Store

OWN = "reader:"  # begins the ids of those whom only the reader knows, the same in every article
NAMESAKES_SHOWN = 5


class PersonCorrections:
    def __init__(
        self,
        store: Store,
        people: People,
        upkeep: Upkeep,
        finder: Callable[[], CastFinder],
        lock: RLock,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._store, self._people, self._upkeep, self._lock = store, people, upkeep, lock
        self._finder, self._now, self._new_id = finder, now, new_id

    def make(
        self, page_id: str, person_id: str, verdict: Verdict, who: str | None = None
    ) -> PersonCorrection:
        """Keep what the reader says of a card of that page, and use it there and in other articles.

        ``who`` goes with Verdict.IS alone: the id of a person whom the library met or knows, a name that
        one of them alone bears, or the name of somebody whom only the reader knows. Raises NotFound for
        a page, or a person who is not on it; InvalidInput.
        """
        if (verdict is Verdict.IS) != bool(who and who.strip()):
            wanted = "expected who it is" if verdict is Verdict.IS else f"{verdict.value} says nobody"
            raise InvalidInput("who", wanted)
        with self._lock:
            page = self._store.page(page_id)
            article = newest_article(self._store, page)
            card = self._card(article, page, person_id)
            name, scope = called(card), name_key(called(card))
            if not scope:
                raise InvalidInput("person", "this name has no letters to know it by again")
            before = self._store.correction(PersonCorrection, card.corrected) if card.corrected else None
            now = self._now()
            correction = PersonCorrection(
                id=self._new_id(),
                scope=scope,
                verdict=verdict,
                name=name,
                was=before.was if before and before.scope == scope else known_id(card),
                person=self._named(who.strip(), card) if who else None,
                page_id=page.id,
                created=now,
                updated=now,
            )
            self._store.put_correction(correction)
            self._use(correction)
        return correction

    def get(self, correction_id: str) -> PersonCorrection:
        """One that was taken back is found too. Raises NotFound."""
        return self._store.correction(PersonCorrection, correction_id)

    def all(self, *, deleted: bool | None = False) -> Sequence[PersonCorrection]:
        """Newest first; ``deleted`` picks those that were taken back instead, None gives both."""
        return self._store.corrections(PersonCorrection, deleted=deleted)

    def on_page(self, page_id: str) -> Sequence[PersonCorrection]:
        """Those in effect in the newest version of that page, wherever they were made. Raises NotFound."""
        page = self._store.page(page_id)
        return self.in_effect(newest_article(self._store, page), page.id)

    def in_effect(self, article: Article, page_id: str) -> Sequence[PersonCorrection]:
        """As ``on_page``, where the page's newest text is at hand."""
        cards = self._people.found_in(article, page_id)
        used = (self._people.correction_of(card, page_id) for card in cards)
        return tuple({each.id: each for each in used if each}.values())

    def put(self, correction_id: str, *, deleted: bool, revision: int | None = None) -> PersonCorrection:
        """Take a correction back, or bring it back. Raises NotFound, StaleRevision."""
        with self._lock:
            known = self.get(correction_id)
            if revision is not None and revision != known.revision:
                raise StaleRevision("correction", known.id, expected=revision, current=known.revision)
            if deleted == (known.deleted is not None):
                return known
            now = self._now()
            changed = revised(known, deleted=now if deleted else None, updated=now)
            self._store.put_correction(changed)
            self._use(changed)
        return changed

    def _card(self, article: Article, page: Page, person_id: str) -> Card:
        cards = self._people.in_article(article, page.id)
        found = next((card for card in cards if card.person.id == person_id), None)
        if found is None:
            raise NotFound("person", person_id, by="id on this page,")
        return found

    def _named(self, who: str, card: Card) -> Person:
        """Raises InvalidInput, naming whom a name could mean, where it fits several."""
        met = self._people.by_id()
        others = {other.id: other for other in card.alternatives}
        by_id = others.get(who) or self._finder().person(who) or met.get(who)
        if by_id is not None:
            return by_id
        wanted = who.casefold()
        bearers = {person.id: person for person in self._finder().bearers(who)}
        bearers |= {p.id: p for p in met.values() if p.name.casefold() == wanted and p.id != card.person.id}
        if len(bearers) > 1:
            shown = "; ".join(_described(person) for person in [*bearers.values()][:NAMESAKES_SHOWN])
            raise InvalidInput("who", f"several people are called {who!r}, give the id of one: {shown}")
        if not any(letter.isalpha() for letter in who) or _is_wikidata_id(who):
            raise InvalidInput(
                "who", f"nobody here is known as {who!r}: expected a name, or an id known here"
            )
        own = Person(id=OWN + " ".join(wanted.split()).replace(" ", "-"), name=" ".join(who.split()))
        return next(iter(bearers.values()), own)

    def _use(self, correction: PersonCorrection) -> None:
        """Bring the pages that name the person in line, and the marks on them."""
        for page in list(self._touched(correction)):
            self._upkeep.meet_again(page.id)

    def _touched(self, correction: PersonCorrection) -> Iterator[Page]:
        ids = {correction.was, correction.person.id if correction.person else None}
        name = correction.name.casefold()
        for page in self._store.pages():
            named = any(person.id in ids or person.name.casefold() == name for person in page.people)
            if page.versions and (named or page.id == correction.page_id):
                yield page


def _described(person: Person) -> str:
    return f"{person.id} ({person.description})" if person.description else person.id


def _is_wikidata_id(words: str) -> bool:
    return words[:1] in "Qq" and words[1:].isdecimal()
