"""Records for store tests: whole, small, and different where a test says so."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from postil.models import (
    AccessToken,
    AnchorState,
    Annotation,
    Article,
    ArticleState,
    Block,
    BlockKind,
    Body,
    Page,
    Person,
    PersonCorrection,
    Removed,
    RemovedKind,
    Selector,
    Session,
    Span,
    TextCorrection,
    Verdict,
    Version,
)

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def minutes(count: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=count)


def version(id: str = "v1", **changes: Any) -> Version:
    return Version(**({"id": id, "captured": NOON, "digest": "5e" * 32} | changes))


def page(id: str = "page", **changes: Any) -> Page:
    key = changes.get("key", f"https://paper.example/{id}")
    given: dict[str, Any] = {
        "id": id,
        "key": key,
        "addresses": (key,),
        "url": key + "?from=feed",
        "title": "Ferry to run on Sundays",
        "authors": ("Ada Quill", "Bo Reed"),
        "published": date(2026, 3, 13),
        "site": "The Paper",
        "language": "en",
        "words": 412,
        "versions": (version(),),
        "created": NOON,
        "updated": NOON,
        "people": (Person(id="p1", name="Mara Lind", qid="Q1", description="mayor"),),
        "day": date(2026, 3, 12),
        "seen": "v1",
    }
    return Page(**(given | changes))


def mark(id: str = "mark", **changes: Any) -> Annotation:
    given: dict[str, Any] = {
        "id": id,
        "page_id": "page",
        "version_id": "v1",
        "selector": Selector(exact="The ferry", prefix="", suffix=" will run", start=0, end=9),
        "span": Span(0, 9),
        "state": AnchorState.ANCHORED,
        "created": NOON,
        "updated": NOON,
    }
    return Annotation(**(given | changes))


def body(text: str = "The ferry will run on Sundays.", html: str | None = None) -> Body:
    article = Article(
        text=text,
        blocks=(Block(BlockKind.PARAGRAPH, text, 0),),
        state=ArticleState.TRUNCATED,
        removed=(Removed(RemovedKind.CAPTION, "A ferry.", "figcaption"),),
        title="Ferry to run on Sundays",
        authors=("Ada Quill",),
        published=date(2026, 3, 13),
        revised=date(2026, 9, 1),
        site="The Paper",
        language="en",
        url="https://paper.example/page",
        canonical="https://paper.example/page",
    )
    return Body(article=article, html=f"<p>{text}</p>" if html is None else html)


def correction(id: str = "correction", **changes: Any) -> TextCorrection:
    given: dict[str, Any] = {
        "id": id,
        "scope": "paper.example",
        "shape": "div.story > p.note",
        "kind": RemovedKind.CAPTION,
        "is_text": True,
        "example": "The ferry, seen from the quay.",
        "page_id": "page",
        "created": NOON,
        "updated": NOON,
    }
    return TextCorrection(**(given | changes))


def person_correction(id: str = "who", **changes: Any) -> PersonCorrection:
    given: dict[str, Any] = {
        "id": id,
        "scope": "edda lorne",
        "verdict": Verdict.IS,
        "name": "Edda Lorne",
        "was": None,
        "person": Person(id="Q1", qid="Q1", name="Edda Lorne", description="potter"),
        "page_id": "page",
        "created": NOON,
        "updated": NOON,
    }
    return PersonCorrection(**(given | changes))


def token(name: str = "laptop", **changes: Any) -> AccessToken:
    given: dict[str, Any] = {"name": name, "hash": f"hash of {name}", "created": NOON}
    return AccessToken(**(given | changes))


def session(hash: str = "hash", **changes: Any) -> Session:
    return Session(**({"hash": hash, "created": NOON, "expires": minutes(60)} | changes))
