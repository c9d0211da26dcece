"""The days of a month in weeks, each with its posts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.words import tr, trn
from desktop.runtime.planned_posts import PlannedPost, by_day, week_of
from desktop.views.calendar.words import DAYS, day_title, first_day, spoken_post

Index = QModelIndex | QPersistentModelIndex

_SPOKEN = 5


class DayCell(msgspec.Struct, frozen=True):
    """A day of the month that is shown, or beside it."""

    day: dt.date
    posts: tuple[PlannedPost, ...] = ()
    inside: bool = True
    is_today: bool = False


class MonthModel(QAbstractTableModel):
    """Weeks are rows; the first and the last one are filled with the days beside the month."""

    def __init__(self, today: dt.date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.month = today.replace(day=1)
        self.first = first_day()
        self._posts: Mapping[dt.date, list[PlannedPost]] = {}
        self._cells: dict[dt.date, DayCell] = {}

    def show_month(self, day: dt.date) -> None:
        """Show the month of a day."""
        self.beginResetModel()
        self.month = day.replace(day=1)
        self.first = first_day()
        self._cells.clear()
        self.endResetModel()

    def show_posts(self, posts: Sequence[PlannedPost], today: dt.date) -> None:
        """Show these posts; the place in the month stays."""
        self._posts, self.today = by_day(posts), today
        self._cells.clear()
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, DAYS - 1))

    @property
    def begin(self) -> dt.date:
        """The day in the first cell."""
        return week_of(self.month, self.first)

    def day_at(self, index: Index) -> dt.date:
        """The day of a cell."""
        return self.begin + dt.timedelta(days=index.row() * DAYS + index.column())

    def index_of(self, day: dt.date) -> QModelIndex:
        """The cell of a day; an invalid one when it is not shown."""
        row, column = divmod((day - self.begin).days, DAYS)
        return self.index(row, column) if 0 <= row < self.rowCount() else QModelIndex()

    def cell(self, day: dt.date) -> DayCell:
        """A day with its posts."""
        found = self._cells.get(day)
        if found is None:
            inside = (day.year, day.month) == (self.month.year, self.month.month)
            found = DayCell(day, tuple(self._posts.get(day, ())), inside, day == self.today)
            self._cells[day] = found
        return found

    def rowCount(self, _parent: Index | None = None) -> int:
        following = (self.month + dt.timedelta(days=31)).replace(day=1)
        return -(-(following - self.begin).days // DAYS)

    def columnCount(self, _parent: Index | None = None) -> int:
        return DAYS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(self.day_at(index))
        if role == Qt.ItemDataRole.UserRole:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return str(cell.day.day)
        return self.spoken(cell) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def spoken(self, cell: DayCell) -> str:
        """A day for those who hear it, with its first posts."""
        parts = [day_title(cell.day, self.today)]
        if cell.is_today:
            parts.append(tr("Today"))
        parts.append(trn("{n} post", "{n} posts", len(cell.posts)) if cell.posts else tr("no posts"))
        words = ", ".join(parts)
        named = "; ".join(spoken_post(post) for post in cell.posts[:_SPOKEN])
        return f"{words}: {named}" if named else words
