"""The month: weeks are rows, posts are chips that can be dragged to another day."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.core.words import tr, trn
from desktop.runtime.planned_posts import PlannedPost
from desktop.views import theme
from desktop.views.announce import announce
from desktop.views.calendar.dragging import CHIP_HEIGHT, PressedPost, dragged_post, paint_chip
from desktop.views.calendar.month_model import DayCell, MonthModel
from desktop.views.calendar.words import DAYS
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import rounded

Index = QModelIndex | QPersistentModelIndex

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS}
_HEAD = Size.CONTROL_SMALL
_GAP = Space.XXS


def next_month(day: dt.date, by: int) -> dt.date:
    """The same day some months on, or the last one of a shorter month."""
    months = day.year * 12 + day.month - 1 + by
    year, month = divmod(months, 12)
    month += 1
    last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month, min(day.day, last))


class MonthGrid(KeyFocus, QTableView):
    """One day is chosen; arrows move it, also into the next month. What is to be done with it is told by signals."""

    day_chosen = Signal(object)  # dt.date
    day_asked = Signal(object)  # dt.date: Enter or a double click on it, or on "+7 more"
    post_asked = Signal(object)  # DraftId
    moved = Signal(object, object)  # DraftId, dt.date

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = MonthModel(today)
        self.month.setParent(self)
        self._day = today
        self._hot: PlannedPost | None = None
        self._pressed = PressedPost()
        self._target: dt.date | None = None
        self.setModel(self.month)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(tr("Month"))
        self.setAccessibleDescription(
            tr("Arrows move the day, Enter opens it, N adds a post, Alt with an arrow moves the post of a day.")
        )
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setTabKeyNavigation(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._show_day()

    @property
    def day(self) -> dt.date:
        """The chosen day."""
        return self._day

    @property
    def hot(self) -> PlannedPost | None:
        """The post under the pointer."""
        return self._hot

    @property
    def target(self) -> dt.date | None:
        """The day over which a post is dragged."""
        return self._target

    def choose(self, day: dt.date) -> None:
        """Choose a day, and show its month."""
        if day == self._day and self.month.index_of(day).isValid():
            return
        self._day = day
        if (day.year, day.month) != (self.month.month.year, self.month.month.month):
            self.month.show_month(day)
        self._show_day()
        self.day_chosen.emit(day)
        if self.hasFocus():
            announce(self, self.month.spoken(self.month.cell(day)))

    def post_at(self, point: QPoint) -> PlannedPost | None:
        """The post whose chip is at a point of the viewport."""
        index = self.indexAt(point)
        if not index.isValid():
            return None
        cell = self.month.cell(self.month.day_at(index))
        chips, _more = chips_of(self.visualRect(index), len(cell.posts))
        return next((post for post, area in zip(cell.posts, chips, strict=False) if area.contains(point)), None)

    def spot(self, day: dt.date) -> QRect:
        """Where the cell of a day stands, for a card; in the coordinates of the viewport."""
        return self.visualRect(self.month.index_of(day))

    def _show_day(self) -> None:
        self.setCurrentIndex(self.month.index_of(self._day))
        self.viewport().update()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move_post(step)
        elif step is not None:
            self.choose(self._day + dt.timedelta(days=step))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.day_asked.emit(self._day)
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            into = self.month.index_of(self._day).column()
            self.choose(self._day + dt.timedelta(days=(DAYS - 1 if event.key() == Qt.Key.Key_End else 0) - into))
        else:
            event.ignore()

    def _move_post(self, days: int) -> None:
        """Move the one post of the day along with the choice; of several, which one is asked first."""
        posts = self.month.cell(self._day).posts
        if len(posts) != 1:
            self.day_asked.emit(self._day)
            return
        day = self._day + dt.timedelta(days=days)
        self.moved.emit(posts[0].draft, day)
        self.choose(day)

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        self._pressed.press(self.post_at(point), point)
        day = self.month.day_at(index)
        if day != self._day:
            self._day = day
            self._show_day()
            self.day_chosen.emit(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed.follow(self, event):
            return
        hot = self.post_at(event.position().toPoint())
        if hot != self._hot:
            self._hot = hot
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hot else Qt.CursorShape.ArrowCursor)
            self.viewport().setToolTip(hot.title if hot is not None else "")
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed = self._pressed.take()
        point = event.position().toPoint()
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if pressed is not None and self.post_at(point) == pressed:
            self.post_asked.emit(pressed.draft)
            return
        index = self.indexAt(point)
        if index.isValid():
            day = self.month.day_at(index)
            chips, more = chips_of(self.visualRect(index), len(self.month.cell(day).posts))
            del chips
            if more.contains(point):
                self.day_asked.emit(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.post_at(event.position().toPoint()) is None:
            self.day_asked.emit(self.month.day_at(index))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hot = None
        self.viewport().update()

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._aim(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._aim(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._target = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._aim(event)
        draft, day = dragged_post(event.mimeData()), self._target
        self._target = None
        self.viewport().update()
        if draft is not None and day is not None:
            self.moved.emit(draft, day)
            self.choose(day)

    def _aim(self, event: QDropEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if dragged_post(event.mimeData()) is None or not index.isValid():
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self._target = self.month.day_at(index)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.viewport().update()


def chips_of(area: QRect, count: int) -> tuple[list[QRect], QRect]:
    """Where the chips of a day stand, and the words "+7 more" when not all fit; that area is empty else."""
    inner = area.adjusted(Space.XS, _HEAD, -Space.XS, -Space.XS)
    pitch = CHIP_HEIGHT + _GAP
    room = max(1, (inner.height() + _GAP) // pitch)
    shown = count if count <= room else room - 1
    chips = [QRect(inner.left(), inner.top() + at * pitch, inner.width(), CHIP_HEIGHT) for at in range(shown)]
    more = QRect(inner.left(), inner.top() + shown * pitch, inner.width(), CHIP_HEIGHT)
    return chips, more if count > shown else QRect()


class _Cells(QStyledItemDelegate):
    def __init__(self, grid: MonthGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(cell, DayCell):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        self._paint_ground(painter, area, cell, index.row())
        self._paint_number(painter, area, cell)
        chips, more = chips_of(area, len(cell.posts))
        for post, place in zip(cell.posts, chips, strict=False):
            paint_chip(painter, place, post, hot=post == self._grid.hot)
        if not more.isEmpty():
            left = len(cell.posts) - len(chips)
            painter.setFont(theme.font(Type.SMALL))
            painter.setPen(theme.colour("text_2"))
            words = trn("+{n} more", "+{n} more", left) if chips else trn("{n} post", "{n} posts", left)
            painter.drawText(more.adjusted(Space.S, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, cell: DayCell, row: int) -> None:
        if not cell.inside:
            painter.fillRect(area, theme.colour("surface_1"))
        if row:
            painter.fillRect(QRect(area.left(), area.top(), area.width(), Size.HAIR), theme.colour("line"))
        if area.left() > 0:
            painter.fillRect(QRect(area.left(), area.top(), Size.HAIR, area.height()), theme.colour("line"))
        aimed, chosen = cell.day == self._grid.target, cell.day == self._grid.day
        if aimed or chosen:
            width = Size.LINE
            painter.setPen(QPen(theme.colour("accent"), width))
            painter.setBrush(theme.colour("accent_soft") if aimed else Qt.BrushStyle.NoBrush)
            inner = QRectF(area).adjusted(width, width, -width, -width)
            painter.drawPath(rounded(inner, Radius.SMALL))

    @staticmethod
    def _paint_number(painter: QPainter, area: QRect, cell: DayCell) -> None:
        spot = QRect(area.left() + Space.S, area.top() + Space.XS, Size.BADGE + Space.XXS, Size.BADGE + Space.XXS)
        words = str(cell.day.day)
        if cell.is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(spot)
        painter.setFont(theme.font(Type.SMALL, Weight.STRONG if cell.is_today else Weight.REGULAR))
        painter.setPen(theme.colour("on_accent" if cell.is_today else "text_1" if cell.inside else "text_3"))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), words)
