"""What floats over the blocks: the toolbar and the grip of the chosen one, and the plus between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.core.mail import Block
from desktop.views.mail.add_block import AddSpot
from desktop.views.mail.block_grip import BlockGrip, DropLine
from desktop.views.mail.block_toolbar import BlockToolbar
from desktop.views.tokens import Size, Space

if TYPE_CHECKING:
    from desktop.views.mail.block_frame import BlockFrame
    from desktop.views.mail.blocks_column import BlocksColumn

_EDGE = Size.ROW
_SCROLL_STEP = Space.L
_SCROLL_MS = 30
_LEAVE_MS = 200


class DropPlace(msgspec.Struct, frozen=True):
    """Where a block would stand: in the mail or in a column of `inside`, at a place among those shown there."""

    inside: str
    column: int
    place: int
    line: QRect


class Floating(QObject):
    """Keeps them at their blocks while the page is laid out, scrolled and dragged about."""

    add_asked = Signal(str, object)  # behind which block, and the button that asked
    moved = Signal(str)  # a block was put elsewhere by the mouse

    def __init__(self, column: BlocksColumn, inside: QWidget) -> None:
        super().__init__(column)
        self._column = column
        self._mailing = column.desk.mailing
        self._inside = inside
        self._pointed = ""
        self._add_at = ""
        self._locked = False
        self._drop: DropPlace | None = None
        self._pointer = QPoint()
        self.toolbar = BlockToolbar(inside)
        self.grip = BlockGrip(inside)
        self.spot = AddSpot(inside)
        self.line = DropLine(inside)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._place)
        self._leave = QTimer(self, singleShot=True, interval=_LEAVE_MS)
        self._leave.timeout.connect(self._place)
        self._scroll = QTimer(self, interval=_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        self.spot.clicked.connect(lambda: self.add_asked.emit(self._add_at, self.spot))
        self.grip.dragged.connect(self._on_dragged)
        self.grip.dropped.connect(self._on_dropped)
        column.list.installEventFilter(self)
        inside.installEventFilter(self)

    def show_selected(self) -> None:
        """The chosen block, or the place of it, is another one."""
        self._soon.start()

    def on_pointed(self, block_id: str, at: bool) -> None:
        """The pointer came to a block, or left it."""
        if at:
            self._pointed = block_id
            self._soon.start()
        elif self._pointed == block_id:
            frame = self._column.frame_of(block_id)
            parent = frame.parentWidget() if frame is not None else None
            self._pointed = self._holder_pointed(parent)
            self._leave.start()

    def set_locked(self, locked: bool) -> None:
        """Whether nothing may be changed."""
        self._locked = locked
        self._soon.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Move}:
            self._soon.start()
        return False

    # Places

    def _place(self) -> None:
        frame = self._column.frame_of(self._column.selected)
        free = not self._locked and not self._mailing.mail.markdown and not self._column.desk.writer.busy
        if frame is None or not free or not frame.isVisibleTo(self._inside):
            self.toolbar.hide()
            if not self.grip.dragging:
                self.grip.hide()
        else:
            self._place_toolbar(frame)
            if not self.grip.dragging:
                self._place_grip(frame)
        self._place_spot(free=free)

    def _area(self, frame: QWidget) -> QRect:
        return QRect(frame.mapTo(self._inside, QPoint(0, 0)), frame.size())

    def _place_toolbar(self, frame: BlockFrame) -> None:
        area = self._area(frame)
        beside = self._beside(frame.block)
        segments = tuple((each.id, each.name) for each in self._mailing.segments)
        self.toolbar.show_block(frame.block, writable=bool(frame.body.views), segments=segments)
        self.toolbar.show_ends(first=beside[0] == frame.block.id, last=beside[-1] == frame.block.id)
        self.toolbar.show()
        right = area.right() - Space.L - Space.XS
        self.toolbar.place(right, area.top() - Space.S - Space.XXS, area.width() * 3 // 5)

    def _place_grip(self, frame: BlockFrame) -> None:
        area = self._area(frame)
        self.grip.move(max(0, area.left() - self.grip.width() // 2), area.center().y() - self.grip.height() // 2)
        self.grip.show()
        self.grip.raise_()

    def _place_spot(self, *, free: bool) -> None:
        """At the block that is pointed at, else at the chosen one."""
        frame = self._column.frame_of(self._pointed) or self._column.frame_of(self._column.selected)
        if frame is None or not free or self.grip.dragging or not frame.isVisibleTo(self._inside):
            if not self.spot.hasFocus():
                self.spot.hide()
            return
        area = self._area(frame)
        self._add_at = frame.block.id
        self.spot.move(area.center().x() - self.spot.width() // 2, area.bottom() - self.spot.height() // 2 + 1)
        self.spot.show()
        self.spot.raise_()

    def _holder_pointed(self, widget: QWidget | None) -> str:
        """The block in whose column the pointer still is."""
        while widget is not None and widget is not self._inside:
            for frame in self._column.frames:
                if frame is widget and frame.underMouse():
                    return frame.block.id
            widget = widget.parentWidget()
        return ""

    def _beside(self, block: Block) -> list[str]:
        """The blocks in the same place of the mail, this one among them."""
        for each in self._mailing.blocks():
            for column in each.columns:
                if any(inner.id == block.id for inner in column):
                    return [inner.id for inner in column]
        return [each.id for each in self._mailing.blocks()] or [block.id]

    # Dragging

    def _on_dragged(self, at: QPoint) -> None:
        self._pointer = at
        point = self._inside.mapFromGlobal(at)
        self.grip.move(self.grip.x(), point.y() - self.grip.height() // 2)
        self.spot.hide()
        self.toolbar.hide()
        self._show_drop()
        viewport = self._column.viewport()
        y = viewport.mapFromGlobal(at).y()
        if y < _EDGE or y > viewport.height() - _EDGE:
            self._scroll.start()
        else:
            self._scroll.stop()

    def _scroll_on(self) -> None:
        viewport, bar = self._column.viewport(), self._column.verticalScrollBar()
        up = viewport.mapFromGlobal(self._pointer).y() < _EDGE
        bar.setValue(bar.value() + (-_SCROLL_STEP if up else _SCROLL_STEP))
        self._show_drop()

    def _show_drop(self) -> None:
        self._drop = self._drop_at(self._inside.mapFromGlobal(self._pointer))
        if self._drop is None:
            self.line.hide()
            return
        area = self._drop.line
        self.line.setGeometry(area.left(), area.center().y() - Size.LINE, area.width(), Size.BAR)
        self.line.show()
        self.line.raise_()

    def _drop_at(self, point: QPoint) -> DropPlace | None:
        """Where the dragged block would stand; blocks with columns never stand within a column."""
        dragged = self._mailing.mail.block(self._column.selected)
        if dragged is None:
            return None
        for holder in self._mailing.blocks():
            frame = self._column.frame_of(holder.id)
            if not holder.columns or dragged.columns or frame is None or not self._area(frame).contains(point):
                continue
            for number, column in enumerate(holder.columns):
                inner = [self._column.frame_of(each.id) for each in column if each.id != dragged.id]
                found = [each for each in inner if each is not None]
                if found and self._area(found[0]).left() <= point.x() <= self._area(found[0]).right():
                    return self._between(found, point, holder.id, number)
        frames = [self._column.frame_of(each.id) for each in self._mailing.blocks() if each.id != dragged.id]
        return self._between([frame for frame in frames if frame is not None], point, "", -1)

    def _between(self, frames: list[BlockFrame], point: QPoint, inside: str, column: int) -> DropPlace | None:
        if not frames:
            return None
        areas = [self._area(frame) for frame in frames]
        place = sum(area.center().y() < point.y() for area in areas)
        y = areas[place].top() if place < len(areas) else areas[-1].bottom()
        line = QRect(areas[0].left(), y, areas[0].width(), 1)
        return DropPlace(inside, column, place, line)

    def _on_dropped(self, keep: bool) -> None:
        self._scroll.stop()
        self.line.hide()
        drop, self._drop = self._drop, None
        block_id = self._column.selected
        if keep and drop is not None and block_id:
            self._mailing.move_block(block_id, drop.place, inside=drop.inside, column=drop.column)
            self.moved.emit(block_id)
        self._soon.start()
