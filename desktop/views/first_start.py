"""The first thing a newcomer sees: the language, one box to paste into, and a sample."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.session import DraftChange
from desktop.views import theme
from desktop.views.actions import key_of
from desktop.views.begun import Begun
from desktop.views.icons import paint_icon
from desktop.views.system_language import system_language
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.choice import SegmentedChoice
from desktop.views.widgets.empty import Hero
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label

_LANGUAGES = (("en", "English"), ("nl", "Nederlands"), ("sv", "Svenska"))
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PasteBox(QPlainTextEdit):
    """A few lines to paste into, with a clipboard icon; Ctrl+Enter sends it off."""

    submitted = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self._words = placeholder
        self.setProperty("field", True)
        self.setProperty("strong", True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(Size.PASTE_BOX)

    def shows_focus_ring(self) -> bool:
        """Whether the ring belongs around it now."""
        return True

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _submits(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _submits(event):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.document().isEmpty():
            return
        painter = QPainter(self.viewport())
        icon = QRect(Space.S, Space.XS + Space.XXS, Size.ICON_MEDIUM, Size.ICON_MEDIUM)
        paint_icon(painter, "clipboard", icon, "text_3")
        painter.setFont(self.font())
        painter.setPen(theme.colour("text_3"))
        words = self.viewport().rect().adjusted(icon.right() + Space.S, icon.top(), -Space.S, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), self._words)


def _submits(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class FirstStart(Surface):
    """Asks for the language of program and copy, and for something to write from; `done` is sent when that is known."""

    done = Signal()
    begun = Signal(object)  # Begun

    def __init__(self, desk: Desk, begun: Begun = Begun(), parent: QWidget | None = None) -> None:  # noqa: B008 - frozen
        super().__init__(2, parent)
        self._desk = desk
        language = desk.settings.get(INTERFACE_LANGUAGE) or system_language()
        self._before = language
        self.interface = SegmentedChoice(tr("Language of the program"), _LANGUAGES, language)
        self.copy_language = SegmentedChoice(tr("Language of the copy"), _LANGUAGES, begun.copy_language or language)
        self.box = PasteBox(tr("Supplier text"), tr("Paste what the supplier says, a table, or a row of your list"))
        self.box.setPlainText(begun.text)
        self.primary = Button(tr("New product"), ButtonKind.PRIMARY, icon="plus")
        self.sample = Button(tr("Open sample workspace"), ButtonKind.QUIET)
        self.sample.set_tip(tr("A backpack with eight facts, ready to be written"))
        self._lay_out()
        self.interface.chosen.connect(self._on_interface)
        self.box.textChanged.connect(self._on_pasted)
        self.box.submitted.connect(self._begin)
        self.primary.clicked.connect(self._begin)
        self.sample.clicked.connect(self._open_sample)
        self.setFocusProxy(self.box)
        self._on_pasted()

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setFixedWidth(Size.DIALOG)
        column = QVBoxLayout(middle)
        column.setContentsMargins(Space.XS, Space.XL, Space.XS, Space.XL)
        column.setSpacing(Space.S)
        column.addWidget(Hero("product"), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(Space.XS)
        column.addWidget(_centred_words(tr("Write your first product text"), "heading", "text_1"))
        sentence = tr("Paste what you know about a product. Copydesk writes from it and checks what it wrote.")
        column.addWidget(_centred_words(sentence, "base", "text_2"))
        column.addSpacing(Space.S)
        column.addLayout(_in_middle(self._languages()))
        column.addSpacing(Space.S)
        column.addWidget(self.box)
        column.addSpacing(Space.XS)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.primary)
        buttons.addWidget(self.sample)
        column.addLayout(_in_middle(buttons))
        column.addSpacing(Space.S)
        note = tr("No account needed. Everything stays on this computer.")
        column.addWidget(_centred_words(note, "small", "text_2"))
        holder = QWidget()
        holder.setProperty("page", True)
        outer = QVBoxLayout(holder)
        outer.addStretch(2)
        outer.addWidget(middle, alignment=Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _languages(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        for row, (words, choice) in enumerate(
            ((tr("Program in"), self.interface), (tr("Copy in"), self.copy_language))
        ):
            label = Label(words, "base", "text_2")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(choice, row, 1)
        return grid

    def _on_interface(self, language: str) -> None:
        other = self.copy_language.value
        chosen = other if other != self._before else language
        self.begun.emit(Begun(self._text, chosen))
        self._desk.settings.set(INTERFACE_LANGUAGE, language)

    def _on_pasted(self) -> None:
        """With something to write from, the one button writes."""
        ready = not self.box.document().isEmpty()
        self.primary.setText(tr("Write product text") if ready else tr("New product"))
        self.primary.set_icon("pencil" if ready else "plus")
        self.primary.set_key(key_of("write") if ready else "")

    def _begin(self) -> None:
        text = self._text
        self._settle()
        self._desk.new_draft()
        self.done.emit()
        if text.strip():
            _WriteWhenRead(self._desk)
            self._desk.paste(text)

    def _open_sample(self) -> None:
        self._settle()
        self._desk.open_sample()
        self.done.emit()

    @property
    def _text(self) -> str:
        return self.box.document().toRawText().replace("\u2029", "\n")

    def _settle(self) -> None:
        """Both languages are known from here on, and the next start opens the desk."""
        settings = self._desk.settings
        copy_language = self.copy_language.value
        settings.set(COPY_LANGUAGE, copy_language)
        if not settings.get(INTERFACE_LANGUAGE):
            settings.set(INTERFACE_LANGUAGE, self.interface.value)


class _WriteWhenRead(QObject):
    """Writes as soon as the pasted text has become a brief; when it could not be read, the writer decides."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._left = False
        desk.pasted.connect(self._write)
        desk.session.changed.connect(self._on_changed)

    def _write(self, _brief: object) -> None:
        self._leave()
        self._desk.writer.write()

    def _on_changed(self, change: DraftChange) -> None:
        if change.place == "paste":
            QTimer.singleShot(0, self, self._leave)

    def _leave(self) -> None:
        if self._left:
            return
        self._left = True
        self._desk.pasted.disconnect(self._write)
        self._desk.session.changed.disconnect(self._on_changed)
        self.deleteLater()


def _centred_words(words: str, kind: str, tone: str) -> Label:
    label = Label(words, kind, tone, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.fit(Size.DIALOG - 2 * Space.XS)
    return label


def _in_middle(inner: QLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch()
    row.addLayout(inner)
    row.addStretch()
    return row
