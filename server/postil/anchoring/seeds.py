"""Where in a text a passage may be: stretches that share its rarer words at about the same distances."""

import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from postil.anchoring.words import Searched, Words, is_unspaced, is_word

# Enough words to survive the loss of most of them; each costs one search of the text.
_MAX_SEEDS = 12
# Shorter words stand everywhere and point nowhere.
_MIN_SEED_LETTERS = 5
# Scripts that leave vowels out, or write a syllable in a letter, need fewer: Hebrew and those after it.
_DENSE_SCRIPTS = "\u0590"
_MIN_DENSE_LETTERS = 3
# More letters make a word no rarer, and searching for it slower.
_MAX_SEED_LETTERS = 24
# Three ideographs are about as rare as a word; so are two short words in a row.
_UNSPACED_SEED = 3
# A word that stands more often than this points nowhere; only what is near the expected place counts then.
_MAX_PLACES = 8
# What "near" means there: a few paragraphs put in above the passage.
_NEARBY = 4000
# Stretches worth a closer look.
_MAX_WINDOWS = 3
# A stretch with less than this part of the best one's evidence is not the passage.
_MIN_EVIDENCE = 0.45
# One piece in so many must be there: of the passages that were placed in revised articles, a third had.
_MIN_SHARE = 4
# An advertisement or a paragraph of this length may have been put into the passage.
_MAX_DRIFT = 400


# A piece of a pattern, and its offset there.
Seed = tuple[str, int]


class Window(NamedTuple):
    """A stretch of text: offsets into it."""

    start: int
    end: int


# What speaks for a stretch, negative, and its distance from the expected place: the best sorts first. Then
# where it begins and ends.
_Group = tuple[float, int, int, int]


def seeds(pattern: str, words: Words, *, in_large: bool) -> list[Seed]:
    """The longest piece of each of equal stretches of ``pattern``; no wording twice.

    Two words in a row are a piece where a stretch has no long one: what is between them may be typeset
    anew, and then they are not found. In a large text, where single words are not rare, pairs are pieces
    everywhere, beside the words.
    """
    spans = words.spans()
    alone: list[tuple[int, int]] = []
    for index, key in enumerate(words.keys):
        if len(key) >= (_MIN_SEED_LETTERS if key < _DENSE_SCRIPTS else _MIN_DENSE_LETTERS) and is_word(key):
            alone.append(spans[index])
        elif is_unspaced(key) and index + _UNSPACED_SEED <= len(spans):
            alone.append((spans[index][0], spans[index + _UNSPACED_SEED - 1][1]))
    chosen = _longest(alone, pattern, set())
    if len(alone) >= _MAX_SEEDS and not in_large:
        return list(chosen.values())
    pairs = [(one[0], other[1]) for one, other in pairwise(spans)]
    return [*chosen.values(), *_longest(pairs, pattern, set() if in_large else set(chosen)).values()]


def _longest(pieces: Iterable[tuple[int, int]], pattern: str, passed_over: set[int]) -> dict[int, Seed]:
    """The longest of ``pieces``, which are told by where they begin and end, of each stretch, by its number.

    Stretches that are ``passed_over`` have none.
    """
    length = len(pattern)
    chosen: dict[int, Seed] = {}
    known: set[str] = set()
    for start, end in pieces:
        stretch = start * _MAX_SEEDS // length
        piece = pattern[start:end][:_MAX_SEED_LETTERS]
        if stretch not in passed_over and piece not in known:
            known.add(piece)
            if stretch not in chosen or len(piece) > len(chosen[stretch][0]):
                chosen[stretch] = piece, start
    return chosen


def windows(
    text: Searched, pieces: list[Seed], length: int, near: int | None, start: int, end: int
) -> list[Window]:
    """The stretches of ``text[start:end]`` that hold several of ``pieces``, most likely first.

    ``length`` is that of the pattern the pieces were taken from; ``near`` is where it is expected to
    begin, and decides between stretches that are otherwise equal.
    """
    hits: list[tuple[int, float, int]] = []
    least = min(len(pieces), _MAX_SEEDS) // _MIN_SHARE
    there = 0
    for number, (piece, offset) in enumerate(pieces):
        places = _places(text, piece, start, end)
        if not places and not piece.isascii():
            piece = _recomposed(piece)
            places = _places(text, piece, start, end)
        if not places:
            continue
        weight = len(piece) / (1 + len(places))
        if len(places) > _MAX_PLACES:
            expected = (near or 0) + offset
            places = _places(text, piece, max(0, expected - _NEARBY), expected + _NEARBY)
        for place in places:
            hits.append((place - offset, weight, number))
        there += bool(places)
    if there < least:
        return []
    hits.sort()
    found = sorted(_groups(hits, length, least, near))
    chosen: list[Window] = []
    for evidence, _, begin, finish in found:
        if evidence > _MIN_EVIDENCE * found[0][0] or len(chosen) == _MAX_WINDOWS:
            break
        if all(finish <= other.start or other.end <= begin for other in chosen):
            chosen.append(Window(begin, finish))
    return chosen


def _recomposed(piece: str) -> str:
    """``piece`` as a text writes it that composes its letters the other way: é in one character or in two."""
    apart = unicodedata.normalize("NFD", piece)
    return apart if apart != piece else unicodedata.normalize("NFC", piece)


def _places(text: Searched, piece: str, start: int, end: int) -> list[int]:
    """The first places of ``piece`` in ``text[start:end]``: one more than counts as many, at most."""
    folded = text.for_piece(piece)
    places: list[int] = []
    at = folded.find(piece, start, end)
    while at >= 0 and len(places) <= _MAX_PLACES:
        places.append(at)
        at = folded.find(piece, at + 1, end)
    return places


def _groups(hits: list[tuple[int, float, int]], length: int, least: int, near: int | None) -> list[_Group]:
    """For each hit, the stretch of hits within reach of it, by where the pattern would begin.

    Stretches with fewer than ``least`` different pieces are left out.
    """
    found: list[_Group] = []
    reach = _MAX_DRIFT + length // 4
    counts: dict[int, int] = {}
    evidence, last = 0.0, 0
    for begin, weight, number in hits:
        while last < len(hits) and hits[last][0] - begin <= reach:
            _, gained, piece = hits[last]
            if piece in counts:
                counts[piece] += 1
            else:
                counts[piece] = 1
                evidence += gained
            last += 1
        if len(counts) >= least:
            distance = begin if near is None else abs(begin - near)
            found.append((-evidence, distance, begin, hits[last - 1][0] + length))
        counts[number] -= 1
        if counts[number] == 0:
            del counts[number]
            evidence -= weight
    return found
