import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.store.frames import FrameKind, frame, scan

ONE, TWO, THREE = (frame(FrameKind.CHANGES, text) for text in (b'["one"]', b'["two"]', b'["three"]'))


def payloads(data: bytes) -> list[bytes]:
    return [bytes(found.payload) for found in scan(data).frames]


def test_frames_come_back_in_order_with_their_kinds():
    found = scan(frame(FrameKind.START, b"{}") + ONE + frame(FrameKind.END, b""))
    assert [(each.kind, bytes(each.payload)) for each in found.frames] == [
        (FrameKind.START, b"{}"),
        (FrameKind.CHANGES, b'["one"]'),
        (FrameKind.END, b""),
    ]
    assert found.damaged == []


def test_an_empty_file_holds_nothing_and_is_not_damaged():
    assert scan(b"") == scan(b"")
    assert (scan(b"").frames, scan(b"").size, scan(b"").damaged) == ([], 0, [])


@pytest.mark.parametrize("length", range(len(THREE)))
def test_wherever_the_last_write_was_cut_the_rest_is_whole(length):
    found = scan(ONE + TWO + THREE[:length])
    assert payloads(ONE + TWO + THREE[:length]) == [b'["one"]', b'["two"]']
    assert (found.size, found.damaged) == (len(ONE + TWO), [])


@pytest.mark.parametrize("length", range(len(THREE)))
def test_zeros_where_the_content_never_came_are_a_cut_write_too(length):
    found = scan(ONE + THREE[:length] + bytes(len(THREE) - length) + bytes(40))
    assert (found.size, found.damaged) == (len(ONE), [])


@pytest.mark.parametrize("at", range(len(TWO)))
def test_a_changed_byte_costs_its_own_frame_and_is_told(at):
    changed = bytearray(ONE + TWO + THREE)
    changed[len(ONE) + at] ^= 0x20
    assert payloads(bytes(changed)) == [b'["one"]', b'["three"]']
    assert scan(bytes(changed)).damaged == [(len(ONE), len(ONE + TWO))]


@pytest.mark.parametrize("at", range(len(THREE)))
def test_a_changed_byte_in_the_last_frame_is_damage_unless_it_looks_unfinished(at):
    changed = bytearray(ONE + THREE)
    changed[len(ONE) + at] ^= 0x20
    assert payloads(bytes(changed)) == [b'["one"]']
    assert scan(bytes(changed)).damaged == [(len(ONE), len(changed))]


def test_rubbish_at_the_end_is_damage():
    assert scan(ONE + b"rubbish").damaged == [(len(ONE), len(ONE) + 7)]


def test_a_payload_that_holds_a_mark_of_its_own_is_read_as_it_is():
    data = frame(FrameKind.CHANGES, b"x" + ONE + b"y") + TWO
    assert payloads(data) == [b"x" + ONE + b"y", b'["two"]']


@given(st.lists(st.binary(max_size=60)), st.binary(max_size=80), st.lists(st.binary(max_size=60)))
def test_whatever_lies_between_frames_none_of_them_is_lost(before, rubbish, after):
    data = b"".join(frame(FrameKind.CHANGES, each) for each in before)
    data += rubbish + b"".join(frame(FrameKind.CHANGES, each) for each in after)
    assert payloads(data) == before + after
