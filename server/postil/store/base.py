"""What a store promises. ``tests/store/contract.py`` holds every store to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from postil.models import AccessToken, Annotation, AnnotationQuery, Article, Page, Session


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a list ordered newest first: what comes after the record of that time and id."""

    created: datetime
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What is kept of one version of a page beside its record: the article, and the page it came from."""

    article: Article
    html: str


class Store(Protocol):
    """A library on disk. When a method that writes returns, the write is durable and whole.

    Records are values: changing what came out changes nothing inside. All methods may be called from
    several threads. Lists are newest first by (created, id). A ``put`` of a record takes revision 1
    for a new one, and exactly the stored revision plus one for a known one; anything else raises
    StaleRevision and writes nothing.
    """

    # Pages
    def page(self, page_id: str) -> Page:
        """Raises NotFound."""
        ...

    def page_at(self, key: str) -> Page | None:
        """The page with ``key`` among its addresses, by index. None when no page has it."""
        ...

    def pages(self, *, after: Cursor | None = None, limit: int | None = None) -> Sequence[Page]: ...

    def put_page(self, page: Page, body: Body | None = None) -> None:
        """Keep ``page``; ``body`` is that of its newest version, None when that is stored already.

        The body is on disk before the record that names it. Raises StaleRevision; Conflict when
        another page has one of its addresses.
        """
        ...

    def body(self, page_id: str, version_id: str) -> Body:
        """Raises NotFound."""
        ...

    def delete_page(self, page_id: str) -> None:
        """Drop the page, its bodies and every annotation on it, tombstones too. Raises NotFound."""
        ...

    # Annotations
    def annotation(self, annotation_id: str) -> Annotation:
        """A tombstone is found too. Raises NotFound."""
        ...

    def annotation_for_request(self, request_key: str) -> Annotation | None:
        """The annotation made under that idempotency key, by index."""
        ...

    def annotations(
        self, query: AnnotationQuery, *, after: Cursor | None = None, limit: int | None = None
    ) -> Sequence[Annotation]: ...

    def put_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Keep them all, or none. Raises StaleRevision; NotFound when a page is unknown."""
        ...

    # Access
    def token_for(self, hash: str) -> AccessToken | None: ...

    def tokens(self) -> Sequence[AccessToken]: ...

    def put_token(self, token: AccessToken) -> None:
        """Raises Conflict when the name is taken."""
        ...

    def delete_token(self, name: str) -> None:
        """Raises NotFound."""
        ...

    def session_for(self, hash: str) -> Session | None: ...

    def put_session(self, session: Session) -> None: ...

    def delete_session(self, hash: str) -> None:
        """No error when there is none: signing out twice is fine."""
        ...

    def delete_sessions(self) -> int:
        """End every session; gives how many there were."""
        ...

    # Whole
    def notices(self) -> Sequence[str]:
        """What opening found and did about damage, as sentences for the reader; empty when all was well."""
        ...

    def close(self) -> None:
        """Release the files and the lock. Twice is fine."""
        ...
