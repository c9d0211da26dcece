"""The tabs of the inspector: words, a count beside them, and a light ground under the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from desktop.views import theme
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.badge import Tone, badge_size, paint_badge
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import paint_ground


class Tabs(KeyFocus, QTabBar):
    """A row of tabs by id; `chosen` sends the id. Arrow keys move, as a tab bar does."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: list[str] = []
        self._badges: dict[str, tuple[str, Tone]] = {}
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.currentChanged.connect(self._on_current)

    def add(self, tab_id: str, words: str) -> None:
        """Add a tab at the end."""
        self._ids.append(tab_id)
        self.addTab(words)

    def set_badge(self, tab_id: str, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Show a count beside a tab; empty words take it away."""
        index = self._ids.index(tab_id)
        wanted = (words, tone)
        if self._badges.get(tab_id, ("", Tone.NEUTRAL)) == wanted:
            return
        self._badges[tab_id] = wanted
        self.setAccessibleTabName(index, f"{self.tabText(index)} {words}".strip())
        self.setTabText(index, self.tabText(index))  # makes the bar lay itself out again
        self.updateGeometry()
        self.update()

    @property
    def current(self) -> str:
        """The id of the chosen tab; empty when there is none."""
        return self._ids[self.currentIndex()] if self.currentIndex() >= 0 else ""

    def choose(self, tab_id: str) -> None:
        """Choose a tab."""
        self.setCurrentIndex(self._ids.index(tab_id))

    @property
    def is_whole(self) -> bool:
        """Whether the words of every tab are shown to their end."""
        needed = self._needed()
        side = self._side(needed)
        rooms = [self.tabRect(index).width() - 2 * side for index in range(self.count())]
        return all(words <= room for words, room in zip(needed, rooms, strict=True))

    @property
    def fitting_width(self) -> int:
        """The least width in which the words of every tab are shown to their end in their usual size."""
        return sum(self._needed_in(Type.BASE)) + self.count() * (2 * Space.XS + Space.XXS)

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self._widths()[index], Size.TAB)

    def _widths(self) -> list[int]:
        """How wide each tab is: with less room at the sides where space is scarce, else the longest others are cut."""
        room, needed = self.width(), self._needed()
        side = self._side(needed)
        widths = [width + 2 * side + Space.XXS for width in needed]
        excess = sum(widths) - room
        while excess > 0 and widths and max(widths) > 2 * Space.XXL:
            others = [width if index != self.currentIndex() else 0 for index, width in enumerate(widths)]
            longest = others.index(max(others)) if max(others) > 2 * Space.XL else widths.index(max(widths))
            step = min(excess, Space.XS)
            widths[longest] -= step
            excess -= step
        return widths

    def _badge_room(self, index: int) -> int:
        words, _ = self._badge(index)
        return badge_size(words).width() + Space.XS if words else 0

    def minimumTabSizeHint(self, _index: int) -> QSize:
        return QSize(2 * Space.L, Size.TAB)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint_tab(painter, index, self.tabRect(index))

    def _paint_tab(self, painter: QPainter, index: int, area: QRect) -> None:
        chosen = index == self.currentIndex()
        if chosen:
            paint_ground(painter, QRectF(area).adjusted(0, 0, -Space.XXS, 0), "surface_2")
        side = self._side(self._needed())
        inner = area.adjusted(side, 0, -side, 0)
        words, tone = self._badge(index)
        if words:
            size = badge_size(words)
            badge = QRect(inner.right() - size.width() - Space.XXS + 1, 0, size.width(), size.height())
            badge.moveTop(area.top() + (area.height() - size.height()) // 2)
            paint_badge(painter, badge, words, tone)
            inner.setRight(badge.left() - Space.XS)
        painter.setFont(theme.font(self._type(), Weight.STRONG if chosen else Weight.REGULAR))
        painter.setPen(theme.colour("text_1" if chosen else "text_2"))
        text = painter.fontMetrics().elidedText(self.tabText(index), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)

    def _side(self, needed: list[int]) -> int:
        """The room left and right of the words of each tab."""
        left = self.width() - sum(needed)
        fitting = (side for side in (Space.S, Space.XS) if self.count() * (2 * side + Space.XXS) <= left)
        return next(fitting, Space.XXS)

    def _type(self) -> Type:
        """The size of the words: small ones where no other would fit whole."""
        tight = sum(self._needed_in(Type.BASE)) + self.count() * 3 * Space.XXS
        return Type.SMALL if self.width() < tight else Type.BASE

    def _needed(self) -> list[int]:
        """What the words of each tab take, with their badge."""
        return self._needed_in(self._type())

    def _needed_in(self, size: Type) -> list[int]:
        metrics = QFontMetrics(theme.font(size, Weight.STRONG))
        return [metrics.horizontalAdvance(self.tabText(each)) + self._badge_room(each) for each in range(self.count())]

    def _badge(self, index: int) -> tuple[str, Tone]:
        return self._badges.get(self._ids[index], ("", Tone.NEUTRAL)) if index < len(self._ids) else ("", Tone.NEUTRAL)

    def _on_current(self, index: int) -> None:
        if 0 <= index < len(self._ids):
            self.chosen.emit(self._ids[index])
