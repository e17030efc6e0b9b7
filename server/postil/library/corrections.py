"""Corrections: what the reader says is text of the article, or is not, kept for that outlet's pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import RLock

from postil.capture import Part as Part
from postil.capture import ShownPart as ShownPart
from postil.capture import describe, parts
from postil.errors import Conflict, NotAnArticle, NotFound
from postil.library.pages import Pages, outlet_of
from postil.library.revisions import revised
from postil.models import Article, TextCorrection
from postil.store.base import Store

EXAMPLE_LENGTH = 200  # characters of the part that a list shows


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction as it is now. ``article`` is that of the page it was said on, None where that is gone.

    ``is_changed`` is whether the page's text is another one now.
    """

    correction: TextCorrection
    article: Article | None
    is_changed: bool


class Corrections:
    def __init__(
        self,
        store: Store,
        pages: Pages,
        lock: RLock,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._store, self._pages, self._lock = store, pages, lock
        self._now, self._new_id = now, new_id

    def list(self, host: str | None = None, *, deleted: bool | None = False) -> Sequence[TextCorrection]:
        """Those of one outlet, or all; newest first. ``deleted``: those taken back; None gives both."""
        return self._store.corrections(TextCorrection, host, deleted=deleted)

    def parts(self, page_id: str) -> Sequence[ShownPart]:
        """All parts of a page in their order, text or not, as it is read today. Raises NotFound."""
        page, body = self._pages.get(page_id), self._pages.body(page_id)
        return parts(body.html, body.article.url, self.list(outlet_of(page.key)))

    def say(self, page_id: str, part: Part) -> Corrected:
        """The reader contradicts what was done with ``part``: it is text, or it is not.

        When an earlier correction made the part what it is, that one is taken back; else a new one holds
        from now on, for this page at once, and for each page of the outlet when it is next captured.
        Raises NotFound; Conflict when the page has no such part, or too little would be left of it.
        """
        with self._lock:
            page, body = self._pages.get(page_id), self._pages.body(page_id)
            host = outlet_of(page.key)
            found = describe(body.html, body.article.url, part, self.list(host))
            if found is None:
                raise Conflict("this part reads differently by now: load the page again")
            now = self._now()
            if found.standing is not None:
                return self._put(_taken_back(found.standing, now))
            return self._put(
                TextCorrection(
                    id=self._new_id(),
                    scope=host,
                    shape=found.shape,
                    kind=found.kind,
                    is_text=part.is_removed,
                    example=part.text[:EXAMPLE_LENGTH],
                    page_id=page_id,
                    created=now,
                    updated=now,
                )
            )

    def take_back(self, correction_id: str) -> Corrected:
        """From now on it has no effect; ``bring_back`` undoes that. Twice is fine. Raises NotFound."""
        with self._lock:
            correction = self._store.correction(TextCorrection, correction_id)
            if correction.deleted is not None:
                return Corrected(correction, None, is_changed=False)
            return self._put(_taken_back(correction, self._now()))

    def bring_back(self, correction_id: str) -> Corrected:
        """Let one that was taken back hold again. Raises NotFound, Conflict."""
        with self._lock:
            correction = self._store.correction(TextCorrection, correction_id)
            if correction.deleted is None:
                return Corrected(correction, None, is_changed=False)
            now = self._now()
            return self._put(revised(correction, deleted=None, updated=now))

    def _put(self, correction: TextCorrection) -> Corrected:
        """Keep it, and read the page on which it was said anew."""
        others = [one for one in self.list(correction.scope) if one.id != correction.id]
        holding = others if correction.deleted else [correction, *others]
        try:
            article = self._pages.read_again(correction.page_id, holding)
        except NotFound:
            article = None
        except NotAnArticle as problem:
            if not correction.deleted:
                raise Conflict("what would be left of this page is too short to be an article") from problem
            article = None
        self._store.put_correction(correction)
        if article is None:
            return Corrected(correction, None, is_changed=False)
        kept = self._pages.keep_read_again(correction.page_id, article)
        return Corrected(correction, kept.article, kept.is_changed)


def _taken_back(correction: TextCorrection, now: datetime) -> TextCorrection:
    return revised(correction, deleted=now, updated=now)
