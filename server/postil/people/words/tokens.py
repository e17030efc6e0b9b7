"""Text -> sentences of tokens with their places.

Tokens are words, abbreviations with their full stop ("Mr.", "J.", "U.S."), possessive endings
and single punctuation marks. A sentence never crosses a line break.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Mx|Dr|Drs|Prof|Gen|Brig|Col|Maj|Capt|Lt|Sgt|Cpl|Pvt|Pfc|Adm|Cmdr|Cdr|Sen|Sens|Rep|Reps|Gov|Govs"
    "|Rev|Revs|Hon|St|Ste|Jr|Sr|Atty|Pres|Supt|Det|Insp|Msgr|Fr|Br|Sec|Amb|Messrs|Mme|Mlle|Sra|Dra|Ald|Asst|Spc"
    "|Inc|Corp|Co|Cos|Ltd|Bros|Mt|Ft|Ave|Blvd|vs|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Mass|Conn|Calif|Fla|Pa|Va|Wash"
    "|Ariz|Ark|Colo|Del|Ga|Ill|Ind|Kan|Ky|La|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Tenn|Tex|Vt|Wis|Wyo|Md"
)
# What hyphens tie to a name without being part of it: "a Kennedy-style campaign".
_TIED = (
    "led|era|style|like|backed|oriented|appointed|type|inspired|sponsored|controlled|owned|based|born|trained|linked"
    "|supporting|supporters?|aligned|endorsed|approved|dominated|designed|directed|written|produced|related|held|run"
    "|friendly|mania|esque|only|themed|ordered|bashing|watchers?"
)
_ADDRESS = r"https?://\S+ | www\.\S+ | [\w.+-]+@[\w-]+\.[\w.-]+ | [@\#]\w+ |"
_WORDS = rf"""
      [a-z]++(?=\ )  # most words: nothing else has to be tried at them
    | ['’][sS](?![\w])
    | [^\W\d_]\.(?:-?[^\W\d_]\.)+
    | \b(?:{_ABBREVIATIONS})\.(?!\w)
    | (?<![\w.])[^\W\d_]\.(?=\s?[^\W\d_])
    | [^\W_]+(?:(?:['’](?![sS](?!\w))|[-‐‑&](?!(?:{_TIED})\b)(?=[^\W_])|[.,](?=\d))[^\W_]*[^\W_'’&-])*
    | \.\.+ | -{{2,}} | `` | ''
    | \S
"""
_TOKEN = re.compile(_WORDS, re.VERBOSE)
_TOKEN_OR_ADDRESS = re.compile(_ADDRESS + _WORDS, re.VERBOSE)
_IN_ADDRESSES = re.compile(r"[@#]|://|www\.")  # an address looked for at each word takes as long as all else
_ENDS = frozenset({".", "!", "?", "..", "...", "…"})
_CLOSERS = frozenset({'"', "”", "''", "'", "’", ")", "]"})
_GO_ON = frozenset({",", ";"})  # no sentence begins with these: "Sen. Ada Moor, R-Neb., said"
_EITHER_WAY = frozenset({'"', "'"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens in order: ``words[i]`` is ``text[starts[i]:ends[i]]``."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of ``text``, in order. A line without any token gives none."""
    line_start = 0
    for line in text.split("\n"):
        yield from _of_line(line, line_start)
        line_start += len(line) + 1


def _of_line(line: str, offset: int) -> Iterator[Sentence]:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    ended = False
    tokens = _TOKEN_OR_ADDRESS if _IN_ADDRESSES.search(line) else _TOKEN
    for match in tokens.finditer(line):
        word = match.group()
        if ended and not (word in _CLOSERS and _closes(word, line, match, words)):
            if not (word[0].islower() or word in _GO_ON):
                yield Sentence(words, starts, ends)
                words, starts, ends = [], [], []
            ended = False
        words.append(word)
        starts.append(offset + match.start())
        ends.append(offset + match.end())
        if word in _ENDS:
            ended = True
    if words:
        yield Sentence(words, starts, ends)


def _closes(mark: str, line: str, match: re.Match[str], words: list[str]) -> bool:
    """Whether a quotation mark after a full stop ends what is quoted, not begins the next quotation."""
    if mark not in _EITHER_WAY:
        return True
    space_before = line[match.start() - 1].isspace()
    space_after = line[match.end() : match.end() + 1].strip() == ""
    if space_before and space_after:
        return words.count(mark) % 2 == 1
    return not space_before
