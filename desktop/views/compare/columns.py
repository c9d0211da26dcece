"""The columns: heads above, texts between, feet below; they are made wider and put elsewhere by mouse and by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.core.comparison import Compared
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.fields import FieldSpec
from desktop.views import theme
from desktop.views.compare.board import Board
from desktop.views.compare.feed import Feed
from desktop.views.compare.foot import FOOT, ColumnFoot
from desktop.views.compare.head import HEAD, ColumnHead
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.surface import rounded

GAP = Space.S
"""Between two columns."""

_EVEN = 100
"""The share of the room of a column that nobody made wider."""
_LEAST_SHARE, _MOST_SHARE = 20, 600


class Columns(QWidget):
    """Shows columns side by side; `asked` sends a column's key and a `Verb`."""

    asked = Signal(str, str)
    moved = Signal(str, str)  # a column's key, and the key of the one that it goes before; empty: to the end
    shared_out = Signal(str, int)  # a column's key, and its new share of the room
    column_pressed = Signal(str)

    def __init__(self, desk: Desk, feed: Feed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shares: dict[str, int] = {}
        self._order: list[str] = []
        self._heads: dict[str, ColumnHead] = {}
        self._feet: dict[str, ColumnFoot] = {}
        self._handles: list[_Handle] = []
        self._places: dict[str, QRect] = {}
        self._drop_x = -1
        self.board = Board(desk, feed, self)
        self._mark = _DropMark(self)

    # What is shown

    def show_columns(self, columns: Sequence[Compared], specs: Sequence[FieldSpec], shares: dict[str, int]) -> None:
        """Show these, in this order."""
        self._order = [each.key for each in columns]
        for key in [key for key in self._heads if key not in self._order]:
            self._heads.pop(key).deleteLater()
            self._feet.pop(key).deleteLater()
        for column in columns:
            if column.key not in self._heads:
                self._make(column.key)
        self._shares = {key: shares.get(key, _EVEN) for key in self._order}
        self._make_handles()
        self.setMinimumWidth(len(columns) * Size.COLUMN + max(0, len(columns) - 1) * GAP)
        self.place()
        self.board.show_columns(columns, specs)

    def show_column(self, column: Compared, *, words: int, note: str, is_base: bool, running_s: float) -> None:
        """Say in head and foot of a column what there is to say now."""
        if column.key in self._heads:
            self._heads[column.key].show_column(column, is_base=is_base, words=words, note=note)
            self._feet[column.key].show_column(column, words=words, running_s=running_s)

    def head(self, key: str) -> ColumnHead | None:
        """The head of a column."""
        return self._heads.get(key)

    def foot(self, key: str) -> ColumnFoot | None:
        """The foot of a column."""
        return self._feet.get(key)

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of the columns, from the left."""
        return tuple(self._order)

    def set_locked(self, *, locked: bool) -> None:
        """Whether nothing may be taken or edited now."""
        for key in self._order:
            self._feet[key].set_locked(locked=locked)

    # Places

    def place(self) -> None:
        """Put heads, texts and feet in their places."""
        left = 0.0
        room = self.width() - max(0, len(self._order) - 1) * GAP
        widths = _widths([self._shares[key] for key in self._order], room)
        self._places = {}
        for key, width in zip(self._order, widths, strict=True):
            area = QRect(round(left), 0, round(left + width) - round(left), self.height())
            self._places[key] = area
            self._heads[key].setGeometry(area.left(), 0, area.width(), HEAD)
            self._feet[key].setGeometry(area.left(), self.height() - FOOT, area.width(), FOOT)
            left += width + GAP
        self.board.setGeometry(0, HEAD, self.width(), max(0, self.height() - HEAD - FOOT))
        for handle, key in zip(self._handles, self._order, strict=False):
            handle.setGeometry(self._places[key].right() + 1, 0, GAP, self.height())
            handle.raise_()
        self.board.set_columns({key: (area.left(), area.width()) for key, area in self._places.items()})
        self.update()

    def share_of(self, key: str) -> int:
        """The share of the room that a column has."""
        return self._shares.get(key, _EVEN)

    def widen(self, key: str, step: int) -> None:
        """Make a column wider, or narrower."""
        if key in self._shares:
            share = max(_LEAST_SHARE, min(_MOST_SHARE, self._shares[key] + step))
            self._shares[key] = share
            self.place()
            self.shared_out.emit(key, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), HEAD + FOOT + Size.PASTE_BOX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line_strong") if theme.tokens().high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface_2"))
        for area in self._places.values():
            painter.drawPath(rounded(QRectF(area), Radius.LARGE))

    # Inside

    def _make(self, key: str) -> None:
        head, foot = ColumnHead(self._desk, self), ColumnFoot(self._desk, self)
        head.asked.connect(lambda verb, key=key: self.asked.emit(key, verb))
        head.pressed.connect(lambda key=key: self.column_pressed.emit(key))
        head.drag_moved.connect(lambda x, key=key: self._on_drag(key, x))
        head.dropped.connect(lambda x, key=key: self._on_drop(key, x))
        foot.taken.connect(lambda key=key: self.asked.emit(key, "take"))
        self._heads[key], self._feet[key] = head, foot
        head.show()
        foot.show()

    def _make_handles(self) -> None:
        wanted = max(0, len(self._order) - 1)
        while len(self._handles) > wanted:
            self._handles.pop().deleteLater()
        while len(self._handles) < wanted:
            handle, index = _Handle(self), len(self._handles)
            handle.moved.connect(lambda x, index=index: self._on_handle(index, x))
            handle.released.connect(lambda index=index: self._on_released(index))
            handle.show()
            self._handles.append(handle)

    def _on_handle(self, index: int, x: int) -> None:
        """The border between two columns is drawn: what one gets the other gives."""
        one, other = self._order[index], self._order[index + 1]
        both = self._places[one].width() + self._places[other].width()
        width = max(Size.COLUMN, min(both - Size.COLUMN, x - self._places[one].left()))
        total = self._shares[one] + self._shares[other]
        self._shares[one] = max(1, round(total * width / both))
        self._shares[other] = max(1, total - self._shares[one])
        self.place()

    def _on_released(self, index: int) -> None:
        for key in self._order[index : index + 2]:
            self.shared_out.emit(key, self._shares[key])

    def _before(self, key: str, x: int) -> str:
        """Before which column one would stand that is dropped here; empty: behind all."""
        here = self.mapFromGlobal(QPoint(x, 0)).x()
        return next((each for each in self._order if each != key and here < self._places[each].center().x()), "")

    def _on_drag(self, key: str, x: int) -> None:
        before = self._before(key, x)
        left = self._places[before].left() - GAP if before else self._places[self._order[-1]].right() - Size.LINE
        self._mark.setGeometry(max(0, left), 0, GAP, self.height())
        self._mark.show()
        self._mark.raise_()

    def _on_drop(self, key: str, x: int) -> None:
        self._mark.hide()
        self.moved.emit(key, self._before(key, x))


class _Handle(QWidget):
    """The gap between two columns, which can be drawn."""

    moved = Signal(int)
    released = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(tr("Border between two columns"))
        self.setToolTip(tr("Draw it to make a column wider (Alt+Plus, Alt+Minus)"))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.moved.emit(self.mapToParent(event.position().toPoint()).x() - self.width() // 2)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.released.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.underMouse():
            painter = QPainter(self)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRect(QRect((self.width() - Size.LINE) // 2, 0, Size.LINE, self.height()))


class _DropMark(QWidget):
    """Where a column would stand that is being drawn elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        left = (self.width() - Size.BAR) / 2
        painter.drawPath(rounded(QRectF(left, 0, Size.BAR, self.height()), Size.LINE))


def _widths(shares: list[int], room: int) -> list[float]:
    """The room by shares, none below the least; what the narrow ones need is given by the wide ones."""
    if not shares:
        return []
    least = min(float(Size.COLUMN), room / len(shares))
    widths = [room * share / sum(shares) for share in shares]
    lacking = sum(max(0.0, least - width) for width in widths)
    spare = sum(max(0.0, width - least) for width in widths)
    ratio = lacking / spare if spare else 0.0
    return [least if width < least else width - (width - least) * ratio for width in widths]
