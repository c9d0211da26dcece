"""The model files on this computer: which are there, whole, and verified.

A file that was verified once has a stamp beside it with its size, time and hash, so that 1.1 GB is not hashed at each
start.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

import msgspec

from desktop.engine.catalogue import LocalModel

PART_ENDING = ".part"
_STAMP_ENDING = ".verified"
_ASIDE_ENDING = ".damaged"
_BLOCK = 1 << 20
_STEP = 16 * _BLOCK


class FileState(StrEnum):
    """What is known of a model's file; `UNVERIFIED` is whole by its size and not yet hashed."""

    MISSING = "missing"
    PARTIAL = "partial"
    DAMAGED = "damaged"
    UNVERIFIED = "unverified"
    READY = "ready"


class ModelFile(msgspec.Struct, frozen=True):
    """A model's file as it is on disk.

    `size` is what is there, in bytes. `hash_from_hub` says that only the hub itself vouches for the hash.
    """

    path: Path
    state: FileState
    size: int = 0
    hash_from_hub: bool = False


class Stamp(msgspec.Struct, frozen=True):
    """What a file was when its hash was right."""

    size: int
    mtime_ns: int
    sha256: str
    hash_from_hub: bool = False


def find(model: LocalModel, folder: Path) -> ModelFile:
    """What is there of a model in `folder`; reads no more than a stamp."""
    path = folder / model.file
    try:
        status = path.stat()
    except OSError:
        part = path.with_name(path.name + PART_ENDING)
        with suppress(OSError):
            return ModelFile(path, FileState.PARTIAL, part.stat().st_size)
        return ModelFile(path, FileState.MISSING)
    if model.size and status.st_size != model.size:
        return ModelFile(path, FileState.DAMAGED, status.st_size)
    stamp = _read_stamp(path)
    if (
        stamp is None
        or (stamp.size, stamp.mtime_ns) != (status.st_size, status.st_mtime_ns)
        or (model.sha256 and stamp.sha256 != model.sha256)
    ):
        return ModelFile(path, FileState.UNVERIFIED, status.st_size)
    return ModelFile(path, FileState.READY, status.st_size, stamp.hash_from_hub)


def verify(model: LocalModel, folder: Path, on_bytes: Callable[[int], None] | None = None) -> ModelFile:
    """Hash a file that is not verified yet, and stamp it when it is right; takes about a second for a gigabyte.

    `on_bytes` is told how many bytes are done. A file without a known hash stays unverified.
    """
    found = find(model, folder)
    if found.state is not FileState.UNVERIFIED or not model.sha256:
        return found
    if sha256_of(found.path, on_bytes) != model.sha256:
        return msgspec.structs.replace(found, state=FileState.DAMAGED)
    stamp(found.path, model.sha256)
    return msgspec.structs.replace(found, state=FileState.READY)


def put_aside(path: Path) -> Path:
    """Move a file that is not what it should be out of the way, in place of one moved before; returns where to."""
    aside = path.with_name(path.name + _ASIDE_ENDING)
    path.replace(aside)
    return aside


def drop(path: Path) -> None:
    """Delete a file if it is there."""
    path.unlink(missing_ok=True)


def remove(model: LocalModel, folder: Path) -> None:
    """Delete a model's file and what there is of its download; what is not there counts as deleted. Raises `OSError`.

    The file goes last, so that what was left by a failure is found at the next time.
    """
    path = folder / model.file
    for ending in (_STAMP_ENDING, _ASIDE_ENDING, PART_ENDING):
        drop(path.with_name(path.name + ending))
    shutil.rmtree(path.with_name(f"{path.name}{PART_ENDING}s"), ignore_errors=True)
    drop(path)


def size_of(path: Path) -> int:
    """How many bytes a file has; 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def free_space(folder: Path) -> int:
    """How many bytes may still be written in a folder."""
    return shutil.disk_usage(folder).free


def sha256_of(path: Path, on_bytes: Callable[[int], None] | None = None) -> str:
    """The SHA-256 of a file in hexadecimal; `on_bytes` is told now and then how many bytes are done.

    An exception of `on_bytes` ends it.
    """
    digest = hashlib.sha256()
    done = 0
    with path.open("rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            done += len(block)
            if on_bytes is not None and (done % _STEP == 0 or len(block) < _BLOCK):
                on_bytes(done)
    return digest.hexdigest()


def stamp(path: Path, sha256: str, *, hash_from_hub: bool = False) -> None:
    """Remember that a file has this hash; where that cannot be written, it is hashed again next time."""
    status = path.stat()
    value = Stamp(status.st_size, status.st_mtime_ns, sha256, hash_from_hub)
    target = path.with_name(path.name + _STAMP_ENDING)
    draft = target.with_name(f"{target.name}.{os.getpid()}")
    with suppress(OSError):
        draft.write_bytes(msgspec.json.encode(value))
        draft.replace(target)


def _read_stamp(path: Path) -> Stamp | None:
    try:
        return msgspec.json.decode(path.with_name(path.name + _STAMP_ENDING).read_bytes(), type=Stamp)
    except (OSError, msgspec.MsgspecError):
        return None
