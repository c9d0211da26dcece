"""Inputs with their labels above them: a line, a choice, a number, a switch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import icon, paint_icon
from desktop.views.tokens import Radius, Size, Space, Type
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import Label


class LineEdit(QLineEdit):
    """One line of text with the window's look and focus ring.

    `session_undo` leaves Ctrl+Z to the window, for text that the session keeps.
    """

    def __init__(
        self, name: str, *, placeholder: str = "", icon_name: str = "", session_undo: bool = False,
        strong: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session_undo = session_undo
        self.setProperty("field", True)
        self.setProperty("strong", strong)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(Size.CONTROL)
        if icon_name:
            self.addAction(icon(icon_name, "text_3"), QLineEdit.ActionPosition.LeadingPosition)
            self.setTextMargins(-Space.XS, 0, 0, 0)

    def shows_focus_ring(self) -> bool:
        """Whether the ring belongs around it now."""
        return True

    def event(self, event: QEvent) -> bool:
        if self._session_undo and event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
            if undo:
                event.ignore()
                return False
        return super().event(event)


class ComboBox(KeyFocus, QComboBox):
    """A choice from a list, painted from the tokens; the wheel turns it only when it has the focus."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("field", True)
        self.setFixedHeight(Size.CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._has_list = False

    def showPopup(self) -> None:
        if not self._has_list:
            self._has_list = True  # a dozen widgets, which a start does without
            self.setItemDelegate(QStyledItemDelegate(self))  # the default one pays no heed to the style sheet
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font())
        widest = max((metrics.horizontalAdvance(self.itemText(index)) for index in range(self.count())), default=0)
        return QSize(widest + 2 * Space.M + Size.ICON_MEDIUM + Space.S, Size.CONTROL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = Size.HAIR / 2
        border = "accent" if self.hasFocus() else "line_strong" if self.underMouse() else "line"
        painter.setPen(theme.colour(border))
        painter.setBrush(theme.colour("surface_2" if self.isEnabled() else "surface_1"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), Radius.SMALL))
        chevron = QRect(self.width() - Size.ICON_SMALL - Space.S - Space.XXS, 0, Size.ICON_SMALL, self.height())
        paint_icon(painter, "chevron-down", chevron, "text_3")
        words = self.rect().adjusted(Space.S + Space.XXS, 0, -(self.width() - chevron.left()) - Space.XS, 0)
        shown = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
        painter.setPen(theme.colour("text_1" if self.isEnabled() and self.currentIndex() >= 0 else "text_3"))
        painter.setFont(self.font())
        elided = painter.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), elided)


class Labelled(QWidget):
    """A label above an input (any widget); clicking the label goes to it."""

    def __init__(self, label: str, control: QWidget, *, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.label = Label(label, "small", "text_2")
        self.label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS + Space.XXS)
        column.addWidget(self.label)
        column.addWidget(control)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if help_text:
            control.setAccessibleDescription(help_text)
            column.addWidget(Label(help_text, "small", "text_3", wrap=True))


class LineField(Labelled):
    """A labelled line of text; `edit` is the input, `text_edited` is sent when the writer changed it."""

    text_edited = Signal(str)

    def __init__(
        self, label: str, *, placeholder: str = "", session_undo: bool = False, help_text: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self.edit = LineEdit(label, placeholder=placeholder, session_undo=session_undo)
        super().__init__(label, self.edit, help_text=help_text, parent=parent)
        self.edit.textEdited.connect(self.text_edited)

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Show another text, keeping the caret where it is; sends nothing."""
        if text != self.edit.text():
            place = self.edit.cursorPosition()
            self.edit.setText(text)
            self.edit.setCursorPosition(min(place, len(text)))


class ComboField(Labelled):
    """A labelled choice of (value, words); `chosen` is sent when the writer chose another."""

    chosen = Signal(str)

    def __init__(
        self, label: str, choices: Sequence[tuple[str, str]] = (), *, help_text: str = "", parent: QWidget | None = None
    ) -> None:
        self.combo = ComboBox(label)
        super().__init__(label, self.combo, help_text=help_text, parent=parent)
        self.set_choices(choices)
        self.combo.activated.connect(self._on_activated)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these; the value stays if it is among them."""
        value = self.value
        self.combo.clear()
        for choice, words in choices:
            self.combo.addItem(words, choice)
        self.set_value(value)

    @property
    def value(self) -> str:
        """The chosen value; empty when there is none."""
        return str(self.combo.currentData() or "")

    def set_value(self, value: str) -> None:
        """Show this value; sends nothing."""
        index = self.combo.findData(value)
        self.combo.setCurrentIndex(max(index, 0) if self.combo.count() else -1)

    def _on_activated(self, _index: int) -> None:
        self.chosen.emit(self.value)


class NumberField(QWidget):
    """A whole number with its unit, and two buttons; `changed` is sent when the writer has finished changing it."""

    changed = Signal(int)

    def __init__(self, name: str, minimum: int, maximum: int, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spin = _Spin(name, minimum, maximum, unit)
        self.spin.valueChanged.connect(self.changed)
        less = IconButton("minus", tr("Less"))
        more = IconButton("plus", tr("More"))
        less.clicked.connect(self.spin.stepDown)
        more.clicked.connect(self.spin.stepUp)
        less.setAccessibleDescription(name)
        more.setAccessibleDescription(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(less)
        row.addWidget(self.spin)
        row.addWidget(more)

    def set_value(self, value: int) -> None:
        """Show this number; sends nothing."""
        blocked = self.spin.blockSignals(True)
        self.spin.setValue(value)
        self.spin.blockSignals(blocked)


class _Spin(KeyFocus, QSpinBox):
    def __init__(self, name: str, minimum: int, maximum: int, unit: str) -> None:
        super().__init__()
        self.setProperty("field", True)
        self.setAccessibleName(name)
        self.setRange(minimum, maximum)
        self.setSuffix(f" {unit}" if unit else "")
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(Size.RAIL + Space.L, Size.CONTROL)

    def shows_focus_ring(self) -> bool:
        """Whether the ring belongs around it now."""
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Toggle(KeyFocus, QAbstractButton):
    """A switch that is on or off; the label beside it is its text for screen readers."""

    ring_radius = Size.TOGGLE // 2

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(Size.TOGGLE_WIDTH, Size.TOGGLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        half = Size.HAIR / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.setPen(theme.colour("accent" if on else "text_3"))
        painter.setBrush(theme.colour("accent" if on else "surface_2"))
        painter.drawPath(rounded(area, area.height() / 2))
        knob = QRectF(0, 0, Type.SMALL, Type.SMALL)
        knob.moveCenter(area.center())
        knob.moveLeft(area.right() - Type.SMALL - Space.XS if on else area.left() + Space.XS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("on_accent" if on else "text_3"))
        painter.drawEllipse(knob)
