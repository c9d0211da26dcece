"""The list of a post's sections: what is under the keys and the pointer, and what they ask for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.core.words import tr
from desktop.views.post.section_rows import ROW_HEIGHT, OutlineEntry, OutlineLines, OutlineModel
from desktop.views.widgets.movable_rows import MovableRows

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LEAST_ROWS = 3
_VERBS = {
    Qt.Key.Key_Delete: "remove",
    Qt.Key.Key_P: "pin",
    Qt.Key.Key_W: "write",
    Qt.Key.Key_M: "merge",
    Qt.Key.Key_F2: "edit",
}


class SectionsList(MovableRows):
    """As high as its rows where there is room; beyond that it scrolls.

    `asked` sends what a click or a key asks of a row: `go`, `up`, `down`, or one of the verbs.
    """

    asked = Signal(str, int)  # verb, row
    menu_asked = Signal(int, QPoint)  # the row, and the place on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        self._model = OutlineModel()
        super().__init__(tr("Outline"), self._model, OutlineLines(), parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._fit()
        self.clicked.connect(lambda index: self.asked.emit("go", index.row()))
        self.doubleClicked.connect(lambda index: self.asked.emit("edit", index.row()))

    @property
    def entries(self) -> tuple[OutlineEntry, ...]:
        """What is shown, from the top."""
        return self._model.entries

    def show_entries(self, entries: Sequence[OutlineEntry]) -> None:
        """Show these; the keys stay on their section, wherever it stands now."""
        held = self.currentIndex().row()
        before = self.entries[held].row.id if 0 <= held < len(self.entries) else ""
        count = len(self.entries)
        self._model.show_entries(entries)
        if len(self.entries) != count:
            self._fit()
        now = next((at for at, each in enumerate(self.entries) if before and each.row.id == before), held)
        now = min(now, len(self.entries) - 1)
        if now != self.currentIndex().row():
            self.hold(now)

    def hold(self, row: int) -> None:
        """Put the keys on a row."""
        if 0 <= row < len(self.entries):
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._model.index(row), flags)

    def spot_of(self, row: int) -> QRect:
        """Where a row stands in the list."""
        return self.visualRect(self._model.index(row)) if 0 <= row < len(self.entries) else self.rect()

    def _fit(self) -> None:
        count = len(self.entries)
        self.setMinimumHeight(min(count, _LEAST_ROWS) * ROW_HEIGHT)
        self.setMaximumHeight(count * ROW_HEIGHT)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())

    # The keys

    def event(self, event: QEvent) -> bool:
        """The keys of the list are its own while it has the focus, not the window's."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._verb(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verb, row = self._verb(event), self.currentIndex().row()
        if verb and row >= 0:
            self.asked.emit(verb, row)
        elif event.key() in _ENTER or event.text().strip():
            event.ignore()  # letters would look for a row, and so take those that are verbs
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _verb(event: QKeyEvent) -> str:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if modifiers == Qt.KeyboardModifier.AltModifier:
            return "up" if key == Qt.Key.Key_Up else "down" if key == Qt.Key.Key_Down else ""
        if modifiers:
            return ""
        return "go" if key in _ENTER else next((verb for each, verb in _VERBS.items() if each == key), "")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            spot = self.visualRect(index).bottomLeft()
            where = self.viewport().mapToGlobal(spot) if by_key else event.globalPos()
            self.hold(index.row())
            self.menu_asked.emit(index.row(), where)
