"""What a page says of itself to search engines: the JSON-LD objects in its scripts."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree

JsonObject = dict[str, object]

_WRAPPINGS = (("<![CDATA[", "]]>"), ("<!--", "-->"))  # they hid scripts from browsers that knew none
_AROUND = " \t\r\n/;"  # no JSON begins or ends with any of these; wrappings stand behind a "//"
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_MOST_OBJECTS = 400  # in one page; the article is never that far in
_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|Review|NewsStory|Posting|OpinionPiece)$")
_OTHER_TYPES = frozenset({"ClaimReview"})
# An article's own parts and neighbours are articles too; only these properties lead to the page's own.
_LEADING_ON = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed")


def article(scripts: Iterable[etree._Element]) -> JsonObject:
    """The object in a page's ``scripts`` that describes its article; empty when there is none.

    With several, the first that has a headline, or else the first.
    """
    found = [node for node in _objects(scripts) if is_article(node)]
    return next((node for node in found if text(node.get("headline"))), found[0] if found else {})


def page_dates(scripts: Iterable[etree._Element]) -> Iterator[str]:
    """When the page itself was published, where only objects that describe a page tell it."""
    for node in _objects(scripts):
        if any(name.endswith("WebPage") for name in texts(node.get("@type"))):
            yield text(node.get("datePublished"))


def is_article(node: JsonObject) -> bool:
    return any(_ARTICLE_TYPES.search(name) and name not in _OTHER_TYPES for name in texts(node.get("@type")))


def is_live(node: JsonObject) -> bool:
    return "LiveBlogPosting" in texts(node.get("@type"))


def text(value: object) -> str:
    """``value`` if it is text; "" for anything else."""
    return value if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    """The texts in ``value``, be it one or a list."""
    values = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def _objects(scripts: Iterable[etree._Element]) -> Iterator[JsonObject]:
    left = _MOST_OBJECTS
    for script in scripts:
        if "ld+json" not in (script.get("type") or ""):
            continue
        waiting = [_parsed(script.text or "")]
        while waiting and left:
            value = waiting.pop()
            if isinstance(value, list):
                waiting.extend(reversed(value))
            elif isinstance(value, dict):
                left -= 1
                node = cast("JsonObject", value)
                yield node
                waiting.extend(node[key] for key in reversed(_LEADING_ON) if key in node)


def _parsed(source: str) -> object:
    """What ``source`` holds; None when it can't be read, as happens on one page in fifty."""
    for attempt in _attempts(source):
        try:
            return cast("object", json.loads(attempt, strict=False))
        except (ValueError, RecursionError):
            continue
    return None


def _attempts(source: str) -> Iterator[str]:
    """``source`` as it is; then without what it should not have around it, and in it."""
    yield source
    source = source.strip(_AROUND)
    for opening, closing in _WRAPPINGS:
        source = source.removeprefix(opening).removesuffix(closing).strip(_AROUND)
    yield source
    yield _TRAILING_COMMA.sub(r"\1", source)
