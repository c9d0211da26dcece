"""The pictures of mails: files in a folder of the profile, each named by what is in it.

So the same picture is kept once, and a name always means the same picture: nothing that a draft or version refers to
changes under it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from desktop.core.bare_picture import bare_picture
from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.words import decimal, tr
from desktop.store.files import private_folder, replace_file

MOST_BYTES = 5_000_000
"""The largest picture that is kept; mails with larger ones are cut off or refused by their receivers."""


class Picture(msgspec.Struct, frozen=True):
    """A picture that is kept: the name of its file, and its size in bytes."""

    name: str
    size: int


def keep_picture(folder: Path, source: Path | bytes) -> Picture:
    """Keep a picture, of a file or its bytes, without what its camera noted beside it (`bare_picture`).

    Raises `UserError` when it is none, `EnvironmentProblem` on the disk.
    """
    data = source if isinstance(source, bytes) else _read(source)
    title = source.name if isinstance(source, Path) else tr("The picture")
    ending = ending_of(data)
    if len(data) > MOST_BYTES:
        raise UserError(
            ErrorKind.INPUT,
            tr("{file} is too large: {size} MB.", file=title, size=decimal(len(data) / 1e6)),
            tr("Make it smaller; a picture of a mail needs no more than {most} MB.", most=MOST_BYTES // 1_000_000),
        )
    if not ending:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("{file} is no picture that mails can show.", file=title),
            tr("PNG, JPEG, GIF and WebP can be shown."),
        )
    data = bare_picture(data)
    name = f"{hashlib.blake2b(data, digest_size=16).hexdigest()}.{ending}"
    _write(folder, name, data)
    return Picture(name, len(data))


def ending_of(data: bytes) -> str:
    """The ending for a picture, by its first bytes (`png`, `jpg`, `gif`, `webp`); empty when it is none of these."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=path.name)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            ErrorKind.INPUT, tr("{file} cannot be read: {reason}.", file=path.name, reason=reason)
        ) from error


def _write(folder: Path, name: str, data: bytes) -> None:
    """Whole or not at all, so that a name never means half a picture."""
    try:
        private_folder(folder)
        target = folder / name
        if target.is_file() and target.stat().st_size == len(data):
            return
        replace_file(target, data)
    except OSError as error:
        raise EnvironmentProblem(
            ErrorKind.STORAGE,
            tr("The picture could not be kept: {reason}.", reason=error.strerror or str(error)),
            tr("Look whether there is room on the disk."),
        ) from error
