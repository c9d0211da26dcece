"""What each sentence of the reply rests on, and which questions are still open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.reply import Asked, Basis, Rest, Resting
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.announce import spoken
from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.text import Label

_LOOKS: dict[Rest, tuple[str, str]] = {
    Rest.FACT: ("check", "supported"),
    Rest.PASSAGE: ("check", "supported"),
    Rest.QUESTION: ("mail", "text_3"),
    Rest.OPEN: ("help", "warning"),
    Rest.NOTHING: ("warning", "warning"),
}


class RestingTab(QWidget):
    """One row a sentence; a press goes to the sentence, its second line to the fact or the knowledge."""

    sentence_asked = Signal(object)  # Basis
    known_asked = Signal(str)
    grown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: tuple[str, Resting] = ("", Resting())
        self.empty = EmptyState(
            "mail",
            tr("Nothing to account for yet"),
            tr("Write the reply, or type it: here stands what each sentence rests on."),
        )
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(Space.M, 0, Space.M, Space.L)
        self._rows.setSpacing(Space.M)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        column.addWidget(self.empty)
        desk.replying.rested.connect(self._on_rested)
        self._on_rested(desk.replying.resting)

    def _on_rested(self, resting: Resting) -> None:
        text = self._desk.session.handed_in.copy.text("body")
        if (text, resting) == self._shown and self._rows.count():
            return
        self._shown = (text, resting)
        self._clear()
        open_asked = self._desk.replying.open_questions()
        told = [
            each for each in resting.bases if each.rest is not Rest.COURTESY and text[each.start : each.end].strip()
        ]
        self.empty.setVisible(not told and not open_asked)
        self._scroll.setVisible(bool(told or open_asked))
        if open_asked:
            self._rows.addWidget(Label(tr("Not answered"), "strong", "text_2"))
            for asked in open_asked:
                self._rows.addWidget(self._question(asked))
        if told:
            self._rows.addWidget(Label(tr("Each sentence rests on"), "strong", "text_2"))
            for basis in told:
                self._rows.addWidget(self._row(basis, text[basis.start : basis.end]))
        self._rows.addStretch(1)
        self.grown.emit()

    def _question(self, asked: Asked) -> QWidget:
        known = tr("What you know speaks of it.") if asked.ids else tr("Nothing you know speaks of it.")
        row = SentenceRow("help", "warning", asked.text, known)
        if asked.ids:
            row.pressed.connect(lambda: self.known_asked.emit(asked.ids[0]))
        return row

    def _row(self, basis: Basis, sentence: str) -> QWidget:
        icon, role = _LOOKS[basis.rest]
        others = [words for words in map(self._desk.replying.words_of, basis.ids[1:]) if len(words) < len(sentence)]
        quote = "\n".join((basis.quote, *others)) or _said(basis.rest)
        row = SentenceRow(icon, role, sentence, quote, does=tr("Show where this stands"))
        row.pressed.connect(lambda: self.sentence_asked.emit(basis))
        if basis.ids:
            row.link_quote()
            row.quote_pressed.connect(lambda: self.known_asked.emit(basis.ids[0]))
        return row

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _said(rest: Rest) -> str:
    return {
        Rest.QUESTION: tr("The customer’s own words"),
        Rest.OPEN: tr("Still open: find it out"),
        Rest.NOTHING: tr("Nothing you gave says this"),
    }.get(rest, "")


class SentenceRow(KeyFocus, QWidget):
    """A sentence with its sign, and below it what it rests on; pressing it, or Enter, goes to the sentence."""

    pressed = Signal()
    quote_pressed = Signal()

    def __init__(
        self, icon: str, role: str, sentence: str, quote: str, *, does: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(spoken(sentence, quote))
        self.setToolTip(does)
        self.sentence = Label(sentence, wrap=True)
        self.quote = Label(quote, "small", "text_2", wrap=True)
        self.link = IconButton("eye", tr("Show the fact or the knowledge"), size=Size.CONTROL_SMALL)
        self.link.hide()
        self.link.clicked.connect(self.quote_pressed)
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(self.sentence)
        words.addWidget(self.quote)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(icon, role, Size.ICON_SMALL), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)

    def link_quote(self) -> None:
        """Offer the way to what the sentence rests on."""
        self.link.show()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)
