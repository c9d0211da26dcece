"""The frame of a block in the middle column: what it is, for whom it is, and that it is the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.mail import Block, BlockKind
from desktop.core.words import tr
from desktop.runtime.mailing import Mailing
from desktop.views import theme
from desktop.views.mail.block_body import INSET, BlockBody, OwnChip
from desktop.views.mail.looks import block_name
from desktop.views.product.field_state import FieldState
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import Label

_ONE_TEXT = frozenset({BlockKind.HEADING, BlockKind.TEXT})
"""Blocks that say in their head what a model does with their text."""

PADDING = Space.S
"""Above and below what is in a block."""


class BlockFrame(QWidget):
    """Holds the body of a block; says when the writer goes into it or points at it."""

    chosen = Signal(str)  # the id of the block
    pointed = Signal(str, bool)
    delete_asked = Signal()
    follow_asked = Signal(str)  # the segment shall read everybody's text again
    all_asked = Signal(str, object)  # what everybody reads shall be shown; the button that asked

    def __init__(self, mailing: Mailing, body: BlockBody, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mailing = mailing
        self.body = body
        self._selected = False
        self._pointed = False
        self.kind_label = Label(block_name(body.block.kind), "small", "text_2")
        self.chip = OwnChip()
        self.follow = Button("", ButtonKind.QUIET, icon="undo", small=True)
        self.follow.set_tip(tr("Drop this segment’s own text; it reads what everybody reads"))
        self.differs = Button("", ButtonKind.QUIET, icon="columns", small=True)
        self.differs.set_tip(tr("What everybody reads here, with the words that are left out for this segment"))
        self._head = QWidget()
        self._lay_out()
        self._watch()
        self.show_block(body.block)

    def _lay_out(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(INSET, 0, 0, 0)
        head.setSpacing(Space.S)
        head.addWidget(self.kind_label)
        if self.block.kind in _ONE_TEXT:
            status = self.body.views[0].status
            status.setContentsMargins(0, 0, 0, 0)
            head.addWidget(status)
        for part in (self.chip, self.differs, self.follow):
            head.addWidget(part)
        head.addStretch(1)
        self._head.setFixedHeight(Size.BADGE + Space.XS)
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # it never widens the page
        for button in (self.follow, self.differs):
            button.setFixedHeight(Size.BADGE + Space.XS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, PADDING, INSET, PADDING)
        column.setSpacing(Space.XS)
        column.addWidget(self._head)
        column.addWidget(self.body)
        if self.body.details is not None:
            column.addWidget(self.body.details)
            self.body.details.hide()

    def _watch(self) -> None:
        self.follow.clicked.connect(lambda: self.follow_asked.emit(self.block.id))
        self.differs.clicked.connect(lambda: self.all_asked.emit(self.block.id, self.differs))
        for view in self.body.views:
            view.own_changed.connect(self.show_whose)
            view.state_changed.connect(self.show_whose)
            view.editor.installEventFilter(self)
        if not self.body.views and self.block.kind is not BlockKind.COLUMNS:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for part in self.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(part, BlockFrame):
                part.installEventFilter(self)

    @property
    def block(self) -> Block:
        """The block that is shown."""
        return self.body.block

    @property
    def selected(self) -> bool:
        """Whether it is the one that is chosen."""
        return self._selected

    @property
    def is_own(self) -> bool:
        """Whether the segment on the desk has a text of its own in it."""
        return any(view.is_own for view in self.body.views)

    @property
    def writing(self) -> bool:
        """Whether a model writes in it now."""
        return any(view.state is FieldState.WRITING for view in self.body.views)

    def show_block(self, block: Block) -> None:
        """The block has changed, but not its kind."""
        self.body.show_block(block)
        self.setAccessibleName(block_name(block.kind))
        self.show_whose()

    def set_selected(self, selected: bool) -> None:
        """Whether it is the one that is chosen."""
        if selected is self._selected:
            return
        self._selected = selected
        if self.body.details is not None:
            self.body.details.setVisible(selected)
        self.show_whose()
        self.update()

    def show_whose(self) -> None:
        """Say for whom the block or its text is."""
        words = self._whose()
        own = self.is_own
        self.chip.setVisible(bool(words))
        if words and words != self.chip.text:
            self.chip.set_text(words)
        busy = self.block.kind in _ONE_TEXT and self.body.views[0].state is not FieldState.IDLE
        self.follow.setVisible(own and self._selected and not busy)
        self.differs.setVisible(own and self._selected and not busy)
        self._head.setVisible(bool(words) or self._selected or busy)
        self._fit_head()

    def take_focus(self) -> None:
        """Put the caret into it."""
        stop = self.body.stop() or self
        stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Qt's events

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.chosen.emit(self.block.id)
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(self.block.id)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._point(at=True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(at=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the words chooses the block too, and puts the caret into it."""
        if event.button() is Qt.MouseButton.LeftButton:
            stop = self.body.stop()
            (stop or self).setFocus(Qt.FocusReason.MouseFocusReason)
            self.chosen.emit(self.block.id)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A block without words is taken out by key like any other thing that is chosen."""
        if self.hasFocus() and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not (self._selected or self._pointed or self.writing):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._selected:
            pen = QPen(theme.colour("accent"), Size.LINE)
        elif self.writing:
            pen = QPen(theme.colour("accent_soft"), Size.RING)
        else:
            pen = QPen(theme.colour("line"), Size.HAIR)
        painter.setPen(pen)
        half = pen.widthF() / 2
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), Radius.LARGE))

    # Inside

    def _fit_head(self) -> None:
        """Where there is no room for the words of the buttons, their icons stand alone."""
        words = ((self.differs, tr("Compare")), (self.follow, tr("Follow everybody again")))
        for button, said in words:
            button.setText(said)
        shown = [part for part in (self.kind_label, self.chip, self.differs, self.follow) if not part.isHidden()]
        needed = sum(part.sizeHint().width() + Space.S for part in shown) + 2 * INSET
        for button, said in words if needed > self.width() else ():
            button.setText("")
            button.setAccessibleName(said)

    def _point(self, *, at: bool) -> None:
        self._pointed = at
        self.pointed.emit(self.block.id, at)
        self.update()

    def _whose(self) -> str:
        names = {segment.id: segment.name for segment in self._mailing.segments}
        if self.block.only:
            shown = [names[each] for each in self.block.only if each in names]
            return tr("only for {segments}", segments=", ".join(shown)) if shown else ""
        if self.is_own:
            return tr("only for {segments}", segments=names.get(self._mailing.segment, ""))
        return ""


def corner(frame: QWidget, of: QWidget) -> QPoint:
    """The upper left corner of a frame in the coordinates of another widget."""
    return frame.mapTo(of, QPoint(0, 0))
