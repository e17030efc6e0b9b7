"""Text and who is in it -> who said what: quotations, and statements reported without marks.

Only what the text shows counts: words that name the speaker, a pronoun with one person it can mean, a
paragraph that goes on with what the one before began. Everything else has no speaker.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from postil.models import Card, Span
from postil.people import lexicon
from postil.people.names.titles import Gender
from postil.people.quotes.antecedents import Antecedents, people_in, roles
from postil.people.quotes.clauses import Clause, clauses, count_letters, labels, last_letter
from postil.people.quotes.speakers import Speakers
from postil.people.quotes.speaking import NAME, Place, Quoted, coded, quoted
from postil.people.quotes.speech import Speech, SpeechCue, is_speech

_ENOUGH = 0.5  # of a mark's letters: so much has to be the speaker's for the mark to be theirs
# "On Monday, Moor said": words this far before the speaker are part of what is reported.
_LEADS_UP = 30
_AND_THEN = re.compile(r",\s(?:and|but|while|so)\s")
# What is said of the subject of the sentence around it.
_PREDICATE = re.compile(
    r"(?:should|would|will|must|can|could|may|might|shall|is|are|was|were|has|have|had|do|does|did|need|deserve)\b"
)
_LOOK_BACK = 12  # sentences: a pronoun's person is named no further back, nor who goes on to speak
_LONGEST_SENTENCE = 3_000  # code points: what is longer is a table or a trap, and is not read
# "Moor spoke for an hour.", and what was said stands in the paragraph behind.
_TALKS = re.compile(rf"(?<!\w)(?:{lexicon.either('speech.talks')})(?!\w)")
_SIGNED = re.compile(r"\s*[—–-]\s*(?:[A-Z][\w.]* ){0,3}[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of text and the id of the person whose words it is; None: nobody's, or not shown whose."""

    start: int
    end: int
    person: str | None


def quotations(text: str, cards: Sequence[Card], given_names: Mapping[str, str]) -> list[Quotation]:
    """Who says what in ``text``, in order, with the sentences that nobody says.

    ``cards`` are those of the text. ``given_names`` has for a given name in lower case the letters "m"
    and "w": whether men and women bear it. Cost: a pass over the text for each of a few patterns.
    """
    return _Reading(text, cards, given_names).said()


def said_by(said: Iterable[Quotation], span: Span, text: str) -> str | None:
    """The id of the one person who says what stands in ``span`` of ``text``, None where there is not one.

    Words around a quotation ("…, she said on Monday") may be in the span; another sentence may not.
    """
    told: Counter[str] = Counter()
    for part in said:
        letters = count_letters(text[max(part.start, span.start) : min(part.end, span.end)])
        if part.start < span.end and span.start < part.end and letters:
            if part.person is None:
                return None
            told[part.person] += letters
    if len(told) != 1:
        return None
    [(person, letters)] = told.items()
    return person if letters >= _ENOUGH * count_letters(text[span.start : span.end]) else None


def _is_inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether ``at`` is in one of ``spans``, which are in order."""
    n = bisect_right(spans, at, key=lambda span: span[0])
    return n > 0 and at < spans[n - 1][1]


class _Reading:
    def __init__(self, text: str, cards: Sequence[Card], given_names: Mapping[str, str]) -> None:
        self._text = text
        self._quotes = quoted(text)
        inside = [(quote.start, quote.end) for quote in self._quotes]
        places = sorted(
            (Place(m.start, m.end, card.person.id) for card in cards for m in card.mentions),
            key=lambda place: place.start,
        )
        self._places = [
            place
            for n, place in enumerate(places)
            if not _is_inside(place.start, inside) and not (n and place.start < places[n - 1].end)
        ]
        self._code = coded(text, self._places, inside)
        self._clauses = list(clauses(text, self._code, self._quotes))
        self._antecedents = Antecedents(self._code, self._places, cards, given_names)
        self._speakers = Speakers(self._code, self._places, roles(text, self._places, cards), self._meant)
        self._speech = Speech(text, self._code, self._speakers)
        self._now = 0  # the sentence being read

    def said(self) -> list[Quotation]:
        labelled = labels(self._clauses, self._text, self._code, self._places)
        found: list[Quotation] = []
        for number, clause in enumerate(self._clauses):
            self._now = number
            if clause.paragraph in labelled:
                clause.speaker = labelled[clause.paragraph]
                found.append(Quotation(clause.start, clause.end, clause.speaker))
                continue
            self._read(clause)
            found += self._parts(clause)
        return found

    def _meant(self, gender: Gender, at: int) -> str | None:
        return self._antecedents.of_pronoun(
            gender, at, self._clauses[max(0, self._now - _LOOK_BACK) : self._now], self._clauses[self._now]
        )

    # --- who speaks -----------------------------------------------------------------------------

    def _read(self, clause: Clause) -> None:
        if clause.end - clause.start > _LONGEST_SENTENCE:
            return
        clause.cues = self._speech.cues(clause.start, clause.end)
        subject = self._speakers.subject(clause.start, clause.end)
        clause.subject = subject.person if subject else self._speakers.pronoun(clause.start, clause.end)
        speakers = {cue.person for cue in clause.cues}
        if len(speakers) == 1:
            clause.speaker = clause.cues[0].person
        elif not clause.cues and clause.quotes:
            if clause.is_whole_quote(self._text):
                clause.speaker = self._goes_on(clause)
            elif self._code[clause.start : clause.quotes[0].start].rstrip().endswith(":"):
                clause.speaker = self._before_colon(clause.start, clause.quotes[0].start)
            else:
                clause.speaker = self._after_dash(clause)

    def _goes_on(self, clause: Clause) -> str | None:
        """Who says a sentence that is a quotation and nothing else: whoever the text before shows."""
        before = self._clauses[self._now - 1] if self._now else None
        if before is None:
            return None
        if clause.quotes[0].continues or before.paragraph == clause.paragraph:
            return self._speaking(before)
        if self._text[before.start : before.end].endswith(":"):
            return before.speaker or self._before_colon(before.start, before.end)
        lately = self._clauses[max(0, self._now - _LOOK_BACK) : self._now]
        if self._is_interviewers(before):
            return self._answered(before, lately)
        paragraph = [s for s in lately if s.paragraph == before.paragraph]
        spoken = {s.speaker for s in paragraph if s.quotes}
        reports = [cue.person for cue in before.cues if cue.reports] == [before.subject]
        if not spoken and (reports or _TALKS.search(self._code, before.start, before.end)):
            named = {place.person for place in people_in(self._places, before.start, before.end)}
            return before.subject if named == {before.subject} else None
        if len(spoken) != 1 or None in spoken:
            return None
        earlier = {s.speaker for s in lately if s.paragraph == before.paragraph - 1 and s.quotes}
        if len(earlier) == 1 and None not in earlier and earlier != spoken:
            return earlier.pop()
        asked = any(last_letter(self._text, quote) == "?" for s in paragraph for quote in s.quotes[-1:])
        return None if asked else self._speaking(before)

    def _is_interviewers(self, clause: Clause) -> bool:
        """Whether it is a question without marks or speaker: "Do you still draw by hand?"."""
        asks = self._text[clause.start : clause.end].endswith("?")
        return asks and not (
            clause.quotes or clause.cues or people_in(self._places, clause.start, clause.end)
        )

    def _answered(self, question: Clause, lately: Sequence[Clause]) -> str | None:
        """Who spoke, alone, in the paragraph before an interviewer's question."""
        spoken = {s.speaker for s in lately if s.paragraph == question.paragraph - 1 and s.quotes}
        return spoken.pop() if len(spoken) == 1 else None

    def _speaking(self, before: Clause) -> str | None:
        """Who has the word after the sentence ``before``."""
        for clause in reversed(self._clauses[max(0, self._now - _LOOK_BACK) : self._now]):
            if clause.paragraph != before.paragraph:
                return None
            if clause.speaker or clause.cues or clause.quotes:
                return clause.speaker
            if clause.subject:
                return clause.subject
            if people_in(self._places, clause.start, clause.end):
                return None
        return None

    def _before_colon(self, start: int, end: int) -> str | None:
        """Who is meant by "Dunmore's answer was short:": the one person named there."""
        last = [start, *(match.end() for match in _AND_THEN.finditer(self._code, start, end))][-1]
        people = {place.person for place in people_in(self._places, last, end)}
        return people.pop() if len(people) == 1 else None

    def _after_dash(self, clause: Clause) -> str | None:
        """Who is named behind a quotation and a dash."""
        quote = clause.quotes[-1]
        if not _SIGNED.match(self._code, quote.end, clause.end):
            return None
        return people_in(self._places, quote.end, clause.end)[0].person

    # --- what is said ---------------------------------------------------------------------------

    def _parts(self, clause: Clause) -> Iterator[Quotation]:
        if not clause.cues:
            person = clause.speaker
            if person is None or not clause.quotes:
                yield Quotation(clause.start, clause.end, None)
                return
            yield Quotation(clause.quotes[0].start, clause.quotes[-1].end, person)
            return
        if not clause.quotes:
            yield from self._statements(clause)
            return
        for quote in clause.quotes:
            cue = self._cue_of(quote, clause.cues)
            person = cue.person if cue and is_speech(quote, cue, self._text, self._code) else None
            yield Quotation(quote.start, quote.end, person)
        yield from self._around(clause)

    def _statements(self, clause: Clause) -> Iterator[Quotation]:
        """What a sentence without quotations reports, cut where another person's words begin."""
        cues = [cue for cue in clause.cues if cue.reports and cue.person]
        if not cues:
            yield Quotation(clause.start, clause.end, None)
            return
        start = clause.start
        for n, cue in enumerate(cues):
            last = n + 1 == len(cues)
            end = clause.end if last else cue.end if cue.inverted else cues[n + 1].start
            opens = cue.inverted or n or cue.start - start < _LEADS_UP
            first = start if opens else cue.start
            yield Quotation(first, end, cue.person)
            start = end

    def _around(self, clause: Clause) -> Iterator[Quotation]:
        """The words between quotations and those that name their speaker, and statements beside them."""
        people = {cue.person for cue in clause.cues}
        person = clause.cues[0].person
        if len(people) > 1 or person is None:
            return
        last = clause.cues[-1]
        at = min(clause.quotes[0].start, clause.cues[0].start)
        for quote in clause.quotes:
            if at < quote.start:
                yield Quotation(at, quote.start, person)
            at = quote.end
        goes_on = self._reports_more(last, at) or (last.inverted and self._code[last.end] == ",")
        end = clause.end if goes_on and last.end > at else last.end
        if at < end:
            yield Quotation(at, end, person)

    def _reports_more(self, cue: SpeechCue, quotes_end: int) -> bool:
        """Whether a statement follows a cue behind all quotations, and not only when it was said."""
        between = self._text[quotes_end : cue.start if cue.start >= quotes_end else cue.verb]
        apart = ";" in between or count_letters(between) > 0
        return cue.reports and not cue.inverted and (cue.joins or apart)

    def _cue_of(self, quote: Quoted, cues: Sequence[SpeechCue]) -> SpeechCue | None:
        """The cue a quotation belongs to: right beside it, else the last before it, else the next."""
        before = [cue for cue in cues if cue.verb < quote.start]
        after = next((cue for cue in cues if cue.start >= quote.end), None)
        if before and before[-1].person is None and _PREDICATE.match(self._text, quote.start + 1):
            # "Moor said that those who had accused him “should be heard”"
            before = [cue for cue in before if cue.reports and cue.person] or before
        leads = bool(before) and not before[-1].inverted
        if before and not after and self._is_anothers(before[-1].end, quote.start):
            return None
        if leads and not count_letters(self._text[before[-1].end : quote.start]):
            return before[-1]
        if after and not count_letters(self._text[quote.end : after.start]):
            return after
        return before[-1] if before else after

    def _is_anothers(self, start: int, end: int) -> bool:
        """Whether somebody else is named behind a semicolon: "Moor spoke of “luck”; Hale wanted “more”."""
        _, cut, last = self._code[start:end].rpartition(";")
        return bool(cut) and NAME.search(last) is not None
