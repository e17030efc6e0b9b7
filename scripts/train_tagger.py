"""Train the person tagger: labelled sentences in, a weights file out.

    python3 scripts/train_tagger.py FOLDER [--people FOLDER] [--out FILE]

FOLDER holds person_mentions.jsonl.gz: a line a document, {source, doc, sentences: [[tokens],
[labels]]} with the labels B-PER, I-PER, OTHER and O. --people names a folder with
office_holders.csv.gz, whose names widen the word lists and fill the templates.
Needs the extra `train` (python-crfsuite). The same input gives the same file.
"""

import argparse
import csv
import gzip
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from setup_venv import enter

if __name__ == "__main__":
    enter("train")

import pycrfsuite

import tagger_templates
from postil.people.names import Sentence, sentences
from postil.people.names import weights as weights_file
from postil.people.names.features import Features, chunks, cues
from postil.people.names.tagger import Evidence
from postil.people.names.titles import is_title
from postil.people.names.traps import without_traps
from postil.people.names.weights import likeliest

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "server/postil/people/data/tagger.weights.gz"
TEMPLATES = HERE / "tagger_templates.txt"
WORD_LISTS = HERE / "tagger_lists.txt"
SEED = 20
COMMON_FROM = 5  # a word written small in this many sentences is a common one


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence's words and one label letter for each."""

    words: list[str]
    labels: str


@dataclass(frozen=True, slots=True)
class Settings:
    """How training goes, chosen by scores on texts that training does not see.

    ``seen_in``: features of fewer documents are names learned by heart, and left out.
    ``folds``: the second model reads what a first model says of documents that it has not seen.
    ``template_rounds``: how often each template is filled with other names.
    ``members``: this many taggers, each trained on templates filled anew and on folds cut anew, are
    made one by the mean of their weights.
    """

    c1: float = 0.1
    c2: float = 0.5
    iterations: int = 60
    seen_in: int = 3
    folds: int = 3
    template_rounds: int = 30
    members: int = 5


Document = list[Labelled]
People = list[tuple[str, ...]]  # names, each as its words
Row = tuple[list[list[str]], str]  # a chunk's features for each token, and its label letters


# --- reading ------------------------------------------------------------------------------------


def read_documents(path: Path) -> Iterator[tuple[str, Document]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            document = [
                sentence
                for tokens, labels in record["sentences"]
                for sentence in relabel(tokens, labels, split_hyphens=record["source"] in ("gum", "uner"))
            ]
            yield record["source"], document


def relabel(tokens: list[str], labels: list[str], *, split_hyphens: bool) -> Iterator[Labelled]:
    """The sentence cut into our own tokens. ``split_hyphens``: its source cuts words at hyphens."""
    text = ""
    marks: list[str] = []
    for i, (token, label) in enumerate(zip(tokens, labels, strict=True)):
        glued = not text or (
            split_hyphens
            and "-" in (token, tokens[i - 1])
            and 0 < i < len(tokens) - 1
            and (label == labels[i - 1] or {label, labels[i - 1]} == {"B-PER", "I-PER"})
        )
        letter = {"B-PER": "B", "I-PER": "I", "OTHER": "X", "O": "O"}[label]
        text += token if glued else " " + token
        if not glued:
            marks.append("O")
        marks.extend(letter + ("I" if letter in "BI" else letter) * (len(token) - 1))
    for sentence in sentences(text.replace("\n", " ")):
        row = [marks[start] for start in sentence.starts]
        yield Labelled(sentence.words, "".join(_bare(sentence, row)))


def _bare(sentence: Sentence, row: list[str]) -> list[str]:
    """The labels without titles before a name and possessives after it."""
    row = list(row)
    for i, word in enumerate(sentence.words):
        if word in ("'s", "’s") and row[i] in "BI":
            row[i] = "O"
        if row[i] == "B" and is_title(word) and i + 1 < len(row) and row[i + 1] == "I":
            row[i], row[i + 1] = "O", "B"
        if row[i] == "I" and (i == 0 or row[i - 1] not in "BI"):
            row[i] = "B"
    return row


def read_lists(path: Path) -> dict[str, set[str]]:
    """Word lists: ``= LETTER meaning`` begins a list, lines of words follow."""
    lists: dict[str, set[str]] = {}
    letter = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            letter = line.split()[1]
            lists.setdefault(letter, set())
        elif line.strip():
            lists[letter].update(line.lower().replace("_", " ").split())
    return lists


def read_people(path: Path) -> People:
    """The office holders' names, each as its words."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return sorted({tuple(row["person"].split()) for row in csv.DictReader(lines)})


def compile_lists(documents: Iterable[Document], people: People) -> dict[str, str]:
    """For each word on a list, the letters of its lists: ours, office holders' names, common words."""
    lists = read_lists(WORD_LISTS)
    for name in people:
        if len(name) > 1:
            given = (word.lower() for word in name[:-1] if word[0].isupper() and len(word) > 2)
            lists.setdefault("F", set()).update(given)
            lists["L"].add(name[-1].lower())
    common = Counter(
        word
        for document in documents
        for sentence in document
        for word in set(sentence.words)
        if word.islower()
    )
    lists["c"] = {word for word, count in common.items() if count >= COMMON_FROM and word.isalpha()}
    letters: dict[str, str] = {}
    for letter, listed in sorted(lists.items()):
        for word in listed:
            letters[word] = letters.get(word, "") + letter
    return letters


def template_documents(people: People, rounds: int, chance: random.Random) -> Iterator[Document]:
    """Articles of our own templates, each filled ``rounds`` times."""
    lists = read_lists(WORD_LISTS)
    choices = tagger_templates.Choices(
        people=[name for name in people if len(name) > 1],
        given=[word.title() for word in sorted(lists["m"] | lists["w"])],
        surnames=[word.title() for word in sorted(lists["L"])],
        places=[word.title() for word in sorted(lists["P"]) if "." not in word and len(word) > 3],
        nations=[word.title() for word in sorted(lists["N"]) if word[-1] in "nhi"],
    )
    for template in tagger_templates.read(TEMPLATES):
        for _ in range(rounds):
            document = []
            for text, marks in tagger_templates.fill(template, choices, chance):
                for sentence in sentences(text):
                    row = [marks[start] for start in sentence.starts]
                    document.append(Labelled(sentence.words, "".join(_bare(sentence, row))))
            yield document


# --- training -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Learned:
    """What a trainer found: for each feature a weight for each label, and those from label to label."""

    rows: dict[str, list[float]]
    transitions: list[list[float]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sentence ready to train on."""

    words: list[str]
    spans: list[tuple[int, int]]
    features: list[list[list[str]]]
    gold: list[str]


def prepare(document: Document, features: Features) -> list[Prepared]:
    ready = []
    cut = [(sentence.words, chunks(sentence.words)) for sentence in document]
    about = cues(cut, features.lists)
    for sentence, (words, spans) in zip(document, cut, strict=True):
        if spans:
            gold = [_chunk_gold(sentence.labels[start:end]) for start, end in spans]
            ready.append(Prepared(words, spans, features.of(words, spans, about), gold))
    return ready


def _chunk_gold(labels: str) -> str:
    return "B" + labels[1:] if labels[0] == "I" else labels


def prune(documents: list[list[Prepared]], at_least: int) -> list[list[Prepared]]:
    """The documents without the features that occur in fewer than ``at_least`` of them."""
    count: Counter[str] = Counter()
    for document in documents:
        count.update({f for s in document for chunk in s.features for token in chunk for f in token})
    return [
        [
            Prepared(
                s.words,
                s.spans,
                [[[f for f in token if count[f] >= at_least] for token in chunk] for chunk in s.features],
                s.gold,
            )
            for s in document
        ]
        for document in documents
    ]


def with_evidence(document: list[Prepared], first: weights_file.Weights) -> Iterator[Row]:
    evidence = Evidence()
    tags = []
    for sentence in document:
        row = without_traps(
            sentence.words, sentence.spans, [read_once(first, chunk) for chunk in sentence.features]
        )
        evidence.add(sentence.words, sentence.spans, row)
        tags.append(row)
    for sentence, row in zip(document, tags, strict=True):
        parts = zip(sentence.spans, sentence.features, row, sentence.gold, strict=True)
        for (start, _), chunk, answer, gold in parts:
            more = evidence.features(sentence.words, start, answer)
            yield [a + b for a, b in zip(chunk, more, strict=True)], gold


def read_once(weights: weights_file.Weights, chunk: list[list[str]]) -> str:
    scores = [weights_file.first_scores(weights.summed(token)) for token in chunk]
    return likeliest(scores, weights.transitions[0])


def fit(rows: Iterable[Row], settings: Settings) -> Learned:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": settings.c1,
            "c2": settings.c2,
            "max_iterations": settings.iterations,
            "feature.possible_transitions": True,
            "feature.minfreq": 2,
        }
    )
    for features, gold in rows:
        trainer.append(features, list(gold))
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "model")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        info = tagger.info()
        tagger.close()
    order = weights_file.LABELS
    table: dict[str, list[float]] = {}
    for (name, label), weight in info.state_features.items():
        table.setdefault(name, [0.0] * len(order))[order.index(label)] = weight
    return Learned(table, [[info.transitions.get((a, b), 0.0) for b in order] for a in order])


def mean(members: list[Learned]) -> weights_file.Chain:
    """One model of several: each weight is their mean, 0 counting for one that has none."""
    share = weights_file.SCALE / len(members)
    table: dict[str, list[float]] = {}
    for member in members:
        for name, row in member.rows.items():
            known = table.setdefault(name, [0.0] * len(row))
            table[name] = [a + b / len(members) for a, b in zip(known, row, strict=True)]
    width = range(len(weights_file.LABELS))
    return weights_file.Chain(
        {name: bytes(weights_file.stored(weight) for weight in row) for name, row in table.items()},
        [[round(sum(member.transitions[a][b] for member in members) * share) for b in width] for a in width],
    )


def plain(documents: Iterable[list[Prepared]]) -> Iterator[Row]:
    for document in documents:
        for sentence in document:
            yield from zip(sentence.features, sentence.gold, strict=True)


def train(documents: list[Document], people: People, settings: Settings) -> weights_file.Weights:
    letters = compile_lists(documents, people)
    members = []
    for number in range(settings.members):
        members.append(train_member(documents, people, letters, settings, random.Random(SEED + number)))
        print(f"member {number + 1} of {settings.members}", file=sys.stderr)
    first, second = (mean([member[reading] for member in members]) for reading in (0, 1))
    weights = weights_file.joined(first, second, letters)
    print(f"{len(weights.rows)} features", file=sys.stderr)
    return weights


def train_member(
    documents: list[Document],
    people: People,
    letters: dict[str, str],
    settings: Settings,
    chance: random.Random,
) -> tuple[Learned, Learned]:
    """The first and the second reading of one tagger."""
    documents = documents + list(template_documents(people, settings.template_rounds, chance))
    features = Features(letters)
    prepared = prune([prepare(document, features) for document in documents], settings.seen_in)
    chance.shuffle(prepared)
    rows: list[Row] = []
    for fold in range(settings.folds):
        rest = [document for n, document in enumerate(prepared) if n % settings.folds != fold]
        model = mean([fit(plain(rest), settings)])
        first = weights_file.joined(model, model, letters)
        for document in prepared[fold :: settings.folds]:
            rows.extend(with_evidence(document, first))
    return fit(plain(prepared), settings), fit(rows, settings)


def main() -> None:
    as_written = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=as_written)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    args = parser.parse_args()
    documents = [document for _, document in read_documents(args.folder / "person_mentions.jsonl.gz")]
    people = read_people(args.people / "office_holders.csv.gz") if args.people else []
    weights_file.write(args.out, train(documents, people, Settings()))


if __name__ == "__main__":
    main()
