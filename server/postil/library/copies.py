"""Copies: an article that stands, word for word, under an address that does not say so.

A story of an agency is on the sites of many papers; a print edition may name no canonical address. A
reader's marks are on the story, so they show on each copy. But two pages made one by mistake can't be told
apart again, and many sites show one and the same notice in place of different articles. So a copy has to be
whole and long, it has to say who wrote it or when, as notices don't, and it has to have the headline or the
day of what it is a copy of. Pages of one site whose addresses differ are different pages, unless one is for
printing: a site knows its own.
"""

import re
from urllib.parse import urlsplit

from postil.capture.urls import name_of_site
from postil.models import Article, ArticleState, Page

MIN_WORDS = 80
_WORD = re.compile(r"\w+")
_FOR_PRINTING = re.compile(r"\bprint(?:able|er|view)?\b", re.IGNORECASE)


def is_copy(article: Article, key: str, page: Page) -> bool:
    """Whether ``article``, read at ``key``, is ``page`` under another address; their texts are equal."""
    if page.words < MIN_WORDS or article.state is not ArticleState.COMPLETE:
        return False
    if not (_is_signed(article) and _is_signed(page)):
        return False
    if _headline(article) != _headline(page) and article.published != page.published:
        return False
    return is_elsewhere(key, page) or any(map(_is_for_printing, (key, *page.addresses)))


def is_elsewhere(key: str, page: Page) -> bool:
    """Whether ``key`` is on another site than the one on which ``page`` was read first."""
    return name_of_site(key) != name_of_site(page.key)


def _is_signed(told: Article | Page) -> bool:
    return bool(told.authors or told.published)


def _headline(told: Article | Page) -> list[str]:
    return _WORD.findall(told.title.casefold())


def _is_for_printing(key: str) -> bool:
    parts = urlsplit(key)
    return _FOR_PRINTING.search(f"{parts.path}?{parts.query}") is not None
