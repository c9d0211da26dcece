"""Angles to choose from: a card for each, with its number, of which one may be the one that was taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import paint_card, rounded

_ANY_HEIGHT = 1 << 16
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_SIDE = Space.M + Space.XXS
_MARK = Size.TIMELINE_DOT
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class AngleCards(QWidget):
    """`chosen` sends the number of an angle, from 0. Arrow keys go from card to card, Enter takes one."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Angles to choose from"))
        self.cards: list[AngleCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)

    def show_angles(self, angles: Sequence[str], taken: str, *, free: bool) -> None:
        """Show these, the taken one marked; none can be taken while they are not `free`."""
        while len(self.cards) < len(angles):
            self._add()
        for place, card in enumerate(self.cards):
            shown = place < len(angles)
            if shown:
                card.show_angle(angles[place], taken=angles[place].strip() == taken.strip())
                card.setEnabled(free)
            card.setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        shown = [card for card in self.cards if not card.isHidden()]
        held = next((place for place, card in enumerate(shown) if card.hasFocus()), -1)
        if not step or held < 0:
            super().keyPressEvent(event)
        elif 0 <= held + step < len(shown):
            shown[held + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self) -> None:
        place = len(self.cards)
        card = AngleCard(place + 1)
        card.clicked.connect(lambda _checked=False: self.chosen.emit(place))
        self.cards.append(card)
        self._column.addWidget(card)


class AngleCard(KeyFocus, QAbstractButton):
    """One angle, as many lines high as it needs."""

    ring_radius = Radius.LARGE

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._taken = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def taken(self) -> bool:
        """Whether this is the angle of the post."""
        return self._taken

    def show_angle(self, text: str, *, taken: bool) -> None:
        """Say this."""
        if text == self.text() and taken == self._taken:
            return
        self._taken = taken
        self.setText(text)
        self.setAccessibleName(tr("Angle {n}: {angle}", n=self._number, angle=text))
        self.setAccessibleDescription(tr("Taken") if taken else tr("Press {n} or Enter to take it", n=self._number))
        self.setToolTip("" if taken else tr("Take this angle ({n})", n=self._number))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, width - 2 * _SIDE - _MARK - Space.M, _ANY_HEIGHT)
        words = QFontMetrics(theme.font(Type.TEXT)).boundingRect(room, _WRAP, self.text())
        return 2 * Space.M + max(int(_MARK), words.height())

    def sizeHint(self) -> QSize:
        width = self.width() or Size.TEXT_NARROW
        return QSize(Size.BRIEF, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()  # how high it may be follows from how wide it is

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
        elif event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        hot = self.isEnabled() and (self.underMouse() or self.isDown())
        border = "accent" if self._taken else "text_3" if hot else "line"
        ground = "accent_soft" if self._taken else "surface_1" if hot else "surface_3"
        paint_card(painter, QRectF(self.rect()), border=border, ground=ground)
        area = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        mark = QRect(area.left(), (self.height() - _MARK) // 2, _MARK, _MARK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if self._taken else "accent_soft"))
        painter.drawPath(rounded(QRectF(mark), _MARK / 2))
        if self._taken:
            inner = mark.adjusted(Space.XS, Space.XS, -Space.XS, -Space.XS)
            paint_icon(painter, "check", inner, "on_accent")
        else:
            painter.setFont(theme.font(Type.SMALL, Weight.STRONG))
            painter.setPen(theme.colour("accent"))
            painter.drawText(mark, int(Qt.AlignmentFlag.AlignCenter), str(self._number))
        painter.setFont(theme.font(Type.TEXT))
        painter.setPen(theme.colour("text_1"))
        painter.drawText(area.adjusted(_MARK + Space.M, 0, 0, 0), _WRAP, self.text())
