"""Who sends the mail: chips that wrap, one of which may be chosen, and how the first name is written for it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.core.mail import Platform
from desktop.core.words import tr
from desktop.views.mail.words import PLATFORMS
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.button import Button
from desktop.views.widgets.text import Label

_GAP = Space.XS + Space.XXS
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class PlatformChips(QWidget):
    """`chosen` sends a `Platform`; the chosen chip pressed again means nobody. Arrow keys move, Tab stops once."""

    chosen = Signal(object)  # Platform

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Sends with"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._value = Platform.NONE
        self._chips: dict[Platform, Button] = {}
        for platform, name in PLATFORMS:
            chip = _Chip(name, small=True, parent=self)
            chip.setCheckable(True)
            chip.setAccessibleDescription(tr("Merge tags are written for {sender}", sender=name))
            chip.clicked.connect(lambda _checked=False, platform=platform: self._on_clicked(platform))
            self._chips[platform] = chip
        self.set_value(Platform.NONE)

    @property
    def value(self) -> Platform:
        """Who is chosen."""
        return self._value

    def chip(self, platform: Platform) -> Button:
        """The chip of a sender."""
        return self._chips[platform]

    def set_value(self, value: Platform) -> None:
        """Show who sends; sends nothing."""
        self._value = value
        stop = value or PLATFORMS[0][0]
        for platform, chip in self._chips.items():
            chip.setChecked(platform is value)
            chip.set_icon("check" if platform is value else "")
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if platform is stop else Qt.FocusPolicy.ClickFocus)
        self._place(self.width())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        width = max(self.width(), Size.SIDE_LIST - Space.XL)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        widest = max(chip.sizeHint().width() for chip in self._chips.values())
        return QSize(widest, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width())
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        platforms = list(self._chips)
        held = next((place for place, each in enumerate(platforms) if self._chips[each].hasFocus()), -1)
        if not step or held < 0:
            super().keyPressEvent(event)
            return
        platform = platforms[(held + step) % len(platforms)]
        self._chips[platform].setFocus(Qt.FocusReason.TabFocusReason)
        if platform is not self._value:
            self._on_clicked(platform)

    def _on_clicked(self, platform: Platform) -> None:
        value = Platform.NONE if platform is self._value else platform
        self.set_value(value)
        self.chosen.emit(value)

    def _place(self, width: int, *, move: bool = True) -> int:
        """Put the chips into rows of this width; answers how high they are together."""
        left = top = 0
        for chip in self._chips.values():
            size = chip.sizeHint()
            if left and left + size.width() > width:
                left, top = 0, top + Size.CONTROL_SMALL + _GAP
            if move:
                chip.setGeometry(QRect(left, top, min(size.width(), width), size.height()))
            left += size.width() + _GAP
        return top + Size.CONTROL_SMALL


class _Chip(Button):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            event.ignore()  # Qt's own button would go to whatever comes next
        else:
            super().keyPressEvent(event)


class WrittenAs(QWidget):
    """How the first name is written for the chosen sender, or why it is worth choosing one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = Label("", "small", "text_2", wrap=True)
        self.tag = Label("", "small", "text_2", wrap=True, selectable=True)
        self.tag.setAccessibleName(tr("First name as a merge tag"))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(Type.SMALL)
        self.tag.setFont(font)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addWidget(self.heading)
        column.addWidget(self.tag)
        self.show_tag("")

    def show_tag(self, raw: str) -> None:
        """Show how the tag is written; empty: nobody is chosen."""
        if raw:
            self.heading.setText(tr("First name is written as"))
        else:
            self.heading.setText(tr("Choose who sends it, and first names and other merge tags are written its way."))
        self.tag.setText(raw)
        self.tag.setVisible(bool(raw))
