"""Finding what a search asks for, read from the library in steps."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice, takewhile
from operator import attrgetter

from postil.errors import InvalidInput
from postil.library.slices import Cursor, Order
from postil.models import Annotation, AnnotationQuery, Page
from postil.web.current import library
from postil.web.protocols.hypothesis.searching import SearchRequest

_STEP = 256  # marks that are read at once on the way through a long list


def page_at(uri: str) -> Page | None:
    """The page of an address; None when the library has none, or it is no address."""
    try:
        return library().pages.known_as(uri)
    except InvalidInput:
        return None


class MarkSearch:
    """The marks that a query asks for, read in steps."""

    def __init__(self, wanted: SearchRequest) -> None:
        self._wanted = wanted
        pages = None if wanted.uris is None else {page.id for page in map(page_at, wanted.uris) if page}
        self._pages = pages
        page_id = next(iter(pages)) if pages and len(pages) == 1 else None
        self._query = AnnotationQuery(page_id=page_id, text=wanted.word)
        self._urls: dict[str, str] = {}

    @property
    def is_vain(self) -> bool:
        """Whether it asks for pages that the library does not have."""
        return self._pages is not None and not self._pages

    def rows(self) -> list[Annotation]:
        """Those that are asked for, and all that share the last one's time: a client goes on after that."""
        wanted = self._wanted
        found = self._roots(wanted.after)
        rows = list(islice(found, wanted.offset, wanted.offset + wanted.limit))
        if rows and wanted.order:
            field = "updated" if wanted.order.by_change else "created"
            time: Callable[[Annotation], datetime] = attrgetter(field)
            rows += takewhile(lambda mark: time(mark) == time(rows[-1]), found)
        return rows

    def total(self) -> int:
        """How many fit, before and after what the client has already."""
        is_plain = not self._wanted.tests and not self._wanted.replies_apart
        if is_plain and (self._pages is None or len(self._pages) == 1):
            return library().annotations.count(self._query)
        return sum(1 for _ in self._roots(None))

    def replies(self) -> Iterator[Annotation]:
        """All replies that fit, oldest first."""
        return (mark for mark in self._walk(Order.OLDEST, None) if mark.replies_to)

    def _roots(self, after: Cursor | str | None) -> Iterator[Annotation]:
        order = self._wanted.order
        marks = self._by_id(after) if order is None else self._walk(order, after)
        return (mark for mark in marks if not (self._wanted.replies_apart and mark.replies_to))

    def _by_id(self, after: Cursor | str | None) -> Iterator[Annotation]:
        is_rising = self._wanted.is_rising
        marks = sorted(self._walk(Order.OLDEST, None), key=attrgetter("id"), reverse=not is_rising)
        if after is None:
            return iter(marks)
        return (mark for mark in marks if (mark.id > str(after)) is is_rising and mark.id != after)

    def _walk(self, order: Order, after: Cursor | str | None) -> Iterator[Annotation]:
        place = after if isinstance(after, Cursor) else None
        while True:
            marks = library().annotations.walk(self._query, order, after=place, limit=_STEP)
            yield from filter(self._fits, marks)
            if len(marks) < _STEP:
                return
            last = marks[-1]
            place = Cursor(last.updated if order.by_change else last.created, last.id)

    def _fits(self, mark: Annotation) -> bool:
        if self._pages is not None and mark.page_id not in self._pages:
            return False
        return self._wanted.fits(mark, self._url(mark.page_id))

    def _url(self, page_id: str) -> str:
        if page_id not in self._urls:
            self._urls[page_id] = library().pages.get(page_id).url
        return self._urls[page_id]
