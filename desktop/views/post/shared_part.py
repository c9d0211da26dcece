"""How a link to the post looks where it is shared: the picture, the host, title and description."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.post_look import SharedCard
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.mail.picture_box import PICTURE
from desktop.views.tokens import Radius, Size, Space, Type
from desktop.views.widgets.surface import Card
from desktop.views.widgets.text import ElidedLabel, Label

_WIDE, _HIGH = 1200, 630
"""The shape of the picture that the networks show."""
_CORNER = Radius.LARGE - Size.HAIR


class SharedPart(QWidget):
    """The card under a shared link, made of the same fields as the search result."""

    def __init__(self, pictures: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cover = CoverPicture(pictures)
        self.host = ElidedLabel("", "small", "text_2")
        self.title = Label("", "text_strong", wrap=True)
        self.description = ElidedLabel("", "base", "text_2")
        self.nothing = Label(tr("As soon as there is a title, you see here how a link to it looks."), "base", "text_3",
                             wrap=True)  # fmt: skip
        self.card = Card()
        self.card.setMaximumWidth(Size.VERDICT)
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(Size.HAIR, Size.HAIR, Size.HAIR, Space.M)
        inside.setSpacing(0)
        inside.addWidget(self.cover)
        words = QVBoxLayout()
        words.setContentsMargins(Space.M, Space.S + Space.XXS, Space.M, 0)
        words.setSpacing(Space.XXS)
        for part in (self.host, self.title, self.description, self.nothing):
            words.addWidget(part)
        inside.addLayout(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Label(tr("When the link is shared"), "strong", "text_2"))
        row = QHBoxLayout()
        row.addWidget(self.card, 1 << 8)
        row.addStretch(1)
        column.addLayout(row)

    def show_card(self, card: SharedCard) -> None:
        """Show what stands under the link."""
        self.cover.show_cover(card.cover, card.cover_alt)
        self.host.setText(card.host or tr("yourshop.com"))
        self.title.setText(card.title)
        self.description.setText(card.description)
        for part in (self.cover, self.host, self.title):
            part.setHidden(card.is_empty)
        self.description.setVisible(bool(card.description))
        self.nothing.setVisible(card.is_empty)
        self.card.setAccessibleName(tr("Card under a shared link"))
        self.card.setAccessibleDescription(". ".join(p for p in (card.host, card.title, card.description) if p))


class CoverPicture(QWidget):
    """The middle of a picture of the profile, in the shape that networks show; nothing is fetched."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._cover = ""
        self._pixmap = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_cover("", "")

    def show_cover(self, cover: str, alt: str) -> None:
        """Show a picture, `picture:NAME`; of one elsewhere only that it is there."""
        self.setAccessibleName(alt or (tr("Picture of the post") if cover else tr("No picture yet")))
        if cover != self._cover:
            self._cover = cover
            self._pixmap = QPixmap()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(Size.VERDICT, self.heightForWidth(self.width() or Size.VERDICT))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width * _HIGH // _WIDE

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._pixmap.size() != wanted and self._path is not None:
            self._pixmap = self._read(wanted)
        corners = QPainterPath()  # round above, as the card is; straight below
        corners.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, Radius.LARGE), _CORNER, _CORNER)
        painter.setClipPath(corners)
        if not self._pixmap.isNull():
            painter.drawPixmap(QRectF(self.rect()), self._pixmap, QRectF(self._pixmap.rect()))
            return
        painter.fillRect(self.rect(), theme.colour("surface_1"))
        icon = QRect(0, 0, Size.ICON, Size.ICON)
        icon.moveCenter(self.rect().center())
        icon.translate(0, -Space.M)
        paint_icon(painter, "picture", icon, "text_3")
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        words = QRect(Space.M, icon.bottom() + Space.S, self.width() - 2 * Space.M, self.height())
        said = painter.fontMetrics().elidedText(self._words(), Qt.TextElideMode.ElideMiddle, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter), said)

    @property
    def _path(self) -> Path | None:
        name = self._cover.removeprefix(PICTURE)
        if name == self._cover or Path(name).name != name:
            return None
        path = self._folder / name
        return path if path.is_file() else None

    def _read(self, wanted: QSize) -> QPixmap:
        """The middle of the picture, in device pixels."""
        reader = QImageReader(str(self._path or ""))
        reader.setAutoTransform(True)
        image = reader.read()
        if image.isNull():
            return QPixmap()
        scaled = image.scaled(
            wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
        )
        left, top = (scaled.width() - wanted.width()) // 2, (scaled.height() - wanted.height()) // 2
        return QPixmap.fromImage(scaled.copy(left, top, wanted.width(), wanted.height()))

    def _words(self) -> str:
        if self._cover and not self._cover.startswith(PICTURE):
            return tr("Picture at {address}; it is not fetched here", address=self._cover)
        return tr("Without a picture, a link is only words")
