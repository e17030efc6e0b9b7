"""Plain text read into an article: paragraphs, and the captions that were copied along between them.

Text copied out of a page keeps what the layout set apart: a caption, its credit, "hide caption".
Nothing tells them but the words. A run of credits and controls shows where a picture stood; the
line above it is its caption when a control is in the run, when it speaks of a picture, or when it
stands in the text twice.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from postil.capture import bylines, credits, dates, shapes, spelling
from postil.capture.corrections import SAID, ReaderCorrections
from postil.capture.parts import Described, Part
from postil.capture.phrases import READ_ON
from postil.capture.whitespace import squeeze
from postil.models import Block, BlockKind, Removed, RemovedKind, TextCorrection

_LONGEST_CAPTION = 600
_ABOUT_A_PICTURE = re.compile(
    r"\b(?:photo(?:graph)?|image|pictured?|poses?|posing|file photo|handout|screenshot|from left|left|right|"
    r"center|centre|seen (?:here|in|at|on)|shows?|undated|combination)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^By\s+[A-Z]\S*(?:\s+\S+){0,7}$")
_FURNITURE = re.compile(
    r"^\W*(?:advertisement|sponsor message|story continues below(?: advertisement)?|article continues below|"
    r"skip advertisement|listen|share(?: this)?(?: article)?|print|email|facebook|twitter|flipboard|"
    r"sign up.{0,60}newsletter|read more|related (?:stories|articles))\W*$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 160
_WALL, _LONGEST_INVITATION = 6, 180  # lines at the end, and characters in one that asks to subscribe
# Text wrapped by hand or by mail: many lines of nearly one length that break in mid-sentence.
_WRAPPED = range(45, 101)
_MOST_SENTENCE_ENDS = 0.4


@dataclass(frozen=True, slots=True)
class PlainArticle:
    """What plain text holds. ``title``, ``authors`` and ``dated`` only where lines of their own give them.

    ``lines`` are all of them in order, each with what took it out, None for a block.
    """

    blocks: tuple[Block, ...]
    lines: tuple[tuple[str, Removed | None], ...]
    title: str
    authors: tuple[str, ...]
    dated: tuple[str, ...]

    @property
    def removed(self) -> tuple[Removed, ...]:
        return tuple(removed for _, removed in self.lines if removed is not None)


def read(text: str, corrections: ReaderCorrections) -> PlainArticle:
    """The paragraphs of ``text`` without captions, credits and controls. Cost: a few passes over it."""
    lines = _paragraphs(text)
    reasons = _captions(lines)
    title = ""
    authors: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    left = [at for at in range(len(lines)) if at not in reasons]
    if len(left) > 2 and _is_title(lines[left[0]], lines[left[1]]):
        first = left.pop(0)
        title = lines[first]
        reasons[first] = (RemovedKind.OTHER, "the title")
    for at in left[:2]:
        if _BYLINE.match(lines[at]):
            authors = bylines.names([lines[at]])
            reasons[at] = (RemovedKind.OTHER, "the byline")
        elif dates.is_date_line(lines[at]) and not spelling.ends_or_pauses(lines[at]):
            dated = (*dated, lines[at])
            reasons[at] = (RemovedKind.OTHER, "the date")
    for at in left[-_WALL:]:
        if at not in reasons and _is_invitation(lines[at]):
            reasons[at] = (READ_ON.kind, READ_ON.why)
    for at, said in _said(lines, reasons, corrections):
        if said.is_text:
            del reasons[at]
        else:
            reasons[at] = (RemovedKind.OTHER, SAID)
    judged = tuple(
        (line, Removed(reasons[at][0], line, reasons[at][1]) if at in reasons else None)
        for at, line in enumerate(lines)
    )
    blocks = _blocks([line for line, removed in judged if removed is None])
    return PlainArticle(blocks, judged, title, authors, dated)


def describe(text: str, part: Part, corrections: ReaderCorrections) -> Described | None:
    """What a correction of that line has to hold; None when there is no such line."""
    found = read(text, corrections)
    gone = [removed for removed in found.removed if removed.text == part.text]
    kept = [block for block in found.blocks if block.text == part.text]
    if part.nth >= len(gone if part.is_removed else kept):
        return None
    shape = shapes.of_line(part.text)[-1]
    if not part.is_removed:
        return Described(shape, None, corrections.standing_for_line(part.text))
    removed = gone[part.nth]
    standing = corrections.line(part.text, None) if removed.why == SAID else None
    return Described(shape, removed.kind, standing)


def _said(
    lines: Sequence[str], reasons: Mapping[int, tuple[RemovedKind, str]], corrections: ReaderCorrections
) -> list[tuple[int, TextCorrection]]:
    kinds = (reasons[at][0] if at in reasons else None for at in range(len(lines)))
    judged = (
        (at, corrections.line(line, kind)) for at, (line, kind) in enumerate(zip(lines, kinds, strict=True))
    )
    return [(at, said) for at, said in judged if said is not None]


def _paragraphs(text: str) -> list[str]:
    found: list[str] = []
    for chunk in re.split(r"\n[ \t\r]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line for part in chunk.split("\n") if (line := squeeze(part))]
        found += [" ".join(lines)] if _is_wrapped(lines) else lines
    return found


def _is_wrapped(lines: Sequence[str]) -> bool:
    if len(lines) < 2 or any(len(line) not in _WRAPPED for line in lines[:-1]):
        return False
    return sum(1 for line in lines[:-1] if spelling.ends_or_pauses(line)) <= _MOST_SENTENCE_ENDS * (
        len(lines) - 1
    )


def _captions(lines: Sequence[str]) -> dict[int, tuple[RemovedKind, str]]:
    """Which lines go, and why."""
    repeated = {line for line, times in Counter(lines).items() if times > 1}
    reasons: dict[int, tuple[RemovedKind, str]] = {}
    control_seen = False
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        below = at + 1 in reasons and reasons[at + 1][0] is RemovedKind.CREDIT
        control_seen = control_seen and below
        if credits.is_control(line):
            reasons[at] = (RemovedKind.CREDIT, "a control of the page at a picture")
            control_seen = credits.is_caption_control(line)
        elif credits.is_credit(line):
            reasons[at] = (RemovedKind.CREDIT, "a line that only credits a picture")
        elif credits.ENDS_IN_CONTROL.search(line):
            reasons[at] = (RemovedKind.CAPTION, "a caption: it ends in “hide caption”")
        elif _FURNITURE.match(line):
            reasons[at] = (RemovedKind.NAVIGATION, "a label of the page, not a sentence")
        elif (
            below
            and len(line) <= _LONGEST_CAPTION
            and (control_seen or line in repeated or _ABOUT_A_PICTURE.search(line))
        ):
            reasons[at] = (RemovedKind.CAPTION, "a caption: a picture's credit follows it")
    return reasons


def _is_invitation(line: str) -> bool:
    """Whether a line from the end of the text begins as what pages write where they break off."""
    return len(line) <= _LONGEST_INVITATION and READ_ON.begins(line.lower())


def _is_title(line: str, below: str) -> bool:
    """Whether the first line is no sentence of the text. A question is one, unless a byline follows it."""
    is_set_off = not spelling.ends_or_pauses(line) or bool(_BYLINE.match(below))
    return len(line) <= _LONGEST_TITLE and is_set_off


def _blocks(paragraphs: Sequence[str]) -> tuple[Block, ...]:
    start, blocks = 0, []
    for paragraph in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, paragraph, start))
        start += len(paragraph) + len("\n\n")
    return tuple(blocks)
