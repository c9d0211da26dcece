"""Two or three choices in one well, as on a phone: the chosen one lies on top."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.views import theme
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import rounded

_BACK = {Qt.Key.Key_Left, Qt.Key.Key_Up}
_ON = {Qt.Key.Key_Right, Qt.Key.Key_Down}


class Switches(QWidget):
    """One of a few values; arrow keys move the choice."""

    chosen = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], value: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._buttons: dict[str, _Switch] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for choice, words in choices:
            button = _Switch(words, name)
            self._buttons[choice] = button
            self._group.addButton(button)
            row.addWidget(button)
        self._group.buttonClicked.connect(self._on_clicked)
        self.set_value(value or next(iter(self._buttons)))

    @property
    def value(self) -> str:
        """The chosen value."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Choose without telling anyone."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)

    def button(self, value: str) -> QPushButton:
        """The button of a value."""
        return self._buttons[value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = -1 if event.key() in _BACK else 1 if event.key() in _ON else 0
        if not step:
            super().keyPressEvent(event)
            return
        values = list(self._buttons)
        button = self._buttons[values[(values.index(self.value) + step) % len(values)]]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface_0"))
        painter.drawPath(rounded(QRectF(self.rect()), Radius.SMALL))

    def _on_clicked(self, _button: QAbstractButton) -> None:
        self.chosen.emit(self.value)


class _Switch(KeyFocus, QPushButton):
    def __init__(self, words: str, name: str) -> None:
        super().__init__(words)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self.setAccessibleDescription(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font(Type.SMALL, Weight.STRONG)).horizontalAdvance(self.text())
        return QSize(width + 2 * (Space.S + Space.XXS), Size.TAB)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _BACK | _ON:
            event.ignore()  # a button would move the focus only
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            half = Size.HAIR / 2
            area = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.setPen(theme.colour("line_strong"))
            painter.setBrush(theme.colour("surface_3"))
            painter.drawPath(rounded(area, Radius.SMALL))
        strong = Weight.STRONG if self.isChecked() else Weight.REGULAR
        painter.setFont(theme.font(Type.SMALL, strong))
        painter.setPen(theme.colour("text_1" if self.isChecked() or self.underMouse() else "text_2"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
