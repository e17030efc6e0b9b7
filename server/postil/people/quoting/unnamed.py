"""The words for somebody whom a text does not name: "a spokeswoman", "his wife", "the boy’s lawyer"."""

import re

from postil.people.quoting.speaking import ANY_NAME

_NOUNS = """
    spokesman|spokeswoman|spokesperson|official|officer|aide|adviser|advisor|diplomat|lawyer|solicitor|barrister
    |attorney|witness|resident|neighbour|neighbor|passer-by|onlooker|source|analyst|expert|economist|scientist
    |researcher|doctor|nurse|teacher|pupil|student|worker|driver|passenger|voter|supporter|fan|protester
    |demonstrator|reporter|journalist|colleague|friend|relative|cousin|survivor|soldier|commander|minister
    |lawmaker|senator|backbencher|councillor|judge|prosecutor|detective|man|woman|boy|girl|child|lady|pensioner
    |customer|shopper|tourist|local|villager|farmer|shopkeeper|manager|executive|investor|trader|user|reader
    |caller|guest|visitor|volunteer|engineer|pilot|priest|imam|rabbi|professor|historian|critic|partner|parent
    |son|daughter|brother|sister|father|mother|wife|husband|uncle|aunt|nephew|niece|widow|widower|grandson
    |granddaughter|grandfather|grandmother|boyfriend|girlfriend|predecessor|successor|boss|agent|publisher
"""
_HEAD = "|".join(" ".join(noun.split()) for noun in _NOUNS.split("|"))
_WHOSE = rf"(?:[Aa]n?|[Aa]nother|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir|[Tt]he [\w-]+[’']s?|{ANY_NAME}[’']s?)"
_SOMEBODY = (
    rf"{_WHOSE}\s(?:[\w’'-]+\s){{0,3}}?"
    rf"(?P<head>{_HEAD})(?![\w-])(?!,?\s(?:[A-Z][\w.’'-]*\s){{0,3}}[\ue000-\uf8ff])"
)
# Behind a name, which then says whose: "a Moor supporter".
OF_THE_NAMED = re.compile(rf"\s(?:{_HEAD}|campaigner|voter|ally|insider|loyalist)s?(?![\w-])")
UNNAMED = re.compile(rf"(?:(?:But|And|Yet|Even|Outside,|Later,)\s)?{_SOMEBODY}")
SAID_BY_UNNAMED = re.compile(rf"(?<!\w)(?:said|says|added|told|asked|shouted|wrote)\s{_SOMEBODY}")
