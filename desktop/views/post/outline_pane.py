"""The outline of a post beside its text: go to a heading, fold it, or drag its section elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.words import tr, trn
from desktop.views import theme
from desktop.views.post.sections import OutlineRow, Structure
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.movable_rows import Index, MovableModel, MovableRows
from desktop.views.widgets.surface import paint_ground

_FORMAT = "application/x-copydesk-section"
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class OutlinePane(MovableRows):
    """Rows are numbered as those of the `Structure`; `section_moved` gives which one is to stand before which other."""

    heading_chosen = Signal(int)
    section_moved = Signal(int, int)  # which, before which (the number of rows: at the end)
    section_stepped = Signal(int, bool)  # which; True is up
    fold_asked = Signal(int, bool)  # which; True folds

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows = _Rows()
        super().__init__(tr("Outline"), self._rows, _Lines(), parent)
        self.row_moved.connect(self.section_moved)
        self.clicked.connect(lambda index: self.heading_chosen.emit(index.row()))

    @property
    def structure(self) -> Structure:
        """What is shown."""
        return self._rows.structure

    def show_structure(self, structure: Structure) -> None:
        """Show another outline; the choice stays at its row."""
        self._rows.show(structure)

    def show_current(self, row: int) -> None:
        """Light up the section in which the caret is; -1 for none."""
        index = self._rows.index(row) if 0 <= row < self._rows.rowCount() else QModelIndex()
        if index != self.currentIndex():
            self.setCurrentIndex(index)

    # The keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        key = event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if row >= 0 and key in _ENTER:
            self.heading_chosen.emit(row)
        elif row >= 0 and alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            if self.free:
                self.section_stepped.emit(row, key == Qt.Key.Key_Up)
        elif row >= 0 and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.fold_asked.emit(row, key == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)


class _Rows(MovableModel):
    def __init__(self) -> None:
        super().__init__(_FORMAT)
        self.structure = Structure((), 0, 0)

    def show(self, structure: Structure) -> None:
        if structure == self.structure:
            return
        same = len(structure.rows) == len(self.structure.rows)
        if not same:
            self.beginResetModel()
        self.structure = structure
        if not same:
            self.endResetModel()
        elif structure.rows:
            self.dataChanged.emit(self.index(0), self.index(len(structure.rows) - 1))

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.structure.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.structure.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = trn("{n} word", "{n} words", row.words)
            return tr("{heading}, heading of level {level}, {words}", heading=row.text, level=row.level, words=words)
        return row if role == Qt.ItemDataRole.UserRole else None


class _Lines(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, Size.BUTTON)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, OutlineRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        if lit or option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, QRectF(area), "surface_2" if lit else "surface_0")
        area.adjust(Space.M + (row.level - 1) * Space.M, 0, -Space.M, 0)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        tail = str(row.words)
        painter.drawText(area, _END, tail)
        area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(tail) - Space.S)
        painter.setFont(theme.font(Type.BASE, Weight.STRONG if row.level <= 1 else Weight.REGULAR))
        painter.setPen(theme.colour("text_1"))
        painter.drawText(
            area, _MIDDLE, painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, area.width())
        )
        painter.restore()
