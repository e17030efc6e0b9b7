"""Opening a library: what its files hold, and what is done and said about damage.

Damage never costs the damaged file: before anything is written, every file concerned is copied aside.
"""

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from postil.errors import StoreDamaged
from postil.store import journal
from postil.store.aside import set_aside
from postil.store.bodies import Bodies, named_by, page_in
from postil.store.disk import Disk
from postil.store.journal import Journal
from postil.store.transactions import Tables, replay, snapshot

PAGES = "pages"
ANNOTATIONS = "annotations"

# A library that takes more than these is not walked for garbage later either: a walk of 100,000 marks takes
# 0.16 s, the first three of them soon after opening.
_MANY_OBJECTS = 100_000

_STORY = "what-happened.txt"
_HOMELESS = "marks-without-a-page.json"


@contextmanager
def collector_paused() -> Iterator[None]:
    """Opening makes objects by the hundred thousand and no garbage: walking them again and again is vain."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY_OBJECTS:
            gc.freeze()
        gc.enable()


@dataclass(frozen=True, slots=True)
class Opened:
    """A library ready for use. ``notices`` are sentences for the reader."""

    tables: Tables
    journal: Journal
    bodies: Bodies
    notices: tuple[str, ...]


def open_library(folder: Path, disk: Disk, now: Callable[[], datetime]) -> Opened:
    """Raises StoreDamaged when the files were left as they are: too new, or not readable; OSError."""
    reading = journal.read(folder)
    replayed = replay(reading.payloads)
    tables, damage = replayed.tables, reading.damage + replayed.problems
    bodies = Bodies(folder / "bodies", disk, now)
    if not reading.frames and bodies.names():
        damage.append("there are stored articles, but the records of them are gone")
    notices = _mend(folder, tables, bodies, damage, reading.files, disk, now()) if damage else []
    opened = Journal(folder, disk, reading)
    if damage:
        opened.compact(snapshot(tables), wait=True)
    notices += _tidy(tables, bodies, disk)
    return Opened(tables, opened, bodies, tuple(notices))


def _mend(
    folder: Path,
    tables: Tables,
    bodies: Bodies,
    damage: list[str],
    files: list[Path],
    disk: Disk,
    time: datetime,
) -> list[str]:
    """Make ``tables`` whole as far as can be; what was done, as sentences."""
    strays = _strays(tables, bodies)
    restored = _restore_pages(tables, strays)
    homeless = _take_homeless_marks(tables)
    story = [f"The library in {folder} was damaged: {'; '.join(damage)}."]
    if restored:
        story.append(f"{restored} pages were found again in their stored articles.")
    if homeless:
        story.append(f"{len(homeless)} marks have lost their page and are kept in {_HOMELESS}.")
    texts = {_STORY: "".join(f"{sentence}\n" for sentence in story)}
    if homeless:
        texts[_HOMELESS] = json.dumps(homeless, ensure_ascii=False, indent=1)
    try:
        aside = set_aside(folder, [*files, *strays], texts, disk, time)
    except OSError as error:
        raise StoreDamaged(
            f"{story[0]} It can't be set aside ({error.strerror}), so nothing was changed."
        ) from error
    story.append(f"All that could be read is here. The damaged files are kept in {aside}.")
    return story


def _tidy(tables: Tables, bodies: Bodies, disk: Disk) -> list[str]:
    """Sweep what no page names: left by a write that was cut short, or copied aside. Says what is missing."""
    named, there = named_by(tables.get(PAGES, {}).values()), bodies.names()
    for stray in there - named:
        disk.remove(bodies.file(stray))
    missing = named - there
    return [f"The stored text of {len(missing)} page versions is missing."] if missing else []


def _strays(tables: Tables, bodies: Bodies) -> list[Path]:
    return [bodies.file(name) for name in sorted(bodies.names() - named_by(tables.get(PAGES, {}).values()))]


def _restore_pages(tables: Tables, strays: list[Path]) -> int:
    """Put back pages whose record is lost, from their newest readable body. How many there were."""
    pages = tables.setdefault(PAGES, {})
    taken = {address for page in pages.values() for address in page["addresses"]}
    there = {file.name for file in strays}
    found: dict[str, dict[str, Any]] = {}
    for page in filter(None, map(page_in, strays)):
        if page["id"] not in found or page["revision"] > found[page["id"]]["revision"]:
            found[page["id"]] = page
    restored = 0
    for id, page in found.items():
        versions = [
            version for version in page["versions"] if named_by([page | {"versions": [version]}]) <= there
        ]
        if id not in pages and taken.isdisjoint(page["addresses"]) and versions:
            pages[id] = page | {"versions": versions}
            taken.update(page["addresses"])
            restored += 1
    return restored


def _take_homeless_marks(tables: Tables) -> list[dict[str, Any]]:
    marks, pages = tables.get(ANNOTATIONS, {}), tables.get(PAGES, {})
    homeless = [mark for mark in marks.values() if mark["page_id"] not in pages]
    for mark in homeless:
        del marks[mark["id"]]
    return homeless
