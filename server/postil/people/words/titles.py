"""The words before a name that say who bears it: honorifics and offices."""

from collections.abc import Sequence

_HONORIFICS = """
    mr mrs ms mx miss dr prof professor sir dame lord lady madame monsieur rev reverend father
    sister brother saint st sheikh sheik ayatollah imam mullah rabbi pastor hon honorable honourable
    datuk dato haji king queen prince princess duke duchess baron baroness count countess earl
    emperor empress emir sultan tsar czar shah pope cardinal archbishop bishop patriarch monsignor
    msgr general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal cpl
    private pvt admiral adm commander cmdr marshal brigadier airman trooper constable officer
    inspector detective superintendent president vice-president premier chancellor minister senator
    sen rep reps representative congressman congresswoman gov governor mayor secretary judge justice
    ambassador chairman chairwoman chairperson chair ceo coach sheriff deputy attorney speaker
    president-elect taoiseach
"""
_OFFICES = """
    leader director secretary-general director-general commissioner chief head executive envoy
    prosecutor undersecretary whip lawmaker legislator councillor councilman councilwoman councilor
    alderman assemblyman assemblywoman mp mep delegate candidate nominee spokesman spokeswoman
    spokesperson aide adviser advisor dictator strongman ruler monarch founder co-founder boss
    manager captain-general comptroller treasurer consul diplomat negotiator warlord regent
    governor-general chancellor-elect minister-president author actor actress singer writer poet
    novelist director economist analyst historian activist lawyer
"""
# Titles that are no given names, unlike Earl, Duke, Prince or Don; some from other languages.
_NEVER_GIVEN = """
    mr mrs ms dr prof professor sir president vice-president senator sen rep congressman gov
    governor mayor chancellor secretary ambassador chairman chairwoman speaker lieutenant colonel
    col gen capt lt sgt minister präsident präsidenten präsidentin bundespräsident bundeskanzler
    bundeskanzlerin kanzler kanzlerin herr herrn frau ministre monsieur président présidente
    presidente presidenta ministro ministra señor señora
"""
_DETACHED = frozenset(_NEVER_GIVEN.split())
_HONORIFIC = frozenset((_HONORIFICS + _NEVER_GIVEN).split())
_OFFICE = _HONORIFIC | frozenset(_OFFICES.split())
_QUALIFIERS = """
    former ex then acting interim deputy vice prime foreign defence defense finance interior first
    new late chief senior outgoing incoming opposition general national security party military
    state assistant associate supreme top police justice trade health education energy labour labor
    home prime top rebel union minority majority spiritual religious co executive managing press
    parliamentary presidential republican democratic de facto attorney lieutenant
"""
_QUALIFIER = frozenset(_QUALIFIERS.split())
_STOPS = """
    the a an in on at by as but and or if when while after before for from with to of that this his
    her their its our my your he she they it we i not said says told asked add adds is was are were
    be been then yesterday today earlier meanwhile however also despite like unlike since until
    under over among between because although though where who whom what which both via per about
    against during without within into onto upon through here there only even just still later soon
    once now monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december
"""
_STOP = frozenset(_STOPS.split())
# How many words follow "of" at most: "Secretary of State", "Minister of Foreign and European Affairs".
_LONGEST_FIELD = 4


def is_title(word: str) -> bool:
    """Whether ``word`` is an office or honorific, and never part of a name itself."""
    return word.lower().rstrip(".") in _DETACHED


def title_start(words: Sequence[str]) -> int:
    """Where in ``words`` the title that ends them begins; ``len(words)`` where there is none."""
    head = _head(words)
    if head is None:
        return len(words)
    start = head
    while start and _belongs(words, start - 1):
        start -= 1
    while start < head and not _may_begin(words[start]):
        start += 1
    return start


def _head(words: Sequence[str]) -> int | None:
    """The word that names the office: the last one, or the one before a last "of ..."."""
    last = len(words) - 1
    if last < 0:
        return None
    if _plain(words[last]) in _OFFICE:
        return last
    for i in range(last, max(last - _LONGEST_FIELD, 0), -1):
        if words[i] == "of" and words[i - 1].lower() in _OFFICE:
            return i - 1
        if not (words[i][0].isupper() or words[i] in ("the", "and", "for")):
            return None
    return None


def _belongs(words: Sequence[str], i: int) -> bool:
    """Whether the word at ``i`` says more of the title that follows it."""
    word = words[i]
    low = _plain(word)
    if low in ("'s", "’s"):
        return i > 0 and words[i - 1][0].isupper()
    if low == "and":
        return i > 0 and words[i - 1][0].isupper() and words[i + 1][0].isupper()
    if low in _STOP or (i == 0 and low.endswith("ing")):
        return False
    return low in _QUALIFIER or low in _OFFICE or word[0].isupper()


def _may_begin(word: str) -> bool:
    return word[0].isalpha() and word.lower() != "and"


def _plain(word: str) -> str:
    """Lower case, without a full stop and without what says that it is past."""
    return word.lower().rstrip(".").removeprefix("ex-").removeprefix("then-")
