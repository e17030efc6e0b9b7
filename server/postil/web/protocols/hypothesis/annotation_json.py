"""A mark as an annotation of Hypothesis, and back.

Note, tags and passage are the mark's. What else a client sends is kept as it came and given back, but for
what the server has to say itself: who may do what, when, and under which name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from postil.errors import InvalidInput
from postil.library.addresses import is_known_as, is_web_address
from postil.models import Annotation, Page, Selector
from postil.web.protocols.documents import Document, Passage, in_list, letters, text_of

EXTRA = "hypothesis"  # the name under which it is kept with its mark
USER = "acct:reader@postil"  # a library has one
GROUP = "__world__"  # what clients take for granted that there is; here only its reader sees it

_SAID = ("text", "tags", "references")  # what the mark itself has
_SERVERS = (
    *("id", "created", "updated", "user", "user_info", "links"),
    *("flagged", "hidden", "moderation", "mentions", "actions"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HypothesisAnnotation:
    """What a client sent, as a mark has it.

    ``title`` is its page's, "" where it does not say, and ``also_at`` are other addresses of that.
    """

    uri: str
    title: str
    also_at: tuple[str, ...]
    selector: Selector | None
    note: str
    tags: tuple[str, ...]
    replies_to: tuple[str, ...]
    kept: dict[str, Any]


def read(document: Document) -> HypothesisAnnotation:
    """Raises InvalidInput, naming the field."""
    if not isinstance(uri := document.get("uri"), str) or not uri.strip():
        raise InvalidInput("uri", "expected the address of the page")
    return HypothesisAnnotation(
        uri=uri,
        title=_title(document),
        also_at=_addresses(document),
        selector=selector_of(document),
        note=note_of(document),
        tags=tags_of(document),
        replies_to=_texts("references", document),
        kept=kept_of(document),
    )


def note_of(document: Document) -> str:
    """Raises InvalidInput."""
    if not isinstance(document.get("text") or "", str):
        raise InvalidInput("text", "expected text")
    return text_of(document.get("text"))


def tags_of(document: Document) -> tuple[str, ...]:
    """Raises InvalidInput."""
    return _texts("tags", document)


def kept_of(document: Document) -> dict[str, Any]:
    """What of a document has to be kept beside the mark."""
    return {
        name: value
        for name, value in document.items()
        if name not in _SAID and name not in _SERVERS and not name.startswith("$")
    }


def selector_of(document: Document) -> Selector | None:
    """The first passage; None for a note on the page, and for what is no text."""
    return next((each.selector for each in _passages(document) if each.selector), None)


def passages_of(mark: Annotation) -> list[Passage]:
    """All that the annotation is about as it was sent; none for a mark that was not made as one."""
    return _passages(kept_with(mark))


def _passages(document: Document) -> list[Passage]:
    targets = [each for each in in_list(document.get("target")) if isinstance(each, dict)]
    page = text_of(document.get("uri"))
    return [Passage(text_of(target.get("source")) or page, _selector(target)) for target in targets]


def _selector(target: Document) -> Selector | None:
    for each in in_list(target.get("selector")):
        exact = text_of(each.get("exact")) if isinstance(each, dict) else ""
        if exact.strip() and each.get("type") == "TextQuoteSelector":
            # Without offsets: the client counts in the page's text, and we in the article's.
            return Selector(
                exact=exact, prefix=text_of(each.get("prefix")), suffix=text_of(each.get("suffix"))
            )
    return None


def kept_with(mark: Annotation) -> dict[str, Any]:
    """What ``kept_of`` gave for the mark; empty for one that was not made here."""
    kept = mark.extra.get(EXTRA)
    return kept if isinstance(kept, dict) else {}


def is_elsewhere(document: Document, served: Document) -> bool:
    """Whether ``document`` moves the annotation that was ``served`` to another passage or page."""
    return any(name in document and document[name] != served[name] for name in ("uri", "target"))


def write(mark: Annotation, page: Page, api: str, views: str) -> dict[str, Any]:
    """``api`` and ``views`` are where the API and the web view begin."""
    kept = kept_with(mark)
    uri = _uri(kept, page)
    document = {
        **kept,
        "id": mark.id,
        "created": time_out(mark.created),
        "updated": time_out(mark.updated),
        "user": USER,
        "user_info": {"display_name": None},
        "uri": uri,
        "text": mark.note,
        "tags": list(mark.tags),
        "group": GROUP,
        "permissions": _permissions(kept),
        "target": _target(mark, kept, uri),
        "document": _document(page, kept),
        "links": {
            "html": f"{views}marks/{mark.id}",
            "incontext": mark.link or f"{views}marks/{mark.id}",
            "json": f"{api}annotations/{mark.id}",
        },
        "flagged": kept.get("flagged") is True,
        "hidden": kept.get("hidden") is True,
        "references": list(mark.replies_to),
    }
    # A title that is not known, and what nothing is answered to, must not be there at all.
    return {
        name: value for name, value in document.items() if value or name not in ("document", "references")
    }


def time_out(moment: datetime) -> str:
    """Of one width, so that times sort as text; to the microsecond, so that no two are equal."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _texts(field: str, document: Document) -> tuple[str, ...]:
    given = document.get(field)
    texts = [] if given is None else given
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        raise InvalidInput(field, "expected a list of texts")
    return tuple(map(text_of, texts))


def _title(document: Document) -> str:
    about = document.get("document")
    titles = in_list(about.get("title")) if isinstance(about, dict) else []
    return " ".join(text_of(titles[0]).split()) if titles else ""


def _addresses(document: Document) -> tuple[str, ...]:
    """The names that a client gives to a page, and its canonical address.

    Not any other address: a site may link to one thing, its feed or its application, from all of its pages.
    """
    about = document.get("document")
    links = in_list(about.get("link")) if isinstance(about, dict) else []
    told = ((text_of(link.get("href")), link.get("rel")) for link in links if isinstance(link, dict))
    return tuple(href for href, rel in told if rel == "canonical" or not (rel or is_web_address(href)))


def _document(page: Page, kept: Mapping[str, Any]) -> dict[str, Any]:
    about = kept.get("document")
    rest = {k: v for k, v in about.items() if k != "title"} if isinstance(about, dict) else {}
    title = _title(kept) or page.title
    return rest | ({"title": [title]} if title else {})


def _permissions(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Only the reader changes anything; whom a mark was meant for is given back."""
    given = kept.get("permissions")
    read = in_list(given.get("read")) if isinstance(given, dict) else []
    is_shared = any(isinstance(each, str) and each.startswith("group:") for each in read)
    return {"read": [f"group:{GROUP}" if is_shared else USER], "update": [USER], "delete": [USER]}


def _uri(kept: Document, page: Page) -> str:
    """The address that the client has for the page, as long as the mark stands on that."""
    uri = text_of(kept.get("uri"))
    return uri if is_known_as(page, uri) else page.url


def _target(mark: Annotation, kept: Document, uri: str) -> Any:
    """As it was sent; where the mark was placed elsewhere since, with that instead of its first passage."""
    sent, targets = selector_of(kept), in_list(kept.get("target"))
    is_here = "target" in kept and uri == text_of(kept.get("uri"))
    if is_here and letters(sent.exact if sent else "") == letters(mark.quote):
        return kept["target"]
    if mark.selector is None:
        return [{"source": uri}]
    selector = {
        "type": "TextQuoteSelector",
        "exact": mark.selector.exact,
        "prefix": mark.selector.prefix,
        "suffix": mark.selector.suffix,
    }
    placed = {"source": uri, "selector": [selector]}
    index = next((i for i, each in enumerate(targets) if isinstance(each, dict) and _selector(each)), None)
    if not is_here or index is None:
        return [placed]
    return [*targets[:index], {**targets[index], **placed}, *targets[index + 1 :]]
