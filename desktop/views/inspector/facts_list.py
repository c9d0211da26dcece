"""The facts as a list of rows of one height, so that ten thousand of them cost no more than ten."""

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
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.words import tr
from desktop.runtime.fact_types import type_word
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.inspector.fact_entries import ICONS, FactEntry, Standing
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.badge import Tone, badge_size, paint_badge
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground

_Index = QModelIndex | QPersistentModelIndex
_ENTRY_ROLE = Qt.ItemDataRole.UserRole
_LEFT = Space.M + Size.ICON_SMALL + Space.M
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class FactEntries(QAbstractListModel):
    """The entries of the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[FactEntry, ...] = ()

    def show(self, entries: tuple[FactEntry, ...]) -> None:
        """Show these entries."""
        if entries == self.entries:
            return
        if len(entries) == len(self.entries):
            self.entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, _parent: _Index | None = None) -> int:
        return len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == _ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{entry.fact.name} {entry.fact.text}".strip()
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            named = f"{entry.fact.name}: {entry.fact.text}" if entry.fact.name else entry.fact.text
            return "\n".join(part for part in (named, type_word(entry.fact), entry.words) if part)
        return None


class FactsList(RowList):
    """Enter goes to the words of a fact, Ctrl+M lets it be a must, Ctrl+U approves it.

    `chosen` sends the entry that is looked at.
    """

    chosen = Signal(object)  # FactEntry
    entered = Signal(object)  # FactEntry
    must_toggled = Signal(object)  # FactEntry
    approved_toggled = Signal(object)  # FactEntry
    ring_radius = Radius.LARGE

    def __init__(self, parent: QWidget | None = None) -> None:
        self._model = FactEntries()
        super().__init__(tr("Facts and where they are used"), self._model, _Rows(), parent)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_entered)

    @property
    def entries(self) -> tuple[FactEntry, ...]:
        """What is shown."""
        return self._model.entries

    @property
    def current(self) -> FactEntry | None:
        """The entry that is looked at."""
        entry = self.currentIndex().data(_ENTRY_ROLE)
        return entry if isinstance(entry, FactEntry) else None

    def show_entries(self, entries: tuple[FactEntry, ...]) -> None:
        """Show these entries; the fact that is looked at stays the same one."""
        before = self.current
        self._model.show(entries)
        if before is not None and (self.current is None or self.current.fact.id != before.fact.id):
            self.choose(before.fact.id)

    def choose(self, fact_id: str) -> None:
        """Look at a fact."""
        for row, entry in enumerate(self._model.entries):
            if entry.fact.id == fact_id:
                self.setCurrentIndex(self._model.index(row))
                self.scrollTo(self._model.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.current
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if entry is not None and plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit(entry)
        elif entry is not None and control and event.key() == Qt.Key.Key_M:
            self.must_toggled.emit(entry)
        elif entry is not None and control and event.key() == Qt.Key.Key_U:
            self.approved_toggled.emit(entry)
        else:
            super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex) -> None:
        entry = current.data(_ENTRY_ROLE)
        if isinstance(entry, FactEntry):
            self.chosen.emit(entry)

    def _on_entered(self, index: QModelIndex) -> None:
        self.entered.emit(index.data(_ENTRY_ROLE))


class _Rows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        lines = 2 * QFontMetrics(theme.font()).height() + QFontMetrics(theme.font(Type.SMALL)).height()
        return QSize(Size.SIDE_LIST, lines + 2 * (Space.S + Space.XXS))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry = index.data(_ENTRY_ROLE)
        if not isinstance(entry, FactEntry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            paint_ground(painter, QRectF(area).adjusted(0, 0, 0, -Space.XXS), "surface_2")
        line = QFontMetrics(theme.font()).height()
        icon, role = ICONS[entry.standing]
        top = area.top() + Space.S
        paint_icon(painter, icon, QRect(area.left() + Space.M, top, Size.ICON_SMALL, line), role)
        row = QRect(area.left() + _LEFT, top, area.width() - _LEFT - Space.M, line)
        self._paint_head(painter, row, entry)
        row.translate(0, line)
        faded = entry.standing is Standing.UNAPPROVED
        _paint(painter, row, entry.fact.text, "text_3" if faded else "text_1")
        row.translate(0, line)
        problem = entry.standing in {Standing.CONTRADICTED, Standing.CONFLICT, Standing.FORGOTTEN}
        _paint(painter, row, entry.words, role if problem else "text_2", Type.SMALL)
        painter.restore()

    @staticmethod
    def _paint_head(painter: QPainter, row: QRect, entry: FactEntry) -> None:
        """The name, and on the right the type, or that it must be mentioned."""
        row = QRect(row)
        if entry.fact.must_mention:
            size = badge_size(tr("must mention"))
            badge = QRect(row.right() - size.width() + 1, 0, size.width(), size.height())
            badge.moveTop(row.center().y() - size.height() // 2)
            paint_badge(painter, badge, tr("must mention"), Tone.WARNING)
            row.setRight(badge.left() - Space.S)
        else:
            words = " · ".join(part for part in (entry.fact.variant, type_word(entry.fact)) if part)
            width = min(row.width() // 2, QFontMetrics(theme.font(Type.SMALL)).horizontalAdvance(words) + Space.XXS)
            _paint(painter, QRect(row.right() - width + 1, row.top(), width, row.height()), words, "text_3", Type.SMALL)
            row.setRight(row.right() - width - Space.S)
        _paint(painter, row, entry.fact.name or tr("Fact"), "text_1", weight=Weight.STRONG)


def _paint(
    painter: QPainter, area: QRect, words: str, role: str, size: int = Type.BASE, weight: Weight = Weight.REGULAR
) -> None:
    painter.setFont(theme.font(size, weight))
    painter.setPen(theme.colour(role))
    line = painter.fontMetrics().elidedText(" ".join(words.split()), Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), line)
