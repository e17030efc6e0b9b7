"""Reading: the article and the people of a page that is not kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from postil.capture import decode, extract
from postil.library.people import CastFinder, CastMember
from postil.models import Article


class PageReader:
    """What can be told of a page without a library. ``finder`` is called when people are first looked for."""

    def __init__(self, finder: Callable[[], CastFinder], *, now: Callable[[], datetime]) -> None:
        self._finder, self._now = finder, now

    def article(self, page: bytes, url: str | None = None, *, published: date | None = None) -> Article:
        """The article in a file of HTML or plain text; ``published`` stands where it is given.

        Raises NotAnArticle when there is none, InvalidInput for what is no text.
        """
        article = extract(decode(page), url)
        return replace(article, published=published, revised=None) if published else article

    def as_of(self, article: Article) -> date | None:
        """The day for which the cast of ``article`` says who somebody was; None where it has none."""
        return self._finder().day(article.text, article.published, article.revised)

    def cast(self, article: Article) -> tuple[CastMember, ...]:
        """Who is in ``article``, in order of appearance."""
        cards = self._finder().cast(
            article.text,
            self.as_of(article),
            today=self._now().date(),
            scope=article.canonical or "",
            headline=article.title,
        )
        return tuple(CastMember(card, marks=0, last_mark=None) for card in cards)
