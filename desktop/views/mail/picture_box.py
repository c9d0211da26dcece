"""A picture of a mail in its place: the picture, or where one can be dropped; nothing is ever fetched for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImageReader,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space, Type
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import rounded

PICTURE = "picture:"
_FILES = ("*.png", "*.jpg", "*.jpeg", "*.gif", "*.webp")


class PictureBox(KeyFocus, QPushButton):
    """Shows `src`; pressed it asks for a file, and takes one that is dropped on it.

    As wide as there is room (`side` 0) and as high as the picture is then, or a square of `side` pixels.
    """

    file_asked = Signal()
    dropped = Signal(object)  # Path or bytes

    ring_radius = Radius.SMALL

    def __init__(self, folder: Path, *, side: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._side = side
        self._src = ""
        self._width = 0
        self._natural = QSize()
        self._pixmap = QPixmap()
        self._over = False
        self.setAcceptDrops(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if side:
            self.setFixedSize(side, side)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.setMinimumWidth(Size.HERO)
        self.clicked.connect(self.file_asked)
        self._say()

    @property
    def is_empty(self) -> bool:
        """Whether there is no picture to be seen."""
        return self._natural.isEmpty()

    def show_picture(self, src: str, width: int = 0) -> None:
        """Show another picture; `width` is that of the block in the mail, in CSS pixels."""
        if (src, width) == (self._src, self._width):
            return
        self._src, self._width = src, width
        self._natural = QSize()
        path = self._path
        if path is not None:
            reader = QImageReader(str(path))
            reader.setAutoTransform(True)
            self._natural = _turned(reader)
        self._pixmap = QPixmap()
        self._say()
        self._take_height()
        self.update()

    # Qt's events

    def sizeHint(self) -> QSize:
        return QSize(self._side or Size.TEXT_NARROW, self._side or self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A picture on the clipboard is put here by the key that pastes."""
        found = (
            file_in(QGuiApplication.clipboard().mimeData()) if event.matches(QKeySequence.StandardKey.Paste) else None
        )
        if found is not None:
            self.dropped.emit(found)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if file_in(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        found = file_in(event.mimeData())
        if found is not None:
            event.acceptProposedAction()
            self.dropped.emit(found)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.is_empty:
            self._paint_place(painter)
        else:
            self._paint_picture(painter)
        if self._over:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), Size.LINE))
            painter.drawPath(rounded(QRectF(self._shown).adjusted(1, 1, -1, -1), Radius.SMALL))

    # Inside

    @property
    def _path(self) -> Path | None:
        """The file of the picture; there is none for a picture elsewhere, which is not fetched."""
        name = self._src.removeprefix(PICTURE)
        if name == self._src or Path(name).name != name:
            return None
        path = self._folder / name
        return path if path.is_file() else None

    @property
    def _shown(self) -> QRect:
        """Where the picture is within the widget."""
        if self._side or not self._width or self.is_empty:
            return self.rect()
        return QRect(0, 0, min(self.width(), self._scaled(self._width)), self.height())

    @staticmethod
    def _scaled(width: int) -> int:
        """A width in the mail, whose column is 600 pixels wide, as a width here."""
        return round(width * Size.TEXT_NARROW / _MAIL_WIDTH)

    def _take_height(self) -> None:
        if self._side:
            return
        height = int(Size.PASTE_BOX)
        if not self.is_empty:
            width = min(self.width(), self._scaled(self._width)) if self._width else self.width()
            height = max(Size.ROW, round(width * self._natural.height() / self._natural.width()))
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _paint_picture(self, painter: QPainter) -> None:
        area = self._shown
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(area.width() * ratio), round(area.height() * ratio))
        if self._pixmap.size() != wanted:
            self._pixmap = self._read(wanted)
        painter.setClipPath(rounded(QRectF(area), Radius.SMALL))
        painter.drawPixmap(QRectF(area), self._pixmap, QRectF(self._pixmap.rect()))
        painter.setClipping(False)

    def _read(self, wanted: QSize) -> QPixmap:
        """The picture in device pixels; the middle of it where the shape differs."""
        reader = QImageReader(str(self._path or ""))
        reader.setAutoTransform(True)
        image = reader.read()
        if image.isNull():
            return QPixmap(wanted)
        scaled = image.scaled(
            wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        )
        left, top = (scaled.width() - wanted.width()) // 2, (scaled.height() - wanted.height()) // 2
        return QPixmap.fromImage(scaled.copy(left, top, wanted.width(), wanted.height()))

    def _paint_place(self, painter: QPainter) -> None:
        hot = self.underMouse() or self._over
        pen = QPen(theme.colour("accent" if hot else "line_strong"), Size.HAIR)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("surface_1"))
        half = Size.HAIR / 2
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), Radius.SMALL))
        if self._side:
            icon = QRect(0, 0, Size.ICON, Size.ICON)
            icon.moveCenter(self.rect().center())
            paint_icon(painter, "picture", icon, "text_3")
            return
        icon = QRect(0, self.height() // 2 - Size.ICON - Space.XXS, self.width(), Size.ICON)
        paint_icon(painter, "picture", icon, "text_3")
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        words = QRect(Space.S, self.height() // 2 + Space.XS, self.width() - 2 * Space.S, self.height() // 2)
        metrics = painter.fontMetrics()
        said = metrics.elidedText(self._words, Qt.TextElideMode.ElideMiddle, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter), said)

    @property
    def _words(self) -> str:
        if self._src.startswith(PICTURE):
            return tr("The picture is no longer there. Drop another one here, or click to choose one.")
        if self._src:
            return tr("Picture at {address}; it is not fetched here", address=self._src)
        return tr("Drop a picture here, or click to choose one")

    def _say(self) -> None:
        self.setAccessibleName(tr("Picture, choose another one") if not self.is_empty else self._words)
        self.setToolTip(tr("Choose another picture, or drop one here") if not self.is_empty else self._words)


_MAIL_WIDTH = 600


def file_in(data: QMimeData) -> Path | bytes | None:
    """The picture in what is dropped or pasted: a local file, or the picture itself as PNG."""
    for url in data.urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    if data.hasFormat("image/png"):
        return bytes(data.data("image/png").data())
    return None


def is_picture(data: QMimeData) -> bool:
    """Whether what is dragged is a picture by its name, or one itself."""
    found = file_in(data)
    return isinstance(found, bytes) or (found is not None and f"*{found.suffix.lower()}" in _FILES)


def file_filter() -> str:
    """What the dialog for a file offers."""
    return tr("Pictures ({files})", files=" ".join(_FILES))


def _turned(reader: QImageReader) -> QSize:
    """The size of a picture as it is shown, when the camera was held upright."""
    size = reader.size()
    turned = bool(reader.transformation().value & reader.transformation().TransformationRotate90.value)
    return size.transposed() if turned else size
