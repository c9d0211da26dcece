"""A table of estimates with their intervals: a dot and its likely range on a common scale, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import paint_ground

Index = QModelIndex | QPersistentModelIndex

_START = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_END = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_NONE = "–"


class IntervalColumn(IntEnum):
    """The columns from left to right."""

    NAME = 0
    CHART = 1
    VALUE = 2
    RANGE = 3
    VERDICT = 4
    COUNT = 5


class Scale(msgspec.Struct, frozen=True):
    """What the chart reaches from and to; `marks` stand above it, a dashed line goes through `middle`."""

    least: float = 0.0
    most: float = 1.0
    marks: tuple[tuple[float, str], ...] = ()
    middle: float | None = None


class Interval(msgspec.Struct, frozen=True):
    """An estimate and the range in which it most likely lies, in the unit of the scale."""

    value: float
    low: float
    high: float


class IntervalRow(msgspec.Struct, frozen=True):
    """One line: `title` is strong, `note` beside it quiet; without an `interval`, `missing` says why.

    `icon` and its `role` stand before the words of the verdict; `tip` says the whole in a sentence.
    """

    title: str
    note: str = ""
    interval: Interval | None = None
    missing: str = ""
    value: str = ""
    range: str = ""
    verdict: str = ""
    icon: str = ""
    role: str = "text_2"
    count: str = ""
    tip: str = ""

    @property
    def name(self) -> str:
        """Title and note in one."""
        return f"{self.title} · {self.note}" if self.note else self.title

    def words(self, column: IntervalColumn) -> str:
        """What a column says, also to those who hear it."""
        match column:
            case IntervalColumn.NAME:
                return self.name
            case IntervalColumn.CHART:
                return self.missing or ", ".join(part for part in (self.value, self.range) if part)
            case IntervalColumn.VALUE:
                return self.value or _NONE
            case IntervalColumn.RANGE:
                return self.range or _NONE
            case IntervalColumn.VERDICT:
                return self.verdict
            case IntervalColumn.COUNT:
                return self.count


class IntervalTable(KeyFocus, QTableView):
    """The table; columns without any words are left out, and the chart takes the room that the others leave.

    `headers` are the words above the columns, one for each of `IntervalColumn`; those of the chart and the
    verdict are only heard.
    """

    def __init__(self, name: str, headers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Rows(tuple(headers))
        self._model.setParent(self)
        self.setAccessibleName(name)
        self.setModel(self._model)
        self._header = _Header(self._model, self)
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(_Cells(self._model, self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(Size.CONTROL)
        self.verticalHeader().setMinimumSectionSize(Size.CONTROL)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @property
    def rows(self) -> tuple[IntervalRow, ...]:
        """What is shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[IntervalRow], scale: Scale) -> None:
        """Show these on this scale."""
        self._model.show(tuple(rows), scale)
        self._share()
        self.updateGeometry()
        self._header.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(Size.TEXT_COLUMN, self._header.sizeHint().height() + len(self.rows) * Size.CONTROL)

    def minimumSizeHint(self) -> QSize:
        shown = min(2, max(1, len(self.rows)))
        return QSize(Size.SIDE_LIST, self._header.sizeHint().height() + shown * Size.CONTROL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Each column as wide as its words, the chart takes the rest; where that is little, the names give way."""
        widths = [self._needed(column) for column in IntervalColumn]
        room = self.viewport().width()
        least = Size.RAIL + Space.XXL
        others = sum(widths)
        lacking = max(0, others + least - room)
        for column, smallest in ((IntervalColumn.VERDICT, Size.ICON + Space.L), (IntervalColumn.NAME, Size.RAIL)):
            cut = min(lacking, max(0, widths[column] - smallest))
            widths[column] -= cut
            lacking -= cut
        widths[IntervalColumn.CHART] = max(least, room - sum(widths))
        for column, width in zip(IntervalColumn, widths, strict=True):
            self.setColumnWidth(column, width)
            self.setColumnHidden(column, column is not IntervalColumn.CHART and not width)

    def _needed(self, column: IntervalColumn) -> int:
        if column is IntervalColumn.CHART:
            return 0
        strong = column in (IntervalColumn.NAME, IntervalColumn.VALUE)
        metrics = QFontMetrics(theme.font(Type.BASE, Weight.STRONG if strong else Weight.REGULAR))
        words = [row.words(column) for row in self.rows]
        if not any(each and each != _NONE for each in words):
            return 0
        small = QFontMetrics(theme.font(Type.SMALL)).horizontalAdvance(self._model.headers[column])
        width = max(small, *(metrics.horizontalAdvance(each) for each in words))
        if column is IntervalColumn.NAME:
            return width + Space.XL
        return width + Space.XXL + (Size.ICON if column is IntervalColumn.VERDICT else 0)


class _Rows(QAbstractTableModel):
    def __init__(self, headers: tuple[str, ...]) -> None:
        super().__init__()
        self.headers = headers
        self.rows: tuple[IntervalRow, ...] = ()
        self.scale = Scale()

    def show(self, rows: tuple[IntervalRow, ...], scale: Scale) -> None:
        self.beginResetModel()
        self.rows, self.scale = rows, scale
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(IntervalColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words(IntervalColumn(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip or None
        return row if role == Qt.ItemDataRole.UserRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.headers[section] if shown and orientation is Qt.Orientation.Horizontal else None


class _Header(QHeaderView):
    """The words above the columns, and the marks of the scale above the chart."""

    def __init__(self, rows: _Rows, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = rows
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(0)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), Size.CONTROL_SMALL)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        painter.save()
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        if logical == IntervalColumn.CHART:
            self._paint_marks(painter, rect)
        elif logical != IntervalColumn.VERDICT:
            words = painter.fontMetrics().elidedText(
                self._rows.headers[logical], Qt.TextElideMode.ElideRight, rect.width()
            )
            painter.drawText(rect, int(_alignment(IntervalColumn(logical))), words)
        painter.restore()

    def _paint_marks(self, painter: QPainter, rect: QRect) -> None:
        metrics = painter.fontMetrics()
        places = []
        for value, words in self._rows.scale.marks:
            width = metrics.horizontalAdvance(words)
            left = _x(self._rows.scale, rect, value) - width / 2
            places.append((max(float(rect.left()), min(left, float(rect.right() - width))), width, words))
        crowded = any(first[0] + first[1] + Space.XS > second[0] for first, second in pairwise(places))
        for left, width, words in (places[0], places[-1]) if crowded else places:
            painter.drawText(QRectF(left, rect.top(), width + 1, rect.height()), int(_START), words)


class _Cells(QStyledItemDelegate):
    def __init__(self, rows: _Rows, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = self._rows.rows[index.row()], IntervalColumn(index.column())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_ground(painter, QRectF(area), "accent_soft", 0)
        match column:
            case IntervalColumn.NAME:
                _paint_name(painter, area.adjusted(0, 0, -Space.M, 0), row)
            case IntervalColumn.CHART:
                self._paint_chart(painter, area, row, last=index.row() == len(self._rows.rows) - 1)
            case IntervalColumn.VERDICT:
                _paint_verdict(painter, area, row)
            case _:
                _paint_words(painter, area, row, column)
        painter.restore()

    def _paint_chart(self, painter: QPainter, area: QRect, row: IntervalRow, *, last: bool) -> None:
        scale = self._rows.scale
        if row.interval is None:
            icon = QRect(area.left(), area.top(), Size.ICON_MEDIUM, area.height())
            paint_icon(painter, "hourglass", icon, "text_2")
            painter.setPen(theme.colour("text_2"))
            painter.setFont(theme.font())
            rest = area.adjusted(Size.ICON_MEDIUM + Space.S, 0, 0, 0)
            words = painter.fontMetrics().elidedText(row.missing, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, int(_START), words)
            return
        if scale.middle is not None:
            painter.setPen(QPen(theme.colour("line_strong"), Size.HAIR, Qt.PenStyle.DashLine))
            x = _x(scale, area, scale.middle)
            painter.drawLine(
                QPointF(x, area.top()), QPointF(x, area.bottom() if not last else area.bottom() - Space.XS)
            )
        _paint_interval(painter, scale, area, row.interval)


def _paint_interval(painter: QPainter, scale: Scale, area: QRect, interval: Interval) -> None:
    middle = area.top() + area.height() / 2
    painter.setPen(QPen(theme.colour("line"), Size.LINE))
    painter.drawLine(QPointF(_x(scale, area, scale.least), middle), QPointF(_x(scale, area, scale.most), middle))
    low, high = _x(scale, area, interval.low), _x(scale, area, interval.high)
    painter.setPen(QPen(theme.colour("text_2"), Size.LINE))
    painter.drawLine(QPointF(low, middle), QPointF(high, middle))
    for end in (low, high):
        painter.drawLine(QPointF(end, middle - Space.XS - 1), QPointF(end, middle + Space.XS + 1))
    painter.setPen(QPen(theme.colour("surface_1"), Size.LINE))
    painter.setBrush(theme.colour("accent"))
    reach = Size.DOT - 1
    painter.drawEllipse(QPointF(_x(scale, area, interval.value), middle), reach, reach)


def _paint_name(painter: QPainter, area: QRect, row: IntervalRow) -> None:
    painter.setFont(theme.font(Type.BASE, Weight.STRONG))
    painter.setPen(theme.colour("text_1"))
    title = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(_START), title)
    if not row.note:
        return
    area.setLeft(area.left() + painter.fontMetrics().horizontalAdvance(title))
    painter.setFont(theme.font())
    painter.setPen(theme.colour("text_2"))
    note = painter.fontMetrics().elidedText(f" · {row.note}", Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(_START), note)


def _paint_verdict(painter: QPainter, area: QRect, row: IntervalRow) -> None:
    area.setLeft(area.left() + Space.XL)
    if row.icon:
        paint_icon(painter, row.icon, QRect(area.left(), area.top(), Size.ICON_SMALL, area.height()), row.role)
    area.setLeft(area.left() + Size.ICON)
    painter.setFont(theme.font())
    painter.setPen(theme.colour("text_2"))
    words = painter.fontMetrics().elidedText(row.verdict, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, int(_START), words)


def _paint_words(painter: QPainter, area: QRect, row: IntervalRow, column: IntervalColumn) -> None:
    known = row.interval is not None
    strong = known and column is IntervalColumn.VALUE
    painter.setFont(theme.font(Type.BASE, Weight.STRONG if strong else Weight.REGULAR))
    bright = known and column is not IntervalColumn.RANGE
    painter.setPen(theme.colour("text_1" if bright else "text_2"))
    painter.drawText(area, int(_END), row.words(column))


def _alignment(column: IntervalColumn) -> Qt.AlignmentFlag:
    return _START if column in (IntervalColumn.NAME, IntervalColumn.VERDICT) else _END


def _x(scale: Scale, area: QRect, value: float) -> float:
    """Where a value lies in the chart; what is beyond its ends lies at them."""
    inset = float(Radius.SMALL)
    reach = scale.most - scale.least
    share = (value - scale.least) / reach if reach > 0 else 0.0
    return area.left() + inset + max(0.0, min(1.0, share)) * (area.width() - 2 * inset)
