"""What a store promises. ``tests/store/contract`` holds every store to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from postil.models import (
    AccessToken,
    Annotation,
    AnnotationQuery,
    Article,
    Body,
    Correction,
    Page,
    Session,
    Tally,
)

CorrectionT = TypeVar("CorrectionT", bound=Correction)


class Order(StrEnum):
    """How a list of marks is ordered; where the time is equal, the id decides in the same direction."""

    NEWEST = "newest"  # made last, first
    OLDEST = "oldest"
    LAST_CHANGED = "last_changed"  # changed last, first
    FIRST_CHANGED = "first_changed"

    @property
    def by_change(self) -> bool:
        return self in (Order.LAST_CHANGED, Order.FIRST_CHANGED)

    @property
    def is_rising(self) -> bool:
        return self in (Order.OLDEST, Order.FIRST_CHANGED)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in an ordered list: what comes after the record of that time and id."""

    time: datetime
    id: str

    @classmethod
    def past(cls, time: datetime, order: Order) -> "Cursor":
        """What comes after every record of ``time``."""
        return cls(time, "\U0010ffff" if order.is_rising else "")


class Store(Protocol):
    """A library on disk. When a method that writes returns, the write is durable and whole.

    Records are values: changing what came out changes nothing inside. All methods may be called from
    several threads. Lists are newest first by (created, id), unless another order is asked for. A
    ``put`` of a record that is known takes exactly the stored revision plus one; anything else raises
    StaleRevision and writes nothing. A new record may come with any revision: it may be a restored one.
    Every method that writes raises WriteFailed when the disk refuses; nothing is changed then.
    """

    # Pages
    def page(self, page_id: str) -> Page:
        """Raises NotFound."""
        ...

    def find_page(self, page_id: str) -> Page | None:
        """As ``page``; None when there is none."""
        ...

    def page_at(self, key: str) -> Page | None:
        """The page with ``key`` among its addresses, by index. None when no page has it."""
        ...

    def page_with_text(self, digest: str) -> Page | None:
        """A page whose newest version has the text of that digest, by index: one, where several have."""
        ...

    def pages(self, *, after: Cursor | None = None, limit: int | None = None) -> Sequence[Page]: ...

    def put_page(
        self, page: Page, bodies: Mapping[str, Body] = {}, annotations: Sequence[Annotation] = ()
    ) -> None:
        """Keep ``page``, its new versions' bodies by version id, and marks placed anew on it: all or none.

        Bodies are on disk before the record that names them; a version stored already needs none, and keeps
        the one that it has, unless that can't be read any more.
        Raises StaleRevision; Conflict when another page has one of its addresses; NotFound when a
        version has no body, neither given nor stored.
        """
        ...

    def body(self, page_id: str, version_id: str) -> Body:
        """Raises NotFound; StoreDamaged for one that can't be read."""
        ...

    def find_body(self, page_id: str, version_id: str) -> Body | None:
        """As ``body``; None for one that is gone or can't be read."""
        ...

    def article(self, page_id: str, version_id: str) -> Article:
        """The article of ``body``, without reading the page it came from. Raises as ``body``."""
        ...

    def find_article(self, page_id: str, version_id: str) -> Article | None:
        """As ``article``; None for one that is gone or can't be read."""
        ...

    def delete_page(self, page_id: str) -> None:
        """Drop the page, its bodies and every annotation on it, tombstones too. Raises NotFound."""
        ...

    # Annotations
    def annotation(self, annotation_id: str) -> Annotation:
        """A tombstone is found too. Raises NotFound."""
        ...

    def find_annotation(self, annotation_id: str) -> Annotation | None:
        """As ``annotation``; None when there is none."""
        ...

    def annotation_for_request(self, request_key: str) -> Annotation | None:
        """The annotation made under that idempotency key, by index."""
        ...

    def annotations(
        self,
        query: AnnotationQuery,
        *,
        after: Cursor | None = None,
        limit: int | None = None,
        order: Order = Order.NEWEST,
        skip: int = 0,
    ) -> Sequence[Annotation]:
        """Those that match, in ``order``, without the first ``skip`` of them; ``after`` is a place in it."""
        ...

    def count_annotations(self, query: AnnotationQuery) -> int:
        """How many ``annotations(query)`` would give, without making them."""
        ...

    def tally_annotations(self, query: AnnotationQuery, *, about: Sequence[str] = ()) -> Tally:
        """What those that match have in common, without making them; each counts once.

        ``about`` asks for marks that mention any of those persons, by their ids.
        """
        ...

    def put_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Keep them all, or none.

        Raises StaleRevision; NotFound when a page is unknown; Conflict when another mark was made under
        the same request key.
        """
        ...

    # Corrections
    def correction(self, kind: type[CorrectionT], correction_id: str) -> CorrectionT:
        """One that was taken back is found too. Raises NotFound, for one of another kind as well."""
        ...

    def find_correction(self, kind: type[CorrectionT], correction_id: str) -> CorrectionT | None:
        """As ``correction``; None when there is none of that kind."""
        ...

    def corrections(
        self, kind: type[CorrectionT], scope: str | None = None, *, deleted: bool | None = False
    ) -> Sequence[CorrectionT]:
        """Those of one kind, by index; in all scopes when None.

        ``deleted`` picks those that were taken back instead of those that hold; None gives both.
        """
        ...

    def put_correction(self, correction: Correction) -> None:
        """Raises StaleRevision."""
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

    # Preferences
    def preferences(self, program: str) -> Mapping[str, bool]:
        """What was switched on and off for a program by the reader; empty when nothing was."""
        ...

    def put_preferences(self, program: str, preferences: Mapping[str, bool]) -> None:
        """Keep these for the program instead of those that it had."""
        ...

    # Whole
    def notices(self) -> Sequence[str]:
        """What opening found and did about damage, as sentences for the reader; empty when all was well."""
        ...

    def close(self) -> None:
        """Release the files and the lock. Twice is fine."""
        ...
