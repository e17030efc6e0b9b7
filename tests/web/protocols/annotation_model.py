"""The Web Annotation Data Model's rules for one annotation, as far as a mark of ours can break them."""

import re
from collections.abc import Iterator
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def flaws(document: dict[str, Any]) -> list[str]:
    """What the model forbids in ``document``, as sentences; empty for a valid annotation."""
    return list(_flaws(document))


def _flaws(document: dict[str, Any]) -> Iterator[str]:
    if CONTEXT not in _list(document.get("@context")):
        yield "@context does not name the model's"
    if not _is_iri(document.get("id")):
        yield "id is not one IRI"
    if "Annotation" not in _list(document.get("type")):
        yield "type is not Annotation"
    if not _list(document.get("target")):
        yield "there is no target"
    if "body" in document and "bodyValue" in document:
        yield "bodyValue stands beside a body"
    for name in ("created", "modified"):
        if name in document and not (isinstance(document[name], str) and TIME.fullmatch(document[name])):
            yield f"{name} is not one moment in UTC"
    for motivation in _list(document.get("motivation")):
        if motivation not in MOTIVATIONS and ":" not in motivation:
            yield f"nothing is known of the motivation {motivation}"
    for body in _list(document.get("body")):
        yield from _resource("body", body)
    for target in _list(document.get("target")):
        yield from _resource("target", target)
    if "stylesheet" in document:
        yield from _stylesheet(document)


def _resource(where: str, resource: Any) -> Iterator[str]:
    if isinstance(resource, str):
        if not _is_iri(resource):
            yield f"{where} is no IRI"
        return
    if "TextualBody" in _list(resource.get("type")):
        if not isinstance(resource.get("value"), str):
            yield f"a text in {where} has not one value"
        for purpose in _list(resource.get("purpose")):
            if purpose not in MOTIVATIONS:
                yield f"nothing is known of the purpose {purpose}"
    elif "source" in resource:
        source = resource["source"]
        if not _is_iri(source.get("id") if isinstance(source, dict) else source):
            yield f"the source in {where} is not one IRI"
        for selector in _list(resource.get("selector")):
            yield from _selector(selector)
    elif not _is_iri(resource.get("id")):
        yield f"{where} has no IRI"


def _selector(selector: Any) -> Iterator[str]:
    if isinstance(selector, str):
        return
    if selector.get("type") == "TextQuoteSelector":
        if not isinstance(selector.get("exact"), str):
            yield "a quotation has not one exact text"
        if not all(isinstance(selector.get(name, ""), str) for name in ("prefix", "suffix")):
            yield "what is around a quotation is no text"
    if not isinstance(selector.get("type"), str):
        yield "a selector has not one type"


def _stylesheet(document: dict[str, Any]) -> Iterator[str]:
    sheet = document["stylesheet"]
    if isinstance(sheet, dict) and sheet.get("type") != "CssStylesheet":
        yield "the stylesheet is not of type CssStylesheet"
    classes = [
        name
        for target in _list(document.get("target"))
        if isinstance(target, dict)
        for name in target.get("styleClass", "").split()
    ]
    if not classes:
        yield "there is a stylesheet, and nothing is in a class"


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _is_iri(value: Any) -> bool:
    return isinstance(value, str) and IRI.fullmatch(value) is not None
