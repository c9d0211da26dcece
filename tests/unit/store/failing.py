"""The Nth thing that SQLite asks of the system fails: its own hook for tests, `xSetSystemCall`, reached by ctypes."""

from __future__ import annotations

import _sqlite3
import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_Call = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64, use_errno=True
)
_Cut = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int64, use_errno=True)


class _Vfs(ctypes.Structure):
    """SQLite's `sqlite3_vfs`, third edition."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("size", ctypes.c_int),
        ("longest", ctypes.c_int),
        ("next", ctypes.c_void_p),
        ("name", ctypes.c_char_p),
        ("data", ctypes.c_void_p),
        *((f"call_{number}", ctypes.c_void_p) for number in range(13)),
        ("set_system_call", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)),
        ("get_system_call", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)),
    )


class Disk:
    """A disk on which writing can be made to fail; `writes` counts what was asked of it."""

    def __init__(self) -> None:
        self.writes = 0
        self.failed = 0
        self._first = 0
        self._number = 0
        self._bad = range(0)
        self._bad_file = 0

    def fail(self, first: int, number: int = errno.ENOSPC) -> None:
        """From the write with this number on, each fails, until the disk is well again."""
        self.writes, self.failed, self._first, self._number = 0, 0, first, number

    def heal(self) -> None:
        """Nothing fails any more."""
        self._first = 0

    def refuses(self) -> bool:
        """Count a write; whether it fails."""
        self.writes += 1
        if not self._first or self.writes < self._first:
            return False
        self.failed += 1
        ctypes.set_errno(self._number)
        return True

    def break_reading(self, path: Path, places: range) -> None:
        """From now on a part of a file cannot be read."""
        self._bad, self._bad_file = places, path.stat().st_ino

    def is_bad(self, file: int, size: int, at: int) -> bool:
        """Whether something there cannot be read."""
        if at + size <= self._bad.start or at >= self._bad.stop or os.fstat(file).st_ino != self._bad_file:
            return False
        ctypes.set_errno(errno.EIO)
        return True


@contextmanager
def failing_disk() -> Iterator[Disk]:
    """Every write of SQLite in this process goes through the disk that is given."""
    if sys.platform == "win32" or not hasattr(_sqlite3, "__file__"):
        pytest.skip("SQLite's calls of the system can be replaced only where it is a library of its own, on Unix")
    library = ctypes.CDLL(_sqlite3.__file__)
    if not hasattr(library, "sqlite3_vfs_find"):
        pytest.skip("this Python has SQLite within itself")
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    found = library.sqlite3_vfs_find(None)
    vfs, disk = found.contents, Disk()
    kept: list[ctypes._FuncPointer] = []
    names = (b"pwrite", b"pwrite64", b"pread", b"pread64", b"ftruncate")
    for name in names:
        address = vfs.get_system_call(found, name)
        if address:
            made = _replaced(disk, name, address)
            kept.append(made)
            vfs.set_system_call(found, name, ctypes.cast(made, ctypes.c_void_p))
    try:
        yield disk
    finally:
        for name in names:
            vfs.set_system_call(found, name, None)


def _replaced(disk: Disk, name: bytes, address: int) -> ctypes._FuncPointer:
    """The system's own call, unless the disk refuses."""
    if name == b"ftruncate":
        cut = _Cut(address)
        return _Cut(lambda file, size: -1 if disk.refuses() else cut(file, size))
    if name.startswith(b"pread"):
        read = _Call(address)
        return _Call(lambda file, data, size, at: -1 if disk.is_bad(file, size, at) else read(file, data, size, at))
    write = _Call(address)
    return _Call(lambda file, data, size, at: -1 if disk.refuses() else write(file, data, size, at))
