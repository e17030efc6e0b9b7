"""Searching as Hypothesis has it: what a query asks for, and whether a mark fits."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import translate
from re import IGNORECASE, compile

from werkzeug.datastructures import MultiDict

from postil.errors import InvalidInput
from postil.library.slices import Cursor, Order
from postil.models import Annotation
from postil.web.payloads import whole_number
from postil.web.protocols.hypothesis.annotation_json import GROUP, USER

MOST_ROWS = 200
USUAL_ROWS = 20
MOST_SKIPPED = 9800

_SORTS = ("created", "updated", "group", "id", "user")
_MILLISECONDS = 1000

Parameters = MultiDict[str, str]  # the query of an address


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """``uris`` None asks for marks on any page. ``order`` is None where marks are sorted by their ids.

    ``after`` is the last row's time, or its id, that the client has. ``word`` is one that every mark that
    fits has in its quote or note, "" for none: the store looks for it faster than ``fits`` does.
    """

    uris: tuple[str, ...] | None
    limit: int
    offset: int
    order: Order | None
    is_rising: bool
    after: Cursor | str | None
    replies_apart: bool
    is_for_us: bool
    word: str
    tests: tuple[Callable[[Annotation, str], bool], ...]

    def fits(self, mark: Annotation, uri: str) -> bool:
        """Whether a mark on the page at ``uri`` has all that is looked for."""
        return all(test(mark, uri) for test in self.tests)


def request_from(parameters: Parameters) -> SearchRequest:
    """Raises InvalidInput, naming the parameter."""
    sort = parameters.get("sort", "updated")
    if sort not in _SORTS:
        raise InvalidInput("sort", f"expected one of {', '.join(_SORTS)}, got {sort!r}")
    rises = parameters.get("order", "desc")
    if rises not in ("asc", "desc"):
        raise InvalidInput("order", f"expected asc or desc, got {rises!r}")
    uris = (*parameters.getlist("uri"), *parameters.getlist("url"))
    order, is_rising = _order(sort, rises), rises == "asc"
    return SearchRequest(
        uris=uris or None,
        limit=_number(parameters, "limit", USUAL_ROWS, MOST_ROWS),
        offset=_number(parameters, "offset", 0, MOST_SKIPPED),
        order=order,
        is_rising=is_rising,
        after=_after(parameters.get("search_after", ""), order),
        replies_apart=parameters.get("_separate_replies", "").lower() in ("true", "1"),
        is_for_us=_is_for_us(parameters),
        word=max(
            " ".join(parameters.get(name, "") for name in ("text", "quote")).split(), key=len, default=""
        ),
        tests=tuple(_tests(parameters)),
    )


def _order(sort: str, rises: str) -> Order | None:
    """All marks have one group and one user, so that these leave the order of the times."""
    if sort == "id":
        return None
    if sort == "updated":
        return Order.FIRST_CHANGED if rises == "asc" else Order.LAST_CHANGED
    return Order.OLDEST if rises == "asc" else Order.NEWEST


def _number(parameters: Parameters, name: str, usual: int, most: int) -> int:
    given = parameters.get(name, "")
    number = whole_number(given) if given else usual
    if number is None or number > most:
        raise InvalidInput(name, f"expected a whole number up to {most}, got {given!r}")
    return number


def _after(given: str, order: Order | None) -> Cursor | str | None:
    if not given:
        return None
    return given if order is None else Cursor.past(_moment(given), order)


def _moment(given: str) -> datetime:
    """An ISO 8601 time, or milliseconds since 1970."""
    try:
        if given.replace(".", "", 1).isdigit():
            return datetime.fromtimestamp(float(given) / _MILLISECONDS, UTC)
        moment = datetime.fromisoformat(given.replace(" ", "+"))  # an address turns + into a space
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError) as e:
        raise InvalidInput("search_after", f"expected the time of the last row, got {given!r}") from e


def _is_for_us(parameters: Parameters) -> bool:
    """Whether it asks for the reader's marks and for the one group, or says nothing of either."""
    users = {user.removeprefix("acct:").lower() for user in parameters.getlist("user")}
    known = {USER.removeprefix("acct:"), USER.removeprefix("acct:").partition("@")[0]}
    groups = parameters.getlist("group")
    return (not users or bool(users & known)) and (not groups or GROUP in groups)


def _tests(parameters: Parameters) -> Iterator[Callable[[Annotation, str], bool]]:
    for tag in (*parameters.getlist("tag"), *parameters.getlist("tags")):
        yield _has_tag(tag)
    for name in ("any", "text", "quote", "uri.parts"):
        for word in " ".join(parameters.getlist(name)).casefold().split():
            yield _has_word(name, word)
    for reference in parameters.getlist("references"):
        yield _answers(reference)
    for pattern in parameters.getlist("wildcard_uri"):
        yield _is_at(pattern)


def _has_tag(tag: str) -> Callable[[Annotation, str], bool]:
    wanted = tag.casefold()
    return lambda mark, uri: any(wanted == each.casefold() for each in mark.tags)


def _has_word(field: str, word: str) -> Callable[[Annotation, str], bool]:
    def test(mark: Annotation, uri: str) -> bool:
        texts = {"text": mark.note, "quote": mark.quote, "uri.parts": uri}
        searched = (mark.note, mark.quote, *mark.tags, uri) if field == "any" else (texts[field],)
        return any(word in text.casefold() for text in searched)

    return test


def _answers(reference: str) -> Callable[[Annotation, str], bool]:
    return lambda mark, uri: reference in mark.replies_to


def _is_at(pattern: str) -> Callable[[Annotation, str], bool]:
    """``*`` stands for any text and ``?`` for any one sign; nothing else has a meaning of its own."""
    matches = compile(translate(pattern.replace("[", "[[]")), IGNORECASE).match
    return lambda mark, uri: matches(uri) is not None
