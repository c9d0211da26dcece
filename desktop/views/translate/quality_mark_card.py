"""A card to mark an error: the words with the arrow keys, its dimension by a digit, its severity by a letter."""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QPlainTextEdit, QWidget

from desktop.core.translation import Dimension, ErrorSeverity, TranslationError
from desktop.core.words import tr
from desktop.views.tokens import Size, Space
from desktop.views.translate.quality_words import dimension_means, dimension_words, severity_words
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.switch import Switch
from desktop.views.widgets.text import Label

SOURCE, TARGET = "source", "target"
_DIMENSIONS = tuple(Dimension)
_SEVERITIES = tuple(ErrorSeverity)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LINES = 4


class SpanText(QPlainTextEdit):
    """A text of which a part is chosen with Shift and the arrow keys; digits and letters go to the card."""

    pressed = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setProperty("field", True)
        self.setAccessibleName(tr("The words with the error; choose them with Shift and the arrow keys"))
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 2 * Space.M)

    def shows_focus_ring(self) -> bool:
        """Whether the ring belongs around it now."""
        return True

    def show_span(self, text: str, start: int, end: int) -> None:
        """Show a text with these code points chosen."""
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(_utf16(text, start))
        cursor.setPosition(_utf16(text, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def span(self) -> tuple[int, int]:
        """The chosen code points; both 0 when nothing is chosen."""
        cursor, text = self.textCursor(), self.toPlainText()
        if not cursor.hasSelection():
            return 0, 0
        letters = text.encode("utf-16-le")
        start = len(letters[: 2 * cursor.selectionStart()].decode("utf-16-le", "replace"))
        end = len(letters[: 2 * cursor.selectionEnd()].decode("utf-16-le", "replace"))
        return start, end

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if event.key() in _ENTER:
            self.entered.emit()
        elif plain and re.fullmatch(r"[1-7a-z]", event.text()):
            self.pressed.emit(event.text())
        else:
            super().keyPressEvent(event)


class MarkCard(Popover):
    """`marked` sends the error. 1 to 7 choose the dimension, N, M, J and C the severity, Enter keeps it."""

    marked = Signal(object)  # TranslationError

    def __init__(self, window: QWidget, source: str, target: str, *, on_source: bool, start: int, end: int) -> None:
        super().__init__(window, tr("Mark an error"))
        self._texts = {SOURCE: source, TARGET: target}
        self.side = Switch(
            tr("Where the error is"),
            ((TARGET, tr("Translation")), (SOURCE, tr("Source"))),
            SOURCE if on_source else TARGET,
        )
        self.words = SpanText()
        self.words.show_span(self._texts[self.side.value], start, end)
        self._dimensions = QButtonGroup(self)
        self.dimensions = {each: self._dimension(number, each) for number, each in enumerate(_DIMENSIONS, 1)}
        self.dimensions[Dimension.ACCURACY].setChecked(True)
        choices = [(str(each), f"{severity_words(each)} {_severity_key(each).upper()}") for each in _SEVERITIES]
        self.severity = Switch(tr("How grave it is"), choices, str(ErrorSeverity.MINOR))
        self.note = LineEdit(tr("What is wrong, in some words"), placeholder=tr("What is wrong, in some words"))
        self.keep = Button(tr("Mark it"), ButtonKind.PRIMARY, key="Return")
        self._lay_out()
        self.side.chosen.connect(lambda side: self.words.show_span(self._texts[side], 0, 0))
        self.words.pressed.connect(self._on_pressed)
        self.words.entered.connect(self._on_keep)
        self.note.returnPressed.connect(self._on_keep)
        self.keep.clicked.connect(self._on_keep)
        self.setFocusProxy(self.words)
        self.closed.connect(self.deleteLater)

    def _dimension(self, number: int, dimension: Dimension) -> Button:
        button = Button(f"{number}  {dimension_words(dimension)}", small=True)
        button.setCheckable(True)
        button.set_tip(with_key(dimension_means(dimension), str(number)))
        button.setAccessibleDescription(tr("The kind of error"))
        self._dimensions.addButton(button)
        return button

    def _lay_out(self) -> None:
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.body.setSpacing(Space.M)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Mark an error"), "text_strong"), 1)
        head.addWidget(self.side)
        self.body.addLayout(head)
        self.body.addWidget(self.words)
        hint = tr("Shift and the arrow keys choose the words; without any, it is about all of them.")
        self.body.addWidget(Label(hint, "small", "text_3", wrap=True))
        grid = QGridLayout()
        grid.setSpacing(Space.XS + Space.XXS)
        for place, button in enumerate(self.dimensions.values()):
            grid.addWidget(button, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(grid)
        severity = QHBoxLayout()
        severity.addWidget(self.severity)
        severity.addStretch()
        self.body.addLayout(severity)
        self.body.addWidget(self.note)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addStretch()
        cancel = Button(tr("Cancel"), ButtonKind.QUIET)
        cancel.clicked.connect(self.close_card)
        row.addWidget(cancel)
        row.addWidget(self.keep)
        self.body.addLayout(row)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.DIALOG + Size.RAIL, super().minimumSizeHint().height())

    @property
    def error(self) -> TranslationError:
        """The error as it stands in the card; who marks it and when is said by the session."""
        start, end = self.words.span()
        dimension = next(each for each, button in self.dimensions.items() if button.isChecked())
        severity = ErrorSeverity(self.severity.value)
        on_source = self.side.value == SOURCE
        return TranslationError(dimension, severity, on_source, start, end, note=self.note.text().strip())

    def _on_pressed(self, letter: str) -> None:
        if letter.isdigit():
            self.dimensions[_DIMENSIONS[int(letter) - 1]].setChecked(True)
            return
        for severity in _SEVERITIES:
            if letter == _severity_key(severity):
                self.severity.choose(str(severity))

    def _on_keep(self) -> None:
        error = self.error
        self.close_card()
        self.marked.emit(error)


def _severity_key(severity: ErrorSeverity) -> str:
    """The letter that chooses a severity: the same in every language of the window."""
    return {
        ErrorSeverity.NEUTRAL: "n", ErrorSeverity.MINOR: "m", ErrorSeverity.MAJOR: "j", ErrorSeverity.CRITICAL: "c",
    }[severity]  # fmt: skip


def _utf16(text: str, position: int) -> int:
    return len(text[:position].encode("utf-16-le")) // 2
