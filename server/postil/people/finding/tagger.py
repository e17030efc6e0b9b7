"""Text -> the people's names in it: a linear chain read twice, in plain Python.

The first reading looks at each sentence alone; the second also knows how the first one read
the same words elsewhere in the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from postil.people.finding.cues import cues
from postil.people.finding.decoding import likeliest
from postil.people.finding.evidence import Evidence
from postil.people.finding.features import Features, chunks
from postil.people.finding.mending import mended
from postil.people.finding.places import without_places
from postil.people.finding.repeats import with_repeats
from postil.people.finding.series import with_series
from postil.people.finding.traps import names, without_traps
from postil.people.finding.weights import Weights, first_scores, read, second_scores
from postil.people.words.parts import NameSpan
from postil.people.words.titles import is_title, title_start
from postil.people.words.tokens import Sentence, sentences

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
