"""The tagger's weights: what training learned, and how it lies on disk.

The file is gzip over four parts, each after its length as 8 bytes, big-endian: a JSON header,
the feature names (UTF-8, one a line), their rows, and the word lists (a word, a tab, its letters;
one a line). A row is a byte for each label of the first reading, then for each of the second.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from struct import Struct

LABELS = ("O", "B", "I", "X")
"""Outside, first token of a person's name, further token of it, another kind of name."""

# A weight is stored as a byte of sixtieths around ZERO: 1.5 times as coarse cost 0.3 points of F1 on
# newswire, finer gained nothing. The few weights beyond the +-2.1 that a byte then holds are cut.
# Only differences between the labels of one row matter, so ZERO need not be taken off again.
SCALE = 60
ZERO = 128


# In memory a row is one number of sixteen bits a label, so that adding up numbers adds up the labels of
# both readings at once: some fifty features a token, each 255 at most, never carry into the next.
_BYTES_A_ROW = 16
_FIRST, _SECOND = Struct("<4H8x"), Struct("<8x4H")

Transitions = Sequence[Sequence[int]]
"""``transitions[i][j]`` scores label j after label i."""
Scores = tuple[int, int, int, int]
"""What each label of LABELS scores at a token."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One linear chain as training leaves it: ``rows[feature][i]`` scores label ``i``."""

    rows: Mapping[str, bytes]
    transitions: Transitions


@dataclass(frozen=True, slots=True)
class Weights:
    """Two chains, the second of which also reads the first one's answers, and the word lists of both.

    ``rows`` has for a feature its row of both readings.
    """

    rows: Mapping[str, int]
    transitions: tuple[Transitions, Transitions]
    lists: Mapping[str, str]

    def summed(self, features: Iterable[str]) -> int:
        """The rows of ``features`` in one; a feature without a row adds nothing."""
        return sum(filter(None, map(self.rows.get, features)))


def first_scores(row: int) -> Scores:
    """What a row, or a sum of rows, says of each label in the first reading."""
    o, b, i, x = _FIRST.unpack(row.to_bytes(_BYTES_A_ROW, "little"))
    return o, b, i, x


def second_scores(row: int) -> Scores:
    """What a row, or a sum of rows, says of each label in the second reading."""
    o, b, i, x = _SECOND.unpack(row.to_bytes(_BYTES_A_ROW, "little"))
    return o, b, i, x


def stored(weight: float) -> int:
    """The byte that stands for ``weight``; one beyond the range becomes the range's end."""
    return max(0, min(255, round(weight * SCALE) + ZERO))


def joined(first: Chain, second: Chain, lists: Mapping[str, str]) -> Weights:
    """Weights that hold two models of four-byte rows in one table. Rows that say nothing are left out."""
    nothing = bytes([ZERO] * len(LABELS))
    rows = {
        name: first.rows.get(name, nothing) + second.rows.get(name, nothing)
        for name in sorted(first.rows.keys() | second.rows.keys())
    }
    told = {name: row for name, row in rows.items() if row != nothing + nothing}
    return Weights(
        dict(zip(told, _numbers(b"".join(told.values())), strict=True)),
        (first.transitions, second.transitions),
        dict(lists),
    )


def _numbers(rows: bytes) -> Iterator[int]:
    """The rows of both readings, byte by byte one after the other, each as one number."""
    wide = bytearray(2 * len(rows))
    wide[::2] = rows
    for at in range(0, len(wide), _BYTES_A_ROW):
        yield int.from_bytes(wide[at : at + _BYTES_A_ROW], "little")


def read(path: Path) -> Weights:
    """The weights in ``path``. Raises OSError when it is not there, ValueError when it is no weights file."""
    parts = _split(gzip.decompress(path.read_bytes()))
    if len(parts) != 4:
        raise ValueError(f"{path}: expected a weights file of four parts, found {len(parts)}")
    first, second = json.loads(parts[0])["transitions"]
    names = parts[1].decode().split("\n")
    rows = dict(zip(names, _numbers(parts[2]), strict=True))
    lists = dict(line.split("\t") for line in parts[3].decode().split("\n"))
    return Weights(rows, (first, second), lists)


def write(path: Path, weights: Weights) -> None:
    """Put ``weights`` into ``path``; the same weights give the same bytes."""
    header = {"transitions": weights.transitions}
    names = sorted(weights.rows)
    values = b"".join(weights.rows[name].to_bytes(_BYTES_A_ROW, "little")[::2] for name in names)
    lists = "\n".join(f"{word}\t{letters}" for word, letters in sorted(weights.lists.items()))
    parts = [json.dumps(header).encode(), "\n".join(names).encode(), values, lists.encode()]
    body = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    path.write_bytes(gzip.compress(body, 9, mtime=0))


def _split(body: bytes) -> list[bytes]:
    parts = []
    at = 0
    while at < len(body):
        size = int.from_bytes(body[at : at + 8], "big")
        parts.append(body[at + 8 : at + 8 + size])
        at += 8 + size
    return parts


_OUTSIDE, _BEGIN, _INSIDE, _OTHER = range(len(LABELS))
_IMPOSSIBLE = -(10**9)
_ALONE = "OBX"  # a chunk's first token is inside nothing


def likeliest(chunk: Sequence[Scores], transitions: Transitions) -> str:
    """The labels of a chunk of tokens, one letter a token. Ties go to the earlier label."""
    outside, begin, _, other = chunk[0]
    if len(chunk) == 1:
        best = max(outside, begin, other)
        return _ALONE[(outside, begin, other).index(best)]
    inside = _IMPOSSIBLE
    (oo, ob, _, ox), (bo, bb, bi, bx), (io, ib, ii, ix), (xo, xb, _, xx) = transitions
    back = []
    for o, b, i, x in chunk[1:]:
        # Written out for speed: this is the inmost loop of reading an article.
        to_outside = (outside + oo, begin + bo, inside + io, other + xo)
        to_begin = (outside + ob, begin + bb, inside + ib, other + xb)
        to_other = (outside + ox, begin + bx, inside + ix, other + xx)
        from_begin, from_inside = begin + bi, inside + ii
        reached_outside, reached_begin, reached_other = max(to_outside), max(to_begin), max(to_other)
        back.append(
            (
                to_outside.index(reached_outside),
                to_begin.index(reached_begin),
                _BEGIN if from_begin >= from_inside else _INSIDE,
                to_other.index(reached_other),
            )
        )
        outside, begin, other = reached_outside + o, reached_begin + b, reached_other + x
        inside = max(from_begin, from_inside) + i
    last = (outside, begin, inside, other)
    label = last.index(max(last))
    path = [label]
    for best_before in reversed(back):
        label = best_before[label]
        path.append(label)
    return "".join([LABELS[label] for label in reversed(path)])
