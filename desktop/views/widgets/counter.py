"""How much of a limit a text has used: figures and a small bar, and words when it is too much."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.surface import rounded


class Counter(QWidget):
    """`56 / 70` and a bar; over the limit an icon and the words "3 too many" say so, not the colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._limit = 0
        self._unit = ""
        self._busy = False
        self._bar = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._say()

    def set_measure(self, count: int, limit: int, unit: str = "") -> None:
        """Show this count; a limit of 0 means there is none, `unit` is shown behind the figures when given (`px`)."""
        if (count, limit, unit) == (self._count, self._limit, self._unit):
            return
        width = self.sizeHint().width()
        self._count, self._limit, self._unit = count, limit, unit
        self._say()
        if self.sizeHint().width() != width:
            self.updateGeometry()
        self.update()

    def set_busy(self, busy: bool) -> None:
        """Show that the text is being written."""
        if busy != self._busy:
            self._busy = busy
            self.update()

    def set_bar(self, shown: bool) -> None:
        """Whether there is room for the bar."""
        if shown != self._bar:
            self._bar = shown
            self.updateGeometry()
            self.update()

    @property
    def words(self) -> str:
        """What stands there."""
        locale = QLocale()
        count = locale.toString(self._count)
        if self._over:
            return tr("{count} / {limit}, {over} too many", count=count, limit=locale.toString(self._limit),
                      over=locale.toString(self._over)) + self._tail  # fmt: skip
        if self._limit:
            return f"{count} / {locale.toString(self._limit)}{self._tail}"
        return f"{count}{self._tail}"

    @property
    def _over(self) -> int:
        return max(0, self._count - self._limit) if self._limit else 0

    @property
    def _tail(self) -> str:
        return f" {self._unit}" if self._unit else ""

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(Type.SMALL))
        width = metrics.horizontalAdvance(self.words)
        if self._limit and self._bar:
            width += Space.S + Size.COUNTER_BAR
        if self._over:
            width += Size.ICON_SMALL + Space.XS
        return QSize(width, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(self.rect())
        role = "contradicted" if self._over else "text_2"
        if self._over:
            paint_icon(painter, "contradicted", QRect(0, 0, Size.ICON_SMALL, area.height()), role)
            area.setLeft(Size.ICON_SMALL + Space.XS)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour(role))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.words)
        if self._limit and self._bar:
            self._paint_bar(painter, area)

    def _paint_bar(self, painter: QPainter, area: QRect) -> None:
        bar = QRectF(area.right() + 1 - Size.COUNTER_BAR, (area.height() - Size.BAR) / 2, Size.COUNTER_BAR, Size.BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawPath(rounded(bar, Size.BAR / 2))
        share = min(1.0, self._count / self._limit)
        if share > 0:
            role = "contradicted" if self._over else "accent" if self._busy else "supported"
            painter.setBrush(theme.colour(role))
            bar.setWidth(max(float(Size.BAR), Size.COUNTER_BAR * share))
            painter.drawPath(rounded(bar, Size.BAR / 2))

    def _say(self) -> None:
        self.setAccessibleName(tr("Length: {words}", words=self.words))
