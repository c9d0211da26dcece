"""All columns in a slim list when there are more than are shown: letter, model, tone, state, claims and words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from desktop.core.comparison import MOST_SHOWN, Compared
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views import theme
from desktop.views.compare.column_words import claims_look, full_name, state_look, title_of, tone_of
from desktop.views.compare.letter import paint_letter
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.badge import tone_roles
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground
from desktop.views.widgets.text import Label

Index = QModelIndex | QPersistentModelIndex

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_HEIGHT = Size.BUTTON_TALL + Space.XXS
_PICK = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ColumnsModel(QAbstractListModel):
    """All columns, and which of them are shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._columns: tuple[Compared, ...] = ()
        self._shown: frozenset[str] = frozenset()

    def show(self, columns: Sequence[Compared], shown: Sequence[str]) -> None:
        """There are these columns now."""
        keys = [each.key for each in columns]
        if keys != [each.key for each in self._columns]:
            self.beginResetModel()
            self._columns, self._shown = tuple(columns), frozenset(shown)
            self.endResetModel()
            return
        self._columns, self._shown = tuple(columns), frozenset(shown)
        if columns:
            self.dataChanged.emit(self.index(0), self.index(len(columns) - 1))

    def show_one(self, column: Compared) -> None:
        """A column stands otherwise."""
        for row, each in enumerate(self._columns):
            if each.key == column.key:
                self._columns = (*self._columns[:row], column, *self._columns[row + 1 :])
                self.dataChanged.emit(self.index(row), self.index(row))

    def column(self, row: int) -> Compared:
        """The column of a row."""
        return self._columns[row]

    def is_shown(self, key: str) -> bool:
        """Whether a column stands beside the others."""
        return key in self._shown

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = self._columns[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(self.desk, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            claims = claims_look(column)
            shown = tr("shown") if self.is_shown(column.key) else tr("not shown")
            parts = (full_name(self.desk, column), state_look(column.state).words, claims.words, claims.rest, shown)
            return ", ".join(part for part in parts if part)
        return column if role == Qt.ItemDataRole.UserRole else None


class ColumnsList(RowList):
    """`toggled` sends the key of a column that is to be shown, or no longer."""

    toggled = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.columns = ColumnsModel(desk)
        super().__init__(tr("All columns"), self.columns, _Rows(self.columns), parent)
        self.setUniformItemSizes(True)
        self.setAccessibleDescription(tr("Enter shows a column beside the others, or puts it away."))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.toggled.emit(self.columns.column(index.row()).key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PICK and self.currentIndex().isValid():
            self.toggled.emit(self.columns.column(self.currentIndex().row()).key)
        else:
            super().keyPressEvent(event)


class OthersList(QWidget):
    """The list with its heading."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Label("", "small", "text_2")
        self.list = ColumnsList(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XS, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        self.setFixedWidth(Size.SIDE_LIST)

    def show_columns(self, columns: Sequence[Compared], shown: Sequence[str]) -> None:
        """There are these columns now; the list is there when they are more than are shown."""
        count = trn("{n} column", "{n} columns", len(columns))
        self.heading.setText(
            tr("{count}, {shown} of at most {most} shown", count=count, shown=len(shown), most=MOST_SHOWN)
        )
        self.setVisible(len(columns) > len(shown))
        if not self.isHidden():
            self.list.columns.show(columns, shown)


class _Rows(QStyledItemDelegate):
    def __init__(self, columns: ColumnsModel) -> None:
        super().__init__()
        self._columns = columns

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(column, Compared):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        shown = self._columns.is_shown(column.key)
        hot = option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus)
        if shown or hot:
            ground = QRectF(area.adjusted(0, Size.HAIR, 0, -Size.HAIR))
            paint_ground(painter, ground, "surface_2" if shown else "surface_0")
        area.adjust(Space.S, Space.XS, -Space.S, -Space.XS)
        tile = QRect(area.left(), area.top() + (area.height() - Size.TAB) // 2, Size.TAB, Size.TAB)
        paint_letter(painter, tile, column.letter, chosen=shown)
        area.setLeft(tile.right() + Space.S + Space.XXS)
        self._paint_words(painter, area, column)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, column: Compared) -> None:
        upper = QRect(area.left(), area.top(), area.width(), area.height() // 2)
        lower = upper.translated(0, upper.height())
        state, claims = state_look(column.state), claims_look(column)
        paint_icon(painter, state.icon, _end_of(upper), tone_roles(state.tone)[0])
        upper.setRight(upper.right() - Size.ICON_SMALL - Space.XS)
        title = ", ".join(part for part in (title_of(self._columns.desk, column), tone_of(column)) if part)
        _write(painter, upper, title, "text_1", Weight.STRONG)
        if claims.icon:
            paint_icon(painter, claims.icon, _end_of(lower), claims.role)
            lower.setRight(lower.right() - Size.ICON_SMALL - Space.XS)
        words = trn("{n} word", "{n} words", column.words)
        _write(
            painter,
            lower,
            " · ".join(part for part in (words, claims.short or claims.words or claims.rest) if part),
            "text_2",
        )


def _end_of(row: QRect) -> QRect:
    return QRect(row.right() - Size.ICON_SMALL + 1, row.top(), Size.ICON_SMALL, row.height())


def _write(painter: QPainter, area: QRect, words: str, role: str, weight: Weight = Weight.REGULAR) -> None:
    painter.setFont(theme.font(Type.SMALL, weight))
    painter.setPen(theme.colour(role))
    line = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, _LEFT, line)
