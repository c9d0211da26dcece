"""Small round labels: a state, a kind, a number beside a heading."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.surface import rounded


class Tone(StrEnum):
    """What a badge means; each has a ground and a colour of the tokens."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    SUPPORTED = "supported"
    WARNING = "warning"
    CONTRADICTED = "contradicted"
    INFORMATION = "information"


def tone_roles(tone: Tone) -> tuple[str, str]:
    """The token names of a tone: of its words, and of its ground."""
    return ("text_2", "surface_0") if tone is Tone.NEUTRAL else (tone.value, f"{tone.value}_soft")


class Badge(QWidget):
    """A rounded label in a tone; an icon says the same where the colour carries meaning."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._tone = tone
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        """Its words."""
        return self._text

    def set_text(self, text: str, tone: Tone | None = None, icon: str | None = None) -> None:
        """Say something else, in another tone or with another icon when given."""
        self._text = text
        self._tone = self._tone if tone is None else tone
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self._text, icon=bool(self._icon))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_badge(QPainter(self), self.rect(), self._text, self._tone, self._icon)


def badge_size(text: str, *, icon: bool = False) -> QSize:
    """How large a badge is."""
    width = QFontMetrics(theme.font(Type.SMALL, Weight.STRONG)).horizontalAdvance(text)
    extra = Size.BADGE_ICON + Space.XS if icon else 0
    return QSize(max(width + extra + 2 * Space.S, Size.BADGE), Size.BADGE)


def paint_badge(painter: QPainter, area: QRect, text: str, tone: Tone, icon: str = "") -> None:
    """Paint a badge into `area`; delegates use it too."""
    words, ground = tone_roles(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour(words) if theme.tokens().high_contrast else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawPath(rounded(QRectF(area), area.height() / 2))
    inner = area.adjusted(Space.S, 0, -Space.S, 0)
    if icon:
        paint_icon(painter, icon, QRect(inner.left(), inner.top(), Size.BADGE_ICON, inner.height()), words)
        inner.setLeft(inner.left() + Size.BADGE_ICON + Space.XS)
    painter.setFont(theme.font(Type.SMALL, Weight.STRONG if tone is not Tone.NEUTRAL else Weight.REGULAR))
    painter.setPen(theme.colour(words))
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
