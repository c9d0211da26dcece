"""What stands beside an outline: the usual parts as long as there is none, and headings that only the text has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.post import Section
from desktop.core.words import tr, trn
from desktop.runtime.posting_values import SectionRow
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.text import ElidedLabel, Label


class UsualParts(QFrame):
    """The usual parts of such a page, to begin with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("well", True)
        self.button = Button(tr("Begin with the usual parts"))
        self.parts = Label("", "text", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M + Space.XXS, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(Label(tr("No outline yet"), "strong"))
        said = tr("Such a page usually has these parts. You can change every one of them.")
        column.addWidget(Label(said, "base", "text_2", wrap=True))
        column.addWidget(self.parts)
        column.addSpacing(Space.XS)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)

    def show_outline(self, outline: Sequence[Section]) -> None:
        """Show these parts; nothing at all where there are none."""
        self.setVisible(bool(outline))
        self.parts.setText("\n".join(each.heading for each in outline))


class Unplanned(QWidget):
    """Headings that stand in the text and not in the outline; `adopted` sends where one begins in the body."""

    adopted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[SectionRow, ...] = ()
        self.buttons: list[Button] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)
        self._column.addWidget(Label(tr("In the text, and not in the outline"), "strong", "text_2"))
        self._lines: list[QWidget] = []
        self.hide()

    def show_rows(self, rows: tuple[SectionRow, ...]) -> None:
        """Show these headings; nothing at all where there are none."""
        if rows == self.rows:
            return
        self.rows, gone = rows, self._lines
        self._lines, self.buttons = [], []
        for row in rows:
            self._add(row)
        for line in gone:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.setVisible(bool(rows))

    def _add(self, row: SectionRow) -> None:
        line = QWidget()
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(ElidedLabel(row.heading, "text"), 1)
        inside.addWidget(Label(trn("{n} word written", "{n} words written", row.written), "small", "text_3"))
        button = Button(tr("Add to the outline"), icon="plus", small=True)
        button.setAccessibleDescription(row.heading)
        button.clicked.connect(lambda _checked=False, start=row.start: self.adopted.emit(start))
        inside.addWidget(button)
        self.buttons.append(button)
        self._lines.append(line)
        self._column.addWidget(line)
