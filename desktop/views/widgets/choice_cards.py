"""Cards to choose from, in as many columns as fit: an icon, a name, and one sentence."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import paint_card

NARROWEST = Size.SIDE_LIST
"""How narrow a card may be unless told otherwise, in pixels."""

_ANY_HEIGHT = 1 << 16
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_WRAP_MIDDLE = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_SIDE = Space.M + Space.XXS


class Choice(msgspec.Struct, frozen=True):
    """One card: what is sent when it is chosen, and what stands on it."""

    id: str
    icon: str
    name: str
    sentence: str


class ChoiceCards(QWidget):
    """`chosen` sends the id of a card. Arrow keys go from card to card, Tab too."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice],
        *,
        most_columns: int = 3,
        narrowest: int = NARROWEST,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._most = most_columns
        self._narrowest = narrowest
        self._measured = (-1, 0)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.cards: dict[str, ChoiceCard] = {}
        for choice in choices:
            card = ChoiceCard(choice, self)
            card.clicked.connect(lambda _checked=False, choice=choice: self.chosen.emit(choice.id))
            self.cards[choice.id] = card

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        columns, each = self._columns(width)
        rows = -(-len(self.cards) // columns)
        return rows * self._height(each) + (rows - 1) * Space.S

    def sizeHint(self) -> QSize:
        width = max(self.width(), 2 * self._narrowest)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._narrowest, self.heightForWidth(max(self.width(), self._narrowest)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns, width = self._columns(self.width())
        height = self._height(width)
        for place, card in enumerate(self.cards.values()):
            row, column = divmod(place, columns)
            card.setGeometry(QRect(column * (width + Space.S), row * (height + Space.S), width, height))
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        columns = self._columns(self.width())[0]
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}
        step = steps.get(Qt.Key(event.key()), 0)
        cards = list(self.cards.values())
        held = next((place for place, card in enumerate(cards) if card.hasFocus()), -1)
        if not step or held < 0:
            super().keyPressEvent(event)
        elif 0 <= held + step < len(cards):
            cards[held + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _columns(self, width: int) -> tuple[int, int]:
        """How many columns fit, and how wide each is."""
        fitting = max(1, (width + Space.S) // (self._narrowest + Space.S))
        columns = min(self._most, fitting, max(1, len(self.cards)))
        return columns, max(self._narrowest // 2, (width - (columns - 1) * Space.S) // columns)

    def _height(self, width: int) -> int:
        """How high each card is; remembered for the last width, as a layout asks many times over."""
        if self._measured[0] != width:
            self._measured = (width, max((card.height_for(width) for card in self.cards.values()), default=0))
        return self._measured[1]


class ChoiceCard(KeyFocus, QAbstractButton):
    """One of the cards."""

    ring_radius = Radius.LARGE

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.setText(choice.name)
        self.setAccessibleName(choice.name)
        self.setAccessibleDescription(choice.sentence)
        self.setToolTip(tr("Begin: {name}", name=choice.name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def height_for(self, width: int) -> int:
        """How high it must be at this width for all of its words to be seen."""
        room = QRect(0, 0, width - 2 * _SIDE, _ANY_HEIGHT)
        words = QFontMetrics(theme.font(Type.SMALL)).boundingRect(room, _WRAP, self._choice.sentence)
        return 2 * Space.M + self._name_height(width) + Space.XS + words.height()

    def _name_height(self, width: int) -> int:
        """How high the name is, which may need a second line."""
        room = QRect(0, 0, width - 2 * _SIDE - Size.ICON_MEDIUM - Space.S, _ANY_HEIGHT)
        metrics = QFontMetrics(theme.font(Type.BASE, Weight.STRONG))
        height = metrics.boundingRect(room, _WRAP, self._choice.name).height()
        return max(int(Size.ICON), height + Size.ICON - metrics.height())

    def sizeHint(self) -> QSize:
        return QSize(NARROWEST, self.height_for(NARROWEST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers():
                self.click()
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Up | Qt.Key.Key_Down:
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        hot = self.underMouse() or self.isDown()
        border = "text_3" if hot else "line"
        paint_card(painter, QRectF(self.rect()), border=border, ground="surface_1" if hot else "surface_3")
        area = self.rect().adjusted(_SIDE, Space.M, -_SIDE, -Space.M)
        icon = QRect(area.left(), area.top(), Size.ICON_MEDIUM, Size.ICON)
        paint_icon(painter, self._choice.icon, icon, "accent")
        height = self._name_height(self.width())
        name = QRect(icon.right() + 1 + Space.S, area.top(), area.right() - icon.right() - Space.S, height)
        painter.setFont(theme.font(Type.BASE, Weight.STRONG))
        painter.setPen(theme.colour("text_1"))
        painter.drawText(name, _WRAP_MIDDLE, self._choice.name)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(area.adjusted(0, height + Space.XS, 0, 0), _WRAP, self._choice.sentence)
