"""Names in a text -> one group a person."""

from collections.abc import Sequence

from postil.people.parts import Group, NameSpan


def group(spans: Sequence[NameSpan], text: str) -> list[Group]:
    """One group a person, in order of first mention."""
    groups: list[list[NameSpan]] = []
    by_length = sorted(spans, key=lambda span: (-len(span.text.split()), span.start))
    for span in by_length:
        words = span.text.split()
        for members in groups:
            full = members[0].text.split()
            if words == full or (len(words) == 1 and (words[0] == full[-1] or words[0] == full[0])):
                members.append(span)
                break
        else:
            groups.append([span])
    found = []
    for members in groups:
        ordered = tuple(sorted(members, key=lambda span: span.start))
        titles = tuple(dict.fromkeys(span.title for span in ordered if span.title))
        found.append(Group(ordered, members[0].text, titles, False))
    return sorted(found, key=lambda group: group.spans[0].start)
