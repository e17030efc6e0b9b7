"""What a reader asks for: a mark to be made, a change to one; and the limits of both."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256

from postil.errors import InvalidInput
from postil.models import Colour, Selector

MAX_QUOTE = 50_000  # code points: longer than most articles; a mark is a passage
MAX_NOTE = 100_000  # code points
MAX_TAGS = 50
MAX_TAG = 100  # code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mark to be made. The page is named by ``page_id`` or by ``url``, one of the two.

    ``may_be_unread`` lets ``url`` be any IRI: one that the library does not have becomes a page that was
    never captured, called ``title``. ``also_at`` are other addresses of it, as the program that asks says:
    what has one of them is that page. ``selector`` None makes a note on the page as a whole. ``id`` is a
    wish, granted when no mark had it yet. ``request_key`` makes the request safe to repeat: the same key
    gives the same mark.
    """

    page_id: str | None = None
    url: str | None = None
    may_be_unread: bool = False
    title: str = ""
    also_at: tuple[str, ...] = ()
    id: str | None = None
    selector: Selector | None
    replies_to: tuple[str, ...] = ()
    colour: Colour = Colour.YELLOW
    note: str = ""
    tags: tuple[str, ...] = ()
    request_key: str | None = None
    extra: Mapping[str, object] = field(default_factory=dict)

    def digest(self) -> str:
        """Equal for equal requests; SHA-256, hex."""
        asked = asdict(self)
        if not self.also_at:
            del asked["also_at"]  # so that a request is still equal to one from before there was this field
        return sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationUpdate:
    """What to change on a mark; None leaves a field as it is. ``deleted`` False brings a mark back.

    ``selector`` is where the reader places it by hand; ``place_back`` undoes that, once for each time.
    """

    colour: Colour | None = None
    note: str | None = None
    tags: tuple[str, ...] | None = None
    deleted: bool | None = None
    selector: Selector | None = None
    place_back: bool = False
    extra: Mapping[str, object] | None = None


def tidy(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Trimmed, without empty ones, each once, in the order given."""
    return tuple(dict.fromkeys(tag for tag in (" ".join(t.split()) for t in tags) if tag))


def check_draft(draft: Draft) -> None:
    """Raises InvalidInput for a draft beyond the limits."""
    _check_selector(draft.selector)
    _check(draft.note, draft.tags)


def check_change(change: AnnotationUpdate) -> None:
    """Raises InvalidInput for a change beyond the limits."""
    if change.selector is not None and change.place_back:
        raise InvalidInput("place_back", "expected either that or a quote, not both")
    _check_selector(change.selector)
    _check(change.note or "", change.tags or ())


def _check_selector(selector: Selector | None) -> None:
    quote = "-" if selector is None else selector.exact
    if not quote.strip():
        raise InvalidInput("quote", "expected the words to mark, got only white space")
    if len(quote) > MAX_QUOTE:
        raise InvalidInput("quote", f"expected at most {MAX_QUOTE:,} characters, got {len(quote):,}")


def _check(note: str, tags: tuple[str, ...]) -> None:
    if len(note) > MAX_NOTE:
        raise InvalidInput("note", f"expected at most {MAX_NOTE:,} characters, got {len(note):,}")
    if len(tags) > MAX_TAGS:
        raise InvalidInput("tags", f"expected at most {MAX_TAGS} tags, got {len(tags)}")
    for index, tag in enumerate(tags):
        if len(tag) > MAX_TAG:
            raise InvalidInput(f"tags.{index}", f"expected at most {MAX_TAG} characters, got {len(tag)}")
