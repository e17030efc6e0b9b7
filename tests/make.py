"""Builders of whole, valid models: a test says only what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from postil.formats.base import Bundle
from postil.models import (
    AnchorState,
    Annotation,
    Article,
    Block,
    BlockKind,
    Body,
    Page,
    Person,
    RemovedKind,
    Selector,
    Span,
    TextCorrection,
    Version,
)

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
URL = "https://courier.example/2026/02/weir-to-be-mended"
KEY = URL
PARAGRAPHS = (
    "The town council of Ashby Ferry voted on Tuesday to mend the old weir.",
    "Rosalind Achterberg, who keeps the lock, said she would believe it when she saw the crane.",
)
KEEPER = Person(id="p1", name="Rosalind Achterberg", description="lock keeper")


def article(*paragraphs: str, **rest: Any) -> Article:
    blocks, start = [], 0
    for paragraph in paragraphs or PARAGRAPHS:
        blocks.append(Block(BlockKind.PARAGRAPH, paragraph, start))
        start += len(paragraph) + len("\n\n")
    usual = {
        "title": "The weir is to be mended",
        "authors": ("Ines Calder",),
        "published": date(2026, 2, 27),
        "site": "The Example Courier",
        "language": "en",
        "url": URL,
        "canonical": URL,
    }
    return Article(text="\n\n".join(block.text for block in blocks), blocks=tuple(blocks), **(usual | rest))


def version(id: str = "v1", *, of: Article | None = None, captured: datetime = NOON) -> Version:
    text = (of or article()).text
    return Version(id=id, captured=captured, digest=sha256(text.encode()).hexdigest())


def page(id: str = "page1", **rest: Any) -> Page:
    usual = {
        "key": KEY,
        "addresses": (KEY,),
        "url": URL,
        "title": "The weir is to be mended",
        "authors": ("Ines Calder",),
        "published": date(2026, 2, 27),
        "site": "The Example Courier",
        "language": "en",
        "words": 28,
        "versions": (version(),),
        "created": NOON,
        "updated": NOON,
        "people": (KEEPER,),
    }
    return Page(id=id, **(usual | rest))


def annotation(id: str = "mark1", quote: str = "mend the old weir", **rest: Any) -> Annotation:
    """A mark on ``quote`` where it first stands in the usual article."""
    start = article().text.find(quote)
    usual = {
        "page_id": "page1",
        "version_id": "v1",
        "selector": Selector(exact=quote),
        "span": Span(start, start + len(quote)) if start >= 0 else None,
        "state": AnchorState.ANCHORED if start >= 0 else AnchorState.LOST,
        "created": NOON,
        "updated": NOON + timedelta(minutes=1),
        "link": f"{URL}#:~:text={quote.replace(' ', '%20')}",
    }
    return Annotation(id=id, **(usual | rest))


def correction(id: str = "correction1", **rest: Any) -> TextCorrection:
    usual = {
        "scope": "courier.example",
        "shape": "div.story > p.note",
        "kind": RemovedKind.CAPTION,
        "is_text": True,
        "example": "The weir in February.",
        "page_id": "page1",
        "created": NOON,
        "updated": NOON,
    }
    return TextCorrection(id=id, **(usual | rest))


def bundle(*annotations: Annotation, **page_fields: Any) -> Bundle:
    """One page in one version with those marks on it, as a whole format gets it."""
    text = article()
    of = page(**page_fields)
    return Bundle(
        page=of,
        article=text,
        annotations=tuple(replace(mark, page_id=of.id) for mark in annotations),
        bodies={"v1": Body(article=text, html="<p>as captured</p>")},
        names={person.id: person.name for person in of.people},
    )
