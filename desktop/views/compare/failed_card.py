"""In the place of a column's text: what went wrong, what is safe, and the button that tries again."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.core.errors import ErrorKind, Problem
from desktop.core.words import tr
from desktop.views.icons import IconLabel
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.surface import paint_ground
from desktop.views.widgets.text import Label

_INDENT = Space.M + Size.ICON_SMALL + Space.S


class FailedCard(QWidget):
    """A soft red card, or a soft yellow one when the writer stopped it; lays itself out for a width."""

    retried = Signal()

    def __init__(self, problem: Problem, *, kept: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = problem
        stopped = problem.kind is ErrorKind.CANCELLED
        self._role = "warning" if stopped else "contradicted"
        safe = tr("What came is kept.") if kept else tr("Nothing else is affected.")
        words = tr("Stopped") if stopped else problem.message
        self.setAccessibleName(f"{words} {problem.hint or safe}")
        self._icon = IconLabel(self._role, self._role, Size.ICON_SMALL, self)
        self.words = Label(words, "base", "text_1", wrap=True, selectable=True, parent=self)
        self.safe = Label(problem.hint or safe, "small", "text_2", wrap=True, selectable=True, parent=self)
        if problem.details:
            self.words.setToolTip(problem.details)
        self.retry = Button(tr("Retry"), icon="retry", small=True, parent=self)
        self.retry.clicked.connect(self.retried)

    def height_for(self, width: int) -> int:
        """Lay the parts out for this width; returns the height that they need."""
        room = width - _INDENT - Space.M
        top = int(Space.M)
        self._icon.move(Space.M, top + Space.XXS)
        for label in (self.words, self.safe):
            height = label.heightForWidth(room)
            label.setGeometry(_INDENT, top, room, height)
            top += height + Space.XXS
        top += Space.S - Space.XXS
        size = self.retry.sizeHint()
        self.retry.setGeometry(_INDENT, top, min(size.width(), room), size.height())
        return top + size.height() + Space.M

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_ground(QPainter(self), QRectF(self.rect()), f"{self._role}_soft", Radius.SMALL)
