"""The terms of a job as a painted list: what a word is called, what must not be written for it, and what it means."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.term import Term
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground

Index = QModelIndex | QPersistentModelIndex
_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class TermEntry(msgspec.Struct, frozen=True):
    """A term and the id of the list that holds it."""

    term: Term
    base: int
    base_name: str = ""

    @property
    def more(self) -> str:
        """What stands below it: what is forbidden, and what it means or a note."""
        term = self.term
        forbidden = tr("Not: {words}", words=", ".join(term.forbidden)) if term.forbidden else ""
        return " · ".join(part for part in (forbidden, term.definition or term.note) if part)


class TermsModel(QAbstractListModel):
    """The terms that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[TermEntry] = ()

    def show(self, entries: Sequence[TermEntry]) -> None:
        """Show these."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        term = entry.term
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{term.source}: {term.target}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(f"{term.source}: {term.target}", entry.more)
        if role == Qt.ItemDataRole.ToolTipRole:
            parts = (term.definition, term.note, term.source_note, term.target_note, entry.base_name)
            return "\n".join(part for part in parts if part) or None
        return entry if role == Qt.ItemDataRole.UserRole else None


class TermsList(RowList):
    """`chosen` sends the entry that was clicked or on which Enter was pressed."""

    chosen = Signal(object)  # TermEntry
    ring_radius = Radius.LARGE

    def __init__(self, parent: QWidget | None = None) -> None:
        self.terms = TermsModel()
        super().__init__(tr("Terms of this job"), self.terms, _Rows(), parent)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._choose(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(entry, TermEntry):
            self.chosen.emit(entry)


class _Rows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(Qt.ItemDataRole.UserRole)
        more = isinstance(entry, TermEntry) and bool(entry.more)
        return QSize(0, Size.ROW + (Size.BADGE if more else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(entry, TermEntry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        lit = bool(option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver))
        if lit:
            paint_ground(painter, QRectF(area), "surface_2")
        area.adjust(Space.S, 0, -Space.S, 0)
        upper = QRect(area.left(), area.top(), area.width(), Size.ROW)
        half = area.width() // 2
        left = QRect(upper.left(), upper.top(), half - Space.S, upper.height())
        right = QRect(upper.left() + half, upper.top(), area.width() - half, upper.height())
        _write(painter, left, entry.term.source, Type.BASE, "text_2")
        if entry.term.case:
            right.setRight(right.right() - Size.ICON_SMALL - Space.XS)
            icon = QRect(right.right() + Space.XS, right.top(), Size.ICON_SMALL, right.height())
            paint_icon(painter, "lock", icon, "text_3")
        _write(painter, right, entry.term.target, Type.BASE, "text_1")
        if entry.more:
            lower = QRect(area.left(), upper.bottom() - Space.XS, area.width(), Size.BADGE)
            _write(painter, lower, entry.more, Type.SMALL, "text_3")
        painter.fillRect(area.left(), area.bottom(), area.width(), Size.HAIR, theme.colour("line"))
        painter.restore()


def _write(painter: QPainter, area: QRect, words: str, size: Type, role: str) -> None:
    font = theme.font(size, Weight.REGULAR)
    painter.setFont(font)
    painter.setPen(theme.colour(role))
    shown = QFontMetrics(font).elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, _LINE, shown)
