"""What has been translated of a file, kept beside the output until that is there: nothing is translated twice.

One JSON object a line, each on the disk before the next segment is asked for. The first line says of which file and
which settings it is; a journal of others begins anew, and a last line that was cut off does not count.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import msgspec

from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.segment import TaggedText
from desktop.core.translation_finding import SegmentFinding
from desktop.core.words import tr


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """A segment that is translated; `draft`: something remained, `repairs`: how often it was asked for again.

    `findings` are those that are known only while it is translated, as of a tag that was put in by rule.
    """

    segment: str
    target: TaggedText
    model: str = ""
    draft: bool = False
    repairs: int = 0
    findings: tuple[SegmentFinding, ...] = ()


class _Head(msgspec.Struct, frozen=True):
    key: str


_BEGINS = b'{"key":"'


class Journal:
    """The journal of one output; `kept` are the segments that are done."""

    def __init__(self, output: Path, key: str) -> None:
        self.path = output.with_name(f"{output.name}.part")
        self._key = key
        self._file: IO[bytes] | None = None
        self._lines = 0
        self.kept: dict[str, Kept] = {}

    def __enter__(self) -> Self:
        """Read what is there, and open it for more.

        Raises `EnvironmentProblem` where it cannot be written, and `UserError` where a file of that name is no journal.
        """
        whole = self._read()
        try:
            self._file = self.path.open("r+b" if whole else "wb")
            self._file.truncate(whole)
            self._file.seek(whole)
            if not whole:
                self._write(msgspec.json.encode(_Head(self._key)))
        except OSError as error:
            raise self._unwritable(error) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it; it stays for the next time, when there is something in it."""
        if self._file is not None:
            self._file.close()
            self._file = None
            if not self._lines:
                self.path.unlink(missing_ok=True)

    def add(self, kept: Kept) -> None:
        """Keep a segment; it is on the disk when this returns."""
        self.kept[kept.segment] = kept
        try:
            self._write(msgspec.json.encode(kept))
            self._lines += 1
        except OSError as error:
            raise self._unwritable(error) from error

    def know(self, kept: Kept) -> None:
        """Count a segment as done that a memory gives again the next time, without a line on the disk."""
        self.kept.setdefault(kept.segment, kept)

    def remove(self) -> None:
        """The output is there: it is needed no more."""
        self.__exit__(None, None, None)
        self.path.unlink(missing_ok=True)

    def _write(self, line: bytes) -> None:
        assert self._file is not None  # noqa: S101 - opened by __enter__
        self._file.write(line + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def _read(self) -> int:
        """Take in what is whole of it; returns how many bytes that is, 0 for one of another file or settings."""
        try:
            lines = self.path.read_bytes().splitlines(keepends=True)
        except OSError:
            return 0
        if lines and not lines[0].startswith(_BEGINS[: len(lines[0])]):
            raise UserError(
                ErrorKind.INPUT,
                tr("{file} cannot be written: {reason}.", file=self.path, reason=os.strerror(errno.EEXIST)),
                tr("Choose another place for the output."),
            )
        length = 0
        for number, line in enumerate(lines):
            try:
                if not line.endswith(b"\n"):
                    break
                if number == 0:
                    if msgspec.json.decode(line, type=_Head).key != self._key:
                        return 0
                else:
                    kept = msgspec.json.decode(line, type=Kept)
                    self.kept[kept.segment] = kept
                    self._lines += 1
            except msgspec.DecodeError:
                break
            length += len(line)
        return length

    def _unwritable(self, error: OSError) -> EnvironmentProblem:
        return EnvironmentProblem(
            ErrorKind.DISK_FULL if error.errno == errno.ENOSPC else ErrorKind.STORAGE,
            tr("{file} cannot be written: {reason}.", file=self.path, reason=error.strerror or str(error)),
            tr("Choose another place for the output."),
        )


def key_of(parts: Iterable[bytes | str]) -> str:
    """What tells one file with its settings from another."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
