"""The write-ahead log of a damaged file: every page in it that is whole, those behind a broken one too."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import msgspec

_HEAD, _FRAME_HEAD = 32, 24
_MAGIC = 0x377F0682  # the last bit says in which order the checksum reads its bytes
_MASK = 0xFFFFFFFF


class Frame(msgspec.Struct, frozen=True):
    """A page as the log has it; `ends` where it is the last one of a transaction."""

    number: int
    page: bytes
    ends: bool
    whole: bool


def frames_of(log: Path) -> tuple[dict[int, bytes], int]:
    """The newest whole copy of each page in a log, and the size of a page; nothing where there is no log.

    SQLite reads a log up to the first thing wrong in it. Each frame bears its own checksum, begun with that of the one
    before, so that one broken frame need not cost the saves after it.
    """
    found, size = {}, 0
    for frame in _frames(log):
        size = len(frame.page)
        if frame.whole and frame.number:
            found[frame.number] = frame.page
    return found, size


def hides_saves(log: Path) -> bool:
    """Whether whole transactions lie behind a broken frame, which SQLite would leave out without a word.

    One such transaction alone is what a power cut leaves of a save that was not acknowledged: its pages reach the disk
    in any order. A second one began only when the first was on the disk.
    """
    broken, ended = False, 0
    for frame in _frames(log):
        broken = broken or not frame.whole
        ended += broken and frame.whole and frame.ends
    return ended > 1


def _frames(log: Path) -> Iterator[Frame]:
    """What was written since the log was last begun anew."""
    try:
        data = log.read_bytes()
    except OSError:
        return
    if len(data) < _HEAD:
        return
    magic, _, size, _, salt_1, salt_2, *before = struct.unpack(">8I", data[:_HEAD])
    if magic & ~1 != _MAGIC or size & (size - 1) or not 512 <= size <= 65536:
        return
    order = ">" if magic & 1 else "<"
    for start in range(_HEAD, len(data) - _FRAME_HEAD - size + 1, _FRAME_HEAD + size):
        number, ends, first, second, *after = struct.unpack_from(">6I", data, start)
        if (first, second) != (salt_1, salt_2):
            continue
        page = data[start + _FRAME_HEAD : start + _FRAME_HEAD + size]
        whole = _checksum(data[start : start + 8] + page, order, before) == after
        yield Frame(number, page, bool(ends), whole)
        before = after


def _checksum(data: bytes, order: str, before: list[int]) -> list[int]:
    """SQLite's checksum, carried on from the one before."""
    first, second = before
    for one, two in struct.iter_unpack(f"{order}II", data):
        first = (first + one + second) & _MASK
        second = (second + two + first) & _MASK
    return [first, second]
