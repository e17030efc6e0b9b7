"""Texts: the stored versions of a page."""

from postil.models import Article, Page
from postil.store.base import Store


def newest_article(store: Store, page: Page) -> Article:
    """The article of the newest version; an empty one for a page that was never captured.

    Raises NotFound, StoreDamaged for a text that is gone or can't be read.
    """
    if page.newest is None:
        return Article(text="", blocks=(), title=page.title, url=page.url)
    return store.article(page.id, page.newest.id)
