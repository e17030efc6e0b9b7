"""The packs there are: the one that ships, and the reader's own copy with newer facts."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from postil.facts import Pack

PACK = Path(__file__).parent.parent / "data" / "people.sqlite"
COPY = "people.sqlite"
VOUCHED_DAYS = 3


def about(path: Path) -> Pack:
    """What the pack at ``path`` says of itself. Raises sqlite3.Error where it is none."""
    with closing(_opened(path)) as pack:
        said = dict(pack.execute("select key, value from meta"))
        count = {
            name: pack.execute(f"select count(*) from {name}").fetchone()[0]
            for name in ("person", "term", "post")
        }
        vouched = pack.execute(
            'select known, count(*) from term where "end" is null group by known order by count(*) desc'
        ).fetchall()
    try:
        return Pack(
            path=path,
            day=date.fromisoformat(said["day"]),
            digest=said["digest"],
            refreshed=date.fromisoformat(said["refreshed"]) if "refreshed" in said else None,
            people=count["person"],
            terms=count["term"],
            posts=count["post"],
            open_terms=sum(number for _, number in vouched),
            vouched=tuple(
                sorted(((date.fromisoformat(day), n) for day, n in vouched[:VOUCHED_DAYS]), reverse=True)
            ),
        )
    except (KeyError, ValueError) as problem:
        raise sqlite3.DatabaseError(f"{path} is no people pack") from problem


def newest(folder: Path | None, shipped: Path = PACK) -> Path:
    """The pack with the newest facts: the reader's copy in ``folder``, else the shipped one.

    A copy that can't be read counts for nothing: it can be made again.
    """
    if folder is None or not (folder / COPY).exists():
        return shipped
    try:
        copied = _said(folder / COPY)
    except sqlite3.Error:
        return shipped
    return folder / COPY if copied.get("refreshed", "") >= _said(shipped)["day"] else shipped


def _said(path: Path) -> dict[str, str]:
    with closing(_opened(path)) as pack:
        return dict(pack.execute("select key, value from meta"))


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
