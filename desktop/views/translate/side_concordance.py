"""Words looked up in the memories: every unit that has them, with the words in bold on both sides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.core.translation import Concordance
from desktop.core.words import tr, trn
from desktop.runtime.translation_difference import without_tags
from desktop.views.announce import spoken
from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space, Type
from desktop.views.translate.side_link import TextLink
from desktop.views.translate.side_text import RunText, marked_runs
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.text import Label

CONCORDANCE_KEY = "Ctrl+L"
_PAUSE_MS = 200
_FEW = 2
_AROUND = 36


class ConcordanceField(QLineEdit):
    """The field; `asked` sends the words a moment after typing, at once on Enter."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("field", True)
        self.setFixedHeight(Size.CONTROL)
        self.setAccessibleName(tr("Look words up in the memories"))
        self.setPlaceholderText(tr("Look words up"))
        self.setToolTip(with_key(tr("Look words up in the memories"), CONCORDANCE_KEY))
        self.count = Label("", "small", "text_2")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S + Space.XXS, 0, Space.S + Space.XXS, 0)
        row.addWidget(IconLabel("search", "text_2", Size.ICON_SMALL))
        row.addStretch()
        row.addWidget(self.count)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self._ask)
        self.textEdited.connect(lambda _text: self._soon.start())
        self.say("")

    def shows_focus_ring(self) -> bool:
        """Whether the ring belongs around it now."""
        return True

    def say(self, words: str) -> None:
        """Say how many were found."""
        self.count.setText(words)
        room = self.count.sizeHint().width() + Space.S if words else 0
        self.setTextMargins(Size.ICON_SMALL + Space.S, 0, room, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._soon.stop()
            self._ask()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self.asked.emit(self.text().strip())


class FoundPair(QWidget):
    """One unit that was found: a line of each language around the words."""

    def __init__(self, found: Concordance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = RunText("text_2", Type.SMALL, lines=1)
        self.target = RunText("text_1", Type.SMALL, lines=1)
        self.source.show_runs(marked_runs(*around(found.source, found.in_source)))
        self.target.show_runs(marked_runs(*around(found.target, found.in_target)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.source)
        column.addWidget(self.target)
        source, target = without_tags(found.source), without_tags(found.target)
        self.setToolTip(f"{source}\n{target}\n{found.memory}")
        self.setAccessibleName(spoken(source, target, found.memory))


class ConcordancePart(QWidget):
    """Field and findings: two of them, and all when asked."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = ConcordanceField()
        self.field.asked.connect(self.asked)
        self.none = Label(tr("No memory of this job has these words."), "small", "text_2", wrap=True)
        self.all = TextLink(tr("Show all"))
        self.all.clicked.connect(self._on_all)
        self._found: tuple[Concordance, ...] = ()
        self._whole = False
        self._pairs = QVBoxLayout()
        self._pairs.setSpacing(Space.S - Space.XXS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.field)
        column.addLayout(self._pairs)
        column.addWidget(self.none)
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.none.hide()
        self.all.hide()
        self.setFocusProxy(self.field)

    @property
    def pairs(self) -> list[FoundPair]:
        """What is shown."""
        items = (self._pairs.itemAt(index) for index in range(self._pairs.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [each for each in widgets if isinstance(each, FoundPair)]

    def look_up(self, words: str) -> None:
        """Ask for these words."""
        self.field.setText(words)
        self.asked.emit(words.strip())

    def show_found(self, found: Sequence[Concordance]) -> None:
        """Show what came of the words in the field."""
        self._found = tuple(found)
        self._whole = False
        asked = bool(self.field.text().strip())
        self.field.say(trn("{n} found", "{n} found", len(found)) if asked else "")
        self.none.setVisible(asked and not found)
        self._show()

    def _on_all(self) -> None:
        self._whole = not self._whole
        self._show()

    def _show(self) -> None:
        for pair in self.pairs:
            self._pairs.removeWidget(pair)
            pair.hide()
            pair.deleteLater()
        shown = self._found if self._whole else self._found[:_FEW]
        for each in shown:
            self._pairs.addWidget(FoundPair(each))
        more = len(self._found) > _FEW
        self.all.setVisible(more)
        self.all.setText(tr("Show fewer") if self._whole else tr("Show all {n}", n=len(self._found)))


def around(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The text from a little before its first span, so that a line of it shows the words, and the spans in it."""
    if not spans or spans[0][0] <= _AROUND:
        return text, list(spans)
    begin = text.rfind(" ", 0, spans[0][0] - _AROUND // 2) + 1
    shift = begin - 1 if begin else 0
    cut = f"…{text[begin:]}" if begin else text
    return cut, [(start - shift, end - shift) for start, end in spans]
