"""The tagger's weights: what training learned, and how it lies on disk.

The file is gzip over four parts, each after its length as 8 bytes, big-endian: a JSON header,
the feature names (UTF-8, one a line), their rows, and the word lists (a word, a tab, its letters;
one a line). A row is a byte for each label of the first reading, then for each of the second.
"""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LABELS = ("O", "B", "I", "X")
"""Outside, first token of a person's name, further token of it, another kind of name."""

# A weight is stored as a byte of sixtieths around ZERO: 1.5 times as coarse cost 0.3 points of F1 on
# newswire, finer gained nothing. The few weights beyond the +-2.1 that a byte then holds are cut.
# Only differences between the labels of one row matter, so ZERO need not be taken off again.
SCALE = 60
ZERO = 128


@dataclass(frozen=True, slots=True)
class Model:
    """One linear chain: ``rows[feature][at + i]`` scores label ``i``, ``transitions[i][j]`` j after i."""

    rows: Mapping[str, bytes]
    transitions: Sequence[Sequence[int]]
    at: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """Two models, the second of which also reads the first one's answers, and the word lists of both."""

    first: Model
    second: Model
    lists: Mapping[str, str]


def stored(weight: float) -> int:
    """The byte that stands for ``weight``; one beyond the range becomes the range's end."""
    return max(0, min(255, round(weight * SCALE) + ZERO))


def joined(first: Model, second: Model, lists: Mapping[str, str]) -> Weights:
    """Weights that hold two models of four-byte rows in one table. Rows that say nothing are left out."""
    nothing = bytes([ZERO] * len(LABELS))
    rows = {
        name: first.rows.get(name, nothing) + second.rows.get(name, nothing)
        for name in sorted(first.rows.keys() | second.rows.keys())
    }
    told = {name: row for name, row in rows.items() if row != nothing + nothing}
    return Weights(
        Model(told, first.transitions), Model(told, second.transitions, at=len(LABELS)), dict(lists)
    )


def read(path: Path) -> Weights:
    """The weights in ``path``. Raises OSError when it is not there, ValueError when it is no weights file."""
    parts = _split(gzip.decompress(path.read_bytes()))
    if len(parts) != 4:
        raise ValueError(f"{path}: expected a weights file of four parts, found {len(parts)}")
    first, second = json.loads(parts[0])["transitions"]
    names = parts[1].decode().split("\n")
    width = 2 * len(LABELS)
    values = parts[2]
    rows = dict(zip(names, (values[i : i + width] for i in range(0, len(values), width)), strict=True))
    lists = dict(line.split("\t") for line in parts[3].decode().split("\n"))
    return Weights(Model(rows, first), Model(rows, second, at=len(LABELS)), lists)


def write(path: Path, weights: Weights) -> None:
    """Put ``weights`` into ``path``; the same weights give the same bytes."""
    header = {"transitions": [weights.first.transitions, weights.second.transitions]}
    names = sorted(weights.first.rows)
    values = b"".join(weights.first.rows[name] for name in names)
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
