"""An article with its marks and people painted in: what to show where, without a line of HTML."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from postil.library.people import CastMember
from postil.models import Annotation, Article, Block, BlockKind, Mention, Span


@dataclass(frozen=True, slots=True)
class PaintedMark:
    """``is_first`` is where the mark begins: the place to jump to."""

    mark: Annotation
    is_first: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A person's name in the text. ``number`` is the card's place in the cast, ``start`` the mention's."""

    number: int
    name: str
    start: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text under the same marks, naming one person or none. Marks: outermost first."""

    text: str
    marks: tuple[PaintedMark, ...]
    named: Named | None


@dataclass(frozen=True, slots=True)
class PaintedBlock:
    """``notes`` are the marks that begin here and have a note or tags to show."""

    block: Block
    runs: tuple[TextRun, ...]
    notes: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """Blocks that stand together: the items of one list, or one block of another kind."""

    kind: BlockKind
    blocks: tuple[PaintedBlock, ...]


def paint(
    article: Article, marks: Sequence[Annotation], cast: Sequence[CastMember]
) -> tuple[BlockGroup, ...]:
    """The article's blocks in order. Marks may overlap; a lost mark is painted nowhere."""
    mentions = [
        (number, member.card.person.name, mention)
        for number, member in enumerate(cast, start=1)
        for mention in member.card.mentions
    ]
    painted = [_block(block, marks, mentions) for block in article.blocks]
    grouped = groupby(enumerate(painted), key=_grouping)
    return tuple(
        BlockGroup(kind=blocks[0].block.kind, blocks=blocks)
        for blocks in (tuple(block for _, block in members) for _, members in grouped)
    )


def _grouping(numbered: tuple[int, PaintedBlock]) -> int:
    """Equal for neighbours that are list items, different for everything else."""
    number, painted = numbered
    return -1 if painted.block.kind is BlockKind.LIST_ITEM else number


def _block(
    block: Block, marks: Sequence[Annotation], mentions: Sequence[tuple[int, str, Mention]]
) -> PaintedBlock:
    start, end = block.start, block.start + len(block.text)
    here = [mark for mark in marks if mark.span and mark.span.start < end and start < mark.span.end]
    named = [entry for entry in mentions if entry[2].start < end and start < entry[2].end]
    cuts = {start, end}
    for span in (*(mark.span for mark in here if mark.span), *(Span(m.start, m.end) for _, _, m in named)):
        cuts |= {max(start, span.start), min(end, span.end)}
    edges = sorted(cuts)
    runs = tuple(
        TextRun(
            text=block.text[left - start : right - start],
            marks=tuple(_marks_over(here, left)),
            named=_named_at(named, left),
        )
        for left, right in pairwise(edges)
    )
    begun = tuple(m for m in here if m.span and start <= m.span.start and (m.note or m.tags))
    return PaintedBlock(block, runs, begun)


def _marks_over(marks: Sequence[Annotation], at: int) -> Iterator[PaintedMark]:
    covering = (mark for mark in marks if mark.span and mark.span.start <= at < mark.span.end)
    for mark in sorted(covering, key=lambda mark: (mark.span.start, -mark.span.end) if mark.span else (0, 0)):
        yield PaintedMark(mark, is_first=mark.span is not None and mark.span.start == at)


def _named_at(mentions: Sequence[tuple[int, str, Mention]], at: int) -> Named | None:
    for number, name, mention in mentions:
        if mention.start <= at < mention.end:
            return Named(number, name, mention.start, is_first=mention.start == at)
    return None
