"""Pictures that a mail brings with it, kept in the profile under a name made of what is in them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
import tempfile
from pathlib import Path

from desktop.core.errors import EnvironmentProblem, ErrorKind
from desktop.core.words import tr, trn
from desktop.formats.mail.pictures import LARGEST, OWN, sort_of

_DATA = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s%]+)", re.IGNORECASE)
_ENDINGS = {"jpeg": "jpg"}


class PictureKeeper:
    """Keeps the pictures of one mail; without a folder none is kept, and the notes say so."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder) if folder else None
        self._by_id: dict[str, bytes] = {}
        self.left_out = 0
        self.refused = 0

    def know(self, content_id: str, data: bytes) -> None:
        """Remember a part of the mail that pictures may refer to."""
        self._by_id[content_id.strip().strip("<>").lower()] = data

    def address(self, src: str) -> str:
        """Where a picture is taken from: the web, the profile, or nowhere (empty)."""
        src = src.strip()
        if src.lower().startswith("cid:"):
            data = self._by_id.get(src[4:].strip().lower())
            return self._kept(data) if data is not None else ""
        if src.startswith(OWN) or re.match(r"https?://", src, re.IGNORECASE):
            return src
        return ""

    def without_data(self, html: str) -> str:
        """The page with the pictures that stand in it as addresses of the profile."""
        return _DATA.sub(self._from_data, html)

    def notes(self) -> tuple[str, ...]:
        """What became of those that were not kept."""
        found = []
        if self.left_out:
            found.append(trn("{n} picture was left out.", "{n} pictures were left out.", self.left_out))
        if self.refused:
            found.append(
                trn("{n} picture is no PNG, JPEG, GIF or WebP, or is over 5 MB: it was left out.",
                    "{n} pictures are no PNG, JPEG, GIF or WebP, or are over 5 MB: they were left out.", self.refused)
            )  # fmt: skip
        return tuple(found)

    def _from_data(self, found: re.Match[str]) -> str:
        text = re.sub(r"\s+|%0[aAdD]", "", found[1]).replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")
        try:
            return self._kept(base64.b64decode(text, validate=True))
        except (ValueError, binascii.Error):
            self.refused += 1
            return ""

    def _kept(self, data: bytes) -> str:
        sort = sort_of(data)
        if not sort or len(data) > LARGEST:
            self.refused += 1
            return ""
        if self._folder is None:
            self.left_out += 1
            return ""
        name = f"{hashlib.blake2b(data, digest_size=16).hexdigest()}.{_ENDINGS.get(sort, sort)}"
        _write(self._folder, name, data)
        return f"{OWN}{name}"


def _write(folder: Path, name: str, data: bytes) -> None:
    """Whole or not at all."""
    target = folder / name
    try:
        if target.is_file() and target.stat().st_size == len(data):
            return
        folder.mkdir(parents=True, exist_ok=True)
        number, beside = tempfile.mkstemp(dir=folder, prefix=".", suffix=".part")
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
            Path(beside).replace(target)
        except OSError:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise EnvironmentProblem(
            ErrorKind.STORAGE,
            tr("The pictures of the mail could not be kept: {reason}.", reason=error.strerror or str(error)),
            tr("Look whether there is room on the disk."),
        ) from error
