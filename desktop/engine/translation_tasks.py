"""The worker's tasks of translations: opening and writing files of segments."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from desktop.core.collecting import uncollected
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.engine.translation_messages import OpenBitext, OpenedBitext, WriteBitext, WrittenBitext
from desktop.formats.bitext.bitext import Bitext
from desktop.formats.bitext.opening import open_bitext
from desktop.formats.export import write_bytes

MOST_BYTES = 200_000_000
"""Files above it are refused before they are read."""
MOST_SEGMENTS = 250_000
"""Files with more would not fit through the pipe to the window, nor into a grid that anybody works through."""


def open_file(request: OpenBitext) -> OpenedBitext:
    """`translation.open`."""
    with uncollected():
        found = _opened(request)
        if len(found.segments) > MOST_SEGMENTS:
            raise UserError(
                ErrorKind.INPUT,
                tr("The file has {n} segments; at most {most} are opened.", n=len(found.segments), most=MOST_SEGMENTS),
                tr("Split it first."),
            )
        return OpenedBitext(found.format, (found.languages.source, found.languages.target), found.segments)


def write_file(request: WriteBitext) -> WrittenBitext:
    """`translation.write`."""
    with uncollected():
        found = _opened(
            OpenBitext(request.path, request.data, request.name, request.source, request.target, request.mapping)
        )
        data = found.written(request.changes, request.target_language)
    if not request.path_out:
        return WrittenBitext(data)
    write_bytes(Path(request.path_out), data)
    return WrittenBitext(path=request.path_out)


def _opened(request: OpenBitext) -> Bitext:
    name = request.name or Path(request.path).name
    data = request.data or read_file(Path(request.path))
    return open_bitext(data, name, request.source, request.target, request.mapping)


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises `UserError` (input) for one that is not there or too large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(
                ErrorKind.INPUT,
                tr("{file} is too large: {size} MB.", file=path.name, size=path.stat().st_size // 1_000_000),
                tr("At most {most} MB are read. Split it first.", most=MOST_BYTES // 1_000_000),
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=path.name)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            ErrorKind.INPUT, tr("{file} cannot be read: {reason}.", file=path.name, reason=reason)
        ) from error


FILE_TASKS: dict[str, tuple[type[msgspec.Struct], Callable[[Any], msgspec.Struct]]] = {
    "translation.open": (OpenBitext, open_file),
    "translation.write": (WriteBitext, write_file),
}
"""Each task with the type of its parameters."""
