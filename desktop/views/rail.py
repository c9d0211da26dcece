"""The navigation rail: one item for each screen, with its key in the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.catalogue import SCREENS, Place, ScreenEntry, place_of
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.surface import Surface, paint_ground


class Rail(Surface):
    """The rail; `chosen` sends the id of a screen."""

    chosen = Signal(str)

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(0, parent)
        self.setAccessibleName(tr("Screens"))
        self._items: dict[str, _Item] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S + Space.XXS, 0, Space.S)
        column.setSpacing(Space.XXS)
        for entry in SCREENS:
            if entry.place is Place.BEHIND:
                continue
            if entry.place is Place.BOTTOM:
                column.addStretch()
            item = _Item(entry, actions[entry.id])
            item.clicked.connect(self._on_clicked)
            self._items[entry.id] = item
            self._group.addButton(item)
            column.addWidget(item, alignment=Qt.AlignmentFlag.AlignHCenter)
        widest = max(item.sizeHint().width() for item in self._items.values())
        for item in self._items.values():
            item.setFixedWidth(widest)
        self.setFixedWidth(max(Size.RAIL, widest + Space.M + Space.XXS))

    def show_chosen(self, screen_id: str) -> None:
        """Mark a screen as the one that is shown, or the one it stands behind."""
        self._items[place_of(screen_id)].setChecked(True)

    def _on_clicked(self) -> None:
        for screen_id, item in self._items.items():
            if item.isChecked():
                self.chosen.emit(screen_id)


class _Item(KeyFocus, QAbstractButton):
    ring_radius = Radius.LARGE

    def __init__(self, entry: ScreenEntry, action: QAction) -> None:
        super().__init__()
        self._icon = entry.icon
        self.setText(tr(entry.label))
        self.setCheckable(True)
        self.setAccessibleName(self.text())
        self.setToolTip(with_key(self.text(), action.shortcut()))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font(Type.SMALL, Weight.STRONG)).horizontalAdvance(self.text())
        return QSize(max(Size.RAIL_ITEM_WIDTH, words + Space.S), Size.RAIL_ITEM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            ground = "surface_2" if self.isChecked() else "surface_1"
            paint_ground(painter, QRectF(self.rect()), ground, Radius.LARGE)
        role = "accent" if self.isChecked() else "text_1" if self.underMouse() else "text_2"
        paint_icon(painter, self._icon, QRect(0, Space.XS + Space.XXS, self.width(), Size.ICON), role)
        painter.setPen(theme.colour(role))
        painter.setFont(theme.font(Type.SMALL, Weight.STRONG if self.isChecked() else Weight.REGULAR))
        words = self.rect().adjusted(0, Space.XS + Space.XXS + Size.ICON, 0, -Space.XXS)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
