"""Buttons: primary (one a screen), secondary, quiet; with icon, a second line, and the key that does the same."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.keys import key_sign, with_key
from desktop.views.widgets.surface import rounded

_RIGHT = Qt.TextElideMode.ElideRight


class ButtonKind(StrEnum):
    """How much a button calls."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"


class Button(KeyFocus, QPushButton):
    """A button painted from the tokens; `key` is shown on it and in the tooltip, but does not bind it: actions do."""

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.SECONDARY,
        *,
        icon: str = "",
        key: QKeySequence | str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._icon = icon
        self._key = QKeySequence(key)
        self._note = ""
        self._trailing = ""
        self._small = small
        self._tip = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self._changed()

    def set_kind(self, kind: ButtonKind) -> None:
        """Call more or less."""
        self._kind = kind
        self._changed()

    def set_icon(self, icon: str) -> None:
        """Show an icon of `icons`, or none."""
        self._icon = icon
        self._changed()

    def set_key(self, key: QKeySequence | str) -> None:
        """Show the key that does the same."""
        self._key = QKeySequence(key)
        self._changed()

    def set_note(self, note: str) -> None:
        """Show a second, smaller line."""
        self._note = note
        self._changed()

    def set_trailing(self, icon: str) -> None:
        """Show an icon behind the words, as a menu's chevron."""
        self._trailing = icon
        self._changed()

    def set_tip(self, tip: str) -> None:
        """Say more in the tooltip than the button's own words."""
        self._tip = tip
        self._changed()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._changed()

    def follow(self, action: QAction) -> None:
        """Press means trigger; enabled and key come from the action."""
        self.clicked.connect(action.trigger)
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)
        self.set_key(action.shortcut())

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(self._type, self._weight))
        width = metrics.horizontalAdvance(self.text())
        if self._note:
            width = max(width, QFontMetrics(theme.font(Type.SMALL)).horizontalAdvance(self._note))
        if self._icon:
            width += Size.ICON_MEDIUM + self._gap
        if not self._key.isEmpty():
            width += self._key_width() + Space.S
        if self._trailing:
            width += Size.ICON_SMALL + self._gap
        return QSize(width + 2 * self._side, self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            cursor = Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor
            self.setCursor(cursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_content(painter, self.rect().adjusted(self._side, 0, -self._side, 0))

    def _paint_ground(self, painter: QPainter) -> None:
        ground, border = self._colours()
        half = Size.HAIR / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        if ground:
            painter.setBrush(theme.colour(ground))
        painter.setPen(theme.colour(border) if border else Qt.PenStyle.NoPen)
        painter.drawPath(rounded(area, Radius.SMALL))

    def _paint_content(self, painter: QPainter, area: QRect) -> None:
        role = self._text_role()
        content = self.sizeHint().width() - 2 * self._side
        has_key = not self._key.isEmpty() and not self._note
        shows_key = has_key and content <= area.width() + 1
        if has_key and not shows_key:  # the words are told before the key
            content -= self._key_width() + Space.S
        area.setLeft(area.left() + max(0, (area.width() - content) // 2))
        if self._icon:
            icon = QRect(area.left(), area.top(), Size.ICON_MEDIUM, area.height())
            paint_icon(painter, self._icon, icon, role)
            area.setLeft(area.left() + Size.ICON_MEDIUM + self._gap)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.colour(role))
        painter.setFont(theme.font(self._type, self._weight))
        if self._note:
            top = area.adjusted(0, Space.XS, 0, -area.height() // 2 + Space.XXS)
            painter.drawText(top, int(middle), _fitting(painter, self.text(), area.width()))
            painter.setFont(theme.font(Type.SMALL))
            painter.drawText(area.adjusted(0, area.height() // 2 - Space.XXS, 0, -Space.XS), int(middle), self._note)
            return
        if self._trailing:
            end = QRect(area.right() - Size.ICON_SMALL + 1, area.top(), Size.ICON_SMALL, area.height())
            paint_icon(painter, self._trailing, end, role)
            area.setRight(end.left() - self._gap)
        key = self._key_width() + Space.S if shows_key else 0
        painter.drawText(area, int(middle), _fitting(painter, self.text(), area.width() - key))
        if shows_key:
            area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(self.text()) + Space.S)
            painter.setFont(theme.font(Type.SMALL))
            painter.setPen(theme.colour(role if self._kind is ButtonKind.PRIMARY else "text_2"))
            painter.drawText(area, int(middle), key_sign(self._key))

    def _colours(self) -> tuple[str, str]:
        """The token names of ground and border; empty for none."""
        hot = self.isEnabled() and (self.underMouse() or self.isDown())
        chosen = self.isCheckable() and self.isChecked()
        if not self.isEnabled():
            return ("", "") if self._kind is ButtonKind.QUIET else ("surface_1", "line")
        if chosen:
            return "accent_soft", "accent"
        match self._kind:
            case ButtonKind.PRIMARY:
                return ("accent_hover", "") if hot else ("accent", "")
            case ButtonKind.QUIET:
                return ("surface_0", "") if hot else ("", "")
            case ButtonKind.DANGER | ButtonKind.SECONDARY:
                return ("surface_1" if hot else "surface_3", "text_3" if hot else "line_strong")

    def _text_role(self) -> str:
        if not self.isEnabled():
            return "text_3"
        if self.isCheckable() and self.isChecked():
            return "accent"
        match self._kind:
            case ButtonKind.PRIMARY:
                return "on_accent"
            case ButtonKind.QUIET:
                return "text_1" if self.underMouse() else "text_2"
            case ButtonKind.DANGER:
                return "contradicted"
            case ButtonKind.SECONDARY:
                return "text_1"

    @property
    def _type(self) -> Type:
        return Type.SMALL if self._small else Type.BASE

    @property
    def _weight(self) -> Weight:
        return Weight.REGULAR if self._kind is ButtonKind.QUIET else Weight.STRONG

    @property
    def _gap(self) -> int:
        return Space.XS + Space.XXS if self._small else Space.S

    @property
    def _side(self) -> int:
        return Space.S + Space.XXS if self._small else Space.M + Space.XXS

    @property
    def _height(self) -> int:
        if self._note:
            return Size.BUTTON_TALL
        return Size.CONTROL_SMALL if self._small else Size.BUTTON

    def _key_width(self) -> int:
        return QFontMetrics(theme.font(Type.SMALL)).horizontalAdvance(key_sign(self._key))

    def _changed(self) -> None:
        words = f"{self.text()}, {self._note}" if self._note else self.text()
        self.setAccessibleName(words)
        tip = self._tip or (words if not self._key.isEmpty() else "")
        self.setToolTip(with_key(tip, self._key) if tip else "")
        self.updateGeometry()
        self.update()


def _fitting(painter: QPainter, words: str, room: int) -> str:
    """The words, shortened where a layout gave less room than asked for."""
    metrics = painter.fontMetrics()
    return words if metrics.horizontalAdvance(words) <= room + 1 else metrics.elidedText(words, _RIGHT, room)


class IconButton(KeyFocus, QPushButton):
    """A quiet square button with an icon only; its name is said by tooltip and screen reader."""

    def __init__(
        self,
        icon: str,
        name: str,
        *,
        key: QKeySequence | str = "",
        size: int = Size.CONTROL,
        role: str = "text_2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._role = role
        self._key = QKeySequence(key)
        self.setFixedSize(size, size)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Say what it does."""
        self.setAccessibleName(name)
        self.setToolTip(with_key(name, self._key))

    def set_icon(self, icon: str, role: str = "") -> None:
        """Show another icon, and in another colour when one is given."""
        self._icon = icon
        self._role = role or self._role
        self.update()

    def follow(self, action: QAction) -> None:
        """Press means trigger; enabled and key come from the action."""
        self.clicked.connect(action.trigger)
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)
        self._key = action.shortcut()
        self.set_name(self.accessibleName())

    def sizeHint(self) -> QSize:
        return self.maximumSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isCheckable() and self.isChecked()
        if chosen or (self.isEnabled() and (self.underMouse() or self.isDown())):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "surface_0"))
            painter.drawPath(rounded(QRectF(self.rect()), Radius.SMALL))
        role = "accent" if chosen else self._role
        side = Size.ICON_MEDIUM if self.width() <= Size.CONTROL else Size.ICON
        area = QRect(0, 0, side, side)
        area.moveCenter(self.rect().center())
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        paint_icon(painter, self._icon, area, role)
