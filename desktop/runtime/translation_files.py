"""Files of translators read and written whole, with a sentence when that does not work."""

from __future__ import annotations

from pathlib import Path

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr


def file_bytes(path: Path, most: int) -> bytes:
    """What is in a file of at most `most` bytes. Raises `UserError` for a larger one and for one that is not read."""
    try:
        if path.stat().st_size > most:
            message = tr("{file} is larger than {n} MB.", file=path.name, n=most // 1_000_000)
            raise UserError(ErrorKind.INPUT, message, tr("Cut it into several files."))
        return path.read_bytes()
    except OSError as error:
        message = tr("{file} cannot be read: {reason}.", file=path.name, reason=error.strerror or str(error))
        raise UserError(ErrorKind.INPUT, message, tr("Look whether the file is still there.")) from error


def write_file(path: Path, data: bytes) -> None:
    """Put these bytes into a file, all of them or none. Raises `UserError` when it cannot be written."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        message = tr("{file} cannot be written: {reason}.", file=path.name, reason=error.strerror or str(error))
        raise UserError(ErrorKind.STORAGE, message, tr("Choose another place.")) from error
