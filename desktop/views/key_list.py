"""Every key by group: the card behind F1, and the Keyboard page of the settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.actions import Actions
from desktop.views.tokens import Radius, Size, Space, Type
from desktop.views.widgets.keys import key_of_action, key_words
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import Label


class KeyCap(QWidget):
    """A key as it looks on a keyboard."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font(Type.SMALL)).horizontalAdvance(self._words)
        return QSize(max(width + 2 * Space.S, Size.BOTTOM_BUTTON), Size.BOTTOM_BUTTON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = Size.HAIR / 2
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("surface_1"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), Radius.SMALL))
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_1"))
        painter.drawText(QRect(self.rect()), int(Qt.AlignmentFlag.AlignCenter), self._words)


class KeyList(QWidget):
    """The actions that have a key, under the headings of their groups."""

    def __init__(self, actions: Actions, more: Sequence[QAction] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("page", True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.XL)
        grid.setVerticalSpacing(Space.XS + Space.XXS)
        grid.setColumnStretch(0, 1)
        groups: dict[str, list[QAction]] = {}
        for action in (*actions, *more):
            if action.text() and not key_of_action(action).isEmpty():
                groups.setdefault(actions.group_of(action), []).append(action)
        row = 0
        for group, members in groups.items():
            heading = Label(group, "small_strong", "text_2")
            heading.setContentsMargins(0, Space.M if row else 0, 0, Space.XXS)
            grid.addWidget(heading, row, 0)
            row += 1
            for action in members:
                grid.addWidget(Label(action.text()), row, 0)
                cap = KeyCap(key_words(key_of_action(action)))
                grid.addWidget(cap, row, 1, Qt.AlignmentFlag.AlignRight)
                row += 1
        grid.setRowStretch(row, 1)


class KeyCard(Popover):
    """The keys in a card over the window."""

    def __init__(self, window: QWidget, actions: Actions, more: Sequence[QAction]) -> None:
        super().__init__(window, tr("Keys and help"))
        self.body.setContentsMargins(Space.XL, Space.L, Space.L, Space.L)
        self.body.addWidget(Label(tr("Keys"), "heading"))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(tr("Keys"))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        holder.setProperty("page", True)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, Space.M, 0)
        column.addWidget(KeyList(actions, more))
        scroll.setWidget(holder)
        scroll.setFixedSize(Size.DIALOG, Size.PALETTE_HEIGHT)
        self.body.addWidget(scroll)
        self.setFocusProxy(scroll)
