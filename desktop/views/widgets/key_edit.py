"""The field that takes a key: hidden, but for its ends, so that one sees whether the right one was pasted.

It stays in Qt's password mode throughout, so that neither undo, nor the clipboard, nor a program that reads the window
for the blind gets at the text; what is seen is painted over it.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.fields import LineEdit

_BULLET = "•"
_END = 4
_LONG = 20
"""Of a key at least this long, the first and the last four characters give nothing away."""


class KeyEdit(LineEdit):
    """A line that hides what is typed into it; the eye shows it for as long as it is pressed in."""

    def __init__(self, name: str, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, placeholder=placeholder, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
        self.setInputMethodHints(hints | Qt.InputMethodHint.ImhNoPredictiveText)
        self.eye = IconButton("eye", tr("Show the key"), size=Size.CONTROL_SMALL, parent=self)
        self.eye.setCheckable(True)
        self.eye.toggled.connect(self._on_eye)
        self.setTextMargins(0, 0, Size.CONTROL_SMALL + Space.XS, 0)
        self._face = _Face(self)
        self.textChanged.connect(self._face.refresh)
        self.selectionChanged.connect(self._face.refresh)
        self.cursorPositionChanged.connect(self._face.refresh)

    @property
    def key(self) -> str:
        """What was typed or pasted, without blanks at its ends."""
        return self.text().strip()

    @property
    def seen(self) -> str:
        """What is painted: as many characters as the key has."""
        text = self.text()
        if self.eye.isChecked():
            return text
        if len(text) < _LONG:
            return _BULLET * len(text)
        return text[:_END] + _BULLET * (len(text) - 2 * _END) + text[-_END:]

    def forget(self) -> None:
        """Empty it, and leave nothing to undo."""
        self.setText("")
        self.eye.setChecked(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gap = (self.height() - self.eye.height()) // 2
        self.eye.move(self.width() - self.eye.width() - gap, gap)
        left = Space.S + Size.HAIR
        self._face.setGeometry(left, Size.LINE, self.eye.x() - left, self.height() - 2 * Size.LINE)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.eye.setChecked(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._face.refresh()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._face.refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.text():
            self.setCursorPosition(self._face.place_at(event.position().toPoint() - self._face.pos()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()  # what Qt would select are its bullets, which lie elsewhere

    def _on_eye(self, shown: bool) -> None:
        self.eye.set_icon("eye-off" if shown else "eye")
        self.eye.set_name(tr("Hide the key") if shown else tr("Show the key"))
        self._face.refresh()


class _Face(QWidget):
    """What is seen of a key, over Qt's bullets; it scrolls so that the caret is always in sight."""

    def __init__(self, edit: KeyEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def refresh(self, _value: object = None) -> None:
        """Paint what stands there now."""
        self.setVisible(bool(self._edit.text()))
        self.update()

    def place_at(self, spot: QPoint) -> int:
        """Before which character a click falls."""
        metrics, seen = self._edit.fontMetrics(), self._edit.seen
        x = spot.x() + self._scrolled(metrics)
        return min(range(len(seen) + 1), key=lambda place: abs(metrics.horizontalAdvance(seen[:place]) - x))

    def _scrolled(self, metrics: QFontMetrics) -> int:
        caret = metrics.horizontalAdvance(self._edit.seen[: self._edit.cursorPosition()])
        return max(0, caret - self.width() + Space.XS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._edit.font())
        painter.fillRect(self.rect(), theme.colour("surface_2" if self._edit.isEnabled() else "surface_1"))
        metrics, seen = self._edit.fontMetrics(), self._edit.seen
        offset = self._scrolled(metrics)
        middle = QRect(0, (self.height() - metrics.height()) // 2, self.width(), metrics.height())
        start = self._edit.selectionStart()
        if start >= 0 and self._edit.hasFocus():
            left = metrics.horizontalAdvance(seen[:start]) - offset
            right = metrics.horizontalAdvance(seen[: self._edit.selectionEnd()]) - offset
            painter.fillRect(QRect(left, middle.top(), right - left, middle.height()), theme.colour("selection"))
        painter.setPen(theme.colour("text_1" if self._edit.isEnabled() else "text_3"))
        painter.drawText(QPoint(-offset, middle.top() + metrics.ascent()), seen)
        if self._edit.hasFocus() and start < 0:
            x = metrics.horizontalAdvance(seen[: self._edit.cursorPosition()]) - offset
            painter.fillRect(QRect(x, middle.top(), Size.HAIR, middle.height()), theme.colour("text_1"))
