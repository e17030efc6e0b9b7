"""Models to records and back. A record is a dict that JSON can hold; it carries its schema version.

What has its default value is left out, which halves a mark on disk and in memory. Times are kept
with a fixed width in UTC, so that records sort by them as text.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from postil.models import (
    CORRECTIONS,
    AccessToken,
    AnchorState,
    Annotation,
    Article,
    ArticleState,
    Block,
    BlockKind,
    Body,
    Colour,
    Correction,
    FormerPlace,
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

Record = Mapping[str, Any]

# Raised when what a record means changes. A newer one than this is refused, never guessed at.
SCHEMA = 1


def write_time(time: datetime) -> str:
    """``time`` in UTC with microseconds: text that sorts as the times do."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def read_time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _given(**fields: object) -> dict[str, Any]:
    """The schema version, and those fields that are not None."""
    return {"schema": SCHEMA} | {name: value for name, value in fields.items() if value is not None}


def _day(text: str | None) -> date | None:
    """A day, or a moment where the article's own words give one."""
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def write_page(page: Page) -> dict[str, Any]:
    return _given(
        id=page.id,
        key=page.key,
        addresses=list(page.addresses),
        url=page.url,
        title=page.title or None,
        authors=list(page.authors) or None,
        published=page.published.isoformat() if page.published else None,
        site=page.site,
        language=page.language,
        words=page.words,
        versions=[
            {
                "id": version.id,
                "captured": write_time(version.captured),
                "digest": version.digest,
                **({"corrected": True} if version.corrected else {}),
            }
            for version in page.versions
        ],
        created=write_time(page.created),
        updated=write_time(page.updated),
        people=[_write_person(person) for person in page.people] or None,
        day=page.day.isoformat() if page.day else None,
        seen=page.seen,
        revision=page.revision,
    )


def read_page(record: Record) -> Page:
    return Page(
        id=record["id"],
        key=record["key"],
        addresses=tuple(record["addresses"]),
        url=record["url"],
        title=record.get("title", ""),
        authors=tuple(record.get("authors", ())),
        published=_day(record.get("published")),
        site=record.get("site"),
        language=record.get("language"),
        words=record["words"],
        versions=tuple(
            Version(
                id=version["id"],
                captured=read_time(version["captured"]),
                digest=version["digest"],
                corrected=version.get("corrected", False),
            )
            for version in record["versions"]
        ),
        created=read_time(record["created"]),
        updated=read_time(record["updated"]),
        people=tuple(_read_person(person) for person in record.get("people", ())),
        day=_day(record.get("day")),
        seen=record.get("seen"),
        revision=record["revision"],
    )


def _write_person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "qid": person.qid, "description": person.description}


def _read_person(record: Record) -> Person:
    return Person(id=record["id"], name=record["name"], qid=record["qid"], description=record["description"])


def write_annotation(annotation: Annotation) -> dict[str, Any]:
    selector, span = annotation.selector, annotation.span
    return _given(
        id=annotation.id,
        page_id=annotation.page_id,
        version_id=annotation.version_id,
        **_write_selector(selector),
        span=[span.start, span.end] if span else None,
        state=annotation.state.value if annotation.state is not AnchorState.ANCHORED else None,
        colour=annotation.colour.value if annotation.colour is not Colour.YELLOW else None,
        note=annotation.note or None,
        tags=list(annotation.tags) or None,
        people=list(annotation.people) or None,
        said_by=annotation.said_by,
        created=write_time(annotation.created),
        updated=write_time(annotation.updated),
        deleted=write_time(annotation.deleted) if annotation.deleted else None,
        revision=annotation.revision,
        request_key=annotation.request_key,
        request_digest=annotation.request_digest,
        replies_to=list(annotation.replies_to) or None,
        former=[_write_former(former) for former in annotation.former] or None,
        link=annotation.link or None,
        # By way of JSON: what is kept is what comes back after a restart, and shares nothing with the caller.
        extra=json.loads(json.dumps(annotation.extra)) if annotation.extra else None,
    )


def _write_former(former: FormerPlace) -> dict[str, Any]:
    return _given(version_id=former.version_id, **_write_selector(former.selector))


def _read_former(record: Record) -> FormerPlace:
    selector = _read_selector(record)
    assert selector is not None, "a former place has the words it selected"
    return FormerPlace(selector=selector, version_id=record.get("version_id"))


def _write_selector(selector: Selector | None) -> dict[str, Any]:
    if selector is None:
        return {}
    hint = (selector.start, selector.end)
    return {
        "exact": selector.exact,
        "prefix": selector.prefix or None,
        "suffix": selector.suffix or None,
        "hint": None if hint == (None, None) else list(hint),
    }


def _read_selector(record: Record) -> Selector | None:
    if "exact" not in record:
        return None
    start, end = record.get("hint", (None, None))
    return Selector(
        exact=record["exact"],
        prefix=record.get("prefix", ""),
        suffix=record.get("suffix", ""),
        start=start,
        end=end,
    )


def read_annotation(record: Record) -> Annotation:
    span, deleted, extra = record.get("span"), record.get("deleted"), record.get("extra")
    return Annotation(
        id=record["id"],
        page_id=record["page_id"],
        version_id=record.get("version_id"),
        selector=_read_selector(record),
        span=Span(*span) if span else None,
        state=AnchorState(record.get("state", AnchorState.ANCHORED)),
        colour=Colour(record.get("colour", Colour.YELLOW)),
        note=record.get("note", ""),
        tags=tuple(record.get("tags", ())),
        people=tuple(record.get("people", ())),
        said_by=record.get("said_by"),
        created=read_time(record["created"]),
        updated=read_time(record["updated"]),
        deleted=read_time(deleted) if deleted else None,
        revision=record["revision"],
        request_key=record.get("request_key"),
        request_digest=record.get("request_digest"),
        replies_to=tuple(record.get("replies_to", ())),
        former=tuple(_read_former(former) for former in record.get("former", ())),
        link=record.get("link", ""),
        extra=json.loads(json.dumps(extra)) if extra else {},
    )


def write_correction(correction: Correction) -> dict[str, Any]:
    return _given(
        about=correction.about,
        id=correction.id,
        scope=correction.scope,
        created=write_time(correction.created),
        updated=write_time(correction.updated),
        deleted=write_time(correction.deleted) if correction.deleted else None,
        revision=correction.revision,
        **_WRITE_OWN[type(correction)](correction),
    )


def read_correction(record: Record) -> Correction:
    kind, deleted = CORRECTIONS[record["about"]], record.get("deleted")
    return kind(
        id=record["id"],
        scope=record["scope"],
        created=read_time(record["created"]),
        updated=read_time(record["updated"]),
        deleted=read_time(deleted) if deleted else None,
        revision=record["revision"],
        **_READ_OWN[kind](record),
    )


def _write_text_correction(correction: Any) -> dict[str, Any]:
    return {
        "shape": correction.shape,
        "kind": correction.kind.value if correction.kind else None,
        "is_text": correction.is_text,
        "example": correction.example,
        "page_id": correction.page_id,
    }


def _read_text_correction(record: Record) -> dict[str, Any]:
    kind = record.get("kind")
    return {
        "shape": record["shape"],
        "kind": RemovedKind(kind) if kind else None,
        "is_text": record["is_text"],
        "example": record["example"],
        "page_id": record["page_id"],
    }


def _write_person_correction(correction: Any) -> dict[str, Any]:
    return {
        "verdict": correction.verdict.value,
        "name": correction.name,
        "was": correction.was,
        "person": _write_person(correction.person) if correction.person else None,
        "page_id": correction.page_id,
    }


def _read_person_correction(record: Record) -> dict[str, Any]:
    person = record.get("person")
    return {
        "verdict": Verdict(record["verdict"]),
        "name": record["name"],
        "was": record.get("was"),
        "person": _read_person(person) if person else None,
        "page_id": record["page_id"],
    }


# What each kind of correction holds beside that which all of them hold.
_WRITE_OWN: Mapping[type[Correction], Callable[[Any], dict[str, Any]]] = {
    TextCorrection: _write_text_correction,
    PersonCorrection: _write_person_correction,
}
_READ_OWN: Mapping[type[Correction], Callable[[Record], dict[str, Any]]] = {
    TextCorrection: _read_text_correction,
    PersonCorrection: _read_person_correction,
}


def write_token(token: AccessToken) -> dict[str, Any]:
    return _given(name=token.name, hash=token.hash, created=write_time(token.created), origin=token.origin)


def read_token(record: Record) -> AccessToken:
    return AccessToken(
        name=record["name"],
        hash=record["hash"],
        created=read_time(record["created"]),
        origin=record.get("origin"),
    )


def write_session(session: Session) -> dict[str, Any]:
    return _given(hash=session.hash, created=write_time(session.created), expires=write_time(session.expires))


def read_session(record: Record) -> Session:
    return Session(
        hash=record["hash"], created=read_time(record["created"]), expires=read_time(record["expires"])
    )


def write_preferences(program: str, preferences: Mapping[str, bool]) -> dict[str, Any]:
    return _given(program=program, on=dict(preferences))


def read_preferences(record: Record) -> dict[str, bool]:
    return dict(record["on"])


def write_body(body: Body) -> dict[str, Any]:
    article = body.article
    return {
        "schema": SCHEMA,
        "text": article.text,
        "blocks": [[block.kind.value, block.text, block.start] for block in article.blocks],
        "removed": [[part.kind.value, part.text, part.why] for part in article.removed],
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published.isoformat() if article.published else None,
        "revised": article.revised.isoformat() if article.revised else None,
        "site": article.site,
        "language": article.language,
        "url": article.url,
        "canonical": article.canonical,
        "state": article.state.value,
        "html": body.html,
    }


def read_body(record: Record) -> Body:
    article = Article(
        text=record["text"],
        blocks=tuple(Block(BlockKind(kind), text, start) for kind, text, start in record["blocks"]),
        removed=tuple(Removed(RemovedKind(kind), text, why) for kind, text, why in record["removed"]),
        title=record["title"],
        authors=tuple(record["authors"]),
        published=_day(record["published"]),
        revised=_day(record.get("revised")),
        site=record["site"],
        language=record["language"],
        url=record["url"],
        canonical=record["canonical"],
        state=ArticleState(record.get("state", ArticleState.COMPLETE)),
    )
    return Body(article=article, html=record["html"])
