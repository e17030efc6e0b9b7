"""What happens to an article after publication, each with the place where a passage then is.

An edit takes a text, the passage in it and a source of chance. It gives the later text and the passage's
place there, None where it is gone; or None when it can't be made on that passage.
"""

import random
import re
import unicodedata
from collections.abc import Callable

Place = tuple[int, int]
Edited = tuple[str, Place | None] | None
Edit = Callable[[str, Place, random.Random], Edited]

SENTENCE = "The committee met again on Thursday to consider the plan. "
PARAGRAPHS = "\n\n".join(
    f"Update {number}: heavy rain is forecast for the rest of the week." for number in range(9)
)


def words_in(text: str, place: Place) -> list[Place]:
    return [match.span() for match in re.compile(r"[^\W_]+").finditer(text, *place)]


def everywhere(change: Callable[[str], str]) -> Edit:
    """The same change to the whole text, one character at a time or across words."""

    def edit(text: str, place: Place, _: random.Random) -> Edited:
        before, quote, after = (change(part) for part in cut(text, place))
        return before + quote + after, (len(before), len(before) + len(quote))

    return edit


def cut(text: str, place: Place) -> tuple[str, str, str]:
    return text[: place[0]], text[place[0] : place[1]], text[place[1] :]


def put_inside(addition: str) -> Edit:
    def edit(text: str, place: Place, pick: random.Random) -> Edited:
        words = words_in(text, place)
        if len(words) < 5:
            return None
        at = pick.choice(words[2:-1])[0]
        return text[:at] + addition + text[at:], (place[0], place[1] + len(addition))

    return edit


def misprint(index: int) -> Edit:
    def edit(text: str, place: Place, _: random.Random) -> Edited:
        words = words_in(text, place)
        start, end = words[index]
        if end - start < 5:
            return None
        word = text[start : start + 2] + text[start + 3] + text[start + 2] + text[start + 4 : end]
        return text[:start] + word + text[end:], place

    return edit


def cut_in_the_middle(text: str, place: Place, _: random.Random) -> Edited:
    words = words_in(text, place)
    if len(words) < 8:
        return None
    start, end = words[3][0], words[5][0]
    return text[:start] + text[end:], (place[0], place[1] - (end - start))


def shuffled_paragraphs(text: str, place: Place, pick: random.Random) -> Edited:
    before, quote, _ = cut(text, place)
    if "\n\n" in quote or place[1] - place[0] < 24:
        return None
    paragraphs = text.split("\n\n")
    own = before.count("\n\n")
    inside = len(before.split("\n\n")[-1])
    order = pick.sample(range(len(paragraphs)), len(paragraphs))
    start = sum(len(paragraphs[index]) + 2 for index in order[: order.index(own)]) + inside
    return "\n\n".join(paragraphs[index] for index in order), (start, start + len(quote))


def quoted_above(text: str, place: Place, _: random.Random) -> Edited:
    added = f"As we reported, {cut(text, place)[1]} was where it began.\n\n"
    return added + text, (place[0] + len(added), place[1] + len(added))


def rewritten_around(text: str, place: Place, _: random.Random) -> Edited:
    before, quote, after = cut(text, place)
    before = before[:-60] + " Something else altogether is told here at some length: "
    after = " and another tale goes on after that, as told by others. " + after[60:]
    return before + quote + after, (len(before), len(before) + len(quote))


def put_above(text: str, place: Place, _: random.Random) -> Edited:
    added = PARAGRAPHS + "\n\n"
    return added + text, (place[0] + len(added), place[1] + len(added))


def taken_out(text: str, place: Place, _: random.Random) -> Edited:
    before, quote, after = cut(text, place)
    return (before + after, None) if quote not in before + after else None


def cut_off_before(text: str, place: Place, _: random.Random) -> Edited:
    before, quote, _after = cut(text, place)
    return (before[:-40], None) if len(before) > 200 and quote not in before else None


STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
CURLY = str.maketrans({'"': "“", "'": "’", "-": "–"})

# Named for the test's name; each must lead to the exact place, for every passage that it can be made on.
EDITS: dict[str, Edit] = {
    "nothing": everywhere(lambda text: text),
    "paragraphs put in above": put_above,
    "words put in": put_inside("quite suddenly and "),
    "a sentence put in": put_inside(SENTENCE),
    "an emoji put in": put_inside("😀👩\u200d🚀 "),
    "words taken out": cut_in_the_middle,
    "a misprint in the first word": misprint(0),
    "a misprint in the last word": misprint(-1),
    "paragraphs in another order": shuffled_paragraphs,
    "the same words put in above": quoted_above,
    "new words around it": rewritten_around,
    "straight quotation marks and dashes": everywhere(lambda text: text.translate(STRAIGHT)),
    "curly quotation marks and dashes": everywhere(lambda text: text.translate(CURLY)),
    "letters taken apart": everywhere(lambda text: unicodedata.normalize("NFD", text)),
    "two spaces for one": everywhere(lambda text: text.replace(" ", "  ")),
    "no-break spaces": everywhere(lambda text: text.replace(" ", "\u00a0")),
    "a paragraph a sentence": everywhere(lambda text: text.replace(". ", ".\n\n")),
    "one paragraph": everywhere(lambda text: text.replace("\n\n", " ")),
    "soft hyphens": everywhere(lambda text: re.sub(r"([a-z]{4})([a-z]{4})", "\\1\u00ad\\2", text)),
    "capitals": everywhere(str.upper),
    "the passage taken out": taken_out,
    "the text cut off before it": cut_off_before,
}
