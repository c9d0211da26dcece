"""The findings as a list that is painted and pressed; `rows` says what stands in it."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.inspector.rows import Row
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground

_Index = QModelIndex | QPersistentModelIndex
_ROW_ROLE = Qt.ItemDataRole.UserRole
_LEFT = Space.M + Size.ICON_SMALL + Space.M
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class ChecksModel(QAbstractListModel):
    """The rows of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: list[Row]) -> None:
        """Show these rows."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, _parent: _Index | None = None) -> int:
        return len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole and row.kind:
            return tr("Show or hide")
        return None


class ChecksList(RowList):
    """A click or Enter goes to the words; a folded kind opens."""

    chosen = Signal(object)  # Row
    ring_radius = Radius.LARGE

    def __init__(self, parent: QWidget | None = None) -> None:
        self._model = ChecksModel()
        super().__init__(tr("Findings"), self._model, _Rows(), parent)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return tuple(self._model.rows)

    def show_rows(self, rows: list[Row]) -> None:
        """Show these rows; the chosen one stays chosen when it is still there."""
        current = self.currentIndex().data(_ROW_ROLE)
        self._model.show(rows)
        if current in rows:
            self.setCurrentIndex(self._model.index(rows.index(current)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._choose(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if event.key() in keys and plain and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(_ROW_ROLE)
        if isinstance(row, Row):
            self.chosen.emit(row)


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(_ROW_ROLE)
        if not isinstance(row, Row):
            return QSize(0, Size.ROW)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        title, words = _areas(row, QRect(0, 0, width, 0))
        return QSize(0, words.bottom() + 1 + 2 * (Space.M - Space.XXS) - title.top() + Space.XXS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(_ROW_ROLE)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
        area = QRect(option.rect)
        if chosen or hot:
            paint_ground(painter, QRectF(area).adjusted(0, 0, 0, -Space.XXS), "surface_2")
        title, words = _areas(row, area)
        icon = QRect(title.left() - _LEFT + Space.M, title.top(), Size.ICON_SMALL, QFontMetrics(theme.font()).height())
        folded = bool(row.kind)
        paint_icon(painter, row.icon, icon, row.role)
        quiet = row.role in {"supported", "text_2", "text_3"}
        painter.setFont(theme.font(Type.BASE, Weight.STRONG))
        painter.setPen(theme.colour("text_2" if quiet and row.depth else "text_1"))
        painter.drawText(title, _WRAP, row.title)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text_2"))
        painter.drawText(words, _WRAP, row.words)
        if folded:
            chevron = QRect(area.right() - Size.ICON_SMALL - Space.S, title.top(), Size.ICON_SMALL, icon.height())
            paint_icon(painter, "chevron-up" if _is_open(index) else "chevron-down", chevron, "text_3")
        painter.restore()


def _areas(row: Row, area: QRect) -> tuple[QRect, QRect]:
    """Where title and words of a row stand, both as high as they need."""
    left = _LEFT + row.depth * Space.L
    end = Space.M + (Size.ICON_SMALL + Space.XS if row.kind else 0)
    room = QRect(area.left() + left, area.top() + Space.M - Space.XXS, area.width() - left - end, 10_000)
    title = QFontMetrics(theme.font(Type.BASE, Weight.STRONG)).boundingRect(room, _WRAP, row.title)
    below = QRect(room.left(), title.bottom() + 1 + Space.XS - Space.HAIR, room.width(), room.height())
    words = QFontMetrics(theme.font()).boundingRect(below, _WRAP, row.words)
    title.setWidth(room.width())
    words.setWidth(room.width())
    return title, words


def _is_open(index: _Index) -> bool:
    """Whether what a fold holds is shown below it."""
    below = index.model().index(index.row() + 1, 0).data(_ROW_ROLE)
    return isinstance(below, Row) and below.depth > 0
