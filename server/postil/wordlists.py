"""Word lists as they lie on disk: text in sections, for the rules that are told by words.

A heading in brackets begins a section; several names in one heading put its lines in each of them. A line
that begins with "#" is a comment.
"""

from collections.abc import Mapping
from pathlib import Path


def sections_in(path: Path) -> Mapping[str, list[str]]:
    """The lines of each section of the file, in their order, blank ones left out. Raises OSError."""
    found: dict[str, list[str]] = {}
    current: list[list[str]] = []
    for line in map(str.strip, path.read_text(encoding="utf-8").splitlines()):
        if line.startswith("[") and line.endswith("]"):
            current = [found.setdefault(name.strip(), []) for name in line[1:-1].split(",")]
        elif line and not line.startswith("#"):
            for section in current:
                section.append(line)
    return found
