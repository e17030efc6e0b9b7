"""The day as of which an article speaks: that of its publication, or of a later edition."""

from collections.abc import Sequence
from datetime import date, timedelta

from postil.people.cast import linked
from postil.people.knowledge import Knowledge
from postil.people.linking import posts_of
from postil.people.linking.likelihood import BEYOND, is_of
from postil.people.names import Group

# Offices change hands slowly: what is corrected within this time speaks of its first day.
A_NEW_EDITION = timedelta(days=60)


def day_meant(
    groups: Sequence[Group],
    text: str,
    published: date | None,
    revised: date | None,
    knowledge: Knowledge,
) -> date | None:
    """The day for which ``text``, published and last ``revised`` then, says who holds which office.

    An explainer keeps its address and its first day for years while it is written anew; an old report gets a
    new date when its outlet moves house. So the later day counts only where more of the offices that
    the text gives to people were theirs on it than on the first. None where neither day is known.
    """
    if published is None or revised is None or revised - published < A_NEW_EDITION:
        return published
    then, since = (_fitting(groups, text, on, knowledge) for on in (published, revised))
    return revised if since > then else published


def _fitting(groups: Sequence[Group], text: str, on: date, knowledge: Knowledge) -> int:
    """How many people of ``text`` are called by an office that was theirs ``on`` that day."""
    context, links = linked(groups, text, on, knowledge)
    return sum(
        any(
            is_of(held, post) and held.may_cover(on, BEYOND)
            for post in posts_of(group, context, knowledge)
            if not (post.ended or post.another)
            for held in link.known.held
        )
        for group, link in links
        if link.known
    )
