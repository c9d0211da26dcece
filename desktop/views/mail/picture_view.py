"""A picture of a mail, as wide as there is room, through which one scrolls."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.core.words import tr
from desktop.runtime.mail_pictures import MailPicture


class PictureView(QScrollArea):
    """Shows one picture; `words` are what a screen reader says of it: the mail's text part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("The mail as it arrives"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self._sheet.setAutoFillBackground(False)

    @property
    def picture(self) -> MailPicture | None:
        """What is shown."""
        return self._sheet.picture

    def set_bar(self, shown: bool) -> None:
        """Whether it shows how far one has scrolled; a telephone does not."""
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if shown else policy.ScrollBarAlwaysOff)

    def show_picture(self, picture: MailPicture, words: str) -> None:
        """Show a picture; the place to which one has scrolled is kept."""
        self._sheet.show_picture(picture)
        self.setAccessibleDescription(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._sheet.fit(self.viewport().width())


class _Sheet(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.picture: MailPicture | None = None
        self._image = QImage()
        self._scaled = QPixmap()

    def show_picture(self, picture: MailPicture) -> None:
        if picture is not self.picture:
            self.picture = picture
            self._image = QImage.fromData(picture.png)
            self._scaled = QPixmap()

    def fit(self, width: int) -> None:
        """Be this wide; never wider than the mail itself."""
        if self._image.isNull() or self.picture is None:
            return
        wide = min(width, self.picture.width)
        self.resize(QSize(width, round(wide * self._image.height() / self._image.width())))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull() or self.picture is None:
            return
        wide = min(self.width(), self.picture.width)
        ratio = self.devicePixelRatioF()
        if self._scaled.isNull() or self._scaled.width() != round(wide * ratio):
            scaled = self._image.scaledToWidth(round(wide * ratio), Qt.TransformationMode.SmoothTransformation)
            self._scaled = QPixmap.fromImage(scaled)
            self._scaled.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        left = (self.width() - wide) / 2
        painter.drawPixmap(QRectF(left, 0, wide, self.height()).topLeft(), self._scaled)
