"""A button of a mail, typed into as it will look: in the colour of the brand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.mail import Block
from desktop.views import theme
from desktop.views.mail.block_body import INSET, BlockBody, BlockParts, LinkRow, column_of, outside, with_link
from desktop.views.mail.mail_text import MailTextView
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.surface import rounded

_SIDE = Space.L
_READABLE = 0.42
"""Lightness from which dark words read better on a colour; measured against both."""


class ButtonBody(BlockBody):
    """The button as wide as its words, and where it leads."""

    def __init__(self, parts: BlockParts, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self._mailing = parts.desk.mailing
        view = parts.text(block, "")
        self.views = (view,)
        self.shape = ButtonShape(view)
        self.link = LinkRow()
        self.link.changed.connect(self._on_link)
        self.details = self.link
        column = column_of(self)
        outside(view, column)
        self._row = row = QHBoxLayout()
        row.setContentsMargins(INSET, 0, 0, 0)
        row.addWidget(self.shape)
        column.insertLayout(0, row)
        self.show_block(block)
        self.refit()

    def show_block(self, block: Block) -> None:
        """As `BlockBody` says."""
        super().show_block(block)
        self.link.show_link(block.href)
        aligned = {"center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight}
        self._row.setAlignment(self.shape, aligned.get(block.align, Qt.AlignmentFlag.AlignLeft))

    def refit(self) -> None:
        """As `BlockBody` says."""
        self.shape.set_colour(self._mailing.brand.accent)

    def _on_link(self, href: str) -> None:
        if href != self.block.href:
            self._mailing.change_block(with_link(self.block, href))


class ButtonShape(QWidget):
    """The ground of a button around the words that are typed."""

    def __init__(self, view: MailTextView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._brand = ""
        self._colour = QColor()
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, Space.XS + Space.XXS, _SIDE, Space.XS + Space.XXS)
        row.addWidget(view)
        view.editor.text_changed.connect(self.fit)
        view.editor.grown.connect(self.fit)
        self.fit()

    def set_colour(self, colour: str) -> None:
        """Take the colour of the brand; in the dark a lighter one, as it will be there."""
        self._brand = colour
        made = QColor(colour)
        if not made.isValid():
            made = theme.colour("accent")
        if theme.tokens().dark and made.lightnessF() < _READABLE:
            made = made.lighter(150)
        self._colour = made
        self._view.editor.set_ink(ink_on(made))
        self.update()

    def fit(self) -> None:
        """Be as wide as the words, up to what there is."""
        parent = self.parentWidget()
        room = parent.width() - INSET if parent is not None else Size.TEXT_NARROW
        wanted = self._view.editor.natural_width() + 2 * _SIDE + Space.XS
        width = max(Size.COUNTER_BAR + 2 * _SIDE, min(wanted, max(room, Size.COLUMN)))
        if width != self.width() or self.minimumWidth() != width:
            self.setFixedWidth(width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._brand:
            # Behind the event: Qt is dressing every widget now, and crashes when one of them is dressed anew meanwhile.
            QTimer.singleShot(0, self, self._take_colour_again)

    def _take_colour_again(self) -> None:
        self.set_colour(self._brand)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line_strong") if theme.tokens().high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(self._colour)
        painter.drawPath(rounded(QRectF(self.rect()), Radius.SMALL))


def ink_on(ground: QColor) -> str:
    """`white` or `black`, whichever can be read better on a colour (WCAG contrast)."""
    light = _luminance(ground)
    white = (1.0 + 0.05) / (light + 0.05)
    black = (light + 0.05) / 0.05
    return "white" if white >= black else "black"


def _luminance(colour: QColor) -> float:
    """WCAG 2.2, relative luminance."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
