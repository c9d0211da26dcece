"""Above the columns: the draft, what the grid will write and what that takes, and what can be done with all columns."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from desktop.core.comparison import Grid
from desktop.core.money import Rate
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.actions import key_of
from desktop.views.compare.grid_button import GridButton
from desktop.views.compare.grid_words import GridWords
from desktop.views.icons import icon
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.text import ElidedLabel


class CompareHeader(KeyFocus, QWidget):
    """Title, grid, estimate, Add column, Duel, Export, and Write, which becomes Stop while models write."""

    write_asked = Signal()
    stop_asked = Signal()
    duel_asked = Signal()
    lines_asked = Signal()
    add_asked = Signal(str)  # history, versions, paste, file, comparisons
    export_asked = Signal(str)  # html, pdf, md, csv, xlsx, an ads sheet, read_sheet, results

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.title = ElidedLabel("", "text_strong")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.grid = GridButton(desk)
        self.estimate = ElidedLabel("", "base", "text_2")
        self.add = Button(tr("Add column"), ButtonKind.QUIET, icon="plus")
        self.add.set_tip(tr("Put a text from the history, a file or the clipboard beside the others"))
        self.lines = IconButton("table", tr("Write many short lines"), key="Alt+I", size=Size.BUTTON)
        self.duel = Button(tr("Duel"), ButtonKind.QUIET, icon="columns")
        self.duel.set_tip(tr("Choose between two at a time, without knowing whose they are"))
        self.export = Button(tr("Export"), ButtonKind.QUIET, icon="export")
        self.export.set_tip(with_key(tr("The comparison as a page, a sheet or a table of ads"), key_of("export")))
        self.write = Button(tr("Write"), ButtonKind.PRIMARY, icon="pencil", key=key_of("write"))
        self.stop = Button(tr("Stop"), icon="stop", key=key_of("stop"))
        self.stop.set_tip(tr("Stop all columns; what has come is kept"))
        self.stop.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.S, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.title)
        row.addSpacing(Space.XS)
        row.addWidget(self.grid)
        row.addSpacing(Space.XS)
        row.addWidget(self.estimate)
        row.addStretch(1)
        for button in (self.add, self.duel, self.export, self.lines):
            row.addWidget(button)
        row.addSpacing(Space.XS)
        row.addWidget(self.write)
        row.addWidget(self.stop)
        self.setFixedHeight(Size.HEADER - Space.XXS)
        self.add.clicked.connect(lambda: self._open(self.add_menu(), self.add))
        self.duel.clicked.connect(self.duel_asked)
        self.lines.clicked.connect(self.lines_asked)
        self.export.clicked.connect(lambda: self._open(self.export_menu(), self.export))
        self.write.clicked.connect(self.write_asked)
        self.stop.clicked.connect(self.stop_asked)

    def show_title(self, title: str) -> None:
        """Name the draft."""
        words = title or tr("New product")
        if words != self.title.text():
            self.title.setText(words)
            self.fit()

    def show_grid(self, grid: Grid, *, possible: bool) -> None:
        """Say what pressing Write does, and what that takes."""
        comparing = self._desk.comparing
        words = GridWords(grid, comparing.estimate, Rate.of(self._desk.settings.settings))
        self.estimate.setText(words.short)
        problem = comparing.estimate.problem
        self.estimate.set_tone("warning" if problem is not None else "text_2")
        if problem is not None:
            self.estimate.setText(problem.message)
        total = grid.total
        self.write.setText(tr("Write {n}", n=total) if total else tr("Write"))
        self.write.setEnabled(possible and total > 0)
        self.write.set_tip(words.whole)
        self.fit()

    def set_busy(self, busy: bool) -> None:
        """Whether models write; the focus stays on the button at this place."""
        shown, hidden = (self.stop, self.write) if busy else (self.write, self.stop)
        focused = hidden.hasFocus()
        shown.show()
        if focused:
            shown.setFocus()
        hidden.hide()
        self.fit()

    def set_filled(self, *, filled: bool) -> None:
        """Whether there are columns to export."""
        self.duel.setEnabled(filled)

    def fit(self) -> None:
        """Leave out words where the room is scarce: those of the estimate, then of the quiet buttons."""
        quiet = ((self.add, tr("Add column")), (self.duel, tr("Duel")), (self.export, tr("Export")))
        for shows_words, shows_estimate in ((True, True), (True, False), (False, False)):
            for button, words in quiet:
                button.setText(words if shows_words else "")
                button.setAccessibleName(words)
            self.estimate.setVisible(shows_estimate)
            if self._needed(estimate=shows_estimate) <= self.width():
                return

    def minimumSizeHint(self) -> QSize:
        """What it needs without the words that `fit` leaves out, or they would keep the window from becoming small."""
        return QSize(2 * Size.SIDE_LIST, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def add_menu(self) -> QMenu:
        """Where another column may come from."""
        return self._menu(
            self.add_asked.emit,
            (
                ("history", tr("From the history…"), "search"),
                ("versions", tr("A version of this draft…"), "history"),
                ("paste", tr("The text on the clipboard"), "clipboard"),
                ("file", tr("A text from a file…"), "folder"),
                ("", "", ""),
                ("comparisons", tr("Open an earlier comparison…"), "columns"),
                ("new", tr("Begin a new comparison"), "plus"),
            ),
        )

    def export_menu(self) -> QMenu:
        """What a comparison can be exported to, and what can be read back."""
        filled = bool(self._desk.comparing.columns())
        menu = self._menu(
            self.export_asked.emit,
            (
                ("html", tr("Web page…"), "globe"),
                ("pdf", tr("PDF…"), "document"),
                ("md", tr("Markdown…"), "document"),
                ("csv", tr("Table (CSV)…"), "table"),
                ("xlsx", tr("Sheet for choices and comments (XLSX)…"), "table"),
                ("", "", ""),
                ("google_ads", tr("Google ads sheet…"), "table"),
                ("meta_ads", tr("Meta ads sheet…"), "table"),
                ("mail", tr("Subject lines for mail…"), "table"),
            ),
        )
        for action in menu.actions():
            action.setEnabled(filled)
        menu.addSeparator()
        for value, words, name in (
            ("read_sheet", tr("Read a sheet back…"), "folder"),
            ("results", tr("Results: opens, clicks, sales…"), "download"),
        ):
            action = menu.addAction(icon(name), words)
            action.setData(value)
        return menu

    def _needed(self, *, estimate: bool) -> int:
        main = self.stop if self.write.isHidden() else self.write
        parts = [self.grid, self.add, self.duel, self.export, self.lines, main]
        width = sum(part.sizeHint().width() for part in parts)
        title = min(self.title.sizeHint().width(), Size.SIDE_LIST)
        shown = self.estimate.sizeHint().width() if estimate else 0
        return width + title + shown + 12 * Space.XS

    def _menu(self, asked: object, entries: tuple[tuple[str, str, str], ...]) -> QMenu:
        menu = QMenu(self)
        for value, words, name in entries:
            if not value:
                menu.addSeparator()
                continue
            menu.addAction(icon(name), words).setData(value)
        menu.triggered.connect(lambda action: asked(str(action.data())) if callable(asked) else None)
        return menu

    def _open(self, menu: QMenu, of: Button) -> None:
        from PySide6.QtCore import Qt

        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(of.mapToGlobal(QPoint(0, of.height())))
