"""Sentences of the page's own, in the languages its readers write: labels, invitations, notices.

The patterns are data, in ``tables/phrases.txt``. A phrase alone never decides: it is looked for in short
blocks, and a label counts only when a link follows it or nothing does. See ``lines``.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from postil.models import RemovedKind
from postil.wordlists import sections_in

_TABLES = sections_in(Path(__file__).parent / "tables" / "phrases.txt")


def _pattern(line: str) -> str:
    return line.replace(" ", r"\s+")


def _label(*tables: str) -> re.Pattern[str]:
    """The whole of a block, or its beginning before a sign."""
    any_of = "|".join(_pattern(line) for table in tables for line in _TABLES[table])
    return re.compile(rf"^[\W_]*(?:{any_of})\s*(?:$|[:：>»→|.!?…\-–—】］\]])", re.IGNORECASE)


_SEVERAL_WORDS = "|".join(
    _pattern(line) for line in _TABLES["labels"] if " " in line and not line.endswith("*")
)

BEGINS_AS_A_LABEL = re.compile(rf"[\W_]*(?:{_SEVERAL_WORDS})\b", re.IGNORECASE)
"""A label of several words, and whatever stands behind it."""

LABEL_AND_HEADLINE = re.compile(rf"^[\W_]*(?i:{_SEVERAL_WORDS})\s*[:：>»→|–—-]*\s*(?=[^\Wa-z])")
"""What begins with a label, be it set off by a sign or not: a link to another story, if it is no sentence."""

LABEL = _label("labels")
"""What stands over links or before one."""

LINK_LABEL = _label("labels", "link_labels")
"""What may stand before a link, and is a heading of the article as often when no link is there."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One kind of sentence. ``why`` is how the rule is told; ``found_in`` asks for lower-case text."""

    why: str
    kind: RemovedKind
    pattern: re.Pattern[str]
    at_start: re.Pattern[str]

    def found_in(self, text: str) -> bool:
        return self.at_start.match(text) is not None or self.pattern.search(text) is not None

    def begins(self, text: str) -> bool:
        """Whether ``text``, in lower-case, begins with such a sentence; "this" may stand before it."""
        pointing = _THIS.match(text)
        starts = {0, pointing.end() if pointing else 0}
        return any(
            pattern.match(text, start) for pattern in (self.at_start, self.pattern) for start in starts
        )


_THIS = re.compile(
    r"\W*(?:this|cette?|ce|diese[rns]?|est[ae]|quest[ao]|dit|deze|den här|denne|ten|ta|эт\w+)\s+"
)


def _phrase(why: str, kind: RemovedKind, table: str) -> Phrase:
    lines = _TABLES[table]
    anywhere = "|".join(_pattern(line) for line in lines if not line.startswith("^")) or r"(?!)"
    at_start = "|".join(_pattern(line[1:]) for line in lines if line.startswith("^")) or r"(?!)"
    return Phrase(why, kind, re.compile(anywhere), re.compile(at_start))


INFORMAL_PHRASES = (
    _phrase("an invitation to a newsletter", RemovedKind.NEWSLETTER, "newsletter"),
    _phrase("an invitation to subscribe", RemovedKind.NEWSLETTER, "subscription"),
    _phrase("an advertisement's label", RemovedKind.AD, "advert"),
    _phrase("an invitation to share, write or follow", RemovedKind.NAVIGATION, "talk"),
    _phrase("the time it takes to read", RemovedKind.OTHER, "times"),
)
"""What a reporter might write as well; the first that is found in a block decides."""

FORMAL_PHRASES = (
    _phrase("a notice in place of something embedded", RemovedKind.OTHER, "embed"),
    _phrase("a legal notice", RemovedKind.OTHER, "legal"),
)
"""What nobody but a machine or a lawyer writes."""

READ_ON = _phrase("an invitation to read on", RemovedKind.NEWSLETTER, "to_read_on")
"""What stands where a page breaks its article off: it decides nothing by itself. See ``walls``."""


def _any_of(table: str, before: str) -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(map(_pattern, _TABLES[table]))})", re.IGNORECASE)


INVITATION = _any_of("invitation", r"[\W_]*(?:[^.!?\n]{3,80}[?？]\s*)?(?:and |or |please |you can )?")
"""What a text begins with that asks the reader to do something, a question before it aside."""

WORKED_ON_IT = _any_of("worked_on_it", "")
"""Who worked on an article beside its writers."""

OF_THE_OUTLET = _any_of("of_the_outlet", r"\b")
"""What an outlet offers beside its articles, and where else it is found."""

ABOUT = _any_of("about", r"^[\W_]*")
"""A label over what is said of an article's makers."""


def _how_much_is_left() -> re.Pattern[str]:
    left, words, of_it = (
        f"(?:{'|'.join(map(_pattern, _TABLES[table]))})" for table in ("left", "words", "of_the_article")
    )
    amount = rf"\d[\d.,\s]*{words}"
    share = rf"\d\s?%.{{0,20}}{of_it}"
    return re.compile(
        rf"{left}.{{0,12}}{amount}|{amount}.{{0,30}}\b{left}|il vous reste .{{0,12}}%|"
        rf"{left}.{{0,12}}{share}|{share}.{{0,20}}{left}"
    )


HOW_MUCH_IS_LEFT = _how_much_is_left()
"""What a wall says of the part behind it; it asks for lower-case text."""
