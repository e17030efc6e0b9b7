"""What else a mark is about: another program may annotate several passages, or pages, at once."""

from postil.models import Annotation
from postil.web.protocols.documents import Passage
from postil.web.protocols.hypothesis import annotation_json as hypothesis
from postil.web.protocols.w3c import annotation_json as w3c


def other_passages(mark: Annotation) -> tuple[Passage, ...]:
    """The passages beside the mark's own, each once, as they were sent; none for most marks."""
    sent = (w3c.passages_of(mark), hypothesis.passages_of(mark))
    others = [passage for each in sent for passage in _without_own(each)]
    quotes = {(each.source, each.selector.exact if each.selector else ""): each for each in reversed(others)}
    return tuple(reversed(quotes.values()))


def _without_own(passages: list[Passage]) -> list[Passage]:
    """Without the first that has words, which is what the mark is on; without any that has, the first."""
    own = next((index for index, each in enumerate(passages) if each.selector), 0)
    return [each for index, each in enumerate(passages) if index != own]
