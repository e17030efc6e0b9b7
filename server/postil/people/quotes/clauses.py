"""Text -> its quotations, and its sentences with each quotation as one word of the sentence around it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from postil.people import lexicon
from postil.people.names import sentences
from postil.people.quotes.speaking import Place, Quoted
from postil.people.quotes.speech import SpeechCue

_MARKS = "”\"’'»«“ "
_NAME = re.compile(r"([\ue000-\uf8ff])\1*")
_QUOTE = re.compile(r"[\U000f0000-\U000ffffd]")
# "“Why?” Moor asked." is one sentence, and so is "“Never!” — Moor".
_GOES_ON = re.compile(
    rf"(?:[A-Z][\w.]* ){{0,3}}(?:N|He|She)(?:, [^.]*,)? (?:[a-z]+ly )?(?:{lexicon.either('speech.asked')})\b"
    r"|[—–-] (?:[A-Z][\w.]* ){0,3}N"
)
_SIGNED = re.compile(r"[—–-]\s?(?:[A-Z][\w.]* ){0,3}N\W*\Z")
_LABEL = re.compile(r"\s*(?P<label>[^\n:“\"«„]{1,60}?):\s+(?=\S)")
_LONGEST_LABEL = 5  # words
_MOST_MARKS = 4  # quotation marks and spaces that may close a paragraph
_FIRST_PERSON = re.compile(r"(?<!\w)(?:I|we|We|my|My|our|Our)(?!\w)")


@dataclass(slots=True)
class Clause:
    """A sentence outside of quotations, with the quotations in it, and what was read of it."""

    start: int
    end: int
    paragraph: int
    quotes: list[Quoted] = field(default_factory=list)
    cues: list[SpeechCue] = field(default_factory=list)
    subject: str | None = None
    speaker: str | None = None

    def is_whole_quote(self, text: str) -> bool:
        """Whether it is quotations and nothing else."""
        quoted = sum(count_letters(text[quote.start : quote.end]) for quote in self.quotes)
        return bool(self.quotes) and count_letters(text[self.start : self.end]) == quoted


def count_letters(text: str) -> int:
    return sum(letter.isalnum() for letter in text)


def last_letter(text: str, quote: Quoted) -> str:
    """What stands right before the marks that close ``quote``."""
    return text[quote.start : quote.end].rstrip(_MARKS)[-1:]


def clauses(text: str, code: str, quotes: Sequence[Quoted]) -> Iterator[Clause]:
    """The sentences of ``text``, in order; ``code`` is what ``speaking.coded`` makes of it."""
    older: Clause | None = None
    for clause in _cut(text, quotes):
        if older and _belongs(older, clause, text, code):
            older = Clause(older.start, clause.end, older.paragraph, [*older.quotes, *clause.quotes])
            continue
        if older:
            yield older
        older = clause
    if older:
        yield older


def _cut(text: str, quotes: Sequence[Quoted]) -> Iterator[Clause]:
    masked = list(text)
    for quote in quotes:
        masked[quote.start : quote.end] = "Q" * (quote.end - quote.start)
        if last_letter(text, quote) in (".", "!", "?", "…"):
            masked[quote.end - 1] = "."
    paragraph, last, at = 0, 0, 0
    for sentence in sentences("".join(masked)):
        start, end = sentence.starts[0], sentence.ends[-1]
        paragraph += "\n" in text[last:start]
        last = end
        clause = Clause(start, end, paragraph)
        while at < len(quotes) and quotes[at].start < end:
            clause.quotes.append(quotes[at])
            at += 1
        yield clause


def _belongs(older: Clause, clause: Clause, text: str, code: str) -> bool:
    """Whether a sentence only says who asked or shouted what is quoted right before it."""
    if clause.quotes or older.paragraph != clause.paragraph or not older.quotes:
        return False
    quote = older.quotes[-1]
    if quote.end != older.end:
        return False
    words = _NAME.sub("N", code[clause.start : clause.end])
    goes_on = _GOES_ON if last_letter(text, quote) in "!?…" else _SIGNED
    return goes_on.match(words) is not None


def labels(
    found: Sequence[Clause], text: str, code: str, places: Sequence[Place]
) -> Mapping[int, str | None]:
    """The paragraphs that begin with "Moor: ", as in the record of an interview, and who speaks there.

    None where the label names nobody known. A single label counts only before words in the first person.
    """
    labelled: dict[int, str | None] = {}
    ends = {clause.paragraph: clause.end for clause in found}
    firm = set()
    seen = -1
    for clause in found:
        if clause.paragraph == seen:
            continue
        seen = clause.paragraph
        match = _LABEL.match(code, clause.start)
        if not match or _QUOTE.match(code, match.end()):
            continue
        named = [place for place in places if match.start() <= place.start < match.end()]
        words = len(match["label"].split())
        if named and named[0].end == match.end("label") and words <= _LONGEST_LABEL:
            labelled[seen] = named[0].person
            if _FIRST_PERSON.search(text, match.end(), clause.end):
                firm.add(seen)
        elif words <= _LONGEST_LABEL and (match["label"].isupper() or _asks(text, ends[seen])):
            labelled[seen] = None
    return labelled if len(labelled) > 1 else {n: who for n, who in labelled.items() if n in firm}


def _asks(text: str, end: int) -> bool:
    """Whether the paragraph that ends at ``end`` ends with a question."""
    return text[max(0, end - _MOST_MARKS) : end].rstrip(_MARKS)[-1:] == "?"
