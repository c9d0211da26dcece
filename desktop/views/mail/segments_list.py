"""The segments of a mail: everybody and each audience, how many they are, and which have words of their own."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.mail import Segment
from desktop.core.words import tr, trn
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground

ROW_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOST_ROWS = 8
"""Rows that are shown at once; more of them scroll."""


class SegmentRow(msgspec.Struct, frozen=True):
    """A segment in the list; `own` says that it has words of its own, `chosen` that the desk shows its mail."""

    segment: Segment
    own: bool = False
    chosen: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        people = self.segment.people
        return spoken(
            self.segment.name,
            tr("shown now") if self.chosen else "",
            tr("has its own text") if self.own else "",
            trn("{n} person", "{n} people", people) if people is not None else "",
        )


class SegmentsModel(QAbstractListModel):
    """The rows, replaced as a whole when they differ."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[SegmentRow, ...] = ()

    def show_rows(self, rows: Sequence[SegmentRow]) -> None:
        """Show these; where only their marks differ, the rows stay and are painted again."""
        fresh = tuple(rows)
        if fresh == self.rows:
            return
        same = [row.segment.id for row in fresh] == [row.segment.id for row in self.rows]
        if same:
            self.rows = fresh
            self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.segment.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.segment.about or None
        return None


class _Rows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(Size.SIDE_LIST, Size.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, SegmentRow):
            return
        from PySide6.QtWidgets import QStyle  # its enums cost a start 5 ms

        painter.save()
        area = option.rect
        state = option.state
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if row.chosen:
            paint_ground(painter, QRectF(area).adjusted(0, Size.HAIR, 0, -Size.HAIR), "surface_2")
        elif focused or state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, QRectF(area).adjusted(0, Size.HAIR, 0, -Size.HAIR), "surface_0")
        inner = area.adjusted(Space.S + Space.XXS, 0, -(Space.S + Space.XXS), 0)
        if row.chosen:
            check = QRect(inner.left(), inner.top(), Size.ICON_SMALL, inner.height())
            paint_icon(painter, "check", check, "accent")
        inner.setLeft(inner.left() + Size.ICON_SMALL + Space.S + Space.XXS)
        inner.setRight(inner.right() - self._paint_people(painter, inner, row))
        self._paint_name(painter, inner, row)
        painter.restore()

    def _paint_people(self, painter: QPainter, area: QRect, row: SegmentRow) -> int:
        """How many they are; answers how much room that takes."""
        people = row.segment.people
        if people is None:
            return 0
        words = QLocale().toString(people)
        painter.setFont(theme.font(Type.SMALL, Weight.STRONG if row.chosen else Weight.REGULAR))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), words)
        return painter.fontMetrics().horizontalAdvance(words) + Space.S

    def _paint_name(self, painter: QPainter, area: QRect, row: SegmentRow) -> None:
        font = theme.font(Type.BASE, Weight.STRONG if row.chosen else Weight.REGULAR)
        metrics = QFontMetrics(font)
        dot = Size.DOT + Space.S if row.own else 0
        words = metrics.elidedText(row.segment.name, Qt.TextElideMode.ElideRight, area.width() - dot)
        painter.setFont(font)
        painter.setPen(theme.colour("text_1" if row.chosen else "text_2"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        if row.own:
            spot = QRectF(0, 0, Size.DOT, Size.DOT)
            spot.moveCenter(QRectF(area).center())
            spot.moveLeft(area.left() + metrics.horizontalAdvance(words) + Space.S + Space.XXS)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(spot)


class SegmentsList(RowList):
    """A click or Enter shows a segment's mail, F2 or a double click changes the segment; a menu has the rest."""

    chosen = Signal(str)
    edit_asked = Signal(str)
    menu_asked = Signal(str, QPoint)  # the segment, and the place on the screen
    removal_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows = SegmentsModel()
        super().__init__(tr("Segments"), self._rows, _Rows(), parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)

    @property
    def rows(self) -> tuple[SegmentRow, ...]:
        """What is shown, from the top."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[SegmentRow]) -> None:
        """Show these segments, and stand on the one that is chosen."""
        self._rows.show_rows(rows)
        shown = min(len(rows), _MOST_ROWS)
        many = len(rows) > _MOST_ROWS
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if many else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(shown * Size.ROW)
        place = next((place for place, row in enumerate(rows) if row.chosen), 0)
        if place != self.currentIndex().row():
            index = self._rows.index(place)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    @property
    def current(self) -> str:
        """The id of the segment that the keys are on; empty for everybody."""
        place = self.currentIndex().row()
        return self._rows.rows[place].segment.id if 0 <= place < len(self._rows.rows) else ""

    def spot_of(self, segment_id: str) -> QRect:
        """Where a segment's row stands."""
        for place, row in enumerate(self._rows.rows):
            if row.segment.id == segment_id:
                return self.visualRect(self._rows.index(place))
        return self.rect()

    def event(self, event: QEvent) -> bool:
        """Del is the list's own while it has the keys, not the window's."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_F2}
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if not event.modifiers():
                self.chosen.emit(self.current)
            case Qt.Key.Key_F2:
                self.edit_asked.emit(self.current)
            case Qt.Key.Key_Delete if self.current:
                self.removal_asked.emit(self.current)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.edit_asked.emit(self._rows.rows[index.row()].segment.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        spot = self.visualRect(self.currentIndex()).bottomLeft()
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            where = self.viewport().mapToGlobal(spot) if by_key else event.globalPos()
            self.menu_asked.emit(self._rows.rows[index.row()].segment.id, where)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self._rows.rows[index.row()].segment.id)
