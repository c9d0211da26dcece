"""The box that takes what a supplier says: pasted, dropped or typed, it fills brief and facts."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.brief import Brief, Fact
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.session import DraftChange
from desktop.views import theme
from desktop.views.editor.plain import clean
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.text import Label

_LINK = r"(?i)(https?://|www\.)\S+"
_SAID_MS = 6000


class PasteBox(QWidget):
    """One line high; what lands in it is read at once, and below it stands what became of it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._before: tuple[Fact, ...] = ()
        self._reading = False
        self.box = _Box(tr("Supplier text"), tr("Paste supplier text, a table or a row"))
        self.said = Label("", "small", "text_2", wrap=True)
        self.said.hide()
        self._quiet = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._quiet.timeout.connect(self.said.hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.box)
        column.addWidget(self.said)
        self.setFocusProxy(self.box)
        self.box.received.connect(self.take)
        desk.session.changed.connect(self._on_changed)
        desk.pasted.connect(self._on_pasted)

    def take(self, text: str) -> None:
        """Read a text into brief and facts; a mere link is not fetched, and that is said."""
        text = clean(text).text.strip()
        if not text:
            return
        if re.fullmatch(_LINK, text):
            self.box.setPlainText(text)
            self._say(tr("Links are not opened. Copy the text of the page and paste it here."), stays=True)
            return
        self.box.clear()
        self._reading = True
        self._before = self._desk.session.draft.brief.facts
        lines = text.count("\n") + 1
        self._say(trn("Reading {n} line…", "Reading {n} lines…", lines), stays=True)
        self._desk.paste(text)

    def _on_changed(self, change: DraftChange) -> None:
        if self._reading and change.place == "paste":
            self._reading = False
            self.said.hide()

    def _on_pasted(self, brief: Brief) -> None:
        found = sum(fact not in self._before for fact in brief.facts)
        if found:
            self._say(trn("{n} fact read", "{n} facts read", found))
        else:
            self._say(tr("Nothing that looks like a fact; the text is under Notes."))

    def _say(self, words: str, *, stays: bool = False) -> None:
        self.said.setText(words)
        self.said.show()
        self._quiet.stop()
        if not stays:
            self._quiet.start()


class _Box(QPlainTextEdit):
    received = Signal(str)

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.ring_radius = Radius.SMALL
        self.setProperty("field", True)
        self.setProperty("strong", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setAccessibleDescription(placeholder)
        self.setToolTip(tr("Text, a table, or a row of your list: pasted or dropped here, it fills brief and facts"))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(Size.CONTROL)
        self.document().setUndoRedoEnabled(False)
        self._hint = _Hint(placeholder, self)
        self.textChanged.connect(lambda: self._hint.setVisible(self.document().isEmpty()))

    def shows_focus_ring(self) -> bool:
        """Whether the ring belongs around it now."""
        return True

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.received.emit(source.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Z
            and self.document().isEmpty()
        ):
            event.ignore()  # undo is the window's
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.ignore()
            else:
                self.received.emit(self.toPlainText())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setGeometry(self.contentsRect())


class _Hint(QWidget):
    """What belongs into the box, over it: asked for the ground it paints on, Qt's box makes PySide load all widgets."""

    def __init__(self, words: str, box: QWidget) -> None:
        super().__init__(box)
        self._words = words
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.rect()
        icon = QRect(Space.XS, area.top(), Size.ICON_SMALL, area.height())
        paint_icon(painter, "clipboard", icon, "text_2")
        painter.setPen(theme.colour("text_3"))
        words = area.adjusted(icon.right() + Space.S, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
