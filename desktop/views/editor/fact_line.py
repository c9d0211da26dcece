"""A fact as evidence: its name and value, where it is from, and the sentence it was read from."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.core.brief import Fact
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import paint_ground

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class FactLine(KeyFocus, QPushButton):
    """Pressed, it sends the id of the fact."""

    asked = Signal(str)

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = fact
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = tr("Fact: {name}: {value}", name=fact.name, value=fact.text) if fact.name else fact.text
        self.setAccessibleName(f"{said}, {fact.source}" if fact.source else said)
        self.setAccessibleDescription(self._sentence)
        self.setToolTip("\n".join(part for part in (said, self._sentence, tr("Go to this fact")) if part))
        self.clicked.connect(lambda: self.asked.emit(fact.id))

    @property
    def _sentence(self) -> str:
        """The sentence it was read from, unless that says no more than the row itself."""
        words = " ".join(self.fact.sentence.split())
        plain = f"{self.fact.name}: {self.fact.text}".casefold()
        return tr("“{words}”", words=words) if words and words.casefold().rstrip(".") != plain else ""

    def sizeHint(self) -> QSize:
        lines = 2 if self._sentence else 1
        line = QFontMetrics(theme.font()).height()
        return QSize(Size.BRIEF, lines * line + 2 * Space.XS + (lines - 1) * Space.XXS)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST // 2, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        hot = self.underMouse() or self.isDown()
        paint_ground(painter, QRectF(self.rect()), "surface_0" if hot else "surface_1")
        area = self.rect().adjusted(Space.S, Space.XS, -Space.S, -Space.XS)
        arrow = QRect(area.right() - Size.ICON_SMALL + 1, area.top(), Size.ICON_SMALL, self._line)
        paint_icon(painter, "chevron-right", arrow, "text_3")
        area.setRight(arrow.left() - Space.XS)
        row = QRect(area.left(), area.top(), area.width(), self._line)
        self._paint_source(painter, row)
        self._paint_fact(painter, row)
        if self._sentence:
            below = QRect(area.left(), row.bottom() + Space.XXS, area.width(), self._line)
            _paint(painter, below, self._sentence, "text_2", Type.SMALL)

    @property
    def _line(self) -> int:
        return QFontMetrics(theme.font()).height()

    def _paint_source(self, painter: QPainter, row: QRect) -> None:
        """On the right, as far as there is room; the fact itself comes first."""
        source = self.fact.source
        metrics = QFontMetrics(theme.font(Type.SMALL))
        fact = QFontMetrics(theme.font(Type.BASE, Weight.STRONG)).horizontalAdvance(
            f"{self.fact.name} {self.fact.text}"
        )
        room = min(row.width() // 2, row.width() - fact - Space.L)
        if not source or room < Size.HERO:
            return
        width = min(room, metrics.horizontalAdvance(source) + Space.XXS)
        area = QRect(row.right() - width + 1, row.top(), width, row.height())
        _paint(painter, area, source, "text_3", Type.SMALL)
        row.setRight(area.left() - Space.S)

    def _paint_fact(self, painter: QPainter, row: QRect) -> None:
        name = f"{self.fact.name}:" if self.fact.name else ""
        width = min(QFontMetrics(theme.font()).horizontalAdvance(name), row.width() // 2)
        _paint(painter, QRect(row.left(), row.top(), width + Space.XXS, row.height()), name, "text_2")
        left = row.left() + (width + Space.XS if name else 0)
        rest = QRect(left, row.top(), row.right() - left + 1, row.height())
        _paint(painter, rest, self.fact.text, "text_1", weight=Weight.STRONG)


def _paint(
    painter: QPainter, area: QRect, words: str, role: str, size: int = Type.BASE, weight: Weight = Weight.REGULAR
) -> None:
    painter.setFont(theme.font(size, weight))
    painter.setPen(theme.colour(role))
    line = " ".join(words.split())
    painter.drawText(area, _MIDDLE, painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, area.width()))
