"""The pictures of a post where it is read: read from the profile only, beside the window, and no larger than shown."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from desktop.core.words import tr
from desktop.views import theme

PICTURE = "picture:"
_MOST_PIXELS = 60_000_000
_TAG = re.compile(r'<img src="picture:([\w.-]+)(#piece-\d+)?"([^>]*)>')
_ALT = re.compile(r' alt="([^"]*)"')


class PagePictures(QObject):
    """Gives each picture at once as an empty ground of its size; `ready` tells when the picture itself is there."""

    ready = Signal(str)
    _read = Signal(str, int, QImage)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._sizes: dict[str, QSize] = {}
        self._images: dict[tuple[str, int], QImage] = {}
        self._asked: set[tuple[str, int]] = set()
        self._shown: dict[str, QSize] = {}
        self._ratio = 1.0
        self._read.connect(self._on_read)

    def forget(self, name: str) -> None:
        """Look for a picture again, which was not there before."""
        self._sizes.pop(name, None)

    def sized(self, html: str, width: int, ratio: float) -> str:
        """The HTML with each picture as wide as there is room; the words of one that is not there stand in its place.

        `width` is in pixels, of which each has `ratio` on the screen.
        """
        self._ratio = ratio

        def tag(found: re.Match[str]) -> str:
            size = self._natural(found[1])
            if size.isEmpty():
                alt = _ALT.search(found[3])
                words = unescape(alt[1]) if alt else ""
                shown = tr("[Picture: {words}]", words=words) if words else tr("[Picture]")
                anchor = f'<a name="{found[2][1:]}"></a>' if found[2] else ""
                return f"{anchor}<i>{escape(shown, quote=False)}</i>"
            shown_size = size if size.width() <= width else QSize(width, max(1, size.height() * width // size.width()))
            self._shown[found[1]] = shown_size
            sides = f'width="{shown_size.width()}" height="{shown_size.height()}"'
            return f'<img src="{PICTURE}{found[1]}{found[2] or ""}" {sides}>'

        return _TAG.sub(tag, html)

    def image(self, address: str, *, only_read: bool = False) -> QImage | None:
        """What is shown now of the picture with this address, if there is one; with `only_read` no ground."""
        if not address.startswith(PICTURE):
            return None
        name = address.removeprefix(PICTURE).partition("#")[0]
        size = self._shown.get(name)
        if size is None:
            return None
        key = (name, round(size.width() * self._ratio))
        found = self._images.get(key)
        if found is not None or only_read:
            return found
        if key not in self._asked:
            self._asked.add(key)
            path = self._folder / name
            QThreadPool.globalInstance().start(lambda: self._read.emit(*key, _scaled(path, key[1])))
        ground = QImage(size, QImage.Format.Format_RGB32)
        ground.fill(theme.colour("surface_1"))
        return ground

    def _natural(self, name: str) -> QSize:
        known = self._sizes.get(name)
        if known is None or known.isEmpty():
            known = self._sizes[name] = _size_of(self._folder / name) if Path(name).name == name else QSize()
        return known

    def _on_read(self, name: str, width: int, image: QImage) -> None:
        self._asked.discard((name, width))
        if not image.isNull():
            image.setDevicePixelRatio(self._ratio)
            self._images[name, width] = image
            self.ready.emit(name)


def _reader(path: Path) -> QImageReader:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    return reader


def _size_of(path: Path) -> QSize:
    """The size as it is shown; empty for what is no picture, or one that would take all memory."""
    reader = _reader(path)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return QSize()
    turned = reader.transformation().value & QImageIOHandler.Transformation.TransformationRotate90.value
    return size.transposed() if turned else size


def _scaled(path: Path, width: int) -> QImage:
    image = _reader(path).read()
    if image.isNull() or image.width() <= width:
        return image
    return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
