"""What stands in the place of the columns as long as it is open: the blind duel, and many short lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.views.catalogue import Shell

if TYPE_CHECKING:
    from desktop.views.duel.page import DuelPage
    from desktop.views.lines.page import LinesPage


class SidePages(QStackedWidget):
    """The columns' own page first; the others are made when they are first asked for."""

    column_asked = Signal(str)  # the key of a column that the duel leads to
    fronted = Signal(bool)  # whether the columns are in front

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self.duel: DuelPage | None = None
        self.lines: LinesPage | None = None
        self.currentChanged.connect(lambda index: self.fronted.emit(index == 0))

    @property
    def in_front(self) -> bool:
        """Whether the columns are shown."""
        return self.currentIndex() <= 0

    def show_columns(self) -> None:
        """Put away what stands before the columns."""
        self.setCurrentIndex(0)

    def show_duel(self) -> DuelPage:
        """Show the duel."""
        if self.duel is None:
            from desktop.views.duel.page import DuelPage

            self.duel = DuelPage(self._shell.desk, self._shell.actions)
            self.duel.left.connect(self.show_columns)
            self.duel.column_asked.connect(self._on_column_asked)
            self.addWidget(self.duel)
        self._show(self.duel)
        return self.duel

    def show_lines(self) -> LinesPage:
        """Show the short lines."""
        if self.lines is None:
            from desktop.views.lines.page import LinesPage

            self.lines = LinesPage(self._shell.desk, self._shell.actions)
            self.lines.left.connect(self.show_columns)
            self.addWidget(self.lines)
        self._show(self.lines)
        return self.lines

    def write(self) -> bool:
        """Have the page in front write, if it can; `False`: the columns are in front."""
        if self.lines is not None and self.currentWidget() is self.lines:
            self.lines.write()
        return not self.in_front

    def _show(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_column_asked(self, key: str) -> None:
        self.show_columns()
        self.column_asked.emit(key)
