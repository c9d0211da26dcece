"""Panes side by side whose border can be drawn, and shows itself only under the pointer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.tokens import Size


class Splitter(QSplitter):
    """A splitter without lines; panes do not collapse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(Size.HAIR)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self._hot = False
        self.setAccessibleName(tr("Border between two panes"))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hot = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, _event: object) -> None:
        self._hot = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The side that is nearer shows through; a line only while it can be drawn."""
        painter = QPainter(self)
        parent = self.parentWidget()
        index = parent.indexOf(self) if isinstance(parent, QSplitter) else 0
        neighbour = parent.widget(index) if isinstance(parent, QSplitter) else None
        level = neighbour.property("surface") if neighbour is not None else None
        role = "accent" if self._hot else f"surface_{level}" if level is not None else "surface_1"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(role))
        painter.drawRect(self.rect())  # `fillRect` with a colour makes PySide load gradients and their 169 presets
