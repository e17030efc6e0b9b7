"""Articles, open: a page's newest text put together, once, with all that is shown beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from postil.library.annotations import Annotations
from postil.library.edits import Edits, News
from postil.library.pages import Captured, Pages
from postil.library.people import CastMember, People
from postil.library.person_corrections import PersonCorrections
from postil.models import Annotation, Article, Page, PersonCorrection


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenArticle:
    """A page as it is read: its newest text, with who and what is told beside it.

    ``stamp`` is another one whenever the page or a mark on it was changed since. ``day`` is the day for
    which the ``cast`` says who somebody was, None where it has none. ``marks`` are those that stand, as
    the text goes; ``corrections`` what the reader said of its people that holds here; ``news`` what the
    outlet changed since the reader last looked.
    """

    stamp: str
    page: Page
    article: Article
    day: date | None
    cast: Sequence[CastMember]
    marks: Sequence[Annotation]
    corrections: Sequence[PersonCorrection]
    news: News


class Articles:
    def __init__(
        self,
        pages: Pages,
        people: People,
        person_corrections: PersonCorrections,
        annotations: Annotations,
        edits: Edits,
    ) -> None:
        self._pages, self._people, self._person_corrections = pages, people, person_corrections
        self._annotations, self._edits = annotations, edits

    def open(self, page_id: str) -> OpenArticle:
        """Reads the stored text once. Raises NotFound."""
        return self._open(page_id, {})

    def opened(self, captured: Captured) -> OpenArticle:
        """What was captured just now; its text is at hand, and read from the disk no more."""
        newest = captured.page.newest
        return self._open(captured.page.id, {newest.id: captured.article} if newest else {})

    def _open(self, page_id: str, at_hand: Mapping[str, Article]) -> OpenArticle:
        stamp = self._annotations.stamp(page_id)  # taken first: what changes meanwhile is told next time
        page, article = self._pages.newest(page_id, at_hand)
        return OpenArticle(
            stamp=stamp,
            page=page,
            article=article,
            day=self._people.as_of(article, page_id),
            cast=self._people.members(article, page_id),
            marks=self._annotations.on_page(page_id),
            corrections=self._person_corrections.in_effect(article, page_id),
            news=self._edits.news(page_id, article),
        )
