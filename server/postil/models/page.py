"""A page: an address with the versions of its article."""

from dataclasses import dataclass
from datetime import date, datetime

from postil.models.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One state of a page. ``digest`` is the SHA-256 of the article's text, hex.

    ``corrected``: not captured, but the one before it read anew once the reader corrected what is text.
    """

    id: str
    captured: datetime
    digest: str
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An address with its versions, oldest first; what a list shows, without the text.

    ``key`` is what "the same page" means: equal for every address of one article.
    ``addresses`` are all keys it was ever captured under, ``key`` among them. ``people`` are those
    met in the newest version when it was captured. ``day`` is the day that the reader says it is from, None
    where they say nothing. ``seen`` is the version up to which the reader has put
    away what changed in the text, None for none. A page without versions is known by its address
    alone: another program marked it, and it was never captured.
    """

    id: str
    key: str
    addresses: tuple[str, ...]
    url: str
    title: str
    authors: tuple[str, ...]
    published: date | None
    site: str | None
    language: str | None
    words: int
    versions: tuple[Version, ...]
    created: datetime
    updated: datetime
    people: tuple[Person, ...] = ()
    day: date | None = None
    seen: str | None = None
    revision: int = 1

    def __post_init__(self) -> None:
        if self.key not in self.addresses:
            raise ValueError("addresses hold the key")

    @property
    def dated(self) -> date | None:
        """The day it is from: as the reader says, else as it says itself; None where neither does."""
        return self.day or self.published

    @property
    def newest(self) -> Version | None:
        """None for a page that was never captured."""
        return self.versions[-1] if self.versions else None
