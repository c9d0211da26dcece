"""Posts as rows: in the groups of a list, or as the ideas beside the month; title, state and day, which are pressed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.ids import DraftId
from desktop.core.post import PostState, PostType
from desktop.core.words import tr
from desktop.runtime.planned_posts import PlannedPost, PostGroup
from desktop.views import theme
from desktop.views.calendar.dragging import PressedPost, dragged_post
from desktop.views.calendar.words import STATE_ICONS, STATE_TONES, day_in_row, group_name, spoken_post, title_of
from desktop.views.icons import paint_icon
from desktop.views.post.words import state_name, type_icon, type_name
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.badge import badge_size, paint_badge
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground

Index = QModelIndex | QPersistentModelIndex

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_DAY_WIDTH = Size.COLUMN - Space.XXL
_TIME_WIDTH = Size.COUNTER_BAR


class PostPart(StrEnum):
    """A part of a row that can be pressed."""

    TITLE = "title"
    STATE = "state"
    DAY = "day"


_KEYS = {Qt.Key.Key_S: PostPart.STATE, Qt.Key.Key_D: PostPart.DAY}


class PostLine(msgspec.Struct, frozen=True):
    """A row: a group with how many it has, or a post."""

    group: PostGroup | None = None
    count: int = 0
    post: PlannedPost | None = None


class PostLines(QAbstractListModel):
    """The rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[PostLine] = []
        self.today = dt.date.today()  # noqa: DTZ011 - a day of the calendar on the wall

    def show(self, groups: Mapping[PostGroup, Sequence[PlannedPost]], today: dt.date, *, headed: bool) -> None:
        """Show these, with a line for each group when `headed`."""
        lines: list[PostLine] = []
        for group, posts in groups.items():
            if headed:
                lines.append(PostLine(group, len(posts)))
            lines += [PostLine(post=post) for post in posts]
        if lines == self._lines and today == self.today:
            return
        self.beginResetModel()
        self._lines, self.today = lines, today
        self.endResetModel()

    @property
    def posts(self) -> list[PlannedPost]:
        """The posts in their order."""
        return [line.post for line in self._lines if line.post is not None]

    def row_of(self, draft_id: DraftId) -> int:
        """The row of a post; -1 when it is not there."""
        rows = (at for at, line in enumerate(self._lines) if line.post is not None and line.post.draft == draft_id)
        return next(rows, -1)

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self._lines[index.row()]
        return super().flags(index) if line.post is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if line.post is None:
            return group_name(line.group) if line.group is not None else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(line.post)
        day = day_in_row(line.post, self.today) or tr("No day")
        return ", ".join(part for part in (spoken_post(line.post), day, line.post.language) if part)


class PostList(RowList):
    """Rows of posts; one that is pressed, or Enter, opens it, its state and its day are asked for by signals.

    `narrow` leaves the day out, for ideas that have none; with `of_day`, the time stands in its place. A post that is
    dropped here loses its day, where that is wanted (`takes_drops`).
    """

    opened = Signal(object)  # DraftId
    state_asked = Signal(object, QRect)  # PlannedPost, where, in the viewport
    day_asked = Signal(object, QRect)
    dropped = Signal(object)  # DraftId

    def __init__(
        self, name: str, *, narrow: bool = False, of_day: bool = False, takes_drops: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self.lines = PostLines()
        self._delegate = _PostRows(narrow=narrow, of_day=of_day)
        super().__init__(name, self.lines, self._delegate, parent)
        self._pressed = PressedPost()
        self.setAcceptDrops(takes_drops)
        self.setAccessibleDescription(tr("Enter opens a post, S changes its state, D its day."))

    def show_posts(
        self, groups: Mapping[PostGroup, Sequence[PlannedPost]], today: dt.date, *, headed: bool = False
    ) -> None:
        """Show these; the chosen one stays chosen while it is among them, else one near to it is."""
        before, row = self.current, self.currentIndex().row()
        self.lines.show(groups, today, headed=headed)
        if self.lines.rowCount() == 0:
            return
        found = self.lines.row_of(before.draft) if before is not None else -1
        if found < 0:
            found = max(0, min(row, self.lines.rowCount() - 1))
            while found < self.lines.rowCount() - 1 and self._line(self.lines.index(found)).post is None:
                found += 1
        if self.currentIndex().row() != found:
            self.setCurrentIndex(self.lines.index(found))

    @property
    def current(self) -> PlannedPost | None:
        """The chosen post."""
        return self._line(self.currentIndex()).post

    def part_at(self, point: QPoint) -> tuple[PlannedPost, PostPart, QRect] | None:
        """The post at a point of the viewport, which part of its row that is, and where the part stands."""
        index = self.indexAt(point)
        post = self._line(index).post
        if post is None:
            return None
        parts = self._delegate.parts(self.visualRect(index), post)
        return next(((post, part, area) for part, area in parts.items() if area.contains(point)), None)

    def ask(self, part: PostPart) -> None:
        """Ask for another state or day of the chosen post."""
        post = self.current
        if post is not None:
            self._ask(post, part, self._delegate.parts(self.visualRect(self.currentIndex()), post).get(part, QRect()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        post = self.current
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and post is not None:
            self.opened.emit(post.draft)
        elif event.key() in _KEYS and not event.modifiers():
            self.ask(_KEYS[Qt.Key(event.key())])
        elif event.text().strip() or event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            event.ignore()  # letters are keys of the screen here, no search
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        point = event.position().toPoint()
        found = self.part_at(point) if event.button() is Qt.MouseButton.LeftButton else None
        self._pressed.press(found[0] if found is not None else None, point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._pressed.follow(self, event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed = self._pressed.take()
        found = self.part_at(event.position().toPoint())
        if found is not None and found[0] == pressed:
            self._ask(*found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._aim(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._aim(event)

    def dropEvent(self, event: QDropEvent) -> None:
        draft = dragged_post(event.mimeData())
        if draft is not None:
            event.acceptProposedAction()
            self.dropped.emit(draft)

    @staticmethod
    def _aim(event: QDropEvent) -> None:
        if dragged_post(event.mimeData()) is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def _ask(self, post: PlannedPost, part: PostPart, area: QRect) -> None:
        if part is PostPart.TITLE:
            self.opened.emit(post.draft)
        else:
            (self.state_asked if part is PostPart.STATE else self.day_asked).emit(post, area)

    @staticmethod
    def _line(index: Index) -> PostLine:
        line = index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None
        return line if isinstance(line, PostLine) else PostLine()


class _PostRows(QStyledItemDelegate):
    def __init__(self, *, narrow: bool, of_day: bool) -> None:
        super().__init__()
        self._narrow = narrow
        self._of_day = of_day

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(Qt.ItemDataRole.UserRole)
        headed = isinstance(line, PostLine) and line.post is None
        return QSize(0, Size.CONTROL + Space.M if headed and index.row() else Size.CONTROL + Space.XS)

    def parts(self, area: QRect, post: PlannedPost) -> dict[PostPart, QRect]:
        """Where the parts of a row stand; the whole rest of it is the title."""
        inner = area.adjusted(Space.S, 0, -Space.S, 0)
        found: dict[PostPart, QRect] = {}
        right = inner.right() + 1
        if not self._narrow:
            day = _TIME_WIDTH if self._of_day else _DAY_WIDTH
            found[PostPart.DAY] = QRect(right - day, inner.top(), day, inner.height())
            right -= day + Space.S
            width = max(badge_size(state_name(each), icon=True).width() for each in PostState)
            badge = badge_size(state_name(post.state), icon=True)
            place = QRect(right - width, 0, badge.width(), badge.height())
            place.moveTop(inner.center().y() - badge.height() // 2 + 1)
            found[PostPart.STATE] = place
            right -= width + Space.M
        else:
            found[PostPart.STATE] = QRect(inner.left(), inner.top(), Size.ICON, inner.height())
        found[PostPart.TITLE] = QRect(area.left(), area.top(), right - area.left(), area.height())
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        if not isinstance(line, PostLine) or not isinstance(model, PostLines):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        if line.post is None:
            self._paint_group(painter, area, line)
        else:
            hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
            view = self.parent()
            focused = isinstance(view, QWidget) and view.hasFocus()
            chosen = focused and bool(option.state & QStyle.StateFlag.State_Selected)
            if hot or chosen:
                role = "accent_soft" if chosen else "surface_0"
                paint_ground(painter, QRectF(area).adjusted(0, Size.HAIR, 0, -Size.HAIR), role)
            self._paint_post(painter, area, line.post, model.today)
        painter.restore()

    @staticmethod
    def _paint_group(painter: QPainter, area: QRect, line: PostLine) -> None:
        if line.group is None:
            return
        inner = QRect(area.left() + Space.S, area.bottom() - Size.CONTROL, area.width() - 2 * Space.S, Size.CONTROL)
        late = line.group is PostGroup.OVERDUE
        if late:
            icon = QRect(inner.left(), inner.top(), Size.ICON_SMALL, inner.height())
            paint_icon(painter, "warning", icon, "warning")
            inner.setLeft(icon.right() + Space.S)
        painter.setFont(theme.font(Type.SMALL, Weight.STRONG))
        painter.setPen(theme.colour("warning" if late else "text_2"))
        name = group_name(line.group)
        painter.drawText(inner, _LEFT, name)
        inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(name) + Space.S)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_3"))
        painter.drawText(inner, _LEFT, str(line.count))

    def _paint_post(self, painter: QPainter, area: QRect, post: PlannedPost, today: dt.date) -> None:
        parts = self.parts(area, post)
        title = parts[PostPart.TITLE].adjusted(Space.S, 0, 0, 0)
        icon = QRect(title.left(), title.top(), Size.ICON_MEDIUM, title.height())
        if self._narrow:
            paint_icon(painter, STATE_ICONS[post.state], icon, "text_2")
        else:
            paint_icon(painter, type_icon(post.type), icon, "text_2")
            paint_badge(
                painter, parts[PostPart.STATE], state_name(post.state), STATE_TONES[post.state],
                STATE_ICONS[post.state],
            )  # fmt: skip
            self._paint_day(painter, parts[PostPart.DAY], post, today)
        title.setLeft(icon.right() + Space.S)
        tail = "" if self._narrow else " · ".join(
            part for part in (type_name(post.type) if post.type is not PostType.POST else "", post.language) if part
        )  # fmt: skip
        strong = theme.font(Type.BASE, Weight.STRONG if post.on_desk else Weight.REGULAR)
        painter.setFont(strong)
        painter.setPen(theme.colour("text_1"))
        room = title.width() - (QFontMetrics(theme.font(Type.SMALL)).horizontalAdvance(tail) + Space.S if tail else 0)
        words = painter.fontMetrics().elidedText(title_of(post), Qt.TextElideMode.ElideRight, room)
        painter.drawText(title, _LEFT, words)
        title.setLeft(title.left() + painter.fontMetrics().horizontalAdvance(words) + Space.S)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_3"))
        painter.drawText(title, _LEFT, tail)

    def _paint_day(self, painter: QPainter, area: QRect, post: PlannedPost, today: dt.date) -> None:
        words = post.time or tr("Move") if self._of_day else day_in_row(post, today)
        painter.setFont(theme.font(Type.SMALL))
        late = post.day is not None and post.day < today and post.state is not PostState.PUBLISHED
        painter.setPen(theme.colour("warning" if late else "text_2" if words else "text_3"))
        painter.drawText(area, _RIGHT, words or tr("Choose a day"))
