"""The settings on disk: JSON that people can read and change by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from desktop.core.errors import ErrorKind, Problem
from desktop.core.words import tr
from desktop.store.fidelity import cleaned
from desktop.store.file_problems import file_errors
from desktop.store.files import free_name, private_folder, replace_file


class LoadedSettings(msgspec.Struct, frozen=True):
    """What the file held; `problem` says why it held nothing of use, and where it is now."""

    values: Mapping[str, object] = {}
    problem: Problem | None = None


def load_settings(path: Path) -> LoadedSettings:
    """Read the settings; a file that is not there gives none, a damaged one is moved aside and reported."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return LoadedSettings()
    except OSError as error:
        reason = error.strerror or str(error)
        return LoadedSettings(
            problem=Problem(
                ErrorKind.STORAGE,
                tr("The settings cannot be read: {reason}. The usual ones are used.", reason=reason),
                details=str(path),
            )
        )
    try:
        return LoadedSettings(msgspec.json.decode(content, type=dict[str, object]))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return LoadedSettings(problem=_move_aside(path, error))


def save_settings(path: Path, values: Mapping[str, object]) -> None:
    """Keep the settings, at once and for good. Raises `EnvironmentProblem` (storage, disk_full, read_only)."""
    content = msgspec.json.format(msgspec.json.encode(cleaned(dict(values)).value), indent=2)
    with file_errors(path):
        private_folder(path.parent)
        replace_file(path, content + b"\n")


def _move_aside(path: Path, error: Exception) -> Problem:
    aside = free_name(path, "damaged")
    try:
        path.rename(aside)
    except OSError:
        aside = path
    return Problem(
        ErrorKind.STORAGE,
        tr("The settings file was damaged. The usual settings are used."),
        tr("What was in it is kept in {file}.", file=aside),
        details=str(error),
    )
