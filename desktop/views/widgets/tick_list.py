"""A list of which several rows can be chosen, with a tick before each that is."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space, Type
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground, rounded

_Index = QModelIndex | QPersistentModelIndex
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_TURNS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_ROWS = 5


class Tick(msgspec.Struct, frozen=True):
    """A row: what is chosen with it, its words, and an icon that says what kind it is."""

    id: str
    words: str
    icon: str = ""


class TickList(RowList):
    """A click, the space bar or Enter ticks a row, or takes its tick away; `changed` is sent then."""

    changed = Signal()

    def __init__(self, name: str, ticks: Sequence[Tick], chosen: Sequence[str], parent: QWidget | None = None) -> None:
        self._ticks = _Ticks(tuple(ticks), frozenset(chosen))
        super().__init__(name, self._ticks, _Lines(), parent)
        self.setUniformItemSizes(True)
        self.setFixedHeight(min(len(ticks), _MOST_ROWS) * Size.CONTROL_SMALL)
        self.clicked.connect(lambda index: self._turn(index.row()))
        if ticks:
            self.setCurrentIndex(self._ticks.index(0))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the rows with a tick, in the order of the list."""
        return tuple(each.id for each in self._ticks.ticks if each.id in self._ticks.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if (
            row >= 0
            and event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers()
        ):
            self._turn(row)
        else:
            super().keyPressEvent(event)

    def _turn(self, row: int) -> None:
        self._ticks.turn(row)
        self.changed.emit()


class _Ticks(QAbstractListModel):
    def __init__(self, ticks: tuple[Tick, ...], chosen: frozenset[str]) -> None:
        super().__init__()
        self.ticks = ticks
        self.chosen = chosen

    def turn(self, row: int) -> None:
        self.chosen = self.chosen ^ {self.ticks[row].id}
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, _parent: _Index | None = None) -> int:
        return len(self.ticks)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        tick = self.ticks[index.row()]
        ticked = tick.id in self.chosen
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return tick.words
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(tick.words, tr("chosen") if ticked else tr("not chosen"))
        return (tick, ticked) if role == Qt.ItemDataRole.UserRole else None


class _Lines(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, Size.CONTROL_SMALL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tick, ticked = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        keyed = option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_Selected
        if keyed or option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, QRectF(area), "surface_1")
        half = Size.HAIR / 2
        box = QRectF(0, 0, Size.ICON_SMALL, Size.ICON_SMALL)
        box.moveCenter(QPointF(area.left() + Space.XS + Size.ICON_SMALL / 2, QRectF(area).center().y()))
        painter.setPen(QPen(theme.colour("accent" if ticked else "text_3"), Size.HAIR))
        painter.setBrush(theme.colour("accent" if ticked else "surface_2"))
        painter.drawPath(rounded(box.adjusted(half, half, -half, -half), Radius.SMALL / 2))
        if ticked:
            paint_icon(painter, "check", box.adjusted(Space.HAIR, Space.HAIR, -Space.HAIR, -Space.HAIR), "on_accent")
        area.setLeft(int(box.right()) + Space.S)
        if tick.icon:
            paint_icon(painter, tick.icon, QRect(area.left(), area.top(), Size.ICON_SMALL, area.height()), "text_3")
            area.setLeft(area.left() + Size.ICON_SMALL + Space.XS + Space.XXS)
        area.setRight(area.right() - Space.S)
        painter.setFont(theme.font(Type.BASE))
        painter.setPen(theme.colour("text_1"))
        words = painter.fontMetrics().elidedText(tick.words, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, _MIDDLE, words)
        painter.restore()
