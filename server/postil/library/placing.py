"""Placing: where marks sit in the newest text of their page. Nothing else in the library says where."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from postil.anchoring import describe, link, place
from postil.library.addresses import is_web_address
from postil.library.revisions import revised
from postil.models import AnchorState, Annotation, Article, Page, Selector, Span


def link_to(page: Page, text: str, span: Span | None) -> str:
    """Where a browser finds the passage, or the page as a whole; "" for what is no page of the web."""
    if not is_web_address(page.url):
        return ""
    return link(page.url, text, span) if span else page.url


def placed_at(mark: Annotation, article: Article, page: Page, selector: Selector | None) -> Annotation:
    """``mark`` where ``selector`` leads in ``article``, the newest text of ``page``; lost where nowhere.

    What is about no passage is in its place. The revision stays.
    """
    span, state = None, AnchorState.ANCHORED
    if selector is not None:
        found = place(article.text, selector)
        span, state = (found.span, found.state) if found else (None, AnchorState.LOST)
    return replace(
        mark,
        page_id=page.id,
        version_id=page.newest.id if page.newest else None,
        selector=selector,
        span=span,
        state=state,
        link=link_to(page, article.text, span),
    )


def placed_as_read(mark: Annotation, article: Article, page: Page, selector: Selector | None) -> Annotation:
    """As ``placed_at``, of a mark that is made now: the article's own words are kept, where it has them.

    What stands around the words where they were selected may be no part of the article, a caption or a
    heading: a mark that is made on an article's very words is in its place, and has not moved.
    """
    made = placed_at(mark, article, page, selector)
    if selector is None or made.span is None:
        return made
    passage = article.text[made.span.start : made.span.end]
    # A browser's selection and the article's text may differ in white space alone.
    if "".join(passage.split()) != "".join(selector.exact.split()):
        return made
    return replace(made, selector=describe(article.text, made.span), state=AnchorState.ANCHORED)


def placed(mark: Annotation, article: Article, page: Page) -> Annotation:
    """``mark`` where it sits in ``article``, the newest text of ``page``; its version stays."""
    return replace(placed_at(mark, article, page, mark.selector), version_id=mark.version_id)


def moved(marks: Iterable[Annotation], article: Article, page: Page, now: datetime) -> list[Annotation]:
    """Those of ``marks`` that sit elsewhere in ``article``, the newest of ``page``, where they sit now."""
    anew = ((mark, placed(mark, article, page)) for mark in marks)
    return [revised(new, updated=now) for old, new in anew if new != old]
