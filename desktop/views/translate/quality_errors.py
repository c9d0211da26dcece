"""The errors that somebody marked in a row: kind, gravity, words, and what was said of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.translation import TranslationError
from desktop.core.words import tr
from desktop.views.announce import spoken
from desktop.views.moments import moment
from desktop.views.tokens import Size, Space, Type
from desktop.views.translate import keys
from desktop.views.translate.quality_words import dimension_words, marked_words, severity_tone, severity_words
from desktop.views.translate.side_text import Look, Run, RunText
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.button import Button, IconButton
from desktop.views.widgets.text import Label

_LINES = 2


class ErrorLine(QWidget):
    """One error."""

    removed = Signal(object)  # TranslationError

    def __init__(self, error: TranslationError, source: str, target: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.error = error
        self.badge = Badge(severity_words(error.severity), severity_tone(error.severity))
        self.kind = Label(dimension_words(error.dimension), "strong")
        self.words = RunText("text_2", Type.BASE, lines=_LINES)
        self.words.show_runs([Run(marked_words(error, source, target), Look.WRONG)])
        who = " · ".join(part for part in (error.by, moment(error.at)) if part)
        self.note = Label(error.note, "base", "text_2", wrap=True, selectable=True)
        self.note.setVisible(bool(error.note))
        remove = IconButton("trash", tr("Take the mark away"), size=Size.CONTROL_SMALL, role="text_3")
        remove.clicked.connect(lambda: self.removed.emit(error))
        self.remove = remove
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.kind)
        head.addWidget(self.badge)
        head.addStretch(1)
        head.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.note)
        column.addWidget(Label(who, "small", "text_3"))
        where = tr("in the source") if error.on_source else tr("in the translation")
        self.setAccessibleName(spoken(f"{self.kind.text()}, {self.badge.text}, {where}", self.words.text, error.note))


class ErrorsPart(QWidget):
    """`asked` is for a new mark, `removed` sends the one that is to go."""

    asked = Signal()
    removed = Signal(object)  # TranslationError

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[TranslationError, ...], str, str] = ((), "", "")
        self.heading = Label(tr("Errors marked"), "small_strong", "text_2")
        self.mark = Button(tr("Mark an error"), icon="pencil", key=keys.MARK_ERROR, small=True)
        self.mark.clicked.connect(self.asked)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.heading)
        column.addLayout(self._lines)
        column.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def lines(self) -> list[ErrorLine]:
        """The errors that are shown."""
        items = (self._lines.itemAt(index) for index in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, ErrorLine)]

    def show_errors(self, errors: Sequence[TranslationError], source: str, target: str) -> None:
        """Show these of a row with these texts."""
        if (tuple(errors), source, target) == self._shown:
            return
        self._shown = (tuple(errors), source, target)
        for line in self.lines:
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        for error in errors:
            line = ErrorLine(error, source, target)
            line.removed.connect(self.removed)
            self._lines.addWidget(line)
