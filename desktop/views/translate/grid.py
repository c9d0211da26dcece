"""The grid of segments: 20,000 rows of different heights, of which only those in sight are laid out and painted."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from desktop.core.translation import RowKey
from desktop.core.words import tr
from desktop.views.tokens import Size
from desktop.views.translate.columns import Columns, columns_of
from desktop.views.translate.heights import Heights
from desktop.views.translate.open_row import OpenRow
from desktop.views.translate.row_painter import RowPainter
from desktop.views.translate.rows_model import Index, RowsModel
from desktop.views.widgets.focus_ring import KeyFocus

if TYPE_CHECKING:
    from desktop.runtime.translating import Translating

_STEP = Size.HERO
_AHEAD = 60
_PATIENCE_S = 0.003
_STEPS = {
    QAbstractItemView.CursorAction.MoveUp: -1,
    QAbstractItemView.CursorAction.MovePrevious: -1,
    QAbstractItemView.CursorAction.MoveDown: 1,
    QAbstractItemView.CursorAction.MoveNext: 1,
}


class Grid(KeyFocus, QAbstractItemView):
    """Shows the rows in their order; the current one is open, with its editor in place.

    `gone_to` sends the key of a row that was chosen here; `pressed_in` also where in it was clicked.
    """

    gone_to = Signal(object)
    typing_asked = Signal()
    pressed_in = Signal(QPoint)

    def __init__(self, translating: Translating, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights = Heights()
        self._measured: set[int] = set()
        self._columns: Columns = columns_of(Size.WINDOW_WIDTH)
        self._painter = RowPainter()
        self._settling = False
        self._ahead = QTimer(self, singleShot=True, interval=0)
        self._ahead.timeout.connect(self._measure_ahead)
        self.rows = RowsModel(translating, self)
        self.opened = OpenRow(translating, self.viewport())
        self.opened.hide()
        self.opened.grown.connect(self._on_grown)
        self.setModel(self.rows)
        self.setAccessibleName(tr("Segments"))
        self.setAccessibleDescription(tr("Enter goes into the translation of a row, Esc comes back."))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(_STEP)

    # What is shown

    @property
    def columns(self) -> Columns:
        """Where the columns stand."""
        return self._columns

    @property
    def measured(self) -> int:
        """How many rows were laid out to know their height."""
        return len(self._measured)

    @property
    def chosen(self) -> list[RowKey]:
        """The keys of the rows that are selected, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.rows.keys[row] for row in rows]

    def show_order(self, current: RowKey | None) -> None:
        """Show the rows in the order that they have now, with this one open, at the place where it stood."""
        before = self._top_of(self.currentIndex())
        self.rows.show_order()
        self._guess()
        self.open(current, at=before)
        if self.rows.row_of(current) < 0:
            self.opened.hide()

    def open(self, key: RowKey | None, at: int | None = None) -> None:
        """Open a row; `at` is where in sight it is to stand, if it is not in sight by itself."""
        row = self.rows.row_of(key)
        if row < 0 or key is None:
            return
        index = self.rows.index(row)
        if self.currentIndex() != index:
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            self._open_at(row)
        if at is not None:
            self.verticalScrollBar().setValue(self._heights.top(row) - at)
        self.scrollTo(index)

    def refresh(self, keys: Iterable[RowKey]) -> None:
        """What is known of these rows has changed."""
        current, offset = self.currentIndex().row(), self.verticalOffset()
        first, last = self._heights.at(offset), self._heights.at(offset + self.viewport().height())
        for row in self.rows.forget(keys):
            self._measured.discard(row)
            if row == current:
                self.opened.refresh()
            elif first <= row <= last:
                self.viewport().update(self.visualRect(self.rows.index(row)))
        if self._settle():
            self.viewport().update()

    # What Qt asks of a view

    def visualRect(self, index: Index) -> QRect:
        row = index.row()
        if not index.isValid() or row >= len(self._heights):
            return QRect()
        top = self._heights.top(row) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._heights[row])

    def indexAt(self, point: QPoint) -> QModelIndex:
        y = point.y() + self.verticalOffset()
        inside = 0 <= y < self._heights.total
        return self.rows.index(self._heights.at(y)) if inside else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        row = index.row()
        if not index.isValid() or row >= len(self._heights):
            return
        bar, room = self.verticalScrollBar(), self.viewport().height()
        self._measure(row)
        top, height = self._heights.top(row), self._heights[row]
        if hint is QAbstractItemView.ScrollHint.PositionAtTop or top < bar.value() or height > room:
            bar.setValue(top)
        elif top + height > bar.value() + room:
            bar.setValue(top + height - room)

    def moveCursor(self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last, row = len(self._heights) - 1, self.currentIndex().row()
        if last < 0:
            return QModelIndex()
        room = self.viewport().height()
        match action:
            case QAbstractItemView.CursorAction.MoveHome:
                row = 0
            case QAbstractItemView.CursorAction.MoveEnd:
                row = last
            case QAbstractItemView.CursorAction.MovePageUp:
                row = min(row - 1, self._heights.at(self._heights.top(max(0, row)) - room))
            case QAbstractItemView.CursorAction.MovePageDown:
                row = max(row + 1, self._heights.at(self._heights.top(max(0, row)) + room))
            case _:
                row += _STEPS.get(action, 0)
        return self.rows.index(max(0, min(row, last)))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        return False

    def setSelection(self, rect: QRect, flags: QItemSelectionModel.SelectionFlag) -> None:
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomLeft())
        if not first.isValid():
            return
        end = last if last.isValid() else first
        self.selectionModel().select(QItemSelection(first, end), flags)

    def visualRegionForSelection(self, _selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())

    # Qt's events

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and current.row() < len(self.rows.keys):
            if previous.isValid() and previous.row() < len(self._heights):
                self._measured.discard(previous.row())
            self._open_at(current.row())
            self.gone_to.emit(self.rows.keys[current.row()])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        plain = event.button() is Qt.MouseButton.LeftButton and not event.modifiers()
        if plain and self.indexAt(event.position().toPoint()).isValid():
            self.pressed_in.emit(event.position().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.hasFocus():
            event.ignore()  # what the editor of the open row has no use for is the screen's
            return
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
        if enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.typing_asked.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters do not search here: there is a field for it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = columns_of(self.width())
        if columns != self._columns:
            self._columns = columns
            self._painter.forget()
            before = self._top_of(self.currentIndex())
            self._guess()
            row = self.currentIndex().row()
            if row >= 0:
                self._open_at(row)
                self.verticalScrollBar().setValue(self._heights.top(row) - (before or 0))
        self._settle()
        self._place_opened()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange} and hasattr(self, "_painter"):
            self._painter.forget()
            self._measured.clear()
            self.viewport().update()

    def updateGeometries(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self._heights.total - room))
        bar.setPageStep(max(1, room - _STEP))
        super().updateGeometries()
        bar.setSingleStep(_STEP)

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        if self._settling:
            return
        if self._settle():
            self.viewport().update()
        else:
            self.viewport().scroll(0, dy)
        self._place_opened()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._settle()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset, area = self.verticalOffset(), event.rect()
        row, last = self._heights.at(offset + area.top()), len(self._heights)
        current, selection = self.currentIndex().row(), self.selectionModel()
        top = self._heights.top(max(0, row)) - offset
        while 0 <= row < last and top <= area.bottom():
            height = self._heights[row]
            if row != current:
                place = QRect(0, top, self.viewport().width(), height)
                chosen = selection.isSelected(self.rows.index(row))
                self._painter.paint(painter, place, self.rows.face(row), self._columns, chosen=chosen)
            top += height
            row += 1

    # Heights

    def _guess(self) -> None:
        """Guess how high every row is; those in sight are measured."""
        self._heights = Heights(self._painter.guesses(self.rows.lengths(), self._columns))
        self._measured.clear()
        self.updateGeometries()

    def _measure(self, row: int) -> bool:
        """Whether a row turned out to have another height."""
        if row in self._measured:
            return False
        self._measured.add(row)
        if row == self.currentIndex().row() and not self.opened.isHidden():
            return self._heights.set(row, self.opened.needed(self._columns)) != 0
        return self._heights.set(row, self._painter.height(self.rows.face(row), self._columns)) != 0

    def _settle(self) -> bool:
        """Measure what is in sight, without moving what can be read; whether anything had another height."""
        count = len(self._heights)
        if not count:
            return False
        offset, room = self.verticalOffset(), self.viewport().height()
        row = max(0, self._heights.at(offset))
        kept = min(count - 1, row + 1) if self._heights.top(row) < offset else row
        kept_at = self._heights.top(kept) - offset
        changed = False
        top = self._heights.top(row) - offset
        while row < count and top < room:
            changed |= self._measure(row)
            top += self._heights[row]
            row += 1
        if changed:
            self._hold(kept, kept_at)
        if not self._ahead.isActive():
            self._ahead.start()
        return changed

    def _hold(self, row: int, at: int) -> None:
        """Heights have changed: let this row stay where it stands, `at` below the upper edge."""
        self._settling = True
        self.updateGeometries()
        self.verticalScrollBar().setValue(self._heights.top(row) - at)
        self._settling = False
        self._place_opened()

    def _measure_ahead(self) -> None:
        """Measure the rows beyond what is in sight while there is time, so that nothing moves when they come."""
        offset = self.verticalOffset()
        first, last = self._heights.at(offset), self._heights.at(offset + self.viewport().height())
        if first < 0:
            return
        at, began = self._heights.top(first) - offset, time.monotonic()
        changed = False
        for away in range(1, _AHEAD):
            for row in (last + away, first - away):
                if 0 <= row < len(self._heights) and row not in self._measured:
                    changed |= self._measure(row)
            if time.monotonic() - began > _PATIENCE_S:
                self._ahead.start()
                break
        if changed:
            self._hold(first, at)

    # The open row

    def _top_of(self, index: Index) -> int | None:
        rect = self.visualRect(index)
        seen = rect.isValid() and rect.intersects(self.viewport().rect())
        return rect.top() if seen else None

    def _open_at(self, row: int) -> None:
        self.opened.show_row(self.rows.keys[row], self._columns)
        self.opened.show()
        self._measured.discard(row)
        self._measure(row)
        self.updateGeometries()
        self._place_opened()
        self.viewport().update()

    def _on_grown(self) -> None:
        """The open row needs another height."""
        row = self.currentIndex().row()
        if 0 <= row < len(self._heights):
            self._measured.discard(row)
            if self._measure(row):
                self.updateGeometries()
                self.viewport().update()
            self._place_opened()

    def _place_opened(self) -> None:
        index = self.currentIndex()
        if index.isValid() and not self.opened.isHidden():
            self.opened.setGeometry(self.visualRect(index))
