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
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.core.draft import VersionHeader
from desktop.core.ids import VersionId
from desktop.core.words import tr, trn
from desktop.views import theme
from desktop.views.history.names import is_kept, version_detail, version_icon, version_time, version_title
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
_SHOWN = 12
_WORTH_FOLDING = 4


class End(StrEnum):
    """One of the two versions that are compared."""

    FROM = "from"
    TO = "to"


class Line(msgspec.Struct, frozen=True):
    """A line of the timeline: a day (without a version), a version and the one before it in time, or what is folded.

    `older` says how many versions are folded, `day` then since when.
    """

    day: str = ""
    version: VersionHeader | None = None
    before: VersionHeader | None = None
    last: bool = False
    older: int = 0


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


def folded(versions: list[VersionHeader]) -> list[Line]:
    """The newest versions, and in one line how many there are before them; all when that saves little."""
    older = versions[_SHOWN:]
    if len(older) < _WORTH_FOLDING:
        return lines_of(versions)
    shown = lines_of(versions[: _SHOWN + 1])  # the one behind the last shown says how that one changed
    while shown[-1].version is None or shown[-1].version.id == older[0].id:
        shown.pop()
    return [*shown, Line(day=day(older[-1].saved_at), older=len(older), last=True)]


class Versions(QAbstractListModel):
    """The lines of the timeline, and which two versions are compared."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._versions: list[VersionHeader] = []
        self._unfolded = False
        self._titles: dict[str, str] = {}
        self.ends: dict[End, VersionId] = {}

    def show(self, versions: list[VersionHeader], titles: Mapping[str, str]) -> None:
        """Show these, newest first; `titles` are the names of models by their ids."""
        self._titles = dict(titles)
        known = {version.draft for version in self._versions}
        self._unfolded = self._unfolded and any(version.draft in known for version in versions)
        self._versions = versions
        self._fill()

    def unfold(self) -> None:
        """Show the older ones too."""
        self._unfolded = True
        self._fill()

    def mark(self, ends: dict[End, VersionId]) -> None:
        """Mark the two that are compared; one of them may be among the folded ones."""
        self.ends = dict(ends)
        there = {version.id for version in self._versions}
        if any(end in there and self.row_of(end) < 0 for end in ends.values()):
            self.unfold()
        elif self._lines:
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
            return tr("since {day}", day=line.day) if line.older else ""
        model = line.version.model
        return version_detail(line.version, line.before, self._titles.get(model, model.rpartition("/")[2]))

    def ends_of(self, line: Line) -> list[End]:
        """Which ends a line is."""
        return [end for end, version in self.ends.items() if line.version is not None and line.version.id == version]

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self._lines[index.row()]
        return super().flags(index) if line.version is not None or line.older else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return line
        if line.version is None:
            said = f"{older_words(line)}, {self.detail_of(line)}" if line.older else line.day
            return said if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None
        if role == Qt.ItemDataRole.DisplayRole:
            return version_title(line.version)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ends = [end_words(end) for end in self.ends_of(line)]
            detail = self.detail_of(line)
            return ", ".join([version_title(line.version), version_time(line.version), detail, *ends])
        return None

    def _fill(self) -> None:
        self.beginResetModel()
        self._lines = lines_of(self._versions) if self._unfolded else folded(self._versions)
        self.endResetModel()


class Timeline(RowList):
    """The timeline; `picked` sends which version becomes which end.

    A click takes a version as the older end; the chips `from` and `to` under the pointer, or Enter and Shift+Enter, say
    which. The model orders the two by time.
    """

    picked = Signal(str, object)  # End, VersionHeader
    menu_asked = Signal(object, QPoint)  # VersionHeader, and where on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        self.versions = Versions()
        self._delegate = _VersionRows()
        super().__init__(tr("Versions, newest first"), self.versions, self._delegate, parent)
        self.setAccessibleDescription(tr("Enter compares from a version, Shift+Enter compares to it."))

    @property
    def current(self) -> VersionHeader | None:
        """The version of the row that the keyboard is on."""
        line = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return line.version if isinstance(line, Line) else None

    def go_to(self, version: VersionId) -> None:
        """Put the keyboard's row on a version."""
        row = self.versions.row_of(version)
        if row >= 0:
            self.setCurrentIndex(self.versions.index(row))

    def pick(self, index: QModelIndex, end: End) -> None:
        """Take the version of a row as one end; the folded ones are shown."""
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, Line) and line.version is not None:
            self.picked.emit(end, line.version)
        elif isinstance(line, Line) and line.older:
            row = index.row()
            self.versions.unfold()
            self.setCurrentIndex(self.versions.index(row))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, Line) and line.version is not None:
            self.setCurrentIndex(index)
            where = self.visualRect(index).center() if by_key else event.pos()
            self.menu_asked.emit(line.version, self.viewport().mapToGlobal(where))

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


def older_words(line: Line) -> str:
    """How many versions are folded."""
    return trn("{n} older version", "{n} older versions", line.older)


def end_words(end: End) -> str:
    """How an end is called."""
    return tr("from") if end is End.FROM else tr("to")


class _VersionRows(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(Qt.ItemDataRole.UserRole)
        is_day = isinstance(line, Line) and line.version is None and not line.older
        return QSize(0, _DAY_HEIGHT if is_day else _ENTRY_HEIGHT)

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
        lit = option.state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_HasFocus)
        if line.older:
            self._paint_older(painter, area, line, model, hot=bool(lit))
        elif line.version is None:
            painter.setFont(theme.font(Type.SMALL))
            painter.setPen(theme.colour("text_2"))
            left = Space.XS + Size.TIMELINE_DOT + Space.S + Space.XXS
            painter.drawText(area.adjusted(left, 0, 0, 0), int(_LEFT), line.day)
        else:
            self._paint_version(painter, area, line, model, hot=bool(lit))
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
        self._paint_dot(painter, dot, version, newest=End.TO in ends)
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
    def _paint_older(painter: QPainter, area: QRect, line: Line, model: Versions, *, hot: bool) -> None:
        if hot:
            paint_ground(painter, QRectF(area.adjusted(0, Size.HAIR, 0, -Size.HAIR)), "surface_0")
        dot = QRect(area.left() + Space.XS, area.top() + Space.S, Size.TIMELINE_DOT, Size.TIMELINE_DOT)
        _paint_icon_on_dot(painter, dot, "chevron-down", "surface_0", "text_2")
        left = dot.right() + Space.S + Space.XXS
        upper = QRect(left, area.top() + Space.S - Space.XXS, area.right() - left - Space.S, Size.BADGE)
        painter.setFont(theme.font(Type.BASE))
        painter.setPen(theme.colour("text_1"))
        painter.drawText(upper, int(_LEFT), older_words(line))
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(upper.translated(0, Size.BADGE + Size.HAIR), int(_LEFT), model.detail_of(line))

    @staticmethod
    def _paint_dot(painter: QPainter, dot: QRect, version: VersionHeader, *, newest: bool) -> None:
        kept = is_kept(version)
        ground = "warning_soft" if kept else "accent_soft" if newest else "surface_0"
        role = "warning" if kept else "accent" if newest else "text_2"
        _paint_icon_on_dot(painter, dot, version_icon(version), ground, role)


def _paint_icon_on_dot(painter: QPainter, dot: QRect, name: str, ground: str, role: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawEllipse(QRectF(dot))
    inset = (dot.width() - Size.ICON_SMALL) // 2
    paint_icon(painter, name, dot.adjusted(inset, inset, -inset, -inset), role)
