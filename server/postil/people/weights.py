"""The tagger's weights: what training learned, and how it lies on disk.

The file is gzip over four parts, each after its length as 8 bytes, big-endian: a JSON header,
the feature names (UTF-8, one a line), their weights (signed 16-bit, little-endian, one row of
``len(LABELS)`` a feature), and the word lists (a word, a tab, its letters; one a line).
"""

import gzip
import json
import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LABELS = ("O", "B", "I", "X")
"""Outside, first token of a person's name, further token of it, another kind of name."""

# Weights are stored as whole thousandths: finer changes no decision, 16 bits hold up to 32.
SCALE = 1000

Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """One linear chain: a row of label scores for each feature, and ``transitions[before][after]``."""

    features: Mapping[str, Row]
    transitions: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Weights:
    """Two models, the second of which also reads the first one's answers, and the word lists of both."""

    first: Model
    second: Model
    lists: Mapping[str, str]


def read(path: Path) -> Weights:
    """The weights in ``path``. Raises OSError when it is not there, ValueError when it is no weights file."""
    parts = _split(gzip.decompress(path.read_bytes()))
    if len(parts) != 4:
        raise ValueError(f"{path}: expected a weights file of four parts, found {len(parts)}")
    header = json.loads(parts[0])
    names = parts[1].decode().split("\n")
    values = array("h")
    values.frombytes(parts[2])
    if sys.byteorder == "big":
        values.byteswap()
    rows: list[Row] = list(zip(*[iter(values)] * len(LABELS), strict=True))
    split = header["first"]
    lists = dict(line.split("\t") for line in parts[3].decode().split("\n"))
    first, second = (tuple(tuple(row) for row in table) for table in header["transitions"])
    return Weights(
        first=Model(dict(zip(names[:split], rows[:split], strict=True)), first),
        second=Model(dict(zip(names[split:], rows[split:], strict=True)), second),
        lists=lists,
    )


def write(path: Path, weights: Weights) -> None:
    """Put ``weights`` into ``path``; the same weights give the same bytes."""
    header = {
        "first": len(weights.first.features),
        "transitions": [weights.first.transitions, weights.second.transitions],
    }
    names: list[str] = []
    values = array("h")
    for model in (weights.first, weights.second):
        for name in sorted(model.features):
            names.append(name)
            values.extend(model.features[name])
    if sys.byteorder == "big":
        values.byteswap()
    lists = "\n".join(f"{word}\t{letters}" for word, letters in sorted(weights.lists.items()))
    parts = [json.dumps(header).encode(), "\n".join(names).encode(), values.tobytes(), lists.encode()]
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
