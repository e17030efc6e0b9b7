"""What finding hands to knowing: names in a text, and groups of names that mean one person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A person's name in a text: code points, ``start`` inclusive, ``end`` exclusive.

    ``text`` is the name as written, without a title before it and without a possessive after
    it. ``title`` is the words right before it that name an office or an honorific, as written
    ("North Korean leader", "Secretary of State", "Mr."); "" where there are none.
    """

    start: int
    end: int
    text: str
    title: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"expected a name of {self.end - self.start} characters, got {self.text!r}")


@dataclass(frozen=True, slots=True)
class Group:
    """The names in a text that mean one person, in order of appearance.

    ``name`` is the fullest form, ``titles`` every title seen, each once. ``ambiguous`` says
    that one of the names could as well mean another person of the same text.
    ``namesake`` tells several people of one full name apart: 0 for the first of them.
    """

    spans: tuple[NameSpan, ...]
    name: str
    titles: tuple[str, ...]
    ambiguous: bool
    namesake: int = 0

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError("a group has at least one name")
