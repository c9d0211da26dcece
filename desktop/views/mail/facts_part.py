"""The facts a mail rests on, as on the product screen: typed, pasted from the clipboard, or dropped."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.brief import number_facts
from desktop.core.finding import CheckReport
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.product.fact_table import COLUMN_INDENT, FactTable
from desktop.views.product.facts_model import FactsModel
from desktop.views.product.paste_box import PasteBox
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.text import Label


class FactsPart(QWidget):
    """A heading with Paste and Add, and the table; a box to paste into as long as there are no facts."""

    row_shown = Signal(QWidget)  # the table, when a row of it is to be seen

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAcceptDrops(True)
        self.count = Badge("0")
        self.paste = Button(tr("Paste"), ButtonKind.QUIET, icon="clipboard", small=True)
        self.paste.set_tip(tr("Reads what is on the clipboard into the facts: text, a table, or a row of your list"))
        self.add = IconButton("plus", tr("Add a fact"), key="Ctrl+Shift+A", size=Size.CONTROL_SMALL)
        self.paste_box = PasteBox(desk)
        self.facts = FactsModel(desk.session, self)
        self.table = FactTable(self.facts)
        head = QHBoxLayout()
        head.setContentsMargins(COLUMN_INDENT, 0, COLUMN_INDENT, 0)
        head.setSpacing(Space.S)
        head.addWidget(Label(tr("Facts"), "strong", "text_2"))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.paste)
        head.addWidget(self.add)
        box = QVBoxLayout()
        box.setContentsMargins(COLUMN_INDENT, 0, COLUMN_INDENT, 0)
        box.addWidget(self.paste_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addLayout(box)
        column.addWidget(self.table)
        self._connect()
        self._count_facts()

    def _connect(self) -> None:
        self.paste.clicked.connect(self.paste_clipboard)
        self.add.clicked.connect(self.add_fact)
        self.table.text_pasted.connect(self.paste_box.take)
        self._desk.checker.checked.connect(self._on_checked)
        for signal in (self.facts.rowsInserted, self.facts.rowsRemoved, self.facts.modelReset):
            signal.connect(self._count_facts)

    def add_fact(self) -> None:
        """Open a row for a new fact."""
        self.table.add()
        self.row_shown.emit(self.table)

    def paste_clipboard(self) -> None:
        """Read what is on the clipboard into the facts."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.paste_box.take(text)
        else:
            self._desk.notices.info(tr("There is no text on the clipboard."), key="paste")

    def show_fact(self, fact_id: str, *, focus: bool = True) -> None:
        """Choose a fact in the table; the keys go to it unless told otherwise."""
        for row, fact in enumerate(number_facts(self.facts.facts)):
            if fact.id == fact_id:
                self.table.setCurrentIndex(self.facts.index(row, 0))
                if focus:
                    self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.row_shown.emit(self.table)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasText() and not event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.paste_box.take(event.mimeData().text())
        event.acceptProposedAction()

    def _on_checked(self, report: CheckReport) -> None:
        self.facts.show_report(report)

    def _count_facts(self, *_where: object) -> None:
        count = len(self.facts.facts)
        self.count.set_text(str(count))
        self.paste_box.box.setVisible(not count)
