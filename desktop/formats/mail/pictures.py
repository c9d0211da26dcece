"""The pictures of a mail: where they lie, and what they are."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from desktop.core.bare_picture import bare_picture
from desktop.core.words import tr
from desktop.formats.mail.links import safe_href

OWN = "picture:"
"""What the address of a picture in the profile begins with; its file's name follows."""

LARGEST = 5_000_000
"""Bytes of one picture."""

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)


class Picture(msgspec.Struct, frozen=True):
    """A picture of the profile that stands in a mail; `sort` is the second half of its MIME type."""

    name: str
    sort: str
    content: bytes

    @property
    def cid(self) -> str:
        """The content's id in a message that brings it."""
        return f"{hashlib.sha256(self.content).hexdigest()[:24]}@mail.invalid"

    @property
    def cid_address(self) -> str:
        """Where the HTML of such a message finds it."""
        return f"cid:{self.cid}"

    @property
    def data_address(self) -> str:
        """The whole picture as an address."""
        return f"data:image/{self.sort};base64,{base64.b64encode(self.content).decode('ascii')}"


def sort_of(content: bytes) -> str:
    """What the first bytes say it is: `png`, `jpeg`, `gif`, `webp`, or empty for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return next((sort for beginning, sort in _BEGINNINGS if content.startswith(beginning)), "")


class PictureFolder:
    """Finds the pictures of a mail, and remembers which it has found; `folder` empty: there are none."""

    def __init__(self, folder: str, note: Callable[[str], None]) -> None:
        self._folder = Path(folder) if folder else None
        self._note = note
        self._found: dict[str, Picture | None] = {}

    @property
    def used(self) -> tuple[Picture, ...]:
        """Every picture of the profile that stands in the mail, in order."""
        return tuple(each for each in self._found.values() if each is not None)

    def address(self, src: str) -> str:
        """The address of a picture of the web, or in the message (`cid:`); empty, with a note, for what is neither."""
        if not src.startswith(OWN):
            safe = safe_href(src)
            if src and not safe.startswith(("http://", "https://")):
                self._note(tr("The picture “{address}” is not on the web: it is left out.", address=src[:80]))
                return ""
            return safe
        name = src.removeprefix(OWN)
        if name not in self._found:
            self._found[name] = self._read(name)
        picture = self._found[name]
        return picture.cid_address if picture else ""

    def _read(self, name: str) -> Picture | None:
        if self._folder is None or not name or Path(name).name != name or name in {".", ".."}:
            self._note(tr("The picture “{name}” is not there: it is left out.", name=name[:80]))
            return None
        try:
            path = self._folder / name
            content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        except (OSError, ValueError):
            self._note(tr("The picture “{name}” is not there: it is left out.", name=name[:80]))
            return None
        sort = sort_of(content)
        if not sort:
            self._note(tr("“{name}” is no picture that mails can show: it is left out.", name=name[:80]))
            return None
        return Picture(name, sort, bare_picture(content))
