"""Articles made of templates of our own, with other names each time: sentences in, labelled words out."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SLOT = re.compile(r"\{(\w+?)(\d*)(?:\.(\w))?\}")
_NAME = re.compile(r"\[([^\]]*)\]|<([^>]*)>")
_STATE_NAMES = "Maine Texas Ohio Iowa Utah Ore. Miss. Calif. Mass. Nevada Florida Va. Pa. Georgia Vt. Kansas"
_STATES = _STATE_NAMES.split()


@dataclass(frozen=True, slots=True)
class Choices:
    """What the slots are filled with. People are names as words; the rest are words as written."""

    people: Sequence[tuple[str, ...]]
    given: Sequence[str]
    surnames: Sequence[str]
    places: Sequence[str]
    nations: Sequence[str]


def read(path: Path) -> list[list[str]]:
    """The templates in ``path``, each as its lines."""
    text = "\n".join(
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    return [block.split("\n") for block in text.strip().split("\n\n")]


def fill(template: Sequence[str], choices: Choices, chance: random.Random) -> Iterator[tuple[str, str]]:
    """For each line its text and a letter for each character's label (``postil.people.names.weights``)."""
    chosen: dict[str, tuple[str, ...]] = {}
    for line in template:
        text = ""
        marks = ""
        at = 0
        upper = line.replace("{", "").split("[")[0].isupper()
        for match in _NAME.finditer(line):
            text += line[at : match.start()]
            marks += "O" * (match.start() - at)
            person, other = match.groups()
            words = _SLOT.sub(lambda slot: _choose(slot, choices, chosen, chance), person or other)
            words = words.upper() if upper else words
            text += words
            marks += ("B" + "I" * (len(words) - 1)) if person else "X" * len(words)
            at = match.end()
        yield text + line[at:], marks + "O" * (len(line) - at)


def _choose(
    slot: re.Match[str], choices: Choices, chosen: dict[str, tuple[str, ...]], chance: random.Random
) -> str:
    kind, number, part = slot.groups()
    key = kind + number
    if key not in chosen:
        chosen[key] = _new(kind, choices, chance)
    words = chosen[key]
    parts: Mapping[str | None, str] = {
        None: " ".join(words),
        "l": words[-1],
        "f": words[0],
        "i": f"{words[0][0]}. {words[-1]}",
    }
    return parts[part]


def _new(kind: str, choices: Choices, chance: random.Random) -> tuple[str, ...]:
    if kind == "p":
        if chance.random() < 0.5:
            return chance.choice(choices.people)
        middle = (chance.choice("ABCDEFGHJKLMPRSTW") + ".",) if chance.random() < 0.15 else ()
        return (chance.choice(choices.given), *middle, chance.choice(choices.surnames))
    if kind == "l" and chance.random() < 0.5:
        return (chance.choice(choices.people)[-1],)
    table = {
        "l": choices.surnames,
        "f": choices.given,
        "city": choices.places,
        "country": choices.places,
        "state": _STATES,
        "nat": choices.nations,
    }
    return (chance.choice(table[kind]),)
