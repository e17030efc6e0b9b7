"""What a first reading of a whole document says of a word at each of its places.

A name is often told by its words only once ("the farmer Ana Brandl"); later "Brandl" alone is
told by what it was elsewhere. The place asked about never counts as evidence for itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from postil.people.finding.weights import LABELS

# Counting further changes nothing: three sure places are as good as ten.
_ENOUGH = 3


@dataclass(slots=True)
class _Seen:
    kinds: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LABELS, 0))
    first: int = 0
    last: int = 0
    lower: int = 0


class Evidence:
    """Counts of how each word of a document was tagged in a first reading."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def add(self, words: Sequence[str], spans: Sequence[tuple[int, int]], tags: Sequence[str]) -> None:
        """Take in one sentence: its words, its chunks and their tags."""
        for word in words:
            if word in self._seen and word.islower():
                self._seen[word].lower += 1
        for (start, end), row in zip(spans, tags, strict=True):
            for i in range(start, end):
                seen = self._seen.setdefault(words[i].lower(), _Seen())
                tag = row[i - start]
                seen.kinds[tag] += 1
                seen.first += _is_first(row, i - start)
                seen.last += _is_last(row, i - start)

    def features(self, words: Sequence[str], start: int, tags: str) -> Iterator[list[str]]:
        """For each token of the chunk at ``start``, what its other places in the document say."""
        told = [self._elsewhere(words[start + i].lower(), tags, i) for i in range(len(tags))]
        edge = ["", *told, ""]
        for i in range(len(tags)):
            before, here, after = edge[i], edge[i + 1], edge[i + 2]
            if not (before or here or after):
                yield []
                continue
            place = ("s" if i == 0 else "") + ("e" if i == len(tags) - 1 else "")
            yield [
                "A" + here,
                "B" + here + place,
                "C" + before + "|" + here,
                "D" + here + "|" + after,
                "E" + here + tags[i],
            ]

    def _elsewhere(self, word: str, tags: str, i: int) -> str:
        seen = self._seen.get(word)
        if seen is None:
            return ""
        counts = [seen.kinds[kind] - (tags[i] == kind) for kind in LABELS]
        total = sum(counts)
        if not total:
            return "l" if seen.lower else ""
        outside, begin, inside, other = counts
        person = begin + inside
        share = 3 if person == total else 2 if 2 * person > total else 1 if person else 0
        first = seen.first - _is_first(tags, i) > 0
        last = seen.last - _is_last(tags, i) > 0
        return (
            f"{share}{min(total, _ENOUGH)}"
            + ("f" if first else "")
            + ("g" if last else "")
            + ("x" if other else "")
            + ("o" if outside else "")
            + ("l" if seen.lower else "")
        )


def _is_first(tags: str, i: int) -> bool:
    return tags[i] == "B" and i + 1 < len(tags) and tags[i + 1] == "I"


def _is_last(tags: str, i: int) -> bool:
    return tags[i] == "I" and (i + 1 == len(tags) or tags[i + 1] != "I")
