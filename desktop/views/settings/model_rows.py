"""The models of a provider as a painted list: 500 of them cost no more than the dozen that is seen."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.badge import Tone, badge_size, paint_badge
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground

Index = QModelIndex | QPersistentModelIndex

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_PAD = Space.S + Space.XXS


class ModelLine(msgspec.Struct, frozen=True):
    """A model as it stands in the list; `tasks` are words for what it does by default."""

    id: str
    title: str
    facts: str
    favourite: bool = False
    tasks: tuple[str, ...] = ()
    search: str = ""


class ModelLines(QAbstractListModel):
    """The lines that are shown: favourites first, then in the provider's order."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[ModelLine] = []
        self._words: list[str] = []
        self._shown: list[ModelLine] = []

    @property
    def count(self) -> int:
        """How many there are, shown or not."""
        return len(self._all)

    def show_lines(self, lines: list[ModelLine]) -> None:
        """Show these, narrowed by what is searched for."""
        if lines != self._all:
            self._all = lines
            self._narrow()

    def search(self, text: str) -> None:
        """Show those that hold every word of `text`."""
        self._words = text.casefold().split()
        self._narrow()

    def _narrow(self) -> None:
        found = [line for line in self._all if all(word in line.search for word in self._words)]
        found.sort(key=lambda line: not line.favourite)
        if [line.id for line in found] == [line.id for line in self._shown]:
            self._shown = found
            if found:
                self.dataChanged.emit(self.index(0), self.index(len(found) - 1))
            return
        self.beginResetModel()
        self._shown = found
        self.endResetModel()

    def row_of(self, model_id: str) -> int:
        """Where a model stands; -1: it is not shown."""
        return next((row for row, line in enumerate(self._shown) if line.id == model_id), -1)

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            favourite = tr("favourite") if line.favourite else ""
            return ", ".join(part for part in (line.title, favourite, *line.tasks, line.facts) if part)
        return line if role == Qt.ItemDataRole.UserRole else None


class ModelList(RowList):
    """The list; `chosen` sends the line that the selection moved to, `used` the one that Enter was pressed on."""

    chosen = Signal(object)  # ModelLine or None
    used = Signal(object)  # ModelLine
    starred = Signal(object)  # ModelLine
    left_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.lines = ModelLines()
        super().__init__(tr("Models"), self.lines, _Rows(), parent)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._send_used)

    @property
    def current(self) -> ModelLine | None:
        """The chosen line."""
        return self._line(self.currentIndex())

    def choose(self, model_id: str) -> None:
        """Choose a model, or the first when it is not shown."""
        if self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(max(0, self.lines.row_of(model_id))))
        self.chosen.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._send_used(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self._send_starred(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_up.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and star_area(self.visualRect(index)).contains(event.position().toPoint()):
            self._send_starred(index)

    @staticmethod
    def _line(index: QModelIndex) -> ModelLine | None:
        line = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        return line if isinstance(line, ModelLine) else None

    def _send_used(self, index: QModelIndex) -> None:
        line = self._line(index)
        if line is not None:
            self.used.emit(line)

    def _send_starred(self, index: QModelIndex) -> None:
        line = self._line(index)
        if line is not None:
            self.starred.emit(line)

    def _on_current(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self.current)


def star_area(row: QRect) -> QRect:
    """Where the star of a row is."""
    return QRect(row.right() - Size.CONTROL, row.top(), Size.CONTROL, row.height())


class _Rows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, Size.HEADER)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, ModelLine):
            return
        painter.save()
        area = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, QRectF(area), "accent_soft" if chosen else "surface_1")
        star = star_area(area)
        centre = QRect(0, 0, Size.ICON_MEDIUM, Size.ICON_MEDIUM)
        centre.moveCenter(star.center())
        name, role = ("star", "accent") if line.favourite else ("star-outline", "text_3")
        paint_icon(painter, name, centre, role)
        inner = area.adjusted(_PAD, Space.S - Space.XXS, star.left() - area.right(), -Space.S + Space.XXS)
        top = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        left = self._paint_badges(painter, top, line.tasks)
        painter.setFont(theme.font(Type.BASE, Weight.STRONG))
        painter.setPen(theme.colour("text_1"))
        room = left - top.left() - Space.S
        painter.drawText(top, _LEFT, painter.fontMetrics().elidedText(line.title, Qt.TextElideMode.ElideMiddle, room))
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        below = QRect(inner.left(), top.bottom(), inner.width(), inner.height() - top.height())
        words = painter.fontMetrics().elidedText(line.facts, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, _LEFT, words)
        painter.restore()

    @staticmethod
    def _paint_badges(painter: QPainter, line: QRect, tasks: tuple[str, ...]) -> int:
        """Paint what it does by default at the right end; the left edge of that."""
        left = line.right()
        for words in reversed(tasks):
            size = badge_size(words)
            left -= size.width()
            area = QRect(left, line.top() + (line.height() - size.height()) // 2, size.width(), size.height())
            paint_badge(painter, area, words, Tone.ACCENT)
            left -= Space.XS
        return left
