"""What everybody reads where a segment has words of its own: the words that are gone for it struck through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.compare.shown_text import PieceLike
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label


class EverybodyCard(Popover):
    """Both texts in one: added words underlined, left out words struck through. Deletes itself."""

    follow_asked = Signal()

    def __init__(self, window: QWidget, segment: str, texts: Sequence[tuple[str, Sequence[PieceLike]]]) -> None:
        super().__init__(window, tr("What differs for {segment}", segment=segment))
        self.body.addWidget(Label(tr("What differs for {segment}", segment=segment), "strong"))
        self.shown = _Differences(texts)
        self.body.addWidget(self.shown)
        hint = tr("Underlined: only here. Struck through: only in the text for everybody.")
        self.body.addWidget(Label(hint, "small", "text_2", wrap=True))
        self.follow = Button(tr("Follow everybody again"), icon="undo", small=True)
        self.follow.clicked.connect(self._on_follow)
        self.body.addWidget(self.follow)
        self.closed.connect(self.deleteLater)

    def _on_follow(self) -> None:
        self.close_card()
        self.follow_asked.emit()


class _Differences(QTextEdit):
    def __init__(self, texts: Sequence[tuple[str, Sequence[PieceLike]]]) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", "true")
        self.setAccessibleName(tr("Both texts"))
        cursor = self.textCursor()
        for number, (label, pieces) in enumerate(texts):
            if number:
                cursor.insertBlock()
            if len(texts) > 1:
                cursor.insertText(f"{label}: ", _format("text_3"))
            for piece in pieces:
                cursor.insertText(piece.text, _format_of(piece))
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)
        self.setFixedSize(self._needed())

    def _needed(self) -> QSize:
        """Measured by the words: the document knows its height only once it is shown."""
        room = QRect(0, 0, Size.DIALOG - Size.SCROLL_BAR - Space.L, Size.WINDOW_HEIGHT)
        words = QFontMetrics(theme.font()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), self.toPlainText())
        return QSize(Size.DIALOG, max(Size.ROW, min(words.height() + Space.XL, Size.SIDE_LIST)))


def _format(role: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(theme.font())
    made.setForeground(theme.colour(role))
    return made


def _format_of(piece: PieceLike) -> QTextCharFormat:
    if piece.op == "add":
        made = _format("supported")
        made.setFontUnderline(True)
        made.setBackground(theme.colour("supported_soft"))
        return made
    if piece.op == "delete":
        made = _format("contradicted")
        made.setFontStrikeOut(True)
        made.setBackground(theme.colour("contradicted_soft"))
        return made
    return _format("text_1")
