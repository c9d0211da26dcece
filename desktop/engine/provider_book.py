"""The providers that the writer added, in `providers.json` of the profile: shared by the window and the command line.

It holds no key. Whoever changes it holds a lock, reads it anew, and puts the new file in the place of the old one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import filelock
import msgspec

from desktop.core.errors import EnvironmentProblem, ErrorKind, Problem, Remedy
from desktop.core.profile import Profile
from desktop.core.provider import Provider, is_name
from desktop.core.words import tr

Change = Callable[[tuple[Provider, ...]], tuple[Provider, ...]]
"""Gives the providers as they should be for those that are there; may raise `UserError`."""

T = TypeVar("T")

_VERSION = 1
_LOCK_S = 5.0
_TRIES, _PAUSE_S = 10, 0.05


class _File(msgspec.Struct, frozen=True):
    version: int = _VERSION
    providers: tuple[Provider, ...] = ()


class ProviderBook:
    """The file, read again when another process has changed it; every method may wait for the disk."""

    def __init__(self, profile: Profile) -> None:
        self._path = profile.folder / "providers.json"
        self._lock = filelock.FileLock(self._path.with_name(f".{self._path.name}.lock"), timeout=_LOCK_S)
        self._seen: tuple[int, int, int] | None = None
        self._providers: tuple[Provider, ...] = ()
        self._problem: Problem | None = None
        self._closed = ""

    @property
    def problem(self) -> Problem | None:
        """What was wrong with the file when it was last read; it stays until the file is written again."""
        return self._problem

    def providers(self) -> tuple[Provider, ...]:
        """Every provider, in the order in which they were added; none where the file cannot be read."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self._seen, self._providers, self._closed = None, (), ""
            return ()
        except OSError as error:
            return self._shut(_unreadable(self._path, error))
        seen = _mark(found)
        if seen != self._seen:
            self._read()
            self._seen = None if self._closed else seen
        return self._providers

    def change(self, work: Change) -> tuple[Provider, ...]:
        """Put what `work` makes of the providers in their place, for good.

        Raises `EnvironmentProblem` when the file cannot be read or written, and what `work` raises; the file is then
        as it was.
        """
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._lock:
                before = self.providers()
                if self._closed:
                    raise EnvironmentProblem(ErrorKind.STORAGE, self._closed, tr("Nothing was changed."))
                after = work(before)
                if after != before:
                    self._write(after)
                return after
        except filelock.Timeout:
            raise EnvironmentProblem(
                ErrorKind.STORAGE,
                tr("Another program is changing the providers."),
                tr("Try again in a moment."),
                Remedy.RETRY,
            ) from None
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def _read(self) -> None:
        try:
            self._take(_patiently(self._path.read_bytes))
        except OSError as error:
            self._shut(_unreadable(self._path, error))
        except ValueError:
            self._read_alone()

    def _read_alone(self) -> None:
        """Read what seems damaged once more, and move it aside while nobody else can put a new one in its place."""
        try:
            with self._lock:
                try:
                    self._take(_patiently(self._path.read_bytes))
                except ValueError as error:
                    self._problem = self._move_aside(error)
        except FileNotFoundError:
            self._providers = ()
        except OSError as error:
            self._shut(_unreadable(self._path, error))

    def _take(self, content: bytes) -> None:
        """Hold what the file says; `ValueError` when it is damaged."""
        self._providers, self._closed = (), ""
        if msgspec.json.decode(content, type=_Version).version > _VERSION:
            self._shut(
                Problem(
                    ErrorKind.STORAGE,
                    tr("The providers were kept by a newer version of this program, which this one cannot read."),
                    tr("Update this program."),
                    details=str(self._path),
                )
            )
            return
        self._providers, self._problem = _sound(msgspec.json.decode(content, type=_File).providers), None

    def _shut(self, problem: Problem) -> tuple[Provider, ...]:
        """Hold nothing, and refuse to write, as what is there cannot be read."""
        self._seen, self._providers, self._problem, self._closed = None, (), problem, problem.message
        return ()

    def _move_aside(self, error: ValueError) -> Problem:
        aside = _free_name(self._path)
        _patiently(lambda: self._path.rename(aside))
        return Problem(
            ErrorKind.STORAGE,
            tr("The file of the providers was damaged; it is now called {file}.", file=aside.name),
            tr("Add your providers anew. Their keys are still in the keyring."),
            details=str(error),
        )

    def _write(self, providers: tuple[Provider, ...]) -> None:
        content = msgspec.json.format(msgspec.json.encode(_File(providers=providers)), indent=2) + b"\n"
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.tmp")
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            _patiently(lambda: beside.replace(self._path))
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        self._seen, self._providers, self._problem = _mark(self._path.stat()), providers, None


class _Version(msgspec.Struct, frozen=True):
    version: int = _VERSION


def _sound(providers: tuple[Provider, ...]) -> tuple[Provider, ...]:
    """The providers; `ValueError` when a name is none or comes twice, as no hand of ours writes them."""
    names = [provider.name for provider in providers]
    if len(set(names)) != len(names) or not all(is_name(name) for name in names):
        raise ValueError("a name is wrong or comes twice")
    for provider in providers:
        _ = provider.origin  # reading it checks the address
    return providers


def _patiently(work: Callable[[], T]) -> T:
    """Do it again for half a second while Windows says that another process has the file open."""
    for _ in range(_TRIES - 1):
        try:
            return work()
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(_PAUSE_S)
    return work()


def _mark(found: os.stat_result) -> tuple[int, int, int]:
    """What tells one state of the file from another."""
    return found.st_mtime_ns, found.st_size, found.st_ino


def _free_name(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    return path.with_name(f"{path.name}.damaged-{stamp}")


def _unreadable(path: Path, error: OSError) -> Problem:
    return Problem(
        ErrorKind.STORAGE,
        tr("The providers cannot be read: {reason}.", reason=error.strerror or str(error)),
        details=str(path),
    )


def _unwritable(path: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem(
        ErrorKind.STORAGE,
        tr("The providers cannot be kept: {reason}.", reason=error.strerror or str(error)),
        tr("Nothing was changed. Check the disk and try again."),
        Remedy.RETRY,
        details=str(path),
    )
