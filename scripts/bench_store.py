"""The store beside SQLite and plain TinyDB: a durable mark, look-up by address, start-up, memory.

Writes and look-ups of the store and of SQLite take turns, one each at both sizes, so that whatever
else the machine does falls on all of them. Start-up and memory are those of a fresh process.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from bench_stores import MARKS_A_PAGE, Peer, PlainTinyDB, Postil, SQLite, a_mark, a_page

SMALL, LARGE = 1_000, 100_000
PEERS: dict[str, type[Peer]] = {"Postil": Postil, "SQLite": SQLite, "plain TinyDB": PlainTinyDB}

_TURNS = 1_000
# Plain TinyDB takes seconds for a write at 100,000.
_TURNS_OF_PLAIN = {SMALL: 20, LARGE: 3}
_STARTS = 5

WRITE_AIM, PEER_AIM, START_AIM_S = 1.5, 1.5, 2.0


def run() -> bool:
    """Print the tables; whether all aims are met."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as base:
        folders = {(peer, size): Path(base) / f"{peer} {size}" for peer in PEERS for size in (SMALL, LARGE)}
        opened = {key: _filled(*key, folder) for key, folder in folders.items()}
        writes, look_ups = _take_turns(opened)
        for peer in opened.values():
            peer.close()
        starts = {key: _fresh(key[0], folder) for key, folder in folders.items()}
        print(f"{'':14}{'marks':>8}{'one mark':>12}{'by address':>12}{'start-up':>10}{'memory':>9}")
        for (peer, size), (seconds, megabytes) in starts.items():
            write_ms, look_up_us = writes[peer, size] * 1e3, look_ups[peer, size] * 1e6
            print(f"{peer:14}{size:8,}{write_ms:9.2f} ms", end="")
            print(f"{look_up_us:9.0f} µs{seconds:8.2f} s{megabytes:6.0f} MB")
        print()
        _show_compaction(folders["Postil", LARGE])
    small, large = writes["Postil", SMALL], writes["Postil", LARGE]
    met = [
        _aim("a mark at 100,000, over one at 1,000", large / small, WRITE_AIM),
        _aim("a mark at 100,000, over SQLite's", large / writes["SQLite", LARGE], PEER_AIM),
        _aim("start-up at 100,000 in seconds", starts["Postil", LARGE][0], START_AIM_S),
    ]
    return all(met)


def _aim(what: str, value: float, aim: float) -> bool:
    print(f"{what}: {value:.2f} (aim: at most {aim}) {'met' if value <= aim else 'MISSED'}")
    return value <= aim


def _pages(size: int) -> int:
    return size // MARKS_A_PAGE


def _filled(peer: str, size: int, folder: Path) -> Peer:
    folder.mkdir()
    opened = PEERS[peer](folder)
    pages = _pages(size)
    opened.fill(
        [a_page(number) for number in range(pages)], [a_mark(number, pages) for number in range(size)]
    )
    return opened


Medians = dict[tuple[str, int], float]


def _take_turns(opened: dict[tuple[str, int], Peer]) -> tuple[Medians, Medians]:
    """Seconds for one durable mark, and for one look-up by address."""
    writes: dict[tuple[str, int], list[float]] = {key: [] for key in opened}
    look_ups: dict[tuple[str, int], list[float]] = {key: [] for key in opened}
    for turn in range(_TURNS):
        for key, peer in opened.items():
            name, size = key
            if name == "plain TinyDB" and turn >= _TURNS_OF_PLAIN[size]:
                continue
            mark, address = a_mark(size + turn, _pages(size)), a_page(turn * 7 % _pages(size)).key
            writes[key].append(_timed(lambda peer=peer, mark=mark: peer.add(mark)))
            look_ups[key].append(_timed(lambda peer=peer, address=address: peer.page_at(address)))
    return {key: median(times) for key, times in writes.items()}, {
        key: median(t) for key, t in look_ups.items()
    }


def _timed(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def _fresh(peer: str, folder: Path) -> tuple[float, float]:
    """Median seconds to open in a process of its own, and the megabytes that takes at its most."""
    command = [sys.executable, __file__, peer, str(folder)]
    runs = [json.loads(subprocess.check_output(command)) for _ in range(_STARTS)]
    return median(seconds for seconds, _ in runs), median(megabytes for _, megabytes in runs)


def _open_fresh(peer: str, folder: Path) -> None:
    before = _most_held_mb()
    begin = time.perf_counter()
    opened = PEERS[peer](folder)
    opened.count()
    seconds = time.perf_counter() - begin
    print(json.dumps([seconds, _most_held_mb() - before]))
    opened.close()


def _most_held_mb() -> float:
    """The most memory that this process ever held. 0 where the system does not tell (Windows)."""
    if sys.platform == "win32":
        return 0.0
    if sys.platform == "linux":
        # What getrusage says there is the parent's, where that held more.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) / (1 << 10)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def _show_compaction(folder: Path) -> None:
    """Print what single writes take while the journal of a large library is folded into a snapshot."""
    opened = Postil(folder)
    numbers = _numbers_from(2 * LARGE)
    pages = _pages(LARGE)

    def compacting() -> bool:
        return any((folder / "postil").glob("*.snapshot.unfinished"))

    while not compacting():
        opened.store.put_annotations([a_mark(next(numbers), pages) for _ in range(200)])
    times = []
    while compacting():
        mark = a_mark(next(numbers), pages)
        times.append(_timed(lambda mark=mark: opened.add(mark)))
    opened.close()
    print(
        f"while a snapshot is written: {len(times):,} marks, median {median(times) * 1e3:.2f} ms, "
        f"longest {max(times) * 1e3:.0f} ms"
    )


def _numbers_from(number: int) -> Iterator[int]:
    while True:
        yield number
        number += 1


if __name__ == "__main__":
    _open_fresh(sys.argv[1], Path(sys.argv[2]))
