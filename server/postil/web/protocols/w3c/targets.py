"""What an annotation is about: the address, the passage, and the colour that it is shown in."""

from collections.abc import Iterator
from typing import Any

from postil.library.addresses import is_known_as
from postil.models import Annotation, Colour, Page, Selector
from postil.web.palette import INKS
from postil.web.protocols.documents import Document, Passage, in_list, letters, text_of

_STYLE = "postil-"


def about(document: Document) -> Passage | None:
    """The first target with words to be found in a text; where none has them, the first with an address."""
    found = passages(document)
    return next((each for each in found if each.selector), found[0] if found else None)


def passages(document: Document) -> list[Passage]:
    """All that an annotation is about, in its order."""
    return list(_passages(document.get("target")))


def _passages(target: Any) -> Iterator[Passage]:
    for each in in_list(target):
        if isinstance(each, str):
            yield Passage(each, None)
        elif isinstance(each, dict):
            if isinstance(source := _iri(each.get("source")), str):
                yield Passage(source, next(_quotations(each.get("selector")), None))
            elif "items" in each:
                yield from _passages(each["items"])
            elif isinstance(name := _iri(each), str):
                yield Passage(name, None)


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


def target_of(mark: Annotation, kept: Document, page: Page, container: str) -> Any:
    """``target`` as it was sent; where the reader placed the mark elsewhere since, with that in it."""
    found = about(kept) if kept else None
    if mark.replies_to:
        is_sent = found is not None and found.source.endswith(f"/{mark.replies_to[-1]}")
        return kept["target"] if is_sent else container + mark.replies_to[-1]
    is_here = found is not None and is_known_as(page, found.source)
    if found and is_here and _same_words(found.selector, mark.selector):
        target = kept["target"]
    elif mark.selector is None:
        return page.url
    elif found and is_here:
        target = _placed(kept["target"], found, _selector_out(mark.selector))
    else:
        target, kept = {"source": page.url, "selector": _selector_out(mark.selector)}, {}
    return target if mark.colour is colour_of(kept) else styled(target, mark.colour)


def _selector_out(selector: Selector) -> dict[str, str]:
    around = {"prefix": selector.prefix, "suffix": selector.suffix}
    given = {name: text for name, text in around.items() if text}
    return {"type": "TextQuoteSelector", "exact": selector.exact} | given


def _placed(target: Any, passage: Passage, selector: dict[str, str]) -> Any:
    """``target`` with ``selector`` in the part that is ``passage``; the others stay as they were."""
    parts = in_list(target)
    index = next(index for index, part in enumerate(parts) if passage in _passages(part))
    part = parts[index]
    if isinstance(part, dict) and "items" in part and "source" not in part:
        placed = {**part, "items": _placed(part["items"], passage, selector)}
    elif isinstance(part, dict) and "source" in part:
        placed = {**part, "selector": selector}
    else:
        placed = {"source": part, "selector": selector}
    return [*parts[:index], placed, *parts[index + 1 :]] if isinstance(target, list) else placed


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
    light, _ = INKS[mark.colour]
    rule = f".{_STYLE}{mark.colour} {{ background-color: {light} }}"
    return {"type": "CssStylesheet", "value": rule}
