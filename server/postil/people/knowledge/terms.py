"""Terms of one post, as the pack has them, and as Wikidata states them later: what changes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from postil.models import Tenure

# One list counts from the nomination, another from the oath: terms may overlap so long in the records.
HANDOVER = timedelta(days=75)
# A term without an end that began longer ago is one whose end nobody wrote down, unless the pack knew
# of it lately.
LONGEST_OPEN = timedelta(days=5 * 365)
LATELY = timedelta(days=2 * 365)


def brought_up_to_date(
    have: Sequence[Tenure], stated: Iterable[Tenure], today: date, *, single: bool
) -> list[Tenure]:
    """The terms of a post after what is stated was taken in; ``have`` is believed where they contradict.

    A single post is carried on from its last known term. Gaps before are left: who is stated there
    mostly stood in.

    An open term that is stated, ``known`` on its first day, is vouched for today when it can still be
    running: the newest of a single post, and not older than such terms are.
    """
    believed = list(have)
    listed = sorted(stated, key=lambda tenure: (tenure.first, tenure.last))
    newest = max((tenure.first for tenure in (*listed, *have)), default=today)
    for tenure in listed:
        is_last = not single or tenure.first == newest
        if tenure.end is None and is_last and _may_run(tenure, have, today):
            tenure = replace(tenure, known=today)
        _take_in(believed, tenure, single=single)
    return sorted(believed, key=lambda tenure: tenure.first)


def _may_run(tenure: Tenure, have: Iterable[Tenure], today: date) -> bool:
    return today - tenure.first <= LONGEST_OPEN or any(
        mine.holder == tenure.holder and mine.end is None and today - mine.last <= LATELY for mine in have
    )


def _take_in(believed: list[Tenure], tenure: Tenure, *, single: bool) -> None:
    for number, mine in enumerate(believed):
        if mine.holder == tenure.holder and _same_term(mine, tenure):
            believed[number] = _carried_on(mine, tenure)
            return
    if not single:
        believed.append(tenure)
        return
    if believed and tenure.first < max(mine.last for mine in believed) - HANDOVER:
        return
    for number, mine in enumerate(believed):
        if not (mine.first < tenure.last and tenure.first < mine.last):
            continue
        if mine.end is not None or mine.first >= tenure.first:
            return
        believed[number] = replace(mine, end=tenure.start, known=None)
    believed.append(tenure)


def _same_term(mine: Tenure, tenure: Tenure) -> bool:
    return mine.first <= tenure.last + HANDOVER and tenure.first <= mine.last + HANDOVER


def _carried_on(mine: Tenure, tenure: Tenure) -> Tenure:
    """An open term of ours with the end that is stated now, or vouched for longer; a closed one as it is."""
    if mine.end is not None or tenure.last < mine.last:
        return mine
    return replace(mine, end=tenure.end, known=tenure.known)
