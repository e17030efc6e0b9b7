"""One line on a person: what they have been, and when."""

from collections.abc import Iterable

OFFICES_NAMED = 2


def described(terms: Iterable[tuple[str, int, str, str | None]]) -> str:
    """The highest posts of (office, rank, start, end) with their years; 0 is the highest rank.

    A term whose end is not known begins "from" its year: it may be over.
    """
    spans: dict[str, tuple[int, list[str]]] = {}
    for office, rank, start, end in terms:
        years = start[:4] if end and end[:4] == start[:4] else f"{start[:4]}–{end[:4] if end else ''}"
        if not end:
            years = f"from {start[:4]}"
        spans.setdefault(office, (rank, []))[1].append(years)
    highest = sorted(spans.items(), key=lambda item: item[1][0])[:OFFICES_NAMED]
    return "; ".join(f"{office}, {', '.join(years)}" for office, (_, years) in highest)
