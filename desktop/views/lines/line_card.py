"""All that is said of one short line, in a card at its icons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.lines import Line
from desktop.core.words import tr
from desktop.views.icons import IconLabel
from desktop.views.lines.words import remarks
from desktop.views.tokens import Size, Space
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label

_MOST = 8


class LineCard(Popover):
    """The remarks on a line, gravest first; deletes itself when it is closed."""

    def __init__(self, window: QWidget, line: Line, clashing: Sequence[str]) -> None:
        super().__init__(window, tr("About this line"))
        self.sentences: list[str] = []
        title = Label(line.text, "strong", wrap=True)
        title.fit(Size.DIALOG)
        self.body.addWidget(title)
        told = [("split", "warning", words) for words in clashing] + remarks(line)
        for icon, role, words in told[:_MOST]:
            self._add(icon, role, words)
        if not told:
            self._add("check", "supported", tr("Nothing stands against it."))
        if not line.model:
            self._add("pencil", "text_2", tr("No model wrote this line: it was typed, or put together from the facts."))
        self.closed.connect(self.deleteLater)

    def _add(self, icon: str, role: str, words: str) -> None:
        self.sentences.append(words)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(icon, role, Size.ICON_MEDIUM), 0, Qt.AlignmentFlag.AlignTop)
        label = Label(words, "base", "text_2", wrap=True)
        label.fit(Size.DIALOG - Size.ICON_MEDIUM - Space.S)
        row.addWidget(label, 1)
        self.body.addLayout(row)
