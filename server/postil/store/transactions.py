"""Changes of records as the journal's payloads, and back again into tables. JSON; knows no database.

A payload is a list of [table, id, record], the record null where it goes. A snapshot is nothing
but transactions that put everything alive, some records each.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from postil.errors import StoreDamaged
from postil.store.records import SCHEMA

Tables = dict[str, dict[str, dict[str, Any]]]
# By table and id: the record as it is to be, None where it goes.
Changes = dict[str, dict[str, dict[str, Any] | None]]

# Parsed in one call, which shares the field names among its records; larger ones miss the processor's
# cache (measured at 75 MB: 1.0 s in pieces of 7 MB, 0.4 s in pieces of 0.7 MB).
_BATCH_BYTES = 500_000

# One frame of a snapshot: little is lost with a damaged one, and a writer waits little for the interpreter.
_SNAPSHOT_RECORDS = 50

_to_text = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


@dataclass(slots=True)
class Replay:
    """The tables after all payloads, and a sentence for each payload or record that made no sense."""

    tables: Tables = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def encode(changes: Changes) -> bytes:
    entries = [[table, id, record] for table, part in changes.items() for id, record in part.items()]
    return _to_text(entries).encode("utf-8", "surrogatepass")


def snapshot(tables: Tables) -> Iterator[bytes]:
    """``tables`` as payloads."""
    for table, records in tables.items():
        part: dict[str, dict[str, Any] | None] = {}
        for id, record in records.items():
            part[id] = record
            if len(part) == _SNAPSHOT_RECORDS:
                yield encode({table: part})
                part = {}
        if part:
            yield encode({table: part})


def replay(payloads: list[memoryview]) -> Replay:
    """Raises StoreDamaged when a record was written by a newer program."""
    result = Replay()
    for batch in _batches(payloads):
        for entries in _decode(batch, result):
            _apply(entries, result)
    return result


def _batches(payloads: list[memoryview]) -> Iterator[list[memoryview]]:
    batch: list[memoryview] = []
    size = 0
    for payload in payloads:
        batch.append(payload)
        size += len(payload)
        if size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    yield batch


def _decode(batch: list[memoryview], result: Replay) -> list[Any]:
    try:
        return list(json.loads(b"[" + b",".join(batch) + b"]"))
    except (ValueError, RecursionError):
        if len(batch) > 1:
            return [entries for payload in batch for entries in _decode([payload], result)]
        result.problems.append(f"a transaction of {len(batch[0])} bytes is not JSON")
        return []


def _apply(entries: Any, result: Replay) -> None:
    for entry in entries if isinstance(entries, list) else [entries]:
        match entry:
            # By far the most entries, hence first, and asked for nothing that costs more.
            case [table, id, dict(record)] if (
                record.get("schema") == SCHEMA and type(table) is type(id) is str
            ):
                result.tables.setdefault(table, {})[id] = record
            case [str(table), str(id), None]:
                result.tables.get(table, {}).pop(id, None)
            case [str(table), str(id), {"schema": int(version)}] if version > SCHEMA:
                raise StoreDamaged(
                    f"the library holds {table} of a newer version of Postil (schema {version}, this one "
                    f"reads {SCHEMA}): install that version. Nothing was changed."
                )
            case [str(table), str(id), *_]:
                result.problems.append(f"{id!r} in {table} has a form that no version of Postil wrote")
            case _:
                result.problems.append("an entry has a form that no version of Postil wrote")
