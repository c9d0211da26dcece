"""A card with a field and a list: typing narrows the list, the arrows move in it, Enter takes what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground
from desktop.views.widgets.text import Label

Index = QModelIndex | QPersistentModelIndex

_TOP = 72
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class Entry(msgspec.Struct, frozen=True):
    """A line of the list: what it stands for, its words, what stands at its end, and all by which it is found.

    `spoken` is told besides by a screen reader; an entry that is not `open` is shown and cannot be taken; a `current`
    one bears a tick.
    """

    value: object
    label: str
    tail: str
    icon: str
    search: str
    spoken: str = ""
    open: bool = True
    current: bool = False


class SearchPopover(Popover):
    """The card; `find` gives the entries for the words that were typed, in small letters."""

    taken = Signal(object)  # Entry: the card is closed and this was chosen

    def __init__(
        self, window: QWidget, name: str, list_name: str, height: int, find: Callable[[Sequence[str]], Sequence[Entry]]
    ) -> None:
        super().__init__(window, name)
        self._find = find
        self.field = LineEdit(name, icon_name="search")
        self._model = _Entries()
        self.list = RowList(list_name, self._model, _Rows())
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setFixedSize(Size.PALETTE, height)
        self.nothing = Label(tr("Nothing by that name"), "base", "text_2")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        for part in (self.field, self.list, self.nothing):
            self.body.addWidget(part)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self.narrow)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._take)

    def open_on_top(self) -> None:
        """Show it where commands are looked for."""
        self.open_in_middle(_TOP)

    @property
    def shown(self) -> Sequence[Entry]:
        """What the list holds now."""
        return self._model.entries

    @property
    def chosen(self) -> Entry | None:
        """The entry that Enter would take."""
        entry = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return entry if isinstance(entry, Entry) else None

    def narrow(self, text: str) -> None:
        """Show what is found for what was typed."""
        entries = self._find(text.casefold().split())
        self._model.show(entries)
        self.list.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        if entries:
            self.list.setCurrentIndex(self._model.index(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            for key, rows in _STEPS.items():
                if event.key() == key:
                    self._move(rows)
                    return True
            if event.key() in _ENTER:
                self._take(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def choose(self, row: int) -> None:
        """Put the choice on a row."""
        self.list.setCurrentIndex(self._model.index(row))

    def _move(self, rows: int) -> None:
        count = self._model.rowCount()
        if count:
            row = self.list.currentIndex().row() + rows
            self.choose(row % count if abs(rows) == 1 else max(0, min(count - 1, row)))

    def _take(self, index: QModelIndex) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        if isinstance(entry, Entry) and entry.open:
            self.close_card()
            self.taken.emit(entry)


def matching(entries: Sequence[Entry], words: Sequence[str]) -> list[Entry]:
    """The entries that have all the words."""
    return [entry for entry in entries if all(word in entry.search for word in words)]


class _Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.label, entry.tail, entry.spoken) if part)
        return entry if role == Qt.ItemDataRole.UserRole else None


class _Rows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, Size.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(entry, Entry):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        if lit or option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, QRectF(area), "accent_soft" if lit else "surface_1")
        area.adjust(Space.S, 0, -Space.M, 0)
        icon = QRect(area.left(), area.top(), Size.ICON_MEDIUM, area.height())
        paint_icon(painter, entry.icon, icon, "text_3" if not entry.open else "accent" if lit else "text_2")
        area.setLeft(icon.right() + Space.S + Space.XXS)
        if entry.current:
            check = QRect(area.right() - Size.ICON_SMALL, area.top(), Size.ICON_SMALL, area.height())
            paint_icon(painter, "check", check, "accent")
            area.setRight(check.left() - Space.S)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2" if entry.open else "text_3"))
        metrics = painter.fontMetrics()
        tail = metrics.elidedText(entry.tail, Qt.TextElideMode.ElideRight, area.width() // 2)
        painter.drawText(area, _END, tail)
        area.setRight(area.right() - metrics.horizontalAdvance(tail) - Space.M)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text_1" if entry.open else "text_3"))
        words = painter.fontMetrics().elidedText(entry.label, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, _MIDDLE, words)
        painter.restore()
