"""A sentence -> who speaks in it: "…, said the mayor, Jane Moor", "Moor told reporters", "he added".

Works on a copy of the text in which each name and each quotation is one repeated sign, so that what
stands between them can be matched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from postil.people.names.titles import title_start
from postil.people.quotes.speakers import Speakers
from postil.people.quotes.speaking import (
    ACCORDING,
    ANY_QUOTE,
    ANY_VERB,
    ANY_WORD,
    CLAUSES,
    HE_OR_SHE,
    NAME,
    NO_VERBS,
    PREPOSITION,
    QUOTE,
    STATES,
    THINKING,
    VERB,
    VERB_THAT_QUOTE,
    Quoted,
)

# "said when told of it": somebody else's words, which are not told.
_WHEN_ASKED = re.compile(r"(?<!\w)(?:when|after being|on being)\s*\Z", re.IGNORECASE)
# Behind a name, of which the sentence then tells something: "said Moor had left" is not said by Moor.
_DOES = re.compile(
    r"\s(?:had|has|was|were|is|would|will|could|should|can|must|may|might|did|does|never|[a-z]+n['’]t"
    r"|(?!(?:perhaps|sometimes|always)\b)(?=[a-z]{4})[a-z]+(?:ed|s))(?!\w)"
)
# "Moor spoke of “luck”; Hale of “a beautiful goal”."
_AND_ANOTHER = re.compile(rf";\s(?P<who>[^;]*?)\s(?P<of>of|about)\s(?={ANY_QUOTE})")
_AND = re.compile(r"\b(?:and|or|then)\s*\Z")
_SILENT = re.compile(r"\s+(?:nothing|little|no more|goodbye|farewell|yes to|no to)\b")


@dataclass(frozen=True, slots=True)
class SpeechCue:
    """Words that say who speaks. ``person`` is None where that is nobody the article names for certain.

    ``start`` and ``end`` are those of the words, the speaker included; ``verb`` is where the verb stands.
    ``reports`` says that what is said may stand without quotation marks, ``inverted`` that it stands
    before, ``joins`` that the cue is a participle ("…, adding that").
    """

    start: int
    end: int
    verb: int
    person: str | None
    reports: bool
    inverted: bool
    joins: bool = False


class Speech:
    """Reads cues in a coded text; ``speakers`` says who stands beside a verb of it."""

    def __init__(self, text: str, code: str, speakers: Speakers) -> None:
        self._text, self._code, self._speakers = text, code, speakers

    def cues(self, start: int, end: int) -> list[SpeechCue]:
        """The cues of the sentence from ``start`` to ``end``, in order."""
        found = [
            cue for match in VERB.finditer(self._code, start, end) for cue in self._at(match, start, end)
        ]
        found += [self._according(match, end) for match in ACCORDING.finditer(self._code, start, end)]
        if found:
            found += self._by_the_same_verb(start, end)
        else:
            found += self._by_any_verb(start, end)
        return sorted(found, key=lambda cue: cue.start)

    def _by_the_same_verb(self, start: int, end: int) -> Iterator[SpeechCue]:
        """The cue of "Hale of “a beautiful goal”", behind "Moor spoke of “luck”;"."""
        for match in _AND_ANOTHER.finditer(self._code, start, end):
            person, at = self._speakers.before(match.start("who"), match.start("of")) or (
                None,
                match.start("who"),
            )
            yield SpeechCue(at, match.end(), match.start("of"), person, reports=False, inverted=False)

    def _by_any_verb(self, start: int, end: int) -> Iterator[SpeechCue]:
        """The cue of "“Stop,” Moor hissed", "“Gone,” sobbed the mayor, Moor", "Moor jeered that “…”"."""
        if match := VERB_THAT_QUOTE.search(self._code, start, end):
            person, at = self._speakers.before(start, match.start()) or (None, match.start())
            yield SpeechCue(at, match.end(), match.start(), person, reports=True, inverted=False)
            return
        quote = QUOTE.match(self._code, start, end)
        if not quote:
            return
        while self._code[quote.end() : quote.end() + 1] == quote[0]:
            quote = QUOTE.match(self._code, quote.end())
            assert quote is not None
        at = quote.end()
        open_ended = self._text[at - 2] in ",?!" or self._code[at : at + 1] == ","
        at += self._code[at : at + 1] == ","
        if not open_ended:
            return
        if match := ANY_VERB.match(self._code, at, end) or ANY_WORD.match(self._code, at, end):
            found = (
                self._speakers.after(match.end(), end)
                if match["verb"] not in NO_VERBS | PREPOSITION | CLAUSES
                else None
            )
            if found:
                yield SpeechCue(
                    match.start(), found[1], match.start(), found[0], reports=False, inverted=True
                )
            return
        if (pronoun := HE_OR_SHE.match(self._code, at, end)) and (
            verb := ANY_VERB.match(self._code, pronoun.end(), end)
        ):
            found = None if verb["verb"] in NO_VERBS else self._speakers.before(at, verb.start())
            if found:
                yield SpeechCue(found[1], verb.end(), verb.start(), found[0], reports=False, inverted=True)
            return
        name = NAME.search(self._code, at, end)
        verb = ANY_VERB.match(self._code, name.end(), end) if name else None
        if name and verb and verb["verb"] not in NO_VERBS and self._leads_up(at, name):
            person, first = self._speakers.subject_like(name, at) or (None, at)
            yield SpeechCue(first, verb.end(), verb.start(), person, reports=False, inverted=True)

    def _leads_up(self, at: int, name: re.Match[str]) -> bool:
        """Whether only a title stands between ``at`` and the name."""
        words = self._code[at : name.start()].split()
        return not words or title_start(words) == 0

    def _at(self, match: re.Match[str], start: int, end: int) -> Iterator[SpeechCue]:
        before = self._code[start : match.start()]
        if _WHEN_ASKED.search(before):
            return
        saying = match["saying"] is not None
        if match["part"]:
            person, at = self._speakers.main_subject(start, match.start())
            if person:
                yield SpeechCue(
                    *match.span(), match.start(), person, reports=True, inverted=False, joins=True
                )
            return
        after_what_is_said = not before.strip() or re.search(rf"(?:{ANY_QUOTE}|,|[—–-])\s*\Z", before)
        if after_what_is_said:
            found = self._speakers.after(match.end(), end)
            beside = QUOTE.match(before.rstrip()[-1:]) is not None
            if found and not beside and _DOES.match(self._code, found[1]):
                found = None
            if found and (saying or not before.strip() or QUOTE.search(before)):
                person, stop = found
                yield SpeechCue(match.start(), stop, match.start(), person, reports=saying, inverted=True)
                return
        found = self._speakers.before(start, match.start())
        # "when people come up and say": those who do it are several.
        if found is None or (match[0] == "say" and _AND.search(before)):
            yield SpeechCue(match.start(), match.end(), match.start(), None, reports=False, inverted=False)
            return
        person, at = found
        that = match[0] not in THINKING and (
            STATES.match(self._code, match.start()) is not None
            or self._code.startswith(" that ", match.end())
        )
        reports = that or (saying and not _SILENT.match(self._code, match.end()))
        told_first = re.search(rf"(?:{ANY_QUOTE}|,)\s*\Z", self._code[start:at]) is not None and self._ends(
            match.end(), end
        )
        yield SpeechCue(at, match.end(), match.start(), person, reports=reports, inverted=told_first)

    def _ends(self, at: int, end: int) -> bool:
        """Whether no clause follows a verb at whose end ``at`` is."""
        rest = self._code[at:end].strip(" .!?")
        return not rest or rest[0] in ",;:" or bool(QUOTE.match(rest)) or len(rest.split()) < 4

    def _according(self, match: re.Match[str], end: int) -> SpeechCue:
        person, stop = self._speakers.after(match.end(), end) or (None, match.end())
        return SpeechCue(
            match.start(), stop, match.start(), person, reports=person is not None, inverted=False
        )


_LOOK_AT = 30  # code points before a quotation
_WORKS = "film|song|book|novel|play|album|show|series|movie|exhibition|programme|slogan"
_NAMED = re.compile(
    r"(?:\(see|so-called|known as|called|dubbed|titled|entitled|named|nicknamed"
    rf"|(?:{_WORKS}|article|essay|poem|painting|word|phrase|term|single|sang|directed),?)\s*\Z",
    re.IGNORECASE,
)
# "the “Who, Me?” campaign"
_DETERMINED = re.compile(r"(?:\b(?:the|an?|its|their|his|her|this|that)|[’']s)\s\Z", re.IGNORECASE)
_OF_A_WORK = re.compile(rf"\s(?:{_WORKS}|campaign|project|program|poster|banner|sign|event|advert|ad)s?\b")
# "on Radio Moor’s “Who, Me?”"
_AIRED = re.compile(r"\b(?:on|in|for|from)\s(?:[A-Z][\w.]*\s){0,3}[A-Z][\w.]*[’']s\s\Z")
_CALLING = ("called", "calls", "branded", "described", "describes", "labelled", "labeled")
_OBJECTS = ("it", "him", "her", "them", "this")  # "called it “a disgrace”"


def is_speech(quote: Quoted, cue: SpeechCue, text: str, code: str) -> bool:
    """Whether the marks of ``quote`` in ``text`` hold words that were spoken, not a title or a name.

    ``cue`` says who would speak them; ``code`` is what ``speaking.coded`` makes of the text.
    """
    if cue.verb < quote.start and not text[cue.end : quote.start].strip():
        return True
    look_from = max(0, quote.start - _LOOK_AT)
    if _AIRED.search(text, look_from, quote.start):
        return False
    if _OF_A_WORK.match(text, quote.end) and _DETERMINED.search(text, look_from, quote.start):
        return False
    is_small = text[quote.start + 1].islower()
    goes_on = is_small and text[quote.start - 2 : quote.start].rstrip().endswith(",")
    if goes_on or not _NAMED.search(text, look_from, quote.start):
        return True
    said_of = is_small and text[cue.verb : cue.end] in _CALLING
    return said_of or code[cue.end : quote.start].strip() in _OBJECTS
