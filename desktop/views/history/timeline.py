"""The versions of a draft, newest first, by day: how each came to be, how long it is, and which two are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import msgspec
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.draft import Origin, VersionHeader
from desktop.core.ids import VersionId
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.history.names import origin_icon, version_detail, version_time, version_title
from desktop.views.icons import paint_icon
from desktop.views.moments import day
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.badge import Tone, badge_size, paint_badge
from desktop.views.widgets.row_list import RowList
from desktop.views.widgets.surface import paint_ground

Index = QModelIndex | QPersistentModelIndex

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ENTRY_HEIGHT = Size.RAIL_ITEM
_DAY_HEIGHT = Size.TAB


class End(StrEnum):
    """One of the two versions that are compared."""

    FROM = "from"
    TO = "to"


class Line(msgspec.Struct, frozen=True):
    """A line of the timeline: a day (without a version), or a version and the one before it in time."""

    day: str = ""
    version: VersionHeader | None = None
    before: VersionHeader | None = None
    last: bool = False


def lines_of(versions: list[VersionHeader]) -> list[Line]:
    """The versions, newest first, with a line for each day."""
    lines: list[Line] = []
    shown = ""
    for index, version in enumerate(versions):
        name = day(version.saved_at)
        if name != shown:
            lines.append(Line(day=name))
            shown = name
        before = versions[index + 1] if index + 1 < len(versions) else None
        lines.append(Line(version=version, before=before, last=before is None))
    return lines


class Versions(QAbstractListModel):
    """The lines of the timeline, and which two versions are compared."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._titles: dict[str, str] = {}
        self.ends: dict[End, VersionId] = {}

    def show(self, versions: list[VersionHeader], titles: Mapping[str, str]) -> None:
        """Show these, newest first; `titles` are the names of models by their ids."""
        self._titles = dict(titles)
        self.beginResetModel()
        self._lines = lines_of(versions)
        self.endResetModel()

    def mark(self, ends: dict[End, VersionId]) -> None:
        """Mark the two that are compared."""
        self.ends = dict(ends)
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def row_of(self, version_id: VersionId) -> int:
        """The row of a version, -1 when it is not there."""
        rows = (
            row for row, line in enumerate(self._lines) if line.version is not None and line.version.id == version_id
        )
        return next(rows, -1)

    def detail_of(self, line: Line) -> str:
        """The second line of an entry."""
        if line.version is None:
            return ""
        model = line.version.model
        return version_detail(line.version, line.before, self._titles.get(model, model.rpartition("/")[2]))

    def ends_of(self, line: Line) -> list[End]:
        """Which ends a line is."""
        return [end for end, version in self.ends.items() if line.version is not None and line.version.id == version]

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self._lines[index.row()]
        return super().flags(index) if line.version is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if line.version is None:
            return line.day if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None
        if role == Qt.ItemDataRole.DisplayRole:
            return version_title(line.version)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ends = [end_words(end) for end in self.ends_of(line)]
            detail = self.detail_of(line)
            return ", ".join([version_title(line.version), version_time(line.version), detail, *ends])
        return None


class Timeline(RowList):
    """The timeline; `picked` sends which version becomes which end.

    A click takes a version as the older end; the chips `from` and `to` under the pointer, or Enter and Shift+Enter, say
    which. The model orders the two by time.
    """

    picked = Signal(str, object)  # End, VersionHeader

    def __init__(self, parent: QWidget | None = None) -> None:
        self.versions = Versions()
        self._delegate = _VersionRows()
        super().__init__(tr("Versions, newest first"), self.versions, self._delegate, parent)
        self.setAccessibleDescription(tr("Enter compares from a version, Shift+Enter compares to it."))

    def pick(self, index: QModelIndex, end: End) -> None:
        """Take the version of a row as one end."""
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, Line) and line.version is not None:
            self.picked.emit(end, line.version)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            chips = self._delegate.chips(self.visualRect(index))
            end = next((end for end, area in chips.items() if area.contains(event.position().toPoint())), End.FROM)
            self.pick(index, end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.pick(self.currentIndex(), End.TO if shift else End.FROM)
        else:
            super().keyPressEvent(event)


def end_words(end: End) -> str:
    """How an end is called."""
    return tr("from") if end is End.FROM else tr("to")


class _VersionRows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(Qt.ItemDataRole.UserRole)
        return QSize(0, _DAY_HEIGHT if isinstance(line, Line) and line.version is None else _ENTRY_HEIGHT)

    @staticmethod
    def chips(area: QRect, ends: Sequence[End] = (End.TO, End.FROM)) -> dict[End, QRect]:
        """Where the chips of an entry stand, the first at the right."""
        right, top = area.right() - Space.S, area.top() + Space.S + Size.BADGE
        found: dict[End, QRect] = {}
        for end in ends:
            size = badge_size(end_words(end))
            found[end] = QRect(right - size.width(), top, size.width(), size.height())
            right -= size.width() + Space.XS
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        model = index.model()
        if not isinstance(line, Line) or not isinstance(model, Versions):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(option.rect)
        if line.version is None:
            painter.setFont(theme.font(Type.SMALL))
            painter.setPen(theme.colour("text_2"))
            left = Space.XS + Size.TIMELINE_DOT + Space.S + Space.XXS
            painter.drawText(area.adjusted(left, 0, 0, 0), int(_LEFT), line.day)
        else:
            hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            self._paint_version(painter, area, line, model, hot=hot or focused)
        painter.restore()

    def _paint_version(self, painter: QPainter, area: QRect, line: Line, model: Versions, *, hot: bool) -> None:
        version = line.version
        if version is None:
            return
        ends = model.ends_of(line)
        if ends or hot:
            ground = QRectF(area.adjusted(0, Size.HAIR, 0, -Size.HAIR))
            paint_ground(painter, ground, "surface_2" if ends else "surface_0")
        dot = QRect(area.left() + Space.XS, area.top() + Space.S, Size.TIMELINE_DOT, Size.TIMELINE_DOT)
        self._paint_dot(painter, dot, version.origin, newest=End.TO in ends)
        if not line.last:
            x = dot.center().x()
            painter.fillRect(
                x, dot.bottom() + Space.XXS, Size.HAIR, area.bottom() - dot.bottom(), theme.colour("line_strong")
            )
        left = dot.right() + Space.S + Space.XXS
        upper = QRect(left, area.top() + Space.S - Space.XXS, area.right() - left - Space.S, Size.BADGE)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        time = version_time(version)
        painter.drawText(upper, int(_RIGHT), time)
        lower = upper.translated(0, Size.BADGE + Size.HAIR)
        shown = [end for end in (End.TO, End.FROM) if end in ends or hot]
        chips = self.chips(area, shown)
        for end in shown:
            paint_badge(painter, chips[end], end_words(end), Tone.ACCENT if end in ends else Tone.NEUTRAL)
            lower.setRight(min(lower.right(), chips[end].left() - Space.XS))
        painter.setPen(theme.colour("text_2"))
        detail = model.detail_of(line)
        painter.drawText(
            lower, int(_LEFT), painter.fontMetrics().elidedText(detail, Qt.TextElideMode.ElideRight, lower.width())
        )
        upper.setRight(upper.right() - painter.fontMetrics().horizontalAdvance(time) - Space.S)
        painter.setFont(theme.font(Type.BASE, Weight.STRONG if ends or version.name else Weight.REGULAR))
        painter.setPen(theme.colour("text_1"))
        title = painter.fontMetrics().elidedText(version_title(version), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, int(_LEFT), title)

    @staticmethod
    def _paint_dot(painter: QPainter, dot: QRect, origin: Origin, *, newest: bool) -> None:
        named = origin is Origin.NAMED
        ground = "warning_soft" if named else "accent_soft" if newest else "surface_0"
        role = "warning" if named else "accent" if newest else "text_2"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(QRectF(dot))
        inset = (dot.width() - Size.ICON_SMALL) // 2
        paint_icon(painter, origin_icon(origin), dot.adjusted(inset, inset, -inset, -inset), role)
