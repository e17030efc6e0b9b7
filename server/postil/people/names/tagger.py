"""Text -> the people's names in it: a linear chain read twice, in plain Python.

The first reading looks at each sentence alone; the second also knows how the first one read
the same words elsewhere in the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from postil.people.names import NameSpan, Sentence, sentences
from postil.people.names.features import Features, chunks, cues
from postil.people.names.mending import mended, with_repeats, with_series
from postil.people.names.titles import is_title, title_start
from postil.people.names.traps import names, without_places, without_traps
from postil.people.names.weights import LABELS, Weights, first_scores, likeliest, read, second_scores

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


_SHIPPED = Path(__file__).parent.parent / "data" / "tagger.weights.gz"
_PERSON_LISTS = "mwL"  # given names of men and women, family names
_FULL_NAME = 2  # words
_DASHES = frozenset(("-", "–", "—", "--", "_"))
_BEFORE_PEOPLES = frozenset(("the", "a", "an", "fellow", "young", "veteran", "former"))  # "fellow German"


class Tagger:
    """Finds people's names with given weights. Holds no state between texts."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._features = Features(weights.lists)

    @classmethod
    def load(cls, path: Path = _SHIPPED) -> "Tagger":
        """A tagger with the weights in ``path``, by default the shipped ones."""
        return cls(read(path))

    @property
    def lists(self) -> Mapping[str, str]:
        """For a word in lower case, the lists it is on, as letters."""
        return self._weights.lists

    def spans(self, text: str) -> list[NameSpan]:
        """The names in ``text``, in order, none overlapping another."""
        found = []
        for sentence, spans, tags in self._read(text):
            told = 0
            for (start, _), row in zip(spans, tags, strict=True):
                for first, end in names(row):
                    bare = self._bare_start(sentence.words, start + first, start + end)
                    found.append(_span(text, sentence, bare, start + end, told))
                    told = start + end
        return without_places(found, text)

    def _bare_start(self, words: Sequence[str], first: int, end: int) -> int:
        """Where the name proper begins: after titles, and after a people's name ("German Ana Brandl")."""
        while first + 1 < end and is_title(words[first]):
            first += 1
        for i in range(first + 1, end - 1):
            # "GRAND RAPIDS, Mich. - Gerald R. Ford": what an article is datelined with is in no name.
            if words[i] in _DASHES and words[i - 1].endswith("."):
                first = i + 1
        lists = self._weights.lists.get(words[first].lower(), "")
        people_only = "N" in lists and (
            not any(letter in lists for letter in _PERSON_LISTS)
            or (first > 0 and words[first - 1] in _BEFORE_PEOPLES)
        )
        return first + 1 if people_only and end - first > _FULL_NAME else first

    def _read(self, text: str) -> Iterator[tuple[Sentence, list[tuple[int, int]], list[str]]]:
        summed = self._weights.summed
        of_first, of_second = self._weights.transitions
        evidence = Evidence()
        once = []
        document = [(sentence, chunks(sentence.words)) for sentence in sentences(text)]
        about = cues([(sentence.words, spans) for sentence, spans in document], self._weights.lists)
        for sentence, spans in document:
            features = self._features.of(sentence.words, spans, about)
            rows = [[summed(token) for token in chunk] for chunk in features]
            read_once = [likeliest([first_scores(row) for row in chunk], of_first) for chunk in rows]
            tags = without_traps(sentence.words, spans, read_once)
            evidence.add(sentence.words, spans, tags)
            once.append((sentence, spans, rows, tags))
        twice = []
        for sentence, spans, rows, tags in once:
            again = []
            for (start, _), chunk, tagged in zip(spans, rows, tags, strict=True):
                told = evidence.features(sentence.words, start, tagged)
                both = [second_scores(row + summed(more)) for row, more in zip(chunk, told, strict=True)]
                again.append(likeliest(both, of_second))
            twice.append((sentence.words, spans, again))
        for (sentence, spans, _, _), tags in zip(once, with_repeats(twice), strict=True):
            whole = mended(sentence.words, spans, tags, self._weights.lists)
            alike = with_series(sentence.words, spans, whole, self._weights.lists, about)
            yield sentence, spans, without_traps(sentence.words, spans, alike)


def _span(text: str, sentence: Sentence, first: int, end: int, told: int) -> NameSpan:
    """The name in the tokens from ``first`` to ``end``; tokens before ``told`` are no part of its title."""
    words = sentence.words
    while end > first + 1 and not words[end - 1][0].isalnum():
        end -= 1
    start, stop = sentence.starts[first], sentence.ends[end - 1]
    title_from = told + title_start(words[told:first])
    title = text[sentence.starts[title_from] : start].rstrip() if title_from < first else ""
    return NameSpan(start, stop, text[start:stop], title)
