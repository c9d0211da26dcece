"""A power cut: what SQLite wrote and never had synchronised is dropped, all of it or some of its sectors."""

from __future__ import annotations

import _sqlite3
import ctypes
import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_Sync = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
_METHODS = 18  # pointers behind the number of its edition, in `sqlite3_io_methods` of the third one
_SYNC_PLACE = 5
_DATABASE, _LOG = 7, 28  # SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER
SECTOR = 512


class Power:
    """The disk below one open database: what of each of its two files would be there after a power cut."""

    def __init__(self, path: Path) -> None:
        self._paths = (path, path.with_name(path.name + "-wal"))
        self._safe = {each: _content(each) for each in self._paths}
        self.syncs = 0

    def synced(self, place: int) -> None:
        """The system has written a file to the disk."""
        self.syncs += 1
        self._safe[self._paths[place]] = _content(self._paths[place])

    def cut(self, folder: Path, chance: random.Random | None = None) -> None:
        """Leave in a folder what is on the disk; with `chance` also some sectors that nobody asked for yet."""
        folder.mkdir()
        for path, safe in self._safe.items():
            content = safe if chance is None else _torn(safe, _content(path), chance)
            (folder / path.name).write_bytes(content)


@contextmanager
def power_of(connection: sqlite3.Connection, path: Path) -> Iterator[Power]:
    """Listen to what SQLite has synchronised. The log must be there: something was written before."""
    if sys.platform == "win32" or sys.implementation.name != "cpython" or not hasattr(_sqlite3, "__file__"):
        pytest.skip("SQLite's files can be listened to only where it is a library of its own, on Unix")
    library = ctypes.CDLL(_sqlite3.__file__)
    control = library.sqlite3_file_control
    control.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p)
    database = ctypes.c_void_p.from_address(id(connection) + object.__basicsize__)
    power = Power(path)
    undo: list[tuple[int, int]] = []
    kept: list[object] = []
    for place, what in enumerate((_DATABASE, _LOG)):
        file = ctypes.c_void_p()
        assert control(database, b"main", what, ctypes.byref(file)) == 0
        assert file.value
        methods = ctypes.c_void_p.from_address(file.value)
        assert methods.value, "the file is open"
        table = (ctypes.c_void_p * (1 + _METHODS)).from_buffer_copy(
            ctypes.string_at(methods.value, (1 + _METHODS) * ctypes.sizeof(ctypes.c_void_p))
        )
        listening = _listening(power, place, _Sync(table[_SYNC_PLACE] or 0))
        table[_SYNC_PLACE] = ctypes.cast(listening, ctypes.c_void_p)
        undo.append((file.value, methods.value))
        kept += [table, listening]
        methods.value = ctypes.addressof(table)
    try:
        yield power
    finally:
        for address, before in undo:
            ctypes.c_void_p.from_address(address).value = before


def _listening(power: Power, place: int, sync: ctypes._FuncPointer) -> ctypes._FuncPointer:
    def call(file: int, flags: int) -> int:
        result: int = sync(file, flags)
        power.synced(place)
        return result

    return _Sync(call)


def _torn(safe: bytes, written: bytes, chance: random.Random) -> bytes:
    """A file of which each sector that differs is the old one or the new one."""
    length = max(len(safe), len(written)) if chance.random() < 0.5 else len(safe)
    sectors = []
    for start in range(0, length, SECTOR):
        old, new = safe[start : start + SECTOR], written[start : start + SECTOR]
        sectors.append((new if chance.random() < 0.5 and new else old).ljust(min(SECTOR, length - start), b"\0"))
    return b"".join(sectors)


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""
