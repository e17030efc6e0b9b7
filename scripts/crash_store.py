"""Kill the store, and cut its power, at every awkward moment; say whether anything acknowledged was lost.

Two trials. Kills: a child that opens only the store writes and reports each write that returned; it is
killed at a random moment, the library opened again, and its content compared with what was reported.
Power cuts: every change that one run makes on the disk is logged; for a cut after each of them the
folder is put together as the disk may hold it (nothing lost, all that was not synced lost, half of it there,
names changed before their content came and the other way round), opened and compared.

Each time the library must hold exactly the acknowledged writes, and of the one that was under way all
or nothing.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from setup_venv import enter

if __name__ == "__main__":
    enter()

from crash_content import Content, content_in, content_of, next_write
from postil.store.tiny import open_store
from power_cut import CutDisk, RecordingDisk

# Long enough for some hundred writes and a compaction or two.
LONGEST_LIFE_S = 0.15

# Kills


@dataclass
class Kills:
    """Figures of the first trial. ``kept`` are writes under way at the kill that were found whole."""

    kills: int = 0
    acknowledged: int = 0
    opening: int = 0
    kept: int = 0
    compactions: int = 0
    failures: list[str] = field(default_factory=list)


def live(folder: Path, round: int, seed: int) -> None:
    """The child: write without end, and say so after each write."""
    print("opening", flush=True)
    store = open_store(folder)
    print("open", flush=True)
    content, number = content_of(store), 0
    while True:
        write = next_write(content, round, number, seed)
        write.on_store(store)
        print(number, flush=True)
        content, number = write.on_content(content), number + 1


def kill_many(kills: int, seconds: float, seed: int) -> Kills:
    """Kill a writing child ``kills`` times, or for ``seconds``, on one library."""
    figures, dice, content = Kills(), random.Random(seed), Content()
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "library"
        while figures.kills < kills and time.monotonic() < end and not figures.failures:
            round = figures.kills
            said = kill_one(folder, round, seed, dice.uniform(0, LONGEST_LIFE_S))
            figures.kills += 1
            figures.opening += "open" not in said
            numbers = [int(line) for line in said if line.isdigit()]
            figures.acknowledged += len(numbers)
            for number in numbers:
                content = next_write(content, round, number, seed).on_content(content)
            under_way = next_write(content, round, len(numbers), seed).on_content(content)
            try:
                found = content_in(folder)
            except Exception as error:
                figures.failures.append(f"kill {round}: {error!r}")
                break
            if found == under_way:
                figures.kept += 1
            elif found != content:
                figures.failures.append(f"kill {round}: {difference(content, found)}")
            content = found
        figures.compactions = max((generation(path) for path in folder.glob("records-*")), default=1) - 1
    return figures


def kill_one(folder: Path, round: int, seed: int, life_s: float) -> list[str]:
    """What a child said in the time from its opening until it was killed."""
    command = [sys.executable, __file__, "--live", str(folder), str(round), "--seed", str(seed)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    child.stdout.readline()
    time.sleep(life_s)
    child.kill()
    said = child.stdout.read()
    child.wait()
    child.stdout.close()
    # A last line without its end was not said: the write it speaks of may still count as under way.
    return [line.strip() for line in said.splitlines(keepends=True) if line.endswith("\n")]


def generation(path: Path) -> int:
    return int(path.stem.split("-")[1])


def difference(expected: Content, found: Content) -> str:
    lost = sorted((expected.pages | expected.marks).keys() - (found.pages | found.marks).keys())
    more = sorted((found.pages | found.marks).keys() - (expected.pages | expected.marks).keys())
    return f"lost {lost}, not written {more}, or changed"


# Power cuts


@dataclass
class Cuts:
    """Figures of the second trial."""

    writes: int = 0
    changes: int = 0
    cuts: int = 0
    folders: int = 0
    failures: list[str] = field(default_factory=list)


def record_run(folder: Path, writes: int, seed: int) -> tuple[RecordingDisk, list[Content]]:
    """The log of a run of ``writes`` writes, some restarts among them, and the content after each."""
    disk, contents = RecordingDisk(), [Content()]
    restart_every = max(1, writes // 4)
    for first in range(0, writes, restart_every):
        store = open_store(folder, disk=disk)
        for number in range(first, min(writes, first + restart_every)):
            write = next_write(contents[-1], number // 12, number, seed)
            write.on_store(store)
            contents.append(write.on_content(contents[-1]))
            disk.note(len(contents) - 1)
        store.close()
    return disk, contents


def cut_everywhere(writes: int, seconds: float, seed: int) -> Cuts:
    """Log a run and cut its power after each change, so after each fsync too."""
    figures, cut, acknowledged = Cuts(), CutDisk(), 0
    seen: set[int] = set()
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "library"
        disk, contents = record_run(folder, writes, seed)
        figures.writes, figures.changes = writes, len(disk.log)
        for at, (what, *arguments) in enumerate(disk.log):
            if what == "acknowledged":
                acknowledged = arguments[0]
                continue
            cut.change(what, *arguments)
            if time.monotonic() > end:
                break
            figures.cuts += 1
            possible = contents[acknowledged : acknowledged + 2]
            for files in cut.after_a_cut():
                key = hash((acknowledged, frozenset(files.items())))
                if key in seen:
                    continue
                seen.add(key)
                figures.folders += 1
                problem = problem_in(files, folder, Path(base) / "cut", possible)
                if problem is not None:
                    figures.failures.append(f"cut after change {at} ({what}): {problem}")
    return figures


def problem_in(files: dict[Path, bytes], folder: Path, copy: Path, possible: list[Content]) -> str | None:
    """What is wrong with the library that ``files`` of ``folder`` make in ``copy``; None when nothing."""
    shutil.rmtree(copy, ignore_errors=True)
    for path, data in files.items():
        target = copy / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    try:
        found = content_in(copy)
    except Exception as error:
        return repr(error)
    return None if found in possible else difference(possible[0], found)


def show(trial: str, figures: Kills | Cuts) -> bool:
    """Print the figures; whether nothing failed."""
    counts = ", ".join(f"{name} {value}" for name, value in asdict(figures).items() if name != "failures")
    print(f"{trial}: {counts}, failures {len(figures.failures)}")
    for failure in figures.failures[:10]:
        print(f"  {failure}")
    return not figures.failures


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=1000, help="how many kills at most (default 1000)")
    parser.add_argument("--writes", type=int, default=150, help="writes in the run whose power is cut")
    parser.add_argument("--seconds", type=float, default=900, help="bound on each trial's time (default 900)")
    parser.add_argument("--seed", type=int, default=1, help="for what is written and when it is killed")
    parser.add_argument("--live", nargs=2, metavar=("FOLDER", "ROUND"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.live:
        live(Path(options.live[0]), int(options.live[1]), options.seed)
    survived = show("kills", kill_many(options.kills, options.seconds, options.seed))
    survived &= show("power cuts", cut_everywhere(options.writes, options.seconds, options.seed))
    return 0 if survived else 1


if __name__ == "__main__":
    sys.exit(main())
