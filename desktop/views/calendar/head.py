"""Above the calendar: which month it is, how it is shown, and what can be done with all of it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop.core.words import tr
from desktop.views.calendar.words import month_title
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.choice import SegmentedChoice
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.text import ElidedLabel


class CalendarView(StrEnum):
    """How the posts are shown."""

    MONTH = "month"
    LIST = "list"


class CalendarHead(QWidget):
    """`stepped` asks for another month (-1, 1; 0 is today), `view_chosen` for a view."""

    stepped = Signal(int)
    view_chosen = Signal(str)
    export_asked = Signal(bool)  # only what is shown
    add_asked = Signal()
    undo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("", "heading")
        self.back = IconButton("chevron-left", tr("Month before"), key="PgUp")
        self.on = IconButton("chevron-right", tr("Next month"), key="PgDown")
        self.today = Button(tr("Today"), ButtonKind.QUIET, small=True, key="T")
        self.undo = IconButton("undo", tr("Undo"), key="Ctrl+Z")
        self.views = SegmentedChoice(
            tr("How the posts are shown"),
            ((CalendarView.MONTH, tr("Month")), (CalendarView.LIST, tr("List"))),
            CalendarView.MONTH,
        )
        self.export = IconButton("export", tr("Export the calendar"))
        self.add = Button(tr("New post"), ButtonKind.PRIMARY, icon="plus", key="N")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, 0, Space.L, 0)
        row.setSpacing(Space.XS)
        self.setFixedHeight(Size.HEADER)
        for widget in (self.back, self.on):
            row.addWidget(widget)
        row.addSpacing(Space.XS)
        row.addWidget(self.title, 1)
        row.addWidget(self.undo)
        row.addWidget(self.today)
        row.addSpacing(Space.S)
        row.addWidget(self.views)
        row.addSpacing(Space.S)
        row.addWidget(self.export)
        row.addSpacing(Space.XS)
        row.addWidget(self.add)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.today.clicked.connect(lambda: self.stepped.emit(0))
        self.views.chosen.connect(self.view_chosen)
        self.export.clicked.connect(self._on_export)
        self.add.clicked.connect(self.add_asked)
        self.undo.clicked.connect(self.undo_asked)

    def show_view(self, view: CalendarView, month: dt.date) -> None:
        """Show which month it is, or that all posts are listed."""
        listed = view is CalendarView.LIST
        self.title.setText(tr("All posts") if listed else month_title(month))
        self.views.set_value(view)
        for widget in (self.back, self.on, self.today):
            widget.setVisible(not listed)

    def show_undo(self, words: str) -> None:
        """Offer to take back what was done last; empty for nothing."""
        self.undo.setVisible(bool(words))
        self.undo.setToolTip(with_key(tr("Undo: {what}", what=words), "Ctrl+Z") if words else "")

    def export_menu(self) -> QMenu:
        """Which posts go into the file."""
        menu = QMenu(self)
        menu.addAction(tr("All posts with a date…")).triggered.connect(lambda: self.export_asked.emit(False))
        menu.addAction(tr("Only what is shown…")).triggered.connect(lambda: self.export_asked.emit(True))
        return menu

    def _on_export(self) -> None:
        menu = self.export_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))
