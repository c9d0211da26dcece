"""Parts that stand beside each other and wrap like words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views.tokens import Size, Space

_GAP = Space.XS + Space.XXS


class Flow(QWidget):
    """As high as its rows need; the last part may take what is left of its row (`stretches`)."""

    def __init__(self, *, stretches: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stretches = stretches
        self._parts: tuple[QWidget, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What stands in it, in its order."""
        return self._parts

    def put(self, parts: Sequence[QWidget]) -> None:
        """Show these parts, of which the tab order is theirs; those that are not among them are left to the caller."""
        self._parts = tuple(parts)
        for part in self._parts:
            if part.parentWidget() is not self:
                part.setParent(self)
            part.show()
        self._place(self.width())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        width = max(self.width(), Size.BRIEF)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.COLUMN, self.heightForWidth(max(self.width(), Size.COLUMN)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width())
        self.updateGeometry()

    def _place(self, width: int, *, move: bool = True) -> int:
        """Put the parts into rows of this width; answers how high they are together."""
        left = top = 0
        for part in self._parts:
            wanted = part.sizeHint().width()
            if left and left + wanted > width:
                left, top = 0, top + Size.CONTROL_SMALL + _GAP
            wide = min(wanted, width)
            if self._stretches and part is self._parts[-1]:
                wide = max(wide, width - left)
            if move:
                part.setGeometry(QRect(left, top, wide, Size.CONTROL_SMALL))
            left += wide + _GAP
        return top + Size.CONTROL_SMALL
