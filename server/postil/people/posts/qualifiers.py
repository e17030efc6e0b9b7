"""Words beside a post that say whether it is the country's own, somebody else's, or nobody's."""

import re

# Words that may stand between the country and the post without saying who or when.
PASSING = frozenset(
    ("far-right", "conservative", "liberal", "socialist", "democratic", "republican", "national")
)
# Said of a post, these mean somebody else than who holds it on the day, or nobody in particular.
_SAID_OF_ANOTHER = """
    former ex then late acting interim deputy vice next future incoming outgoing new designate elect
    previous first second third a an any every each no another some one past ousted deposed exiled
    assistant associate shadow junior state honorary under would be last only both two three several many
    most rival caretaker transitional presumptive potential likely prospective self-declared
    self-proclaimed youngest oldest longest-serving onetime erstwhile sometime fictional fictitious
    imaginary hypothetical century wartime postwar retired disgraced jailed imprisoned slain assassinated
    murdered executed toppled overthrown dismissed sacked fired impeached suspended defeated aspiring
    fourth fifth sixth seventh eighth ninth tenth ethnic local regional provincial separatist breakaway
    rebel colonial medieval puppet drag beauty prom carnival drama
"""
NOT_THE_HOLDER = frozenset(_SAID_OF_ANOTHER.split())
IN_A_SERIES = re.compile(r"\d+(?:st|nd|rd|th|s)")  # "the 43rd president", "the 1980s prime minister"
# The words before a post speak of it back to the one that opens the phrase: "the first Black US president".
OPENS = frozenset(("the", "his", "her", "its", "their", "our", "with", "by", "and", "to"))
# Said of a party of the country, not of the country: "the French Socialist leader".
OF_A_PARTY = frozenset(("leader", "chief", "head", "boss"))
# These make another post of it, so that it fits nobody who held the bare one.
ANOTHER_POST = frozenset(
    ("deputy", "vice", "assistant", "associate", "shadow", "junior", "state", "honorary", "under")
)
ENDED = frozenset(("former", "ex", "late", "ousted", "deposed", "previous", "past", "then", "exiled"))
# Said before a name these are titles; alone they name a kind of people, not one post.
_KINDS_OF_PEOPLE = """
    general, gen., lt. gen., justice, associate justice, cardinal, sheikh, field marshal, founder, boss, head,
    ruler, spokesman, chairman, pres., gov., sovereign, senate republican leader, senate democratic leader,
    party leader
"""
ONLY_BEFORE_A_NAME = frozenset(re.split(r",\s+", _KINDS_OF_PEOPLE.strip()))
ONE_BESIDE_A_BODY = frozenset(("boss", "head", "ruler"))  # "the Ford boss"
STANDING_IN = frozenset(("acting", "interim"))  # a post of its own where the pack has one: "acting president"
_ALWAYS_ONE = frozenset(("pope", "pontiff"))  # there is but one, whoever's country is spoken of
# Without a country these are said of the one whose readers know which house and which court.
NAMES_AN_INSTITUTION = re.compile(r"\b(?:house|court|treasury)\b")
# The words say of which body the post is, so that no country need be named in the text.
_NAMES_ITS_BODY = re.compile(
    r"(?:archbishop of canterbury|(?:.* of the )?federal reserve\b.*|fed (?:chair(?:man|woman)?|chief|boss))"
)


def is_always_one(phrase: str) -> bool:
    """Whether there is one such post in the world, of whatever country the text speaks."""
    return phrase in _ALWAYS_ONE or bool(_NAMES_ITS_BODY.fullmatch(phrase))
