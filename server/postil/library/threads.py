"""The order of marks on a page: as its text goes, with the replies under what they answer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from postil.models import AnchorState, Annotation


def in_reading_order(marks: Iterable[Annotation]) -> Sequence[Annotation]:
    """Marks of one page: notes on the whole first, then as their passages stand, lost ones last.

    A reply follows what it answers, where that is among ``marks``.
    """
    ordered = sorted(marks, key=_place)
    ids = {mark.id for mark in ordered}
    answers: dict[str | None, list[Annotation]] = {}
    for mark in ordered:
        parent = next((id for id in reversed(mark.replies_to) if id in ids and id != mark.id), None)
        answers.setdefault(parent, []).append(mark)
    reached = {mark.id: mark for mark in _threads(answers, None)}
    # Replies that go round in a circle, which only a broken file can hold, hang on nothing.
    return [*reached.values(), *(mark for mark in ordered if mark.id not in reached)]


def _threads(answers: dict[str | None, list[Annotation]], start: str | None) -> Iterator[Annotation]:
    waiting = list(reversed(answers.get(start, ())))
    while waiting:
        mark = waiting.pop()
        yield mark
        waiting.extend(reversed(answers.get(mark.id, ())))


def _place(mark: Annotation) -> tuple[int, int, datetime, str]:
    rank = 2 if mark.state is AnchorState.LOST else 0 if mark.span is None else 1
    return rank, mark.span.start if mark.span else 0, mark.created, mark.id
