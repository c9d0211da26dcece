"""Pictures that are dropped or pasted into a post: named at once, and kept beside the window when they are large."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from desktop.core.bare_picture import bare_picture
from desktop.core.errors import CopydeskError, ErrorKind, Problem, UserError
from desktop.core.words import tr

WIDEST = 2_000
"""Pixels: what is wider or higher is made smaller. No page shows more, and pages must not load more."""

_AT_ONCE = 1_500_000
_MOST_FILE = 120_000_000
_MOST_PIXELS = 150_000_000
_SMALLER = 0.7
_QUALITY = {"jpg": 88, "png": 60}


class PostPictureKeeper(QObject):
    """Gives a picture its name in the folder; `kept` tells when one that took longer is there."""

    kept = Signal(str)
    failed = Signal(object)  # Problem
    _done = Signal(str, object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._under_way = 0
        self._done.connect(self._on_done)

    @property
    def busy(self) -> bool:
        """Whether a picture is still being made smaller or kept."""
        return self._under_way > 0

    def add(self, source: Path | QImage) -> str:
        """The name of the picture; empty when it cannot be shown, which `failed` tells."""
        try:
            return self._of_image(source) if isinstance(source, QImage) else self._of_file(source)
        except CopydeskError as error:
            self.failed.emit(error.problem)
            return ""

    def _of_image(self, image: QImage) -> str:
        if image.isNull():
            raise _none(tr("The picture"))
        told = hashlib.blake2b(f"{image.width()}x{image.height()}{image.format()}".encode(), digest_size=16)
        told.update(image.constBits())
        ending = "png" if image.hasAlphaChannel() or image.width() * image.height() < _AT_ONCE else "jpg"
        return self._aside(f"{told.hexdigest()}.{ending}", image)

    def _of_file(self, path: Path) -> str:
        from desktop.store.pictures import keep_picture

        try:
            found = path.stat()
            with path.open("rb") as file:
                head = file.read(32)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UserError(
                ErrorKind.INPUT, tr("{file} cannot be read: {reason}.", file=path.name, reason=reason)
            ) from error
        reader = QImageReader(str(path))
        size = reader.size()
        readable = reader.canRead() and size.isValid() and size.width() * size.height() <= _MOST_PIXELS
        if not readable or found.st_size > _MOST_FILE:
            raise _none(path.name)
        moves = reader.supportsAnimation() and head[:4] == b"GIF8"
        small = max(size.width(), size.height()) <= WIDEST or moves
        turned = reader.transformation() != QImageIOHandler.Transformation.TransformationNone
        if small and not turned and found.st_size <= _AT_ONCE and _is_kept_as_it_is(head):
            return keep_picture(self._folder, path).name
        told = f"{path.resolve()}|{found.st_size}|{found.st_mtime_ns}"
        ending = "jpg" if bytes(reader.format().data()) in {b"jpeg", b"jpg"} else "png"
        return self._aside(f"{hashlib.blake2b(told.encode(), digest_size=16).hexdigest()}.{ending}", path)

    def _aside(self, name: str, source: Path | QImage) -> str:
        if not (self._folder / name).is_file():
            self._under_way += 1
            QThreadPool.globalInstance().start(lambda: self._keep(name, source))
        return name

    def _keep(self, name: str, source: Path | QImage) -> None:
        from desktop.formats.export import write_bytes

        try:
            data = packed(source, name.rpartition(".")[2])
            self._folder.mkdir(parents=True, exist_ok=True)
            write_bytes(self._folder / name, data)
        except CopydeskError as error:
            self._done.emit(name, error.problem)
        except OSError as error:
            reason = error.strerror or str(error)
            problem = Problem(ErrorKind.STORAGE, tr("The picture could not be kept: {reason}.", reason=reason))
            self._done.emit(name, problem)
        else:
            self._done.emit(name, None)

    def _on_done(self, name: str, problem: Problem | None) -> None:
        self._under_way -= 1
        if problem is None:
            self.kept.emit(name)
        else:
            self.failed.emit(problem)


def packed(source: Path | QImage, ending: str) -> bytes:
    """A picture as a file of this kind (`jpg` or `png`), no wider and no heavier than a page needs.

    Raises `UserError` (input) for what cannot be read.
    """
    image = source if isinstance(source, QImage) else _read(source)
    if max(image.width(), image.height()) > WIDEST:
        image = _scaled(image, QSize(WIDEST, WIDEST))
    while True:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if not image.save(buffer, ending, _QUALITY[ending]):  # type: ignore[call-overload]
            raise _none(tr("The picture"))
        data = bare_picture(bytes(buffer.data().data()))  # words of a PNG come along through Qt
        if len(data) <= _heaviest() or image.width() < WIDEST // 4:
            return data
        image = _scaled(image, image.size() * _SMALLER)


def _heaviest() -> int:
    from desktop.store.pictures import MOST_BYTES

    return MOST_BYTES


def _read(path: Path) -> QImage:
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > WIDEST:
        reader.setScaledSize(size.scaled(WIDEST, WIDEST, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise _none(path.name)
    return image


def _scaled(image: QImage, size: QSize) -> QImage:
    return image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _is_kept_as_it_is(head: bytes) -> bool:
    from desktop.store.pictures import ending_of

    return bool(ending_of(head))


def _none(title: str) -> UserError:
    return UserError(
        ErrorKind.UNSUPPORTED,
        tr("{file} is no picture that posts can show.", file=title),
        tr("PNG, JPEG, GIF and WebP can be shown."),
    )
