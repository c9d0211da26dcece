"""The letter by which a column is called, on a square of its own."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.views import theme
from desktop.views.tokens import Radius, Size, Type, Weight
from desktop.views.widgets.surface import rounded


class Letter(QWidget):
    """The square; the base's is in the accent's colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = ""
        self._chosen = False
        self.setFixedSize(Size.TAB, Size.TAB)

    def show_letter(self, letter: str, *, chosen: bool) -> None:
        """Show a letter; `chosen` is that of the base."""
        if (letter, chosen) != (self._letter, self._chosen):
            self._letter, self._chosen = letter, chosen
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_letter(QPainter(self), self.rect(), self._letter, chosen=self._chosen)


def paint_letter(painter: QPainter, area: QRect, letter: str, *, chosen: bool) -> None:
    """Paint the square of a letter; lists do it too."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outlined = theme.tokens().high_contrast
    painter.setPen(theme.colour("line_strong") if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent_soft" if chosen else "surface_0"))
    painter.drawPath(rounded(QRectF(area), Radius.SMALL))
    painter.setFont(theme.font(Type.TEXT if len(letter) == 1 else Type.SMALL, Weight.STRONG))
    painter.setPen(theme.colour("accent" if chosen else "text_2"))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), letter)
