"""Ctrl+K: every action and the latest drafts by name, with the key that does the same."""

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
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.draft import Draft, DraftId
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.actions import Actions
from desktop.views.icons import paint_icon
from desktop.views.moments import clock_or_day
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.keys import key_sign
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.surface import paint_ground
from desktop.views.widgets.text import Label

Index = QModelIndex | QPersistentModelIndex

_TOP = 72
_DRAFTS_SHOWN = 12


class Entry(msgspec.Struct, frozen=True):
    """A line of the palette: its words, its group, the key, the icon, and what it does."""

    label: str
    group: str
    icon: str
    key: str
    run: Callable[[], None]


class CommandPalette(Popover):
    """A field and a list; typing narrows the list, Enter does what is chosen."""

    def __init__(self, window: QWidget, actions: Actions, more: Callable[[], Sequence[QAction]]) -> None:
        super().__init__(window, tr("Find a command or a draft"))
        self._actions = actions
        self._more = more
        self._entries: list[Entry] = []
        self._drafts: list[Entry] = []
        self._only_drafts = False
        self.field = LineEdit(tr("Find a command or a draft"), icon_name="search")
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setAccessibleName(tr("Commands and drafts"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setFixedSize(Size.PALETTE, Size.PALETTE_HEIGHT)
        self._model = _Entries(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.clicked.connect(self._run)
        self.nothing = Label(tr("Nothing by that name"), "base", "text_2")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)
        self.body.addWidget(self.nothing)
        self.setFocusProxy(self.field)

    def open_with(self, drafts: list[Draft], open_draft: Callable[[DraftId], None], *, only_drafts: bool) -> None:
        """Show it; with `only_drafts` it is the list of the latest drafts."""
        self._only_drafts = only_drafts
        self._drafts = [
            Entry(
                draft.title or tr("Without a name"),
                clock_or_day(draft.changed_at),
                "product",
                "",
                _Open(open_draft, draft.id),
            )
            for draft in drafts[:_DRAFTS_SHOWN]
        ]
        self._entries = [] if only_drafts else [self._entry(action) for action in self._shown_actions()]
        self.field.setPlaceholderText(tr("Find a draft") if only_drafts else tr("Find a command or a draft"))
        self.nothing.setText(tr("No drafts yet") if only_drafts and not self._drafts else tr("Nothing by that name"))
        self.field.clear()
        self._narrow("")
        self.open_in_middle(_TOP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            for key, rows in step.items():
                if event.key() == key:
                    self._move(rows)
                    return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._run(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _shown_actions(self) -> list[QAction]:
        found = [action for action in (*self._more(), *self._actions) if action.text() and action.isEnabled()]
        return [action for action in found if action is not self._actions["palette"]]

    def _entry(self, action: QAction) -> Entry:
        name = action.property("icon_name") or "dot"
        return Entry(
            action.text(), self._actions.group_of(action), str(name), key_sign(action.shortcut()), action.trigger
        )

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        both = [*self._drafts] if self._only_drafts else [*self._entries, *self._drafts]
        found = [entry for entry in both if all(word in f"{entry.label} {entry.group}".casefold() for word in words)]
        self._model.show(found)
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        if found:
            self.list.setCurrentIndex(self._model.index(0))

    def _move(self, rows: int) -> None:
        count = self._model.rowCount()
        if not count:
            return
        row = self.list.currentIndex().row() + rows
        row = row % count if abs(rows) == 1 else max(0, min(count - 1, row))
        self.list.setCurrentIndex(self._model.index(row))

    def _run(self, index: QModelIndex) -> None:
        entry = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(entry, Entry):
            self.close_card()
            entry.run()


class _Open:
    def __init__(self, open_draft: Callable[[DraftId], None], draft: DraftId) -> None:
        self._open = open_draft
        self._draft = draft

    def __call__(self) -> None:
        self._open(self._draft)


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.label, entry.group, entry.key) if part)
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
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            paint_ground(painter, QRectF(area), "accent_soft" if chosen else "surface_1")
        area.adjust(Space.S, 0, -Space.M, 0)
        role = "accent" if chosen else "text_2"
        paint_icon(painter, entry.icon, QRect(area.left(), area.top(), Size.ICON_MEDIUM, area.height()), role)
        area.setLeft(area.left() + Size.ICON_MEDIUM + Space.S + Space.XXS)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        tail = entry.key or entry.group
        painter.drawText(area, int(right), tail)
        area.setRight(area.right() - painter.fontMetrics().horizontalAdvance(tail) - Space.M)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text_1"))
        words = painter.fontMetrics().elidedText(entry.label, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.restore()
