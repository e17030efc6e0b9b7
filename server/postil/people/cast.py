"""Groups of names -> the people of an article: each linked, posts without a name resolved, one card each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from postil.models import Basis, Card, KnownPerson, Mention
from postil.people import cards
from postil.people.knowledge import Knowledge
from postil.people.knowledge.holders import holder, without_a_name
from postil.people.knowledge.posts import PostInText
from postil.people.linking import NOBODY, Link, link, posts_of
from postil.people.linking.likelihood import BEYOND, is_of
from postil.people.linking.live import LookUp, with_look_ups
from postil.people.linking.reading import Reading, read
from postil.people.names import Group, fold

# Surer than a name can be: the post, its country and the day leave one person.
BY_POST_ALONE = 0.95


@dataclass
class _Part:
    """Somebody in the making: everything in the text that means one person."""

    link: Link
    group: Group | None
    mentions: list[Mention] = field(default_factory=list)
    named_as: list[tuple[int, str]] = field(default_factory=list)


def linked(
    groups: Sequence[Group], text: str, on: date | None, knowledge: Knowledge, *, headline: str = ""
) -> tuple[Reading, list[tuple[Group, Link]]]:
    """Each group with whom it means, and what the text says as a whole.

    A short form is taken out of its group where a post beside it says it is somebody else:
    "President Clinton" is not Hillary Clinton, whatever else the article calls Clinton.
    """
    reading = read(text, on, knowledge, headline=headline)
    found: list[tuple[Group, Link]] = []
    for group in groups:
        others = list(_of_somebody_else(group, reading, knowledge))
        moved = {span for other, _ in others for span in other.spans}
        own = tuple(span for span in group.spans if span not in moved)
        found += others
        if own:
            group = replace(group, spans=own)
            found.append((group, link(group, reading, knowledge)))
    return reading, _one_each(found)


def _one_each(links: list[tuple[Group, Link]]) -> list[tuple[Group, Link]]:
    """``links`` with no two people of one full name linked to one known person.

    Whom the words speak for keeps the link, in doubt the first; another could be one of the others.
    """
    contested = {who.known.id for group, who in links if who.known and group.namesake}
    best = {
        key: max(who.confidence for _, who in links if who.known and who.known.id == key) for key in contested
    }
    taken: set[str] = set()
    kept: list[tuple[Group, Link]] = []
    for group, who in links:
        if who.known and who.known.id in best and " " in group.name:
            key = who.known.id
            if key in taken or who.confidence < best[key]:
                who = replace(NOBODY, others=who.others)
            else:
                taken.add(key)
        kept.append((group, who))
    return kept


def _of_somebody_else(group: Group, reading: Reading, knowledge: Knowledge) -> Iterator[tuple[Group, Link]]:
    """The short forms in the group that a post beside them gives to a person of another full name."""
    bearers = {known.id for known in knowledge.named(group.name)}
    for span in group.spans:
        if " " in span.text or span.text == group.name:
            continue
        alone = Group(
            spans=(span,), name=span.text, titles=(span.title,) if span.title else (), ambiguous=False
        )
        who = link(alone, reading, knowledge)
        if who.known and " " in group.name and who.known.id not in bearers and not _same(who.known, group):
            yield alone, who


def _same(known: KnownPerson, group: Group) -> bool:
    """Whether the group's fullest name can be another form of the known person's: no first name differs."""
    return set(fold(group.name).split()) <= set(fold(known.name).split()) or set(
        fold(known.name).split()
    ) <= set(fold(group.name).split())


def offices_that_fit(groups: Sequence[Group], text: str, on: date, knowledge: Knowledge) -> int:
    """How many people of ``text`` are called by an office that was theirs ``on`` that day."""
    reading, links = linked(groups, text, on, knowledge)
    return sum(
        any(
            is_of(tenure, post) and tenure.may_cover(on, BEYOND)
            for post in posts_of(group, reading, knowledge)
            if not (post.ended or post.another)
            for tenure in link.known.tenures
        )
        for group, link in links
        if link.known
    )


def cast(
    groups: Sequence[Group],
    text: str,
    on: date | None,
    knowledge: Knowledge,
    *,
    today: date,
    scope: str,
    headline: str = "",
    look_up: LookUp | None = None,
) -> tuple[Card, ...]:
    """One card a person of ``text``, in order of first mention; nobody is looked for in the ``headline``.

    ``look_up`` is asked for those of whom ``knowledge`` is not sure; None asks nobody.
    """
    reading, links = linked(groups, text, on, knowledge, headline=headline)
    if look_up is not None:
        links = with_look_ups(links, reading, knowledge, look_up)
    parts: dict[str, _Part] = {}
    for group, who in links:
        key = who.known.id if who.known else cards.unknown_person(group.name, scope, group.namesake).id
        part = parts.setdefault(key, _Part(who, group))
        _add_names(part, group, reading)
    if on is not None:
        _add_posts(parts, groups, reading, on, knowledge)
    found = [_card(part, text, on, today, scope) for part in parts.values()]
    return tuple(sorted(found, key=lambda card: card.mentions[0].start))


def _add_names(part: _Part, group: Group, reading: Reading) -> None:
    known = part.link.known
    for span in group.spans:
        part.mentions.append(
            Mention(
                start=span.start,
                end=span.end,
                text=span.text,
                name=known.name if known else group.name,
                qid=known.qid if known else None,
            )
        )
        title = _title_at(span.start, span.title, reading)
        if title:
            part.named_as.append((span.start, f"{title} {span.text}"))
        part.named_as.append((span.start, span.text))


def _title_at(start: int, title: str, reading: Reading) -> str:
    """The title right before a name as the text writes it: the longer of what was found."""
    for post in reading.posts:
        if post.end < start <= post.end + 2 and not reading.text[post.end : start].strip():
            return max(reading.text[post.start : post.end], title, key=len)
    return title


def _add_posts(
    parts: dict[str, _Part], groups: Sequence[Group], reading: Reading, on: date, knowledge: Knowledge
) -> None:
    """Posts that stand without a name go to whoever held them on the day, in the cast already or not."""
    named = [(span.start, span.end) for group in groups for span in group.spans]
    for post in without_a_name(reading.posts, reading.text, named, reading.places, knowledge):
        known = holder(post, on, knowledge)
        if known is None:
            continue
        part = parts.setdefault(known.id, _Part(Link(known=known, confidence=BY_POST_ALONE), None))
        _add_post(part, post, known, reading.text)


def _add_post(part: _Part, post: PostInText, known: KnownPerson, text: str) -> None:
    words = text[post.start : post.end]
    part.mentions.append(Mention(start=post.start, end=post.end, text=words, name=known.name, qid=known.qid))
    part.named_as.append((post.start, words))


def _card(part: _Part, text: str, on: date | None, today: date, scope: str) -> Card:
    mentions = tuple(sorted(part.mentions, key=lambda mention: mention.start))
    named_as = [words for _, words in sorted(part.named_as, key=lambda pair: pair[0])]
    if part.link.known is None:
        assert part.group is not None, "only a known person is met without a name"
        return cards.card_of_unknown(part.group, part.link, mentions, named_as, text, scope)
    card = cards.card_of(part.link.known, part.link, mentions, named_as, on, today)
    if card.then or part.group is None or card.basis is Basis.LIVE:
        return card
    return replace(card, from_article=cards.set_beside(part.group, text))
