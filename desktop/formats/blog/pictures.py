"""The pictures of a post: those of the profile are files, those of the web stay where they are and are never loaded."""

from __future__ import annotations

from pathlib import Path

from desktop.core.bare_picture import bare_picture
from desktop.core.words import tr
from desktop.formats.blog.markdown import OWN_PICTURE, PictureAddress, published_picture
from desktop.formats.mail.pictures import LARGEST, Picture, sort_of


class PostPictures:
    """Finds the pictures of the profile that a post shows; `folder` empty: there are none. `notes` say what is not."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder) if folder else None
        self._found: dict[str, Picture | None] = {}
        self.notes: list[str] = []

    @property
    def used(self) -> tuple[Picture, ...]:
        """Every picture that was asked for and found, in order."""
        return tuple(each for each in self._found.values() if each is not None)

    def beside(self, folder: str) -> PictureAddress:
        """Addresses for a file with a folder of pictures beside it; those of the web and of the site stay."""

        def address(source: str) -> str:
            if not source.startswith(OWN_PICTURE):
                return published_picture(source)
            picture = self.find(source)
            return f"{folder}/{picture.name}" if picture else ""

        return address

    def find(self, source: str) -> Picture | None:
        """The picture of the profile with the address `picture:NAME`."""
        name = source.removeprefix(OWN_PICTURE)
        if name not in self._found:
            self._found[name] = self._read(name)
            if self._found[name] is None:
                self.notes.append(
                    tr("The picture “{name}” is not there: its words stand in its place.", name=name[:80])
                )
        return self._found[name]

    def _read(self, name: str) -> Picture | None:
        if self._folder is None or not name or Path(name).name != name or name in {".", ".."}:
            return None
        path = self._folder / name
        try:
            content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        except (OSError, ValueError):
            return None
        sort = sort_of(content)
        return Picture(name, sort, bare_picture(content)) if sort else None
