"""What the page of a post tells search engines of itself, as it is exported: to be read and copied."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.errors import Problem
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.product.notes import Disclosure
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.text import Label

_LATE_MS = 700


class LinkedDataPart(QWidget):
    """Folded away; made aside, and only while it is open and seen."""

    announced = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finishing = desk.posting.finishing
        self.fold = Disclosure(tr("Structured data (JSON-LD)"))
        self.text = _Page(tr("Structured data (JSON-LD)"))
        self.copy = Button(tr("Copy"), ButtonKind.QUIET, icon="copy", small=True)
        self.copy.set_tip(tr("Copy the structured data"))
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        head = QHBoxLayout()
        head.addWidget(Label(tr("The exported page carries it."), "small", "text_3", wrap=True), 1)
        head.addWidget(self.copy)
        inside.addLayout(head)
        inside.addWidget(self.text)
        self.fold.add(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.fold)
        column.addWidget(self._inside)
        self.fold.clicked.connect(self._on_fold)
        self.copy.clicked.connect(self.copy_text)
        self._late.timeout.connect(self._finishing.make_linked_data)
        self._finishing.linked_data_made.connect(self._on_made)
        desk.session.changed.connect(self._on_changed)
        desk.session.opened.connect(self._on_changed)

    def copy_text(self) -> None:
        """Put the structured data on the clipboard."""
        if text := self.text.toPlainText():
            QGuiApplication.clipboard().setText(text)
            self.announced.emit(tr("Copied: {field}", field=tr("Structured data (JSON-LD)")))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._on_fold()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._late.stop()

    def _on_fold(self) -> None:
        if self.fold.is_open and self.isVisible():
            self._finishing.make_linked_data()

    def _on_changed(self, _change: object) -> None:
        """A pause in the typing is waited for."""
        if self.fold.is_open and self.isVisible():
            self._late.start()

    def _on_made(self, made: str | Problem) -> None:
        if isinstance(made, Problem):
            self.text.setPlainText("")
            self.text.setPlaceholderText(f"{made.message} {made.hint}".strip())
        elif made != self.text.toPlainText():
            place = self.text.verticalScrollBar().value()
            self.text.setPlainText(made)
            self.text.verticalScrollBar().setValue(place)
        self.copy.setEnabled(isinstance(made, str))


class _Page(QPlainTextEdit):
    """Can be read and copied from; nothing can be typed into it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("field", True)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(Type.SMALL)
        self.setFont(font)

    def shows_focus_ring(self) -> bool:
        """Whether the ring belongs around it now."""
        return True

    def sizeHint(self) -> QSize:
        return QSize(Size.TEXT_NARROW, Size.INBOX_TEXT)
