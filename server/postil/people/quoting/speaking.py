"""The words that say who speaks, and the signs that stand for names and quotations beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

FIRST_NAME, LAST_NAME = 0xE000, 0xF8FF
FIRST_QUOTE, LAST_QUOTE = 0xF0000, 0xFFFFD
ANY_NAME = f"([{chr(FIRST_NAME)}-{chr(LAST_NAME)}])\\1*"
ANY_QUOTE = f"[{chr(FIRST_QUOTE)}-{chr(LAST_QUOTE)}]"
NAME, QUOTE = re.compile(ANY_NAME), re.compile(ANY_QUOTE)

_SAYING = """
    said|says|say|added|adds|insisted|insists|argued|argues|claimed|claims|warned|warns|explained|explains|told
    |tells|noted|notes|stated|states|conceded|concedes|admitted|admits|acknowledged|acknowledges|maintained
    |maintains|a déclaré|déclare|a dit|dit|a affirmé|affirme|a expliqué|explique|a ajouté|ajoute
    |assure|estime|sagte|sagt|erklärte|erklärt|betonte|betont|meinte|meint|dijo|afirmó|declaró|explicó
"""
_QUOTING = """
    asked|asks|wrote|writes|tweeted|posted|replied|replies|answered|answers|recalled|recalls|continued|continues
    |went on|remarked|joked|jokes|declared|declares|announced|shouted|shouts|cried|cries|whispered|muttered
    |yelled|concluded|commented|observed|pointed out|stressed|stresses|urged|urges|testified|vowed|vows
    |promised|promises|predicted|complained|complains|suggested|suggests|responded|responds|retorted
    |countered|counters|confirmed|laughed|laughs|quipped|began|repeated|repeats|protested|boasted|lamented
    |sighed|demanded|called|calls|described|describes|dismissed|dismisses|denounced|denounces|branded|labelled
    |labeled|praised|hailed|condemned|likened|puts it|put it|spoke of|speaks of|talked of|read out|fragte
    |fragt|rief|schrieb|fügte hinzu|escribió|preguntó
    |accused|accuses|blamed|blames|thinks|thought|believes|believed|hopes|hoped|fears|feared|feels|felt|considers
    |considered|promises to|promised to|vowed to|threatened|threatens|kept saying|keeps saying|kept repeating
    |shot back|hit back|fired back|corrected|interrupted|chimed in|mused|reflected|reasoned|remembered
    |remembers|räumte|räumt|antwortete|kritisierte|warnte|forderte|fordert|aseguró|asegura|señaló|añadió
    |respondió|advirtió|insistió|comentó|sostuvo|raconte|répond|a répondu|souligne|a souligné|regrette
    |asserted|asserts|alleged|alleges|emphasi[sz]ed|emphasi[sz]es|reiterated|reiterates|clarified|clarifies
    |contended|contends|characteri[sz]ed|characteri[sz]es
    |reconnaît|a reconnu|confie|a confié|lance|a lancé|martèle|conclut|poursuit|prévient
"""
_PARTICIPLES = """
    saying|adding|calling|describing|insisting|arguing|warning|asking|telling|noting|recalling|explaining|stating
    |claiming|alleging|declaring|writing|admitting|suggesting|joking|stressing|emphasi[sz]ing|remarking|asserting
"""


def _one_of(words: str) -> str:
    return "|".join(" ".join(word.split()) for word in words.split("|"))


VERB = re.compile(
    rf"(?<![\w’'])(?:(?P<saying>{_one_of(_SAYING)})|(?P<quoting>{_one_of(_QUOTING)})"
    rf"|(?P<part>{_one_of(_PARTICIPLES)}))(?!\w)"
)
ACCORDING = re.compile(
    r"(?<!\w)(?:according to|selon|d['’]après|laut|nach den worten von|nach angaben von|según)(?!\w)",
    re.IGNORECASE,
)
# "said that", "wrote in her newsletter that", "asked who": a statement follows.
STATES = re.compile(
    r"[^\W\d_]+\sthat\s|(?:wrote|writes|posted|tweeted|announced|testified)(?:\s[\w’'-]+){1,5}\sthat\s"
    r"|(?:asked|asks|recalled|recalls)\s(?:\S+\s){0,2}(?:who|whether|what|why|how|when|where|if)\s"
)
# What is only thought is nobody's words unless it is quoted.
_THINKING = """
    thinks thought believes believed hopes hoped fears feared feels felt considers considered
"""
THINKING = frozenset(_THINKING.split())
# Any word in the form of a verb says who speaks where it stands with a name right behind spoken words,
# and any word at all right between them and a name.
ANY_VERB = re.compile(r"\s(?P<verb>[a-z]{3,}(?:ed|s))(?!\w)")
PRONOUN_FIRST = re.compile(r"(?:(?:But|And|Then|Later|Earlier|Still)\s)?(he|she)\s", re.IGNORECASE)
HE_OR_SHE = re.compile(r"\s(?:he|she)(?=\s)")
ANY_WORD = re.compile(rf"\s(?P<verb>(?:s[’'])?[^\W\d_A-Z]{{3,}})(?=\s{ANY_NAME})")
VERB_THAT_QUOTE = re.compile(rf"(?<!\w)(?P<verb>[a-z]{{3,}}(?:ed|s)) that (?={ANY_QUOTE})")
NO_VERBS = frozenset(
    ("was", "has", "does", "is", "his", "its", "this", "as", "us", "perhaps", "sometimes", "always")
)
_PREPOSITIONS = """
    for of to with about by from against at in on near behind beside between like than over under after before
    into without among around close von für mit über à de du pour avec
"""
PREPOSITION = frozenset(_PREPOSITIONS.split())
# After these, "said X" goes on with another clause, in which X is no speaker.
_CLAUSE_WORDS = """
    that when while if because as whether what who which how why where and but or dass que
"""
CLAUSES = frozenset(_CLAUSE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Place:
    """A name in the text, and the person it means."""

    start: int
    end: int
    person: str


def coded(text: str, places: Sequence[Place], quotes: Sequence[tuple[int, int]]) -> str:
    """``text`` at its own length, each place and each quotation written as one repeated sign."""
    letters = list(text)
    for n, place in enumerate(islice(places, LAST_NAME - FIRST_NAME)):
        letters[place.start : place.end] = chr(FIRST_NAME + n) * (place.end - place.start)
    for n, (start, end) in enumerate(islice(quotes, LAST_QUOTE - FIRST_QUOTE)):
        letters[start:end] = chr(FIRST_QUOTE + n) * (end - start)
    return "".join(letters)
