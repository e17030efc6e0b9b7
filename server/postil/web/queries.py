"""Filters from outside, with the words in them looked up in the library: addresses and persons to ids."""

from postil.errors import InvalidInput
from postil.models import AnnotationQuery
from postil.web.current import library
from postil.web.payloads.annotations import MarkFilter, query_from

SHOWN_NAMESAKES = 5


def query_for(asked: MarkFilter, *, deleted: bool | None = False) -> AnnotationQuery | None:
    """None when the filter names an address or a person that the library has not met. Raises InvalidInput."""
    page = library().pages.find(asked.url) if asked.url is not None else None
    person = _person_id(asked.person) if asked.person is not None else None
    if (asked.url is not None and page is None) or (asked.person is not None and person is None):
        return None
    return query_from(asked, page_id=page.id if page else None, person=person, deleted=deleted)


def _person_id(words: str) -> str | None:
    named = library().people.named(words)
    if len(named) > 1:
        some = ", ".join(f"{person.name} ({person.id})" for person in named[:SHOWN_NAMESAKES])
        raise InvalidInput("person", f"{words!r} could be {some}: send the id of one")
    return named[0].id if named else None
