"""Puts a block into the mail: a plus between the blocks, and a menu of the kinds there are."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.core.mail import BlockKind
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import icon, paint_icon
from desktop.views.mail.block_keys import ADD
from desktop.views.mail.looks import BLOCKS
from desktop.views.tokens import Size
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.keys import with_key


class AddMenu(QMenu):
    """The kinds of blocks; `kind_chosen` sends the one that is wanted. In a column there are no columns."""

    kind_chosen = Signal(object)  # BlockKind

    def __init__(self, parent: QWidget, *, within_column: bool = False) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Add a block"))
        for kind, name, icon_name in BLOCKS:
            if within_column and kind in {BlockKind.COLUMNS, BlockKind.FOOTER}:
                continue
            action = self.addAction(icon(icon_name), tr(name))
            action.setData(kind.value)
            action.triggered.connect(partial(self._choose, kind))
        self.aboutToHide.connect(self.deleteLater)

    def open_below(self, spot: QWidget) -> None:
        """Show it below a button, the first kind chosen, so that Enter adds it."""
        self.popup(spot.mapToGlobal(QPoint(0, spot.height())))
        first = next(iter(self.actions()), None)
        if first is not None:
            self.setActiveAction(first)

    def _choose(self, kind: BlockKind, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        self.kind_chosen.emit(kind)


class AddSpot(KeyFocus, QPushButton):
    """A small round plus on the lower edge of the block that is pointed at or chosen."""

    ring_radius = Size.BOTTOM_BUTTON // 2

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(Size.BOTTOM_BUTTON, Size.BOTTOM_BUTTON)
        self.setAccessibleName(tr("Add a block below"))
        self.setToolTip(with_key(tr("Add a block below"), ADD))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = self.underMouse() or self.isDown()
        painter.setPen(theme.colour("accent" if hot else "line_strong"))
        painter.setBrush(theme.colour("accent" if hot else "surface_3"))
        half = Size.HAIR / 2
        painter.drawEllipse(QRectF(self.rect()).adjusted(half, half, -half, -half))
        sign = QRectF(0, 0, Size.BADGE_ICON, Size.BADGE_ICON)
        sign.moveCenter(QRectF(self.rect()).center())
        paint_icon(painter, "plus", sign, "on_accent" if hot else "text_2")
