"""The texts of the columns in their rows: what is seen is filled first, and no more at once than a frame allows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.core.comparison import Compared
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.fields import FieldSpec
from desktop.views.compare.cell import Cell
from desktop.views.compare.column_words import full_name
from desktop.views.compare.feed import Feed
from desktop.views.compare.rows import Rows
from desktop.views.tokens import Size, Space

_FRAME_MS = 8
"""From one cell to the next: filling one and painting it is what a frame has room for."""
_KEPT = 12
"""Columns whose cells are kept though they are not shown."""


class Board(QAbstractScrollArea):
    """Cells side by side and one below the other; `rows` knows where each stands."""

    filled = Signal()  # cells were filled or moved
    cell_made = Signal(object)  # Cell
    key_pressed = Signal(object)  # QKeyEvent that no text needed
    empty_pressed = Signal()
    entered = Signal()  # the focus came by Tab
    scrolled = Signal()

    def __init__(self, desk: Desk, feed: Feed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._feed = feed
        self._cells: dict[tuple[str, str], Cell] = {}
        self._dirty: dict[tuple[str, str], None] = {}  # the longest waiting first
        self._columns: dict[str, Compared] = {}
        self._specs: dict[str, FieldSpec] = {}
        self.rows = Rows()
        self._arranging = False
        self._frame = QTimer(self, singleShot=True, interval=_FRAME_MS)
        self._frame.timeout.connect(self._go_on)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(tr("Texts of the columns"))
        self.verticalScrollBar().setSingleStep(Size.ROW)
        feed.ready.connect(self.touch)

    # What is shown

    def show_columns(self, columns: Sequence[Compared], specs: Sequence[FieldSpec]) -> None:
        """Show these columns with these fields; cells that are there already stay as they are."""
        self._columns = {each.key: each for each in columns}
        fields = {each.name: each for each in specs}
        gone = [at for at, cell in self._cells.items() if fields.get(at[1]) != cell.spec]
        hidden = [key for key in dict.fromkeys(at[0] for at in self._cells) if key not in self._columns]
        gone += [at for at in self._cells if at[0] in hidden[:-_KEPT]]
        for at in dict.fromkeys(gone):
            self._cells.pop(at).deleteLater()
        self._specs = fields
        for (key, _), cell in self._cells.items():
            cell.setVisible(key in self._columns)
        self.rows.set_fields(tuple(fields))
        self._dirty = {(key, field): None for field in fields for key in self._columns}
        self._rename()
        self._later(now=True)

    def _rename(self) -> None:
        """Letters change when columns are put elsewhere."""
        for (key, _), cell in self._cells.items():
            if key in self._columns:
                cell.set_name(full_name(self._desk, self._columns[key]))

    def show_column(self, column: Compared) -> None:
        """A column stands otherwise than before."""
        if column.key in self._columns:
            self._columns[column.key] = column
            for field in self._specs:
                self.touch(column.key, field)

    def touch(self, key: str, field: str) -> None:
        """A text has changed; it is shown with the next frame."""
        if key in self._columns and field in self._specs:
            self._dirty[key, field] = None
            self._later()

    def touch_all(self) -> None:
        """Everything is to be shown anew."""
        self._dirty = {(key, field): None for field in self._specs for key in self._columns}
        self._later()

    def set_text_size(self, size: int) -> None:
        """Show all texts in this size, in pixels."""
        for cell in self._cells.values():
            cell.page.set_text_size(size)
        self.arrange()

    def cell(self, key: str, field: str) -> Cell | None:
        """A cell, once it was made."""
        return self._cells.get((key, field))

    def need(self, key: str, field: str) -> Cell | None:
        """A cell, made and filled now if need be."""
        if key not in self._columns or field not in self._specs:
            return None
        if (key, field) not in self._cells or (key, field) in self._dirty:
            self._fill((key, field))
            self.arrange()
        return self._cells[key, field]

    @property
    def settled(self) -> bool:
        """Whether all is shown as it is."""
        return not self._dirty

    # Places

    def set_columns(self, places: dict[str, tuple[int, int]]) -> None:
        """Give each column its left side and its width."""
        if self.rows.set_columns(places):
            self.arrange()

    def set_whole(self, whole: bool) -> None:
        """One text below the other in each column, instead of row by row."""
        self.rows.whole = whole
        self.rows.let_go = False
        self.arrange()

    def set_let_go(self, let_go: bool) -> None:
        """Whether each column scrolls for itself."""
        self.rows.let_go = let_go

    def arrange(self) -> None:
        """Put every cell in its place."""
        if self._arranging:
            return
        self._arranging = True
        for at, cell in self._cells.items():
            width = self.rows.width(at[0])
            if width:
                self.rows.set_height(at, cell.lay_out(width))
        height = self.rows.arrange()
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, height - self.viewport().height()))
        self._put()
        self._arranging = False

    def bring_into_sight(self, cell: Cell, area: QRect) -> None:
        """Scroll as little as shows this area of a cell."""
        top = cell.y() + area.top()
        bottom = cell.y() + area.bottom()
        room = self.viewport().height()
        if top < 0 or area.height() > room:
            self._scroll(cell.key, top - Space.S)
        elif bottom > room:
            self._scroll(cell.key, bottom - room + Space.S)

    def cell_at(self, point: QPoint) -> Cell | None:
        """The cell at a point of the viewport."""
        return next(
            (cell for cell in self._cells.values() if cell.isVisible() and cell.geometry().contains(point)), None
        )

    # Qt's events

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        if not self._arranging:
            self.rows.scroll_to(self.verticalScrollBar().value(), self.viewport().height())
            self._put()
            self.scrolled.emit()
            if self._dirty:
                self._later()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.rows.let_go:
            super().wheelEvent(event)
            return
        cell = self.cell_at(event.position().toPoint())
        delta = event.pixelDelta().y() or event.angleDelta().y() * Size.ROW // (4 * Size.BUTTON)
        if cell is not None:
            self._scroll(cell.key, -delta)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}:
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.empty_pressed.emit()

    # Inside

    def _scroll(self, key: str, distance: int) -> None:
        if self.rows.let_go:
            self.rows.scroll_one(key, distance, self.viewport().height())
            self._put()
            self._later()
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + distance)

    def _put(self) -> None:
        for at, cell in self._cells.items():
            if at[0] in self._columns:
                cell.setGeometry(self.rows.place(at))
        self.filled.emit()

    def _later(self, *, now: bool = False) -> None:
        if now:
            self._frame.start(0)
        elif not self._frame.isActive():
            self._frame.start(_FRAME_MS)

    def _go_on(self) -> None:
        """Fill one cell, first those that are seen, and give the window its turn to paint it."""
        seen = QRect(0, 0, self.viewport().width(), self.viewport().height())
        first = min(self._dirty, key=lambda at: not self.rows.place(at).intersects(seen), default=None)
        if first is not None:
            self._fill(first)
        self.arrange()
        if self._dirty:
            self._later()

    def _fill(self, at: tuple[str, str]) -> None:
        self._dirty.pop(at, None)
        column = self._columns.get(at[0])
        if column is None:
            return
        cell = self._cells.get(at) or self._make(at)
        self._feed.fill(cell, column, lambda: self._desk.comparing.redo(column.key))

    def _make(self, at: tuple[str, str]) -> Cell:
        cell = Cell(at[0], self._specs[at[1]], self._desk.checker.measure, self.viewport())
        self._cells[at] = cell
        cell.set_name(full_name(self._desk, self._columns[at[0]]))
        cell.height_changed.connect(self._on_height)
        cell.show()
        self.cell_made.emit(cell)
        return cell

    def _on_height(self) -> None:
        """Typing made a text longer; while cells are being filled the end of it arranges them."""
        if not self._arranging:
            self._later()
