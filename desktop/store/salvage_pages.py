"""The pages of a damaged file, read without SQLite, which gives a whole table up for one broken page above it.

Each row on a page that can be read is found: by the tables' trees where their pages are whole, else by looking at every
page there is. The format is SQLite's own, described at sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import msgspec

from desktop.store.salvage_log import frames_of

Value = int | float | str | bytes | None

_INDEX_BRANCH, _TABLE_BRANCH, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13
_KINDS = (_INDEX_BRANCH, _TABLE_BRANCH, _INDEX_LEAF, _TABLE_LEAF)
_USUAL_SIZE = 4096
_WHOLE_NUMBERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_LARGEST_RECORD = 1_000_000_000  # SQLite's own limit


class Cell(msgspec.Struct, frozen=True):
    """A row of a table with its number, or an entry of an index without one."""

    number: int | None
    values: tuple[Value, ...]


class Page(msgspec.Struct, frozen=True):
    """What a page of a tree holds; `whole` is false when something on it could not be read."""

    cells: tuple[Cell, ...]
    children: tuple[int, ...]
    whole: bool


class Pages:
    """The pages of an open file, each as its log has it last, where that does."""

    def __init__(self, file: BinaryIO, log: Path) -> None:
        self._file = file
        head = self._bytes(0, 100)
        size = int.from_bytes(head[16:18], "big") if head.startswith(b"SQLite format 3\x00") else 0
        size = 65536 if size == 1 else size
        self._frames, logged = frames_of(log)
        self.size = logged or (size if 512 <= size <= 65536 and size & (size - 1) == 0 else _USUAL_SIZE)
        self._usable = self.size
        length = file.seek(0, 2)
        self.count = max(length // self.size, max(self._frames, default=0))
        self.read = lru_cache(maxsize=64)(self._read)

    def free(self) -> set[int]:
        """The pages that hold nothing any more, though what was on them can still be read."""
        found: set[int] = set()
        trunk = int.from_bytes(self._page(1)[32:36], "big")
        while 1 < trunk <= self.count and trunk not in found:
            data = self._page(trunk)
            if len(data) < self.size:
                break
            found.add(trunk)
            following, count = struct.unpack_from(">II", data)
            if count > self.size // 4 - 2:
                break
            found.update(struct.unpack_from(f">{count}I", data, 8))
            trunk = following
        return found

    def holds(self, number: int, words: bytes) -> bool:
        """Whether these bytes are anywhere on a page: much quicker than reading what it holds."""
        return words in self._page(number)

    def _read(self, number: int, *, cells: bool = True) -> Page | None:
        """A page of a tree, without its cells where nobody asks for them; `None` for one that is none, or is broken."""
        data = self._page(number)
        start = 100 if number == 1 else 0
        if len(data) < self.size or data[start] not in _KINDS:
            return None
        kind = data[start]
        branch = kind in (_INDEX_BRANCH, _TABLE_BRANCH)
        count = int.from_bytes(data[start + 3 : start + 5], "big")
        first = start + (12 if branch else 8)
        if first + 2 * count > self.size:
            return None
        found, children, whole = [], [], True
        for offset in struct.unpack_from(f">{count}H", data, first):
            if branch and first + 2 * count <= offset <= self.size - 4:
                children.append(int.from_bytes(data[offset : offset + 4], "big"))
            if cells and kind != _TABLE_BRANCH:
                cell = self._cell(data, offset + 4 if branch else offset, kind) if offset >= first else None
                whole = whole and cell is not None
                found += [cell] if cell is not None else []
        if branch:
            children.append(int.from_bytes(data[start + 8 : start + 12], "big"))
            whole = whole and len(children) == count + 1
        return Page(tuple(found), tuple(children), whole)

    def _cell(self, data: bytes, at: int, kind: int) -> Cell | None:
        """The row or entry at a place of a page; `None` when it cannot be read."""
        number = None
        try:
            length, at = _varint(data, at)
            if kind == _TABLE_LEAF:
                number, at = _varint(data, at)
            payload = self._payload(data, at, length, kind)
            values = None if payload is None else _values(payload)
        except (IndexError, struct.error):
            return None
        return None if values is None else Cell(number, values)

    def _payload(self, data: bytes, at: int, length: int, kind: int) -> bytes | None:
        """All bytes of a record, those on other pages too."""
        room = self._usable
        most = room - 35 if kind == _TABLE_LEAF else (room - 12) * 64 // 255 - 23
        if length > _LARGEST_RECORD:
            return None
        here = length
        if length > most:
            least = (room - 12) * 32 // 255 - 23
            here = least + (length - least) % (room - 4)
            here = least if here > most else here
        parts, got = [data[at : at + here]], here
        if len(parts[0]) < here:
            return None
        following = int.from_bytes(data[at + here : at + here + 4], "big") if got < length else 0
        while got < length:
            page = self._page(following) if 1 < following <= self.count else b""
            if len(page) < self.size:
                return None
            part = page[4 : 4 + min(room - 4, length - got)]
            parts.append(part)
            got += len(part)
            following = int.from_bytes(page[:4], "big")
        return None if following else b"".join(parts)  # a chain that goes on beyond its end is another's, or broken

    def _page(self, number: int) -> bytes:
        if number in self._frames:
            return self._frames[number]
        return self._bytes((number - 1) * self.size, self.size)

    def _bytes(self, offset: int, length: int) -> bytes:
        """What the disk gives; nothing for a sector that it cannot read."""
        try:
            self._file.seek(offset)
            return self._file.read(length)
        except OSError:
            return b""


def pages_below(pages: Pages, root: int, seen: set[int], *, cells: bool = True) -> Iterator[Page | None]:
    """The pages of a tree, and `None` for each that cannot be read; `seen` learns which they are."""
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in seen or not 0 < number <= pages.count:
            yield None  # two ways to one page, or one that leads out of the file
            continue
        page = pages.read(number, cells=cells)
        yield page
        if page is not None:
            seen.add(number)
            waiting += reversed(page.children)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and the place after it. Raises `IndexError`."""
    value = 0
    for place in range(at, at + 8):
        byte = data[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    value = value << 8 | data[at + 8]
    return (value - (1 << 64) if value >> 63 else value), at + 9


def _values(record: bytes) -> tuple[Value, ...] | None:
    """The values of a record; `None` when its parts do not add up to it. Raises `IndexError`, `struct.error`."""
    head, at = _varint(record, 0)
    found: list[Value] = []
    body = head
    while at < head:
        kind, at = _varint(record, at)
        length, value = _value(record, kind, body)
        body += length
        found.append(value)
    return tuple(found) if at == head and body == len(record) else None


def _value(record: bytes, kind: int, at: int) -> tuple[int, Value]:
    """How long the value at a place is, and the value. Broken characters of a text are replaced."""
    if kind in _WHOLE_NUMBERS:
        length = _WHOLE_NUMBERS[kind]
        return length, int.from_bytes(record[at : at + length], "big", signed=True)
    if kind == 7:
        return 8, float(struct.unpack_from(">d", record, at)[0])
    if kind < 12:
        return 0, {0: None, 8: 0, 9: 1}.get(kind)
    length = (kind - 12) // 2
    data = record[at : at + length]
    return length, data.decode("utf-8", "replace") if kind % 2 else data
