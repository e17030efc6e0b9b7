"""Terms of office of our own, written as successions: who followed whom in a post.

A file of ``people_facts/successions`` holds posts, a blank line between them:

    France / prime minister
    2024-09-05 Michel Barnier
    2024-12-13 François Bayrou
    2025-09-09 Sébastien Lecornu
    2025-12-31 ?

A line is the day somebody took the post, until the day of the line below. Instead of a name, ``-``
says that we know of no holder from that day on; ``vacant`` that there was none, so that whoever is
stated to have held it stood in; ``?`` that the one above held it still on that day, the last on
which we vouch for it. ``1999-01-03..2011-01-03 Name`` is a term with
an end of its own, ``2011-01-03..?2025-12-31 Name`` one vouched for until that day: for posts that
several hold, and for gaps. A day may be a month or a year where no more is sure. What follows ``#``
is a remark, but for the number in "David Johnston #2": the second man of that name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SUCCESSIONS = Path(__file__).parent / "people_facts" / "successions"
UNKNOWN, VACANT, STILL = "-", "vacant", "?"

_DAY = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_LINE = re.compile(rf"(?P<start>{_DAY})(?:\.\.(?P<still>\??)(?P<end>{_DAY}))? (?P<name>\S.*)")
_REMARK = re.compile(r"\s*#(?!\d).*")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTerm:
    """One person in one post. ``end`` "" is open; then ``known`` is the last day it is vouched for.

    ``person`` "" is nobody: the post was vacant.
    """

    place: str
    role: str
    person: str
    start: str
    end: str
    known: str


def own_terms(folder: Path = SUCCESSIONS) -> list[OwnTerm]:
    """The terms in every file of ``folder``. Raises ValueError, naming file and post."""
    found: list[OwnTerm] = []
    for path in sorted(folder.glob("*.txt")):
        for post, lines in _posts(path.read_text(encoding="utf-8")):
            try:
                found += _terms(post, lines)
            except ValueError as problem:
                raise ValueError(f"{path.name}, {post}: {problem}") from problem
    return found


def _posts(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each post with its lines, without remarks."""
    for paragraph in re.split(r"\n\s*\n", text):
        lines = [bare for line in paragraph.splitlines() if (bare := _REMARK.sub("", line).strip())]
        if lines:
            yield lines[0], lines[1:]


def _terms(post: str, lines: list[str]) -> Iterator[OwnTerm]:
    place, slash, role = post.partition(" / ")
    if not slash or not lines:
        raise ValueError("expected a line 'PLACE / ROLE' and terms below it")
    matches = [_LINE.fullmatch(line) for line in lines]
    for number, match in enumerate(matches):
        if match is None:
            raise ValueError(f"{lines[number]!r} is not 'DAY NAME'")
        if match["name"] in (UNKNOWN, STILL):
            continue
        end, known = match["end"] or "", ""
        if match["still"]:
            end, known = "", match["end"]
        elif not end:
            following = matches[number + 1] if number + 1 < len(matches) else None
            if following is None:
                raise ValueError(f"{lines[number]!r} has no end: a line 'DAY -' or 'DAY ?' says it")
            end = following["start"]
            if following["name"] == STILL:
                end, known = "", following["start"]
        if (end or known) < match["start"]:
            raise ValueError(f"{lines[number]!r} ends before it begins")
        person = "" if match["name"] == VACANT else match["name"]
        yield OwnTerm(place=place, role=role, person=person, start=match["start"], end=end, known=known)
