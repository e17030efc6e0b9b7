"""Records as they lie in a file: each framed with its length and two checksums, found again after damage.

A frame is a head (mark, kind, payload length, payload checksum, checksum of the head itself) and the
payload. The mark's first byte occurs in no UTF-8 text, so a search for it finds the next frame.
"""

import struct
import zlib
from dataclasses import dataclass
from enum import IntEnum

_MARK = b"\xffPJ\xfe"
_HEAD = struct.Struct("<4sBII")
_HEAD_CHECK = struct.Struct("<I")
_HEAD_SIZE = _HEAD.size + _HEAD_CHECK.size


class FrameKind(IntEnum):
    START = 1  # first in a file: what the file is
    CHANGES = 2  # one transaction, or one part of a snapshot
    END = 3  # last in a snapshot: it is whole


@dataclass(frozen=True, slots=True)
class Frame:
    """``kind`` is a FrameKind, or what a newer program calls one."""

    kind: int
    payload: memoryview


@dataclass(frozen=True, slots=True)
class Scan:
    """What a file's bytes hold.

    ``size`` is where the last good frame ends; bytes after it are a torn tail, unless ``damaged``
    holds them. ``damaged`` are stretches, as (start, end), that are no frames and no torn tail.
    """

    frames: list[Frame]
    size: int
    damaged: list[tuple[int, int]]


def frame(kind: FrameKind, payload: bytes) -> bytes:
    """``payload``, framed."""
    head = _HEAD.pack(_MARK, kind, len(payload), zlib.crc32(payload))
    return b"".join((head, _HEAD_CHECK.pack(zlib.crc32(head)), payload))


def scan(data: bytes) -> Scan:
    """Every good frame in ``data``, in order; whatever lies between them is passed over and noted."""
    view = memoryview(data)
    frames: list[Frame] = []
    damaged: list[tuple[int, int]] = []
    at = size = 0
    while at < len(data):
        here = _frame_at(view, at)
        if here is not None:
            frames.append(here)
            at += _HEAD_SIZE + len(here.payload)
            size = at
            continue
        following = _next_frame(data, view, at + 1)
        if following is not None:
            damaged.append((at, following))
            at = following
        elif _is_torn(data[at:]):
            break
        else:
            damaged.append((at, len(data)))
            break
    return Scan(frames, size, damaged)


def _frame_at(view: memoryview, at: int) -> Frame | None:
    head = _head_at(view, at)
    if head is None:
        return None
    kind, length, check = head
    payload = view[at + _HEAD_SIZE : at + _HEAD_SIZE + length]
    if len(payload) < length or zlib.crc32(payload) != check:
        return None
    return Frame(kind, payload)


def _head_at(view: memoryview, at: int) -> tuple[int, int, int] | None:
    """FrameKind, payload length and payload checksum; None when no good head begins there."""
    if len(view) - at < _HEAD_SIZE:
        return None
    mark, kind, length, check = _HEAD.unpack_from(view, at)
    (head_check,) = _HEAD_CHECK.unpack_from(view, at + _HEAD.size)
    if mark != _MARK or zlib.crc32(view[at : at + _HEAD.size]) != head_check:
        return None
    return kind, length, check


def _next_frame(data: bytes, view: memoryview, at: int) -> int | None:
    while (at := data.find(_MARK, at)) >= 0:
        if _frame_at(view, at) is not None:
            return at
        at += 1
    return None


def _is_torn(tail: bytes) -> bool:
    """Whether ``tail`` is the beginning of one frame whose writing was cut short.

    A file may have grown before its content came (power cut): then zeros stand for what is
    missing. A whole frame with a wrong checksum is not torn: something changed it.
    """
    begun = tail.rstrip(b"\0")
    if not _MARK.startswith(begun[: len(_MARK)]):
        return False
    head = _head_at(memoryview(tail), 0)
    whole = _HEAD_SIZE if head is None else _HEAD_SIZE + head[1]
    return len(begun) < whole
