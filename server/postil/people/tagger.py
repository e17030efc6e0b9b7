"""Text -> the people's names in it: a linear chain read twice, in plain Python.

The first reading looks at each sentence alone; the second also knows how the first one read
the same words elsewhere in the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from postil.people.cues import cues
from postil.people.evidence import Evidence
from postil.people.features import Features, chunks
from postil.people.parts import NameSpan
from postil.people.places import without_places
from postil.people.repeats import with_repeats
from postil.people.series import with_series
from postil.people.titles import is_title, title_start
from postil.people.tokens import Sentence, sentences
from postil.people.traps import names, without_traps
from postil.people.weights import LABELS, Model, Weights, read

_SHIPPED = Path(__file__).parent / "data" / "tagger.weights.gz"
_OUTSIDE, _BEGIN, _INSIDE, _OTHER = range(len(LABELS))
_IMPOSSIBLE = -(10**9)
_PERSON_LISTS = "mwL"  # given names of men and women, family names
_FULL_NAME = 2  # words


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
        lists = self._weights.lists.get(words[first].lower(), "")
        people_only = "N" in lists and not any(letter in lists for letter in _PERSON_LISTS)
        return first + 1 if people_only and end - first > _FULL_NAME else first

    def _read(self, text: str) -> Iterator[tuple[Sentence, list[tuple[int, int]], list[str]]]:
        evidence = Evidence()
        once = []
        document = [(sentence, chunks(sentence.words)) for sentence in sentences(text)]
        about = cues([(sentence.words, spans) for sentence, spans in document], self._weights.lists)
        for sentence, spans in document:
            features = self._features.of(sentence.words, spans, about)
            tags = without_traps(
                sentence.words, spans, [decode(self._weights.first, chunk) for chunk in features]
            )
            evidence.add(sentence.words, spans, tags)
            once.append((sentence, spans, features, tags))
        twice = []
        for sentence, spans, features, tags in once:
            again = []
            for (start, _), chunk, row in zip(spans, features, tags, strict=True):
                more = evidence.features(sentence.words, start, row)
                again.append(decode(self._weights.second, [a + b for a, b in zip(chunk, more, strict=True)]))
            twice.append((sentence.words, spans, again))
        for (sentence, spans, _, _), tags in zip(once, with_repeats(twice), strict=True):
            alike = with_series(sentence.words, spans, tags, self._weights.lists, about)
            yield sentence, spans, without_traps(sentence.words, spans, alike)


def decode(model: Model, chunk: Sequence[Sequence[str]]) -> str:
    """The likeliest labels of a chunk of tokens, one letter a token. Ties go to the earlier label."""
    get = model.rows.get
    transitions = model.transitions
    o, b, i, x = range(model.at, model.at + len(LABELS))
    scores = [0, 0, _IMPOSSIBLE, 0]
    back = []
    for position, features in enumerate(chunk):
        outside = begin = inside = other = 0
        for row in map(get, features):
            if row is not None:
                outside += row[o]
                begin += row[b]
                inside += row[i]
                other += row[x]
        if not position:
            scores = [outside, begin, _IMPOSSIBLE, other]
            continue
        best, scores = _step(scores, (outside, begin, inside, other), transitions)
        back.append(best)
    label = scores.index(max(scores))
    path = [label]
    for best in reversed(back):
        label = best[label]
        path.append(label)
    return "".join(LABELS[label] for label in reversed(path))


def _step(
    scores: Sequence[int], emitted: Sequence[int], transitions: Sequence[Sequence[int]]
) -> tuple[list[int], list[int]]:
    best = []
    reached = []
    for label, gain in enumerate(emitted):
        allowed = (_BEGIN, _INSIDE) if label == _INSIDE else (_OUTSIDE, _BEGIN, _INSIDE, _OTHER)
        score, before = max((scores[b] + transitions[b][label], -b) for b in allowed)
        best.append(-before)
        reached.append(score + gain)
    return best, reached


def _span(text: str, sentence: Sentence, first: int, end: int, told: int) -> NameSpan:
    """The name in the tokens from ``first`` to ``end``; tokens before ``told`` are no part of its title."""
    words = sentence.words
    while end > first + 1 and not words[end - 1][0].isalnum():
        end -= 1
    start, stop = sentence.starts[first], sentence.ends[end - 1]
    title_from = told + title_start(words[told:first])
    title = text[sentence.starts[title_from] : start].rstrip() if title_from < first else ""
    return NameSpan(start, stop, text[start:stop], title)
