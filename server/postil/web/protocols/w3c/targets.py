"""What an annotation is about: the address, the passage, and the colour that it is shown in."""

from collections.abc import Iterator
from typing import Any

from postil.models import Annotation, Colour, Selector
from postil.web.protocols.documents import Document, in_list, letters, text_of

_STYLE = "postil-"
_INKS = {
    Colour.GREEN: "#b7e4a0",
    Colour.BLUE: "#a9d1f7",
    Colour.PINK: "#f7b5cf",
    Colour.PURPLE: "#d3bdf5",
    Colour.ORANGE: "#fbc98e",
}


def about(document: Document) -> tuple[str, Selector | None] | None:
    """The first target with words to be found in a text; where none has them, the first with an address."""
    found = list(_resources(document.get("target")))
    return next((each for each in found if each[1]), found[0] if found else None)


def _resources(target: Any) -> Iterator[tuple[str, Selector | None]]:
    for each in in_list(target):
        if isinstance(each, str):
            yield each, None
        elif isinstance(each, dict):
            if isinstance(source := _iri(each.get("source")), str):
                yield source, next(_quotations(each.get("selector")), None)
            elif "items" in each:
                yield from _resources(each["items"])
            elif isinstance(name := _iri(each), str):
                yield name, None


def _iri(resource: Any) -> str | None:
    name = resource.get("id") if isinstance(resource, dict) else resource
    return name if isinstance(name, str) and name else None


def _quotations(selector: Any) -> Iterator[Selector]:
    for each in in_list(selector):
        if not isinstance(each, dict):
            continue
        exact = text_of(each.get("exact"))
        if each.get("type") == "TextQuoteSelector" and exact.strip():
            # Without offsets: a foreign program counts in a text that is not ours.
            yield Selector(
                exact=exact, prefix=text_of(each.get("prefix")), suffix=text_of(each.get("suffix"))
            )
        yield from _quotations(each.get("refinedBy"))


def target_of(mark: Annotation, kept: Document, url: str, container: str) -> Any:
    found = about(kept) if kept else None
    if found and _same_words(found[1], mark.selector):
        target = kept["target"]
        return target if mark.colour is colour_of(kept) else styled(target, mark.colour)
    if mark.replies_to:
        return container + mark.replies_to[-1]
    if mark.selector is None:
        return url
    selector = {"type": "TextQuoteSelector", "exact": mark.selector.exact}
    around = {"prefix": mark.selector.prefix, "suffix": mark.selector.suffix}
    selector |= {name: text for name, text in around.items() if text}
    target = {"source": url, "selector": selector}
    return target if mark.colour is Colour.YELLOW else styled(target, mark.colour)


def _same_words(kept: Selector | None, selector: Selector | None) -> bool:
    """Whether the passage that was sent is still the mark's: nobody placed it elsewhere since."""
    if kept is None or selector is None:
        return kept is selector
    return letters(kept.exact) == letters(selector.exact)


def colour_of(document: Document) -> Colour:
    for target in in_list(document.get("target")):
        if isinstance(target, dict):
            for name in text_of(target.get("styleClass")).split():
                if name.removeprefix(_STYLE) in set(Colour):
                    return Colour(name.removeprefix(_STYLE))
    return Colour.YELLOW


def styled(target: Any, colour: Colour) -> Any:
    """``target``, its first part in ``colour``."""
    first, *rest = in_list(target)
    if isinstance(first, str):
        first = {"source": first}
    names = text_of(first.get("styleClass")).split()
    others = [name for name in names if name.removeprefix(_STYLE) not in set(Colour)]
    styled = {**first, "styleClass": " ".join([*others, _STYLE + colour])}
    return [styled, *rest] if rest else styled


def stylesheet_for(mark: Annotation, kept: Document) -> dict[str, Any] | None:
    """What the class that ``target_of`` gave means; None where none is needed."""
    if mark.colour is Colour.YELLOW or mark.colour is colour_of(kept):
        return None
    rule = f".{_STYLE}{mark.colour} {{ background-color: {_INKS[mark.colour]} }}"
    return {"type": "CssStylesheet", "value": rule}
