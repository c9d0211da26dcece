"""What a checkout's environment holds, as a stamp that is written only when a set-up has succeeded.

A set-up that was interrupted leaves no stamp, so the next start makes the environment anew; what was downloaded by then
lies in the installer's own cache. A second start reads the stamp and two lock files: a few milliseconds.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"

LockName = Literal["run", "dev", "preview"]


class SetupError(Exception):
    """A set-up that cannot go on; the message is for whoever started it, with what to do."""


class Stamp(NamedTuple):
    """What was installed where: `locks` holds the digest of each lock file whose packages are all there."""

    checkout: str
    python: str
    locks: dict[str, str]


def environment_python() -> Path:
    """The Python of the environment, whether or not it is there."""
    return ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def lock_file(name: LockName) -> Path:
    """The lock of that name."""
    return ROOT / "requirements" / f"{name}.txt"


def stamp_for(name: LockName) -> Stamp:
    """The stamp of a set-up from this lock, by this Python; every other lock includes the packages of `run`."""
    names: tuple[LockName, ...] = ("run",) if name == "run" else ("run", name)
    digests: dict[str, str] = {each: hashlib.sha256(lock_file(each).read_bytes()).hexdigest() for each in names}
    return Stamp(str(ROOT), str(sys.implementation.cache_tag), digests)


def satisfied(name: LockName) -> bool:
    """Whether the environment already holds all that this lock asks for."""
    found, wanted = read_stamp(), stamp_for(name)
    return (
        found is not None
        and found[:2] == wanted[:2]
        and found.locks.items() >= wanted.locks.items()
        and environment_python().exists()
    )


def asked_for_preview() -> bool:
    """Whether the last set-up was one with the faithful preview of mails."""
    found = read_stamp()
    return found is not None and "preview" in found.locks


def read_stamp() -> Stamp | None:
    """The stamp of the last set-up; `None` when there is none or it cannot be read."""
    try:
        held = json.loads(_stamp_path().read_text(encoding="utf-8"))
        return Stamp(held["checkout"], held["python"], dict(held["locks"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_stamp(stamp: Stamp) -> None:
    """Keep the stamp; it is there whole or not at all."""
    draft = _stamp_path().with_suffix(".part")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(stamp._asdict(), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(_stamp_path())


def remove_stamp() -> None:
    """Say that the environment is being changed."""
    _stamp_path().unlink(missing_ok=True)


def mark(name: str) -> None:
    """Remember in the environment that something was seen to be so."""
    (ENVIRONMENT / f"copydesk-{name}").touch()


def is_marked(name: str) -> bool:
    """Whether that was seen since the environment was made."""
    return (ENVIRONMENT / f"copydesk-{name}").exists()


@contextmanager
def only_one() -> Iterator[int]:
    """Wait until no other set-up of this checkout runs; gives the descriptor that holds the lock.

    The system frees it when the process has died, and on POSIX its children that inherited the descriptor: an installer
    that outlived its killed parent is waited for.
    """
    with (ROOT / ".venv.lock").open("a+b") as file:
        if not _try_lock(file):
            print("Another set-up of this folder is at work; waiting for it to end.", file=sys.stderr)
            while not _try_lock(file):
                time.sleep(0.2)
        yield file.fileno()


def _stamp_path() -> Path:
    return ENVIRONMENT / "copydesk-setup.json"


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
