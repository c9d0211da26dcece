"""What is inside the frame of a block: one kind of widget for each kind of block."""

from __future__ import annotations

from typing import Protocol

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.core.mail import Block
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.editor.gutter import GUTTER
from desktop.views.icons import IconLabel, paint_icon
from desktop.views.mail.mail_text import MailTextView
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge, Tone, paint_badge
from desktop.views.widgets.fields import LineEdit

INSET = GUTTER
"""Between the frame of a block and its words, left and right."""


class BlockParts(Protocol):
    """Who makes the parts of a block: the column, which listens to them."""

    @property
    def desk(self) -> Desk:
        """The desk."""

    def text(self, block: Block, part: str) -> MailTextView:
        """The text of a part of a block."""

    def frame(self, block: Block) -> QWidget:
        """The frame of a block that stands in a column of another."""


class BlockBody(QWidget):
    """The inside of a block; `details` are shown under it while the block is selected."""

    def __init__(self, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.block = block
        self.views: tuple[MailTextView, ...] = ()
        self.details: QWidget | None = None

    def show_block(self, block: Block) -> None:
        """The block has changed, but not its kind."""
        self.block = block
        for view in self.views:
            view.show_block(block)

    def refit(self) -> None:
        """The brand or the theme has changed."""

    def stop(self) -> QWidget | None:
        """Where the caret goes when the block is chosen by key."""
        return self.views[0].editor if self.views else None


class TextBody(BlockBody):
    """One text, as a heading or a paragraph."""

    def __init__(self, parts: BlockParts, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self.views = (parts.text(block, ""),)
        column = column_of(self)
        column.addWidget(self.views[0])


class FooterBody(BlockBody):
    """Why the reader gets the mail, the way out, and the address: small, one below the other."""

    def __init__(self, parts: BlockParts, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self.views = tuple(parts.text(block, part) for part in ("", "unsubscribe", "address"))
        column = column_of(self)
        for view in self.views:
            column.addWidget(view)


class DividerBody(BlockBody):
    """A line across the mail."""

    def __init__(self, _parts: BlockParts, block: Block, parent: QWidget | None = None) -> None:
        super().__init__(block, parent)
        self.setFixedHeight(Space.L)

    def paintEvent(self, _event: QPaintEvent) -> None:
        from desktop.views import theme

        painter = QPainter(self)
        middle = self.height() // 2
        painter.fillRect(INSET, middle, self.width() - INSET, Size.HAIR, theme.colour("line_strong"))


class LinkRow(QWidget):
    """Where a button, a picture or a product leads; `changed` is sent when the writer has finished typing it."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = LineEdit(tr("Link"), placeholder=tr("https://… where it leads"))
        self.edit.setFixedHeight(Size.CONTROL_SMALL)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel("chain", "text_3", Size.ICON_MEDIUM))
        row.addWidget(self.edit, 1)
        self.edit.editingFinished.connect(lambda: self.changed.emit(self.edit.text().strip()))

    def show_link(self, href: str) -> None:
        """Show another address, unless it is being typed."""
        if not self.edit.hasFocus() and href != self.edit.text():
            self.edit.setText(href)


class OwnChip(Badge):
    """Says whose a text or a block is, with a dot in the colour of the list of segments."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, Tone.NEUTRAL, icon="dot", parent=parent)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self.text, Tone.NEUTRAL, "dot")
        dot = self.rect().adjusted(Space.S, 0, 0, 0)
        dot.setWidth(Size.BADGE_ICON)
        paint_icon(painter, "dot", dot, "accent")

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def column_of(widget: QWidget) -> QVBoxLayout:
    """A column without margins in a widget."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XXS)
    return column


def outside(view: MailTextView, place: QVBoxLayout) -> None:
    """Show what is said of a text, and the cards below it, in another place than around its editor."""
    holder = QWidget()
    cards = QVBoxLayout(holder)
    cards.setContentsMargins(INSET, 0, 0, 0)
    view.status.setContentsMargins(INSET, 0, 0, 0)
    place.addWidget(view.status)
    place.addWidget(holder)
    view.under = cards


def with_link(block: Block, href: str) -> Block:
    """The block, leading elsewhere."""
    return msgspec.structs.replace(block, href=href)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout without deleting it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()


MIDDLE = Qt.AlignmentFlag.AlignVCenter
