"""Series made alike: in "Odin, Frigg, Tyr, and Freyja" all are people as soon as some were read as people."""

from collections.abc import Iterator, Mapping, Sequence

_FEWEST = 3  # items
_ONE_IN = 3  # more than one item in so many was read as somebody: two at least
_PERSON_LISTS = frozenset("mwL")  # given names of men and women, family names
_OTHER_LISTS = frozenset("PNOTD")  # places, peoples, organisations, offices, days and months
_COMMON = "c"  # words that are written small
_OTHER_CUES = frozenset("iol")  # what stands around a place, an organisation, a word written small
_LAST = (["and"], ["or"], [",", "and"], [",", "or"])
_BEFORE_PLACES = "in at near outside into across throughout from to through via between towards toward the"
_WHERE = frozenset(_BEFORE_PLACES.split())
_THING_WORDS = """
    city cities town towns village villages suburb suburbs district districts county counties
    province provinces state states region regions country countries nation nations island islands
    river rivers port ports firm firms company companies bank banks agency agencies maker makers
    brand brands partnership chain chains club clubs team teams side sides band bands group groups
    party parties newspaper newspapers magazine magazines ship ships storm storms hurricane
    hurricanes film films song songs album albums novel novels play plays language languages plant
    plants herb herbs dog dogs cat cats horse horses
"""
_THINGS = frozenset(_THING_WORDS.split())
_LEADING = frozenset(("such", "as", "like", "including", "namely", "called", "named", "of", ",", ":", "("))


def with_series(
    words: Sequence[str],
    spans: Sequence[tuple[int, int]],
    tags: Sequence[str],
    lists: Mapping[str, str],
    cues: Mapping[str, str],
) -> list[str]:
    """The label letters of a sentence's chunks, with the rest of a series of people made people too.

    A series is of single words and ends with "and" or "or". It stays as it was read where ``lists`` or
    ``cues`` speak against a person at one of its words, or what is before it does: "the cities of".
    """
    made = list(tags)
    for first, end in _series(words, spans):
        items = [words[start] for start, _ in spans[first:end]]
        enough = list(tags[first:end]).count("B") * _ONE_IN > len(items)
        if enough and not _of_things(words, spans[first][0]) and _may_all_be_people(items, lists, cues):
            made[first:end] = ["B"] * len(items)
    return made


def _series(words: Sequence[str], spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The (first, end) chunks of each series: of chunks of one word, and with no "&" after it."""
    first = 0
    for i, (start, end) in enumerate(spans):
        if end - start > 1:
            first = i + 1
            continue
        between = list(words[end : spans[i + 1][0]]) if i + 1 < len(spans) else []
        if between == [","]:
            continue
        if between in _LAST and i - first + 2 >= _FEWEST and _ends_at(words, spans[i + 1]):
            yield first, i + 2
        first = i + 1


def _ends_at(words: Sequence[str], span: tuple[int, int]) -> bool:
    start, end = span
    return end - start == 1 and words[end : end + 1] != ["&"]


def _of_things(words: Sequence[str], at: int) -> bool:
    """Whether the words before a series that begins at ``at`` say that it is one of places or things."""
    before = at - 1
    while before > 0 and words[before].lower() in _LEADING:
        before -= 1
    return before >= 0 and (words[before].lower() in _THINGS or words[before].lower() in _WHERE)


def _may_all_be_people(items: Sequence[str], lists: Mapping[str, str], cues: Mapping[str, str]) -> bool:
    return all(
        item[0].isalpha() and not item.isupper() and _may_be_person(item.lower(), lists, cues)
        for item in items
    )


def _may_be_person(low: str, lists: Mapping[str, str], cues: Mapping[str, str]) -> bool:
    on = lists.get(low, "")
    if not _OTHER_LISTS.isdisjoint(on) or not _OTHER_CUES.isdisjoint(cues.get(low, "")):
        return False
    return _COMMON not in on or not _PERSON_LISTS.isdisjoint(on)
