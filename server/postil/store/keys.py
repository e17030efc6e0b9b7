"""By what records are found in the indexes, beside the marks' own lists: keys, and groups."""

from postil.store.records import Record


def addresses(page: Record) -> tuple[str, ...]:
    return tuple(page["addresses"])


def newest_digests(page: Record) -> tuple[str, ...]:
    return tuple(version["digest"] for version in page["versions"][-1:])


def request_keys(annotation: Record) -> tuple[str, ...]:
    key = annotation.get("request_key")
    return () if key is None else (key,)


def correction_groups(correction: Record) -> tuple[tuple[str, ...], ...]:
    """The lists that a correction is in: all of its kind, and those of its scope."""
    return (correction["about"],), (correction["about"], correction["scope"])
