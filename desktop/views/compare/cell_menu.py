"""The menu of a text in a column: taking, copying and editing, with the keys that do the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from desktop.core.words import tr
from desktop.views.compare.cell import Cell
from desktop.views.compare.navigator import Navigator
from desktop.views.icons import icon


class CellMenu:
    """Opens on a right click and on the menu key; `edit` and `why` are asked of the column of the cell."""

    def __init__(self, navigator: Navigator, edit: Callable[[str], None], why: Callable[[str], None]) -> None:
        self._navigator = navigator
        self._edit = edit
        self._why = why

    def menu(self, cell: Cell) -> QMenu:
        """The menu as it is now."""
        navigator, page = self._navigator, cell.page
        menu = QMenu(page)
        if page.editing:
            self._add(menu, "", tr("Cut"), QKeySequence.StandardKey.Cut, page.cut)
            self._add(menu, "copy", tr("Copy"), QKeySequence.StandardKey.Copy, page.copy)
            self._add(menu, "clipboard", tr("Paste"), QKeySequence.StandardKey.Paste, page.paste)
            menu.addSeparator()
            self._add(menu, "check", tr("Leave the text"), "Esc", page.left.emit)
            return menu
        chosen = page.selected is not None
        words = tr("Take the selection into the draft") if chosen else tr("Take the sentence into the draft")
        self._add(menu, "arrow-right", words, "Return", navigator.take_sentence)
        self._add(menu, "arrow-right", tr("Take the field into the draft"), "Shift+Return", navigator.take_field)
        menu.addSeparator()
        self._add(menu, "copy", tr("Copy"), QKeySequence.StandardKey.Copy, page.copy, possible=chosen)
        self._add(menu, "pencil", tr("Edit this text"), "F2", lambda: self._edit(cell.key))
        self._add(menu, "help", tr("Why it reads so"), "Alt+W", lambda: self._why(cell.key))
        return menu

    def open(self, cell: Cell, where: QPoint) -> None:
        """Show it at a place of the cell's text."""
        menu = self.menu(cell)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(cell.page.mapToGlobal(where))

    @staticmethod
    def _add(
        menu: QMenu,
        name: str,
        words: str,
        key: QKeySequence.StandardKey | str,
        work: Callable[[], object],
        *,
        possible: bool = True,
    ) -> None:
        action = menu.addAction(icon(name), words) if name else menu.addAction(words)
        action.setShortcut(QKeySequence(key))
        action.setShortcutVisibleInContextMenu(True)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setEnabled(possible)
        action.triggered.connect(lambda _checked=False: work())
