"""A list whose rows are painted, not made of widgets, as wide as it and scrolled by the pixel."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemDelegate, QListView, QWidget

from desktop.views.widgets.focus_ring import KeyFocus


class RowList(KeyFocus, QListView):
    """The painted list of findings, facts, drafts or versions; its rows are lit under the pointer."""

    def __init__(
        self, name: str, model: QAbstractItemModel, rows: QAbstractItemDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        for part in (model, rows):
            part.setParent(self)
        self.setModel(model)
        self.setItemDelegate(rows)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
