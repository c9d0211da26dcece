"""Buttons of the duel: the key that does the same stands beside the words as it looks on a keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QWidget

from desktop.views import theme
from desktop.views.tokens import Radius, Size, Space, Type
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.keys import key_sign, with_key
from desktop.views.widgets.surface import rounded

_PRESSES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_START = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class KeyButton(Button):
    """A button with a key cap behind its words, or before them with `leading`; `tall` for a choice that is large.

    It takes the keyboard by Tab only; then Space and Enter press it and do nothing else.
    """

    def __init__(
        self,
        text: str,
        cap: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        *,
        leading: bool = False,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._cap = key_sign(cap)
        self._leading = leading
        self._tall = tall
        super().__init__(text, kind, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(with_key(text, QKeySequence(cap)))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        width = hint.width() + self._cap_width() + Space.S
        if not self._tall:
            return QSize(width, hint.height())
        return QSize(max(width, Size.RAIL + Size.RAIL + Space.XL), Size.BUTTON + Space.XS + Space.XXS)

    def event(self, event: QEvent) -> bool:
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in _PRESSES:
            event.accept()  # else the key would choose what it stands for on the page
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _paint_content(self, painter: QPainter, area: QRect) -> None:
        painter.setFont(theme.font(self._type, self._weight))
        words = painter.fontMetrics().horizontalAdvance(self.text())
        content = words + Space.S + self._cap_width()
        left = area.left() + max(0, (area.width() - content) // 2)
        text = QRect(left, area.top(), words + Size.HAIR, area.height())
        cap = QRect(0, 0, self._cap_width(), Size.ICON)
        cap.moveCenter(area.center())
        if self._leading:
            cap.moveLeft(left)
            text.moveLeft(cap.right() + Space.S)
        else:
            cap.moveLeft(text.right() + Space.S)
        painter.setPen(theme.colour(self._text_role()))
        painter.drawText(text, _START, self.text())
        paint_cap(painter, cap, self._cap)

    @property
    def _side(self) -> int:
        return Space.XS if self._kind is ButtonKind.QUIET else super()._side

    def _cap_width(self) -> int:
        return QFontMetrics(theme.font(Type.SMALL)).horizontalAdvance(self._cap) + Space.M


def paint_cap(painter: QPainter, area: QRect, words: str) -> None:
    """Paint a key as it looks on a keyboard, its lower edge a little stronger."""
    half = Size.HAIR / 2
    shape = rounded(QRectF(area).adjusted(half, half, -half, -half), Radius.SMALL / 2)
    painter.setPen(theme.colour("line_strong"))
    painter.setBrush(theme.colour("surface_3"))
    painter.drawPath(shape)
    foot = area.bottom() - Size.HAIR / 2
    inset = Radius.SMALL / 2
    painter.drawLine(area.left() + round(inset), round(foot), area.right() - round(inset), round(foot))
    painter.setFont(theme.font(Type.SMALL))
    painter.setPen(theme.colour("text_2"))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), words)
