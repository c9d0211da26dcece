"""Several short words, as the tags of a post: each a chip, with a line behind them to type the next one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.flow import Flow
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import Label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BACK, _ON = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)
_EDGE = (Size.CONTROL - Size.CONTROL_SMALL) // 2
_DELETE = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class ChipsField(QWidget):
    """`changed` sends all words, in their order, when the writer added one or took one out.

    Enter or a comma adds what is typed. Backspace in the empty line takes out the last; Left goes to the chips, where
    the arrow keys move and Backspace, Delete or Enter takes one out.
    """

    changed = Signal(tuple)

    def __init__(self, label: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = label
        self._placeholder = placeholder
        self._words: tuple[str, ...] = ()
        self.chips: list[Chip] = []
        self.label = Label(label, "small", "text_2")
        self.edit = _Line(tr("{field}: add one", field=label), placeholder)
        self.label.setBuddy(self.edit)
        self._flow = Flow(stretches=True)
        frame = _Frame(self.edit)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        inside.addWidget(self._flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS + Space.XXS)
        column.addWidget(self.label)
        column.addWidget(frame)
        self.setFocusProxy(self.edit)
        self.edit.entered.connect(self._on_entered)
        self.edit.erased.connect(self._on_erased)
        self.edit.left.connect(self._on_left)
        self._show()

    @property
    def words(self) -> tuple[str, ...]:
        """The words in their order."""
        return self._words

    def show_words(self, words: Iterable[str]) -> None:
        """Show these; sends nothing, and what is being typed stays."""
        shown = tuple(words)
        if shown != self._words:
            self._words = shown
            self._show()

    # Inside

    def _show(self) -> None:
        held = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), -1)
        gone, self.chips = self.chips, [Chip(word, self._name) for word in self._words]
        for chip in self.chips:
            chip.clicked.connect(lambda _checked=False, chip=chip: self._remove(chip))
            chip.stepped.connect(self._step)
        self.edit.setPlaceholderText("" if self._words else self._placeholder)
        self.edit.setTextMargins(Space.XS if self._words else Space.S - Size.HAIR, 0, 0, 0)
        self.edit.setAccessibleDescription(", ".join(self._words))
        self._flow.put((*self.chips, self.edit))
        if held >= 0:
            target = self.chips[min(held, len(self.chips) - 1)] if self.chips else self.edit
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        for chip in gone:
            chip.hide()
            chip.deleteLater()

    def _on_entered(self, text: str) -> None:
        there = {word.casefold() for word in self._words}
        added: list[str] = []
        for part in text.split(","):
            word = " ".join(part.split())
            if word and word.casefold() not in there:
                there.add(word.casefold())
                added.append(word)
        if added:
            self._change((*self._words, *added))

    def _on_erased(self) -> None:
        if self._words:
            self._change(self._words[:-1])

    def _on_left(self) -> None:
        if self.chips:
            self.chips[-1].setFocus(Qt.FocusReason.TabFocusReason)

    def _step(self, chip: Chip, step: int) -> None:
        place = self.chips.index(chip) + step
        target: QWidget = self.chips[max(0, place)] if place < len(self.chips) else self.edit
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, chip: Chip) -> None:
        place = self.chips.index(chip)
        self._change((*self._words[:place], *self._words[place + 1 :]))

    def _change(self, words: tuple[str, ...]) -> None:
        self._words = words
        self._show()
        self.changed.emit(words)


class Chip(Button):
    """A word that goes when it is pressed."""

    stepped = Signal(object, int)  # this chip, and where to go from it

    def __init__(self, word: str, of: str) -> None:
        super().__init__(word, ButtonKind.QUIET, small=True)
        self.set_trailing("close")
        self.set_tip(tr("Take “{word}” out", word=word))
        self.setAccessibleName(tr("{field}: {word}", field=of, word=word))
        self.setAccessibleDescription(tr("Take “{word}” out", word=word))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to the line; the arrow keys come here

    def _colours(self) -> tuple[str, str]:
        """A quiet ground, so that words stand apart in the line."""
        hot = self.isEnabled() and (self.underMouse() or self.isDown())
        return ("surface_0" if hot else "surface_1"), "line"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _BACK + _ON:
            self.stepped.emit(self, -1 if event.key() in _BACK else 1)
        elif event.key() in _DELETE + _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)


class _Line(LineEdit):
    """The line behind the chips: without a border of its own."""

    entered = Signal(str)
    erased = Signal()
    left = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__(name, placeholder=placeholder, session_undo=True)
        self.setProperty("field", None)
        self.setProperty("bare", True)
        self.setFixedHeight(Size.CONTROL_SMALL)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self.enter)

    def shows_focus_ring(self) -> bool:
        """The frame shows that the caret is here."""
        return False

    def sizeHint(self) -> QSize:
        return QSize(2 * Size.COUNTER_BAR, Size.CONTROL_SMALL)

    def enter(self) -> None:
        """Hand over what is typed, and make room for the next."""
        text = self.text()
        if text.strip(" ,"):
            self.clear()
            self.entered.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.enter()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        elif event.key() == Qt.Key.Key_Left and not self.cursorPosition() and not self.hasSelectedText():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        if "," in text:
            self.enter()


class _Frame(QFrame):
    """The border of an input around chips and line; a click in it goes to the line."""

    def __init__(self, edit: LineEdit) -> None:
        super().__init__()
        self._edit = edit
        self.setCursor(Qt.CursorShape.IBeamCursor)
        edit.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = Size.HAIR / 2
        painter.setPen(theme.colour("accent" if self._edit.hasFocus() else "line"))
        painter.setBrush(theme.colour("surface_2"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), Radius.SMALL))
