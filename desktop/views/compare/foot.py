"""The foot of a column: what the facts say of it, taking all of it, and its measures."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.core.comparison import ColumnState, Compared
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views import theme
from desktop.views.compare.cell import PAD
from desktop.views.compare.column_words import (
    ClaimsLook,
    claims_look,
    cost_words,
    ease_words,
    errors_words,
    length_words,
    time_words,
)
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.button import Button

FOOT = Size.CONTROL_SMALL + 2 * Size.BADGE + Space.XL
"""How high the foot of a column is."""

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class ColumnFoot(QWidget):
    """Painted, not made of labels: it changes with every word of six columns."""

    taken = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._claims = ClaimsLook("", "text_2", "")
        self._errors = ""
        self._measures: tuple[tuple[str, str], ...] = ()
        self.take = Button(tr("Take all"), small=True, parent=self)
        self.take.set_tip(tr("Put the whole column into your draft (Ctrl+Shift+Enter)"))
        self.take.clicked.connect(self.taken)
        self.setFixedHeight(FOOT)

    @property
    def words(self) -> str:
        """All that it says."""
        first = " ".join(part for part in (self._claims.words, self._claims.rest, self._errors) if part)
        return ", ".join((first, *(f"{name}: {value}" for name, value in self._measures)))

    def show_column(self, compared: Compared, *, words: int, running_s: float) -> None:
        """Say what there is to say of the column now; `words` is how many it has by now."""
        shown = (
            claims_look(compared),
            errors_words(compared),
            (
                (tr("Reading ease"), ease_words(compared)),
                (tr("Words"), length_words(compared, words)),
                (tr("Cost"), cost_words(self._desk, compared)),
                (tr("Time"), time_words(compared, running_s)),
            ),
        )
        if shown == (self._claims, self._errors, self._measures):
            return
        self._claims, self._errors, self._measures = shown
        running = compared.state in {ColumnState.WAITING, ColumnState.WRITING}
        self.take.setVisible(not compared.copy.is_empty and not running)
        self.setAccessibleName(self.words)
        self.setToolTip(self.words)
        self._place()
        self.update()

    def set_locked(self, *, locked: bool) -> None:
        """Whether nothing may be taken now."""
        self.take.setEnabled(not locked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self.take.setText(tr("Take all") if self.width() >= Size.SIDE_LIST else tr("Take"))
        size = self.take.sizeHint()
        self.take.setGeometry(self.width() - PAD - size.width(), Space.S, size.width(), size.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        right = self.width() - PAD if self.take.isHidden() else self.take.x() - Space.XS
        self._paint_claims(painter, QRect(PAD, Space.S, right - PAD, Size.CONTROL_SMALL))
        self._paint_measures(painter, QRect(PAD, Space.S + Size.CONTROL_SMALL + Space.XXS, self.width() - 2 * PAD, 0))

    def _paint_claims(self, painter: QPainter, area: QRect) -> None:
        claims = self._claims
        if claims.icon:
            paint_icon(
                painter, claims.icon, QRect(area.left(), area.top(), Size.ICON_SMALL, area.height()), claims.role
            )
            area.setLeft(area.left() + Size.ICON_SMALL + Space.S)
        rest = " · ".join(part for part in (claims.rest, self._errors) if part)
        strong = QFontMetrics(theme.font(Type.BASE, Weight.STRONG))
        fits = strong.horizontalAdvance(claims.words) <= area.width()
        first = claims.words if fits or not claims.short else claims.short
        if strong.horizontalAdvance(first) > area.width():
            first = "/".join(re.findall(r"\d+", first)) or first
        rest = rest if first == claims.words else self._errors
        for words, weight, role in ((first, Weight.STRONG, "text_1"), (rest, Weight.REGULAR, "text_2")):
            painter.setFont(theme.font(Type.BASE, weight))
            painter.setPen(theme.colour(role))
            line = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
            if words not in {line, first}:
                continue  # half of "of 8" says nothing; the tooltip says all
            painter.drawText(area, _LEFT, line)
            area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(line) + (Space.S if words else 0))

    def _paint_measures(self, painter: QPainter, area: QRect) -> None:
        """Names above, values below; where there is no room for all, the last ones are told by the tooltip only."""
        painter.setFont(theme.font(Type.SMALL))
        metrics = painter.fontMetrics()
        shown = _fitting(self._measures, metrics, area.width())
        needed = [max(metrics.horizontalAdvance(words) for words in each) for each in shown]
        spare = max(0, area.width() - sum(needed))
        gap = min(spare // max(1, len(shown) - 1), Space.XXL)
        left = area.left()
        for (name, value), width in zip(shown, needed, strict=True):
            painter.setPen(theme.colour("text_2"))
            painter.drawText(QRect(left, area.top(), width + 1, Size.BADGE), _LEFT, name)
            painter.setPen(theme.colour("text_1"))
            painter.drawText(QRect(left, area.top() + Size.BADGE, width + 1, Size.BADGE), _LEFT, value)
            left += width + gap


def _fitting(measures: tuple[tuple[str, str], ...], metrics: QFontMetrics, room: int) -> tuple[tuple[str, str], ...]:
    shown = measures
    while len(shown) > 1:
        needed = sum(max(metrics.horizontalAdvance(words) for words in each) for each in shown)
        if needed + (len(shown) - 1) * Space.S <= room:
            break
        shown = shown[:-1]
    return shown
