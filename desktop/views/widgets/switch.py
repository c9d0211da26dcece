"""A few words side by side on one ground, of which one lies on top: what is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.views import theme
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import rounded

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Switch(QWidget):
    """One value of a few; `chosen` sends it. Arrow keys move the choice, Tab stops once."""

    chosen = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], value: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._buttons: dict[str, _Segment] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XXS, Space.XXS, Space.XXS, Space.XXS)
        row.setSpacing(Space.NONE)
        for choice, words in choices:
            button = _Segment(words)
            button.setAccessibleDescription(name)
            button.clicked.connect(lambda _checked=False, choice=choice: self.choose(choice))
            group.addButton(button)
            self._buttons[choice] = button
            row.addWidget(button)
        self._value = ""
        self._show(value)

    @property
    def value(self) -> str:
        """What is chosen."""
        return self._value

    def choose(self, value: str) -> None:
        """Choose, and say so when it is something else."""
        if value != self._value:
            self._show(value)
            self.chosen.emit(value)

    def set_words(self, value: str, words: str) -> None:
        """Call a choice otherwise."""
        button = self._buttons[value]
        if button.text() != words:
            button.setText(words)
            button.updateGeometry()

    def button(self, value: str) -> QPushButton:
        """The button of a value."""
        return self._buttons[value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        values = list(self._buttons)
        value = values[(values.index(self._value) + step) % len(values)]
        self.choose(value)
        self._buttons[value].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line_strong") if theme.tokens().high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface_0"))
        painter.drawPath(rounded(QRectF(self.rect()), Radius.SMALL))

    def _show(self, value: str) -> None:
        self._value = value
        for choice, button in self._buttons.items():
            button.setChecked(choice == value)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if choice == value else Qt.FocusPolicy.ClickFocus)
            button.updateGeometry()


class _Segment(KeyFocus, QPushButton):
    ring_radius = Radius.SMALL

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font(Type.SMALL, Weight.STRONG)).horizontalAdvance(self.text())
        return QSize(words + 2 * (Space.S + Space.XXS), Size.TOGGLE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen:
            outlined = theme.tokens().high_contrast
            painter.setPen(theme.colour("line_strong") if outlined else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("surface_2"))
            half = Size.HAIR / 2
            painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), Radius.SMALL - Space.XXS))
        painter.setFont(theme.font(Type.SMALL, Weight.STRONG if chosen else Weight.REGULAR))
        painter.setPen(theme.colour("text_1" if chosen or self.underMouse() else "text_2"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
