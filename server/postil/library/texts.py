"""Texts: the stored versions of a page, of which one may be damaged or gone."""

from postil.errors import NotFound, StoreDamaged
from postil.models import Article, Body, Page
from postil.store.base import Store


def newest_article(store: Store, page: Page) -> Article:
    """The article of the newest version; an empty one for a page that was never captured."""
    if page.newest is None:
        return Article(text="", blocks=(), title=page.title, url=page.url)
    return store.body(page.id, page.newest.id).article


def readable(store: Store, page: Page, version_id: str) -> Body | None:
    """That version; None where its file is damaged or gone."""
    try:
        return store.body(page.id, version_id)
    except (StoreDamaged, NotFound):
        return None
