"""How values read to people, in every view: days, counts, names of states. Pure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from postil.models import AnchorState, Annotation, Article, Removed, RemovedKind

STATES: Mapping[AnchorState, str] = {
    AnchorState.ANCHORED: "in place",
    AnchorState.MOVED: "moved since",
    AnchorState.CHANGED: "changed since",
    AnchorState.LOST: "lost",
}

REMOVED: Mapping[RemovedKind, tuple[str, str]] = {
    RemovedKind.CAPTION: ("caption", "captions"),
    RemovedKind.CREDIT: ("credit", "credits"),
    RemovedKind.RELATED: ("related link", "related links"),
    RemovedKind.NEWSLETTER: ("newsletter box", "newsletter boxes"),
    RemovedKind.AD: ("advertisement", "advertisements"),
    RemovedKind.NAVIGATION: ("piece of navigation", "pieces of navigation"),
    RemovedKind.OTHER: ("other part", "other parts"),
}

# A word that was cut through at the edge of a passage's surroundings.
_CUT_BEFORE = re.compile(r"^(?:\s+|\w{1,30}\s+)")
_CUT_AFTER = re.compile(r"(?:\s+|\s+\w{1,30})$")

_BREAK_IN_YEARS = re.compile(r"(?<=\d–)(?=\d)")

IRREGULAR = {"person": "people"}


def day(value: date) -> str:
    """22 September 2025."""
    return f"{value.day} {value:%B %Y}"


def short_day(value: date) -> str:
    """22 Sep 2025."""
    return f"{value.day} {value:%b %Y}"


def part_day(value: str) -> str:
    """A day, month or year as a card has it: 17 Dec 2011, Dec 2011, 2011."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return short_day(date(*parts))
    return f"{date(parts[0], parts[1], 1):%b %Y}" if len(parts) == 2 else value


def local(moment: datetime) -> datetime:
    """The same moment where the server is, which for this program is where the reader is."""
    try:
        return moment.astimezone()
    except OverflowError:  # the first or last day there is, which an imported file may hold
        return moment


def day_heading(value: date, today: date) -> str:
    """Today, Yesterday, Friday; the full day when it is a week ago or more."""
    days_ago = (today - value).days
    if 0 <= days_ago <= 1:
        return "Yesterday" if days_ago else "Today"
    return f"{value:%A}" if 1 < days_ago < 7 else day(value)


def count(number: int, one: str, many: str | None = None) -> str:
    """1 mark, 3 marks, 1,200 marks."""
    return f"{number:,} {one if number == 1 else many or IRREGULAR.get(one, one + 's')}"


def left_out(removed: Iterable[Removed]) -> str:
    """How much of each kind was taken out of a page: 2 captions, 1 advertisement; "" for nothing."""
    kinds = Counter(each.kind for each in removed)
    return ", ".join(count(number, *REMOVED[kind]) for kind, number in kinds.items())


def web_address(url: str | None) -> str | None:
    """``url`` if a browser may be sent there: http and https alone. None for anything else."""
    if url is None:
        return None
    try:
        scheme = urlsplit(url.strip()).scheme.lower()
    except ValueError:
        return None
    return url if scheme in ("http", "https") else None


def site_of(url: str) -> str:
    """The host's name, for a page that does not say which outlet it is from."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def from_a_word(text: str) -> str:
    """``text``, which was cut out of a longer one, from its first whole word on."""
    return _CUT_BEFORE.sub("", text)


def to_a_word(text: str) -> str:
    """``text``, which was cut out of a longer one, up to its last whole word."""
    return _CUT_AFTER.sub("", text)


def shortened(text: str, most: int) -> str:
    """``text``, up to its last whole word within ``most`` characters where it is longer."""
    return text if len(text) <= most else text[:most].rsplit(None, 1)[0] + "…"


def going_on(text: str) -> str:
    """``text`` with a sign that more follows, where it does not end with a sentence."""
    return text if text.endswith((".", "!", "?", "”", "…")) else text + "…"


def grouped(items: Iterable[Any], name: str) -> list[tuple[Any, list[Any]]]:
    """``items`` that have the same value under ``name``, together, with that value; the first met first."""
    groups: list[tuple[Any, list[Any]]] = []
    for item in items:
        value = getattr(item, name)
        group = next((members for known, members in groups if known == value), None)
        if group is None:
            groups.append((value, [item]))
        else:
            group.append(item)
    return groups


def is_waiting(mark: Annotation) -> bool:
    """Whether a mark made in another program has yet to find its place in a text of ours."""
    return mark.state is AnchorState.LOST and mark.version_id is None


def now_in(mark: Annotation, article: Article) -> str | None:
    """What the marked words became in ``article``, the newest text; None where they stand or are lost."""
    if mark.state is not AnchorState.CHANGED or mark.span is None:
        return None
    return article.text[mark.span.start : mark.span.end]


def unbroken(text: str) -> str:
    """``text`` with no line's end within "2008–2013"."""
    return _BREAK_IN_YEARS.sub("\u2060", text)


def is_latin(text: str) -> bool:
    """Whether most letters of ``text`` are Latin: names are looked for in no other script."""
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return 2 * latin >= len(letters)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "day": day,
    "short_day": short_day,
    "local": local,
    "count": count,
    "left_out": left_out,
    "web_address": web_address,
    "site_of": site_of,
    "from_a_word": from_a_word,
    "to_a_word": to_a_word,
    "going_on": going_on,
    "grouped": grouped,
    "is_waiting": is_waiting,
    "now_in": now_in,
    "unbroken": unbroken,
    "is_latin": is_latin,
}
