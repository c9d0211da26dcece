"""What a place shows that holds nothing yet: one picture, one line, one sentence, one button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import Label


class Hero(QWidget):
    """An icon on a soft square."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(Size.HERO, Size.HERO)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawPath(rounded(QRectF(self.rect()), Radius.LARGE))
        side = (self.width() - Size.HERO_ICON) // 2
        paint_icon(painter, self._icon, self.rect().adjusted(side, side, -side, -side), "accent")


class EmptyState(QWidget):
    """A designed nothing, in the middle of its place; `actions` are shown in a row."""

    def __init__(
        self, icon: str, headline: str, sentence: str = "", *actions: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.headline = Label(headline, "heading", wrap=True)
        self.sentence = Label(sentence, "base", "text_2", wrap=True)
        self.headline.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addStretch(2)
        column.addWidget(Hero(icon), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(Space.S)
        column.addWidget(self.headline)
        column.addWidget(self.sentence)
        self.sentence.setVisible(bool(sentence))
        if actions:
            row = QHBoxLayout()
            row.setSpacing(Space.S)
            row.addStretch()
            for action in actions:
                row.addWidget(action)
            row.addStretch()
            column.addSpacing(Space.S)
            column.addLayout(row)
        column.addStretch(3)

    def say(self, headline: str, sentence: str) -> None:
        """Say something else."""
        self.headline.setText(headline)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
