"""What a mail is looked at in: a telephone, or the pane of a desktop client."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.views import theme
from desktop.views.tokens import DARK, LIGHT, Radius, Size, Space, Tokens, Type, Weight
from desktop.views.widgets.surface import rounded

_CLOCK = "9:41"
_SIDE = Space.L + Space.XXS


class PhoneFrame(QWidget):
    """Holds one widget as its screen; `set_phone` and `set_dark` say of what kind the screen is."""

    def __init__(self, screen: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._phone = True
        self._dark = False
        screen.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def phone(self) -> bool:
        """Whether it is a telephone."""
        return self._phone

    @property
    def dark(self) -> bool:
        """Whether the screen is dark."""
        return self._dark

    def set_phone(self, phone: bool) -> None:
        """Be a telephone, or a pane."""
        self._phone = phone
        self._lay_out()

    def set_dark(self, dark: bool) -> None:
        """Be dark, as the client's own ground is then."""
        self._dark = dark
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Size.PHONE_WIDTH, Size.PHONE_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.PASTE_BOX, Size.PHONE_LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body, inside, corner = self._body(), self._inside(), self._corner()
        if self._phone:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("text_1") if not theme.tokens().dark else theme.colour("line_strong"))
            painter.drawPath(rounded(body, corner + Size.PHONE_FRAME))
        else:
            painter.setPen(theme.colour("line_strong"))
        painter.setBrush(QColor(self._of.surface_3 if not self._dark else self._of.surface_1))
        painter.drawPath(rounded(inside, corner))
        if self._phone:
            self._paint_status(painter, inside)

    @property
    def _of(self) -> Tokens:
        return DARK if self._dark else LIGHT

    def _paint_status(self, painter: QPainter, inside: QRectF) -> None:
        """The hour, and what telephones show beside it."""
        ink = QColor(self._of.text_1)
        row = QRectF(inside.left() + _SIDE, inside.top() + Space.XS, inside.width() - 2 * _SIDE,
                     Size.PHONE_STATUS - Space.XS)  # fmt: skip
        painter.setFont(theme.font(Type.SMALL, Weight.STRONG))
        painter.setPen(ink)
        painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), _CLOCK)
        middle = row.center().y()
        battery = QRectF(row.right() - Space.L, middle - Space.XS, Space.L - Space.XXS, Space.S)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, Size.HAIR))
        painter.drawPath(rounded(battery, Space.XXS))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPath(rounded(battery.adjusted(2, 2, -3, -2), Size.HAIR))
        painter.drawRect(QRectF(battery.right() + Size.HAIR, middle - Size.HAIR, Size.HAIR, Space.XXS))
        left = battery.left() - Space.S - 4 * Space.XS + Size.HAIR
        for place in range(4):
            high = Space.XXS + place * Space.XXS
            painter.drawRect(QRectF(left + place * (Space.XS - Size.HAIR), middle + Space.XS - high, Space.XXS, high))

    def _body(self) -> QRectF:
        half = Size.HAIR / 2
        whole = QRectF(self.rect()).adjusted(half, half, -half, -half)
        if not self._phone:
            return whole
        wide = min(float(Size.PHONE_WIDTH), whole.width())
        return QRectF(whole.center().x() - wide / 2, whole.top(), wide, whole.height())

    def _inside(self) -> QRectF:
        edge = Size.PHONE_FRAME if self._phone else 0
        return self._body().adjusted(edge, edge, -edge, -edge)

    def _corner(self) -> int:
        return Size.PHONE_CORNER if self._phone else Radius.LARGE

    def _lay_out(self) -> None:
        """The screen below the status bar; its corners are cut, as those of the glass are round."""
        inside = self._inside().toAlignedRect().adjusted(1, 1, -1, -1)
        if self._phone:
            inside.setTop(inside.top() + Size.PHONE_STATUS - Size.HAIR)
        self._screen.setGeometry(inside)
        corner = float(self._corner() - Size.HAIR)
        area = QRectF(0, 0, inside.width(), inside.height())
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(area, corner, corner)
        if self._phone:
            path.addRect(QRectF(QPointF(0, 0), area.center() + QPointF(area.width() / 2, 0)))
        self._screen.setMask(QRegion(path.simplified().toFillPolygon().toPolygon()))
        self.update()
