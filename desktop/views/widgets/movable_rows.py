"""A painted list whose rows can be dragged elsewhere in it; a line shows where one would come."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from desktop.views import theme
from desktop.views.tokens import Size, Space
from desktop.views.widgets.row_list import RowList

Index = QModelIndex | QPersistentModelIndex


class MovableModel(QAbstractListModel):
    """Rows that may be dragged; `kind` is the type under which they travel, so that no other list takes them."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def may_move(self, _row: int) -> bool:
        """Whether this row may stand elsewhere."""
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        known = super().flags(index)
        return known | Qt.ItemFlag.ItemIsDragEnabled if self.may_move(index.row()) else known

    def mimeTypes(self) -> list[str]:
        return [self.kind]

    def mimeData(self, indexes: object) -> QMimeData:
        data = QMimeData()
        rows = [index.row() for index in indexes] if isinstance(indexes, list | tuple) else []
        data.setData(self.kind, str(rows[0] if rows else 0).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction


class MovableRows(RowList):
    """Says which row is to stand before which other one; whoever keeps the rows moves it there."""

    row_moved = Signal(int, int)  # which, before which (the number of rows: at the end)

    def __init__(
        self, name: str, model: MovableModel, rows: QAbstractItemDelegate, parent: QWidget | None = None
    ) -> None:
        self._movable = model
        self._target = -1
        self._free = True
        super().__init__(name, model, rows, parent)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.setUniformItemSizes(True)

    @property
    def free(self) -> bool:
        """Whether rows may be moved now."""
        return self._free

    def set_free(self, free: bool) -> None:
        """Whether rows may be moved now."""
        self._free = free
        self.setDragEnabled(free)

    def row_before(self, point: QPoint) -> int:
        """Before which row something dropped at a point of the list comes; the number of rows at the end."""
        index = self.indexAt(point)
        if not index.isValid():
            return self._movable.rowCount()
        return index.row() + (point.y() > self.visualRect(index).center().y())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._free and event.mimeData().hasFormat(self._movable.kind) and event.source() is self:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls at the edges
        self._target = self.row_before(event.position().toPoint())
        self.viewport().update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._target = -1
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._target = -1
        self.viewport().update()
        data = event.mimeData().data(self._movable.kind).data()
        before = self.row_before(event.position().toPoint())
        event.setDropAction(Qt.DropAction.CopyAction)  # the list shows what is kept elsewhere, and moves nothing itself
        event.accept()
        if data:
            self.row_moved.emit(int(bytes(data)), before)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._target < 0:
            return
        painter = QPainter(self.viewport())
        count = self._movable.rowCount()
        at = min(self._target, count - 1)
        area = self.visualRect(self._movable.index(at))
        y = area.top() if self._target < count else area.bottom() + 1
        line = QRect(Space.S, y - 1, self.viewport().width() - 2 * Space.S, Size.LINE)
        painter.fillRect(line, theme.colour("accent"))
