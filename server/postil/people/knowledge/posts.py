"""Posts and countries in a text: which words name an office, and of which country or body."""

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from postil.people import lexicon
from postil.people.knowledge import Knowledge

# Words that may stand between the country and the post without saying who or when.
PASSING = frozenset(
    ("far-right", "conservative", "liberal", "socialist", "democratic", "republican", "national")
)
# Quotation of a post, these mean somebody else than who holds it on the day, or nobody in particular.
NOT_THE_HOLDER = lexicon.words("titles.of_another")
IN_A_SERIES = re.compile(r"\d+(?:st|nd|rd|th|s)")  # "the 43rd president", "the 1980s prime minister"
# The words before a post speak of it back to the one that opens the phrase: "the first Black US president".
OPENS = frozenset(("the", "his", "her", "its", "their", "our", "with", "by", "and", "to"))
# Quotation of a party of the country, not of the country: "the French Socialist leader".
OF_A_PARTY = frozenset(("leader", "chief", "head", "boss"))
# These make another post of it, so that it fits nobody who held the bare one.
ANOTHER_POST = frozenset(
    ("deputy", "vice", "assistant", "associate", "shadow", "junior", "state", "honorary", "under")
)
ENDED = frozenset(("former", "ex", "late", "ousted", "deposed", "previous", "past", "then", "exiled"))
# Quotation before a name these are titles; alone they name a kind of people, not one post.
ONLY_BEFORE_A_NAME = lexicon.words("titles.only_before_a_name")
ONE_BESIDE_A_BODY = frozenset(("boss", "head", "ruler"))  # "the Ford boss"
STANDING_IN = frozenset(("acting", "interim"))  # a post of its own where the pack has one: "acting president"
_ALWAYS_ONE = frozenset(("pope", "pontiff"))  # there is but one, whoever's country is spoken of
# Without a country these are said of the one whose readers know which house and which court.
NAMES_AN_INSTITUTION = re.compile(r"\b(?:house|court|treasury)\b")
# The words say of which body the post is, so that no country need be named in the text.
_NAMES_ITS_BODY = re.compile(
    r"(?:archbishop of canterbury|(?:.* of the )?federal reserve\b.*|fed (?:chair(?:man|woman)?|chief|boss))"
)

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_][\w&]*(?:[.'’-][\w&]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST_PLACE = 4  # words: "Democratic Republic of the Congo" is met by its shorter forms
_SHORTEST_CAPITALS = 4  # letters: "SEOUL" opens a report, shorter ones are mostly abbreviations
_LONGEST_PHRASE = 7  # words: "secretary of health and human services"
_LOOK_BACK = 3  # words

_ELECT = re.compile(r"[- ](?:elect|designate|in-exile|in-waiting)\b")


def is_always_one(phrase: str) -> bool:
    """Whether there is one such post in the world, of whatever country the text speaks."""
    return phrase in _ALWAYS_ONE or bool(_NAMES_ITS_BODY.fullmatch(phrase))


@dataclass(frozen=True, slots=True, kw_only=True)
class PostInText:
    """An office as written: code points, with the country's words where they stand beside it.

    ``places`` are the countries or bodies it can be of, () where the text does not say beside
    it. ``roles`` are what the words can name. ``ended``: said to be over ("former"). ``another``:
    said to be less than the post itself ("deputy"). ``certain``: said of whoever holds it, so
    that it can stand for them. ``by_default``: the country whose post the words mean, of several that
    have one, where the text speaks of no other; "" for none.
    """

    start: int
    end: int
    phrase: str
    places: tuple[str, ...]
    roles: tuple[str, ...]
    ended: bool
    another: bool
    certain: bool
    by_default: str = ""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int  # without the possessive
    word: str
    possessive: bool


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(text):
        word = match[0]
        # Only a word that ends like a possessive is looked at more closely: this runs on every word.
        bare = _POSSESSIVE.sub("", word) if word[-1] in "s'’" else word
        possessive = bare != word or (word[-1] == "s" and text[match.end() : match.end() + 1] in ("'", "’"))
        found.append(_Token(match.start(), match.start() + len(bare), bare, possessive))
    return found


def posts_and_places_in(text: str, knowledge: Knowledge) -> tuple[list[PostInText], dict[str, int]]:
    """What ``posts_in`` and ``places_in`` give, with the words told apart once."""
    tokens = _tokens(text)
    return _posts_among(tokens, text, knowledge), _places_among(tokens, text, knowledge)


def places_in(text: str, knowledge: Knowledge) -> dict[str, int]:
    """The countries and bodies that ``text`` names or hints at, each with how often."""
    return _places_among(_tokens(text), text, knowledge)


def posts_in(text: str, knowledge: Knowledge) -> list[PostInText]:
    """The offices written in ``text``, in order, the longest reading of each."""
    return _posts_among(_tokens(text), text, knowledge)


def _places_among(tokens: Sequence[_Token], text: str, knowledge: Knowledge) -> dict[str, int]:
    counts: dict[str, int] = {}
    at = 0
    while at < len(tokens):
        if not tokens[at].word[0].isupper():
            at += 1
            continue
        named, used = _place_at(tokens, at, text, knowledge.places)
        # A party is a body of its own, and tells of its country too.
        hinted, used_by_hint = _place_at(tokens, at, text, knowledge.hints)
        for place in dict.fromkeys((*named, *hinted)):
            counts[place] = counts.get(place, 0) + 1
        at += max(used, used_by_hint, 1)
    return counts


def _posts_among(tokens: Sequence[_Token], text: str, knowledge: Knowledge) -> list[PostInText]:
    found: list[PostInText] = []
    at = 0
    while at < len(tokens):
        length = _phrase_length(tokens, at, text, knowledge)
        if length:
            post = _post(tokens, at, length, text, knowledge)
            if post:
                found.append(post)
        at += max(length, 1)
    return found


def _phrase_length(tokens: Sequence[_Token], at: int, text: str, knowledge: Knowledge) -> int:
    """How many tokens from ``at`` are the longest phrase for a post; 0 for none."""
    if tokens[at].word.casefold().rstrip(".") not in knowledge.phrase_starts:
        return 0
    for length in range(min(_LONGEST_PHRASE, len(tokens) - at), 0, -1):
        if _known_phrase(tokens[at : at + length], text, knowledge):
            return length
    return 0


def _known_phrase(tokens: Sequence[_Token], text: str, knowledge: Knowledge) -> str:
    """The phrase these tokens spell, as the pack writes it; "" where it is none."""
    if any(token.possessive for token in tokens[:-1]) or not _adjoin(tokens, text):
        return ""
    spelt = " ".join(token.word for token in tokens).casefold()
    dotted = text[tokens[-1].end : tokens[-1].end + 1] == "."
    for phrase in (spelt + ".", spelt) if dotted else (spelt,):
        if phrase in knowledge.phrase_words:
            return phrase
    return ""


def _adjoin(tokens: Sequence[_Token], text: str) -> bool:
    gaps = (text[a.end : b.start] for a, b in itertools.pairwise(tokens))
    return all(gap in (" ", " ", "-", "'s ", "’s ", "’ ", "' ", ". ") for gap in gaps)


def _place_at(
    tokens: Sequence[_Token], at: int, text: str, named_by: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], int]:
    """What the words that start at ``at`` can name, and how many tokens they take; ((), 0) for no place."""
    if not tokens[at].word[0].isupper():
        return (), 0
    for length in range(min(_LONGEST_PLACE, len(tokens) - at), 0, -1):
        words = text[tokens[at].start : tokens[at + length - 1].end]
        places = named_by.get(words)
        if not places and words.isupper() and len(words) >= _SHORTEST_CAPITALS:
            places = named_by.get(words.title())
        if places:
            return places, length
    return (), 0


def _place_before(
    tokens: Sequence[_Token], at: int, text: str, knowledge: Knowledge
) -> tuple[tuple[str, ...], int]:
    """What the words right before ``at`` can name, and the token they start at; ((), at) for no place."""
    for length in range(min(_LONGEST_PLACE, at), 0, -1):
        words = tokens[at - length : at]
        if not _adjoin([*words, tokens[at]], text) or any(token.possessive for token in words[:-1]):
            continue
        places = knowledge.places.get(text[words[0].start : words[-1].end])
        if places:
            return places, at - length
    return (), at


def _place_after(
    tokens: Sequence[_Token], at: int, text: str, knowledge: Knowledge
) -> tuple[tuple[str, ...], int]:
    """What "of [the] PLACE" at ``at`` can name, and the token after it; ((), at) for no place.

    "The president of South Africa's party" is of the party.
    """
    if (
        at >= len(tokens)
        or tokens[at].word not in ("of", "for")
        or not _adjoin(tokens[at - 1 : at + 1], text)
    ):
        return (), at
    first = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].word == "the")
    if first >= len(tokens) or not _adjoin(tokens[at : first + 1], text):
        return (), at
    places, used = _place_at(tokens, first, text, knowledge.places)
    if not places or (tokens[first + used - 1].possessive and first + used < len(tokens)):
        return (), at
    return places, first + used


def _post(
    tokens: Sequence[_Token], at: int, length: int, text: str, knowledge: Knowledge
) -> PostInText | None:
    """The post whose phrase is the ``length`` tokens from ``at``; None where its country has no such post."""
    phrase = _known_phrase(tokens[at : at + length], text, knowledge)
    first, last, said = at, at + length - 1, list[str]()
    beside, start = _place_before(tokens, first, text, knowledge)
    qualified_from = first
    while not beside and start > 0 and _qualifies(tokens, start, text):
        qualified_from = start - 1
        beside, start = _place_before(tokens, qualified_from, text, knowledge)
    if beside:
        # Without the words of the country itself: New Zealand has no new prime minister every day.
        said = [token.word.casefold() for token in tokens[qualified_from:at]]
        first = start
    else:
        beside, after = _place_after(tokens, at + length, text, knowledge)
        last = after - 1 if beside else last
    of_a_party = phrase in OF_A_PARTY and not PASSING.isdisjoint(said)
    said += _said_before(tokens, first, text)
    if beside:
        at_places = {place: knowledge.roles(phrase, place) for place in beside}
        places = tuple(place for place, roles in at_places.items() if roles)
        roles = tuple(dict.fromkeys(role for found in at_places.values() for role in found))
    else:
        roles = knowledge.phrase_words[phrase]
        places = _only_places(phrase, roles, knowledge)
    standing_in = _roles_of_standing_in(phrase, places, said, knowledge)
    if standing_in:
        roles, said = standing_in, [word for word in said if word not in STANDING_IN]
    if not roles:
        return None
    end = tokens[last].end
    dotted = last < at + length and phrase.endswith(".") and text[end - 1] != "."
    elect = _ELECT.match(text, end)
    common_word = not beside and " " not in phrase and text[tokens[first].start].islower()
    return PostInText(
        start=tokens[first].start,
        end=end + dotted,
        phrase=phrase,
        places=places,
        roles=roles,
        by_default="" if beside else _default_place(phrase, knowledge),
        ended=bool(ENDED & set(said)),
        another=bool(ANOTHER_POST & set(said)),
        certain=not (
            elect
            or of_a_party
            or NOT_THE_HOLDER & set(said)
            or any(IN_A_SERIES.fullmatch(word) for word in said)
            or (phrase in ONLY_BEFORE_A_NAME and not (beside and phrase in ONE_BESIDE_A_BODY))
            or (common_word and not is_always_one(phrase))
        ),
    )


def _roles_of_standing_in(
    phrase: str, places: Iterable[str], said: Iterable[str], knowledge: Knowledge
) -> tuple[str, ...]:
    """The roles of an "acting South Korean president"; () where the pack keeps none such apart."""
    if STANDING_IN.isdisjoint(said):
        return ()
    return tuple(dict.fromkeys(role for at in places for role in knowledge.roles(f"acting {phrase}", at)))


def _said_before(tokens: Sequence[_Token], at: int, text: str) -> list[str]:
    """The words right before ``at`` that speak of the same thing, with the parts of those with a hyphen."""
    said: list[str] = []
    for before in range(at - 1, max(at - 1 - _LOOK_BACK, -1), -1):
        word = tokens[before].word.casefold()
        # Nothing but a space between them: a dot may end a sentence here.
        apart = text[tokens[before].end : tokens[before + 1].start] not in (" ", "\u00a0", "-")
        if apart or tokens[before].possessive or word in OPENS:
            break
        said += [word, *word.split("-")]
    return said


def _qualifies(tokens: Sequence[_Token], at: int, text: str) -> bool:
    """Whether the token before ``at`` may stand between a country and its post."""
    word = tokens[at - 1].word.casefold()
    return _adjoin(tokens[at - 1 : at + 1], text) and (word in PASSING or word in NOT_THE_HOLDER)


def _default_place(phrase: str, knowledge: Knowledge) -> str:
    """The one place that calls its own institution so as others call theirs; "" for none."""
    if not NAMES_AN_INSTITUTION.search(phrase):
        return ""
    everywhere = set(knowledge.phrases.get(("", phrase), ()))
    own = knowledge.own_phrases.get(phrase, ())
    shared = [place for place in own if everywhere.intersection(knowledge.phrases[place, phrase])]
    return shared[0] if len(shared) == 1 else ""


def _only_places(phrase: str, roles: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The places a phrase without a country can be of, where there is just one; else ()."""
    wanted = set(roles)
    own = set(knowledge.own_phrases.get(phrase, ()))
    if not own or ("", phrase) in knowledge.phrases:
        own |= {place for place, role in knowledge.roles_at if role in wanted}
    return tuple(own) if len(own) == 1 else ()
