"""What the reader said of an outlet's pages, over what the rules say: this is text, this is not.

A correction holds for every part of its shape. When it says "text", no rule is asked inside such a part:
what was shown as taken out comes back whole. It can take out more than the reader saw only as far as the
share below: words are never lost to a shape that turned out to be that of the whole article.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from bs4 import Tag

from postil.capture import shapes
from postil.capture.drafts import BlockDraft, Judge
from postil.capture.parts import Described, Part
from postil.models import Removed, RemovedKind, TextCorrection

SAID = "you said that this is not text"  # why such a part is gone

_MOST_FOR_A_SHAPE = 0.5  # of a page's text; more is the article itself
_MOST_AT_FIRST = 1 / 3  # of the text of the page on which it is said


class ReaderCorrections:
    """The corrections of one outlet, asked for one page. Of two for one shape the first given holds."""

    def __init__(self, given: Sequence[TextCorrection]) -> None:
        self._by_shape = {(one.shape, one.kind): one for one in reversed(given)}
        self._restored: dict[int, tuple[TextCorrection, str]] = {}  # by the identity of a tag, with its text
        self._decided: dict[int, TextCorrection] = {}  # by the identity of a draft

    def over(self, judge: Judge) -> Judge:
        """``judge``, silent about what the reader called text and all that lies in it."""
        if not self._by_shape:
            return judge

        def corrected(tag: Tag) -> Removed | None:
            removed = judge(tag)
            if removed is None or self._around(tag) is not None:
                return None
            said = self._text(shapes.of_element(tag, removed.text), removed.kind)
            if said is None:
                return removed
            self._restored[id(tag)] = said, removed.text
            return None

        return corrected

    def apply(self, found: Sequence[BlockDraft]) -> bool:
        """Give back what the rules for single blocks took and the reader calls text; take out what is not.

        Gives whether there was anything of which the reader spoke.
        """
        if not self._by_shape:
            return False
        for draft in found:
            around = self._around(draft.tag)
            said = None
            if around is not None:
                said = around[0] if _letters(around[1]) == _letters(draft.text) else None
            elif draft.removed is not None:
                said = self._text(shapes.of_draft(draft), draft.removed.kind)
            if said is not None:
                self._decided[id(draft)] = said
            if said is not None or around is not None:
                draft.removed = None
        self._take_out([draft for draft in found if draft.removed is None and id(draft) not in self._decided])
        return bool(self._restored or self._decided)

    def _take_out(self, kept: Sequence[BlockDraft]) -> None:
        most = _MOST_FOR_A_SHAPE * sum(len(draft.text) for draft in kept)
        said = [(draft, told, self._not_text(told)) for draft in kept for told in (shapes.of_draft(draft),)]
        taken: Counter[str] = Counter()
        for draft, _, one in said:
            if one is not None:
                taken[one.shape] += len(draft.text)
        for draft, told, one in said:
            if one is not None and (one.shape != told[0] or taken[one.shape] <= most):
                draft.removed = Removed(RemovedKind.OTHER, draft.text, SAID)
                self._decided[id(draft)] = one

    def speaks_of(self, draft: BlockDraft) -> bool:
        """Whether the reader said what ``draft`` is, or what something around it is."""
        return id(draft) in self._decided or self._around(draft.tag) is not None

    def speaks_of_line(self, line: str, removed: Removed | None) -> bool:
        """As ``speaks_of``, of a line of plain text."""
        return removed.why == SAID if removed is not None else self.standing_for_line(line) is not None

    def line(self, line: str, removed_as: RemovedKind | None) -> TextCorrection | None:
        """What was said of a line of plain text that was taken out as that kind, or kept (None)."""
        told = shapes.of_line(line)
        return self._not_text(told) if removed_as is None else self._text(told, removed_as)

    def standing_for_line(self, line: str) -> TextCorrection | None:
        """The correction that gave a line of plain text back; None when it was never gone."""
        told = shapes.of_line(line)
        return next((one for one in self._by_shape.values() if one.is_text and one.shape in told), None)

    def standing(self, draft: BlockDraft) -> TextCorrection | None:
        """The correction that made ``draft`` what it is; None when the rules did."""
        return self._decided.get(id(draft))

    def _around(self, tag: Tag) -> tuple[TextCorrection, str] | None:
        """What was said of the tag, or of one around it, with all of that one's text."""
        if not self._restored:
            return None
        inside = (self._restored.get(id(outer)) for outer in (tag, *tag.parents))
        return next((said for said in inside if said is not None), None)

    def _text(self, told: Sequence[str], kind: RemovedKind) -> TextCorrection | None:
        return self._first(told, kind, lambda one: one.is_text)

    def _not_text(self, told: Sequence[str]) -> TextCorrection | None:
        return self._first(told, None, lambda one: not one.is_text)

    def _first(
        self, told: Sequence[str], kind: RemovedKind | None, fits: Callable[[TextCorrection], bool]
    ) -> TextCorrection | None:
        found = (self._by_shape.get((shape, kind)) for shape in told)
        return next((one for one in found if one is not None and fits(one)), None)


def describe(found: Sequence[BlockDraft], part: Part, corrections: ReaderCorrections) -> Described | None:
    """What to keep when the reader contradicts what was done with ``part``; None when it is not there."""
    alike = [draft for draft in found if (draft.removed is not None) is part.is_removed]
    same = [draft for draft in alike if draft.text == part.text]
    if len(same) <= part.nth:
        return None
    draft = same[part.nth]
    told = [(other, shapes.of_draft(other)) for other in alike]
    shape = _shape_to_restore(draft, told) if part.is_removed else _shape_to_remove(draft, told)
    kind = draft.removed.kind if draft.removed is not None else None
    return Described(shape, kind, corrections.standing(draft))


def _shape_to_restore(draft: BlockDraft, removed: Sequence[tuple[BlockDraft, Sequence[str]]]) -> str:
    """The widest shape under which nothing comes back that another rule took out as the same kind."""
    own = shapes.of_draft(draft)
    for shape in own:
        alike = [other.removed for other, told in removed if shape in told]
        if all(_is_of_one_rule(other, draft.removed) for other in alike):
            return shape
    return own[-1]


def _is_of_one_rule(one: Removed | None, other: Removed | None) -> bool:
    return one is None or other is None or one.kind is not other.kind or one.why == other.why


def _shape_to_remove(draft: BlockDraft, kept: Sequence[tuple[BlockDraft, Sequence[str]]]) -> str:
    """The widest shape that takes but this block, or only blocks that an element of their own sets apart."""
    own = shapes.of_draft(draft)
    most = _MOST_AT_FIRST * sum(len(other.text) for other, _ in kept)
    for shape in own:
        alike = [other for other, told in kept if shape in told]
        others = [other for other, told in kept if shape not in told]
        if len(alike) == 1:
            return shape
        if sum(len(other.text) for other in alike) <= most and _is_set_apart(draft, others):
            return shape
    return own[-1]


def _is_set_apart(draft: BlockDraft, others: Sequence[BlockDraft]) -> bool:
    """Whether an element that has a name holds this block and none of ``others``."""
    holders = {id(outer) for other in others for outer in (other.tag, *other.tag.parents)}
    return any(id(around) not in holders for around in shapes.named_around(draft.tag))


def _letters(text: str) -> str:
    return "".join(text.split())
