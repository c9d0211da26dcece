"""The series a mail belongs to, in the side panel: its mails with their days, one of which is on the desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.mailing_values import SeriesMail
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.icons import paint_icon
from desktop.views.mail.words import type_name
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import paint_ground


def day_words(day: int) -> str:
    """The day of a mail, counted from the day the series begins."""
    return tr("Day {n}", n=day)


def state_words(mail: SeriesMail) -> str:
    """Whether anything is written."""
    return tr("written") if mail.written else tr("empty")


class SeriesPanel(QWidget):
    """`chosen` sends the `SeriesMail` that was pressed."""

    chosen = Signal(object)  # SeriesMail

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[SeriesButton, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName(tr("Mails of the series"))

    def show_mails(self, mails: Sequence[SeriesMail], on_desk: str) -> None:
        """Show these mails; `on_desk` is the id of the draft that is open."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = tuple(SeriesButton(mail, on_desk=mail.draft.id == on_desk) for mail in mails)
        for row in self.rows:
            row.clicked.connect(lambda _checked=False, row=row: self.chosen.emit(row.mail))
            self._column.addWidget(row)


class SeriesButton(KeyFocus, QPushButton):
    """One mail of the series: its day, its subject or type, and whether it is written."""

    def __init__(self, mail: SeriesMail, *, on_desk: bool, parent: QWidget | None = None) -> None:
        super().__init__(mail.draft.copy.text("subject").strip() or type_name(mail.type), parent)
        self.mail = mail
        self._on_desk = on_desk
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        here = tr("shown now") if on_desk else ""
        self.setAccessibleName(spoken(day_words(mail.day), self.text(), type_name(mail.type), state_words(mail), here))
        self.setToolTip(tr("{day}: {type}, {state}", day=day_words(mail.day), type=type_name(mail.type),
                           state=state_words(mail)))  # fmt: skip

    def sizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST - Space.XXL, Size.ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.HERO, Size.ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = self.rect()
        if self._on_desk or self.underMouse():
            ground = "surface_2" if self._on_desk else "surface_0"
            paint_ground(painter, QRectF(area).adjusted(0, Size.HAIR, 0, -Size.HAIR), ground)
        inner = area.adjusted(Space.S + Space.XXS, 0, -(Space.S + Space.XXS), 0)
        day = day_words(self.mail.day)
        small = theme.font(Type.SMALL)
        taken = max(QFontMetrics(small).horizontalAdvance(day) + Space.S, Size.HERO)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setFont(small)
        painter.setPen(theme.colour("text_2"))
        painter.drawText(inner, middle, day)
        state = QRect(inner.right() - Size.ICON_SMALL + 1, inner.top(), Size.ICON_SMALL, inner.height())
        paint_icon(painter, "check" if self.mail.written else "minus", state,
                   "supported" if self.mail.written else "text_3")  # fmt: skip
        words = inner.adjusted(taken, 0, -(Size.ICON_SMALL + Space.S), 0)
        painter.setFont(theme.font(Type.BASE, Weight.STRONG if self._on_desk else Weight.REGULAR))
        painter.setPen(theme.colour("text_1" if self._on_desk else "text_2"))
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, middle, shown)
