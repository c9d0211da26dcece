"""Where the cells of the columns stand: row by row in step, or each column for itself; plain numbers, no widgets.

All places are pixels of the viewport. A cell is named by its column's key and its field.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from PySide6.QtCore import QRect

from desktop.views.tokens import Size

At = tuple[str, str]

_GUESSED = 3 * Size.ROW
"""How high a cell is before it was made."""


class Rows:
    """Heights come from the cells, places from here."""

    def __init__(self) -> None:
        self.whole = False
        self.let_go = False
        self._fields: tuple[str, ...] = ()
        self._columns: dict[str, tuple[int, int]] = {}
        self._heights: dict[At, int] = {}
        self._tops: dict[str, list[int]] = {}
        self._offsets: dict[str, int] = {}
        self._value = 0

    def set_fields(self, fields: tuple[str, ...]) -> None:
        """Name the fields, from the top."""
        self._fields = fields

    def set_columns(self, places: Mapping[str, tuple[int, int]]) -> bool:
        """Give each column its left side and width; returns whether anything is different."""
        if dict(places) == self._columns:
            return False
        self._columns = dict(places)
        return True

    def set_height(self, at: At, height: int) -> None:
        """A cell needs this height."""
        self._heights[at] = height

    def width(self, key: str) -> int:
        """The width of a column; 0 for one that is not shown."""
        return self._columns.get(key, (0, 0))[1]

    def arrange(self) -> int:
        """Find all tops anew; returns the height of the whole."""
        needed = {key: [self._heights.get((key, field), _GUESSED) for field in self._fields] for key in self._columns}
        if not self.whole:
            rows = [max(row) for row in zip(*needed.values(), strict=True)] if needed else []
            needed = dict.fromkeys(self._columns, rows)
        self._tops = {key: _tops(heights) for key, heights in needed.items()}
        return max((tops[-1] for tops in self._tops.values()), default=0)

    def place(self, at: At) -> QRect:
        """Where a cell stands now."""
        key, field = at
        if key not in self._columns or key not in self._tops or field not in self._fields:
            return QRect()
        left, width = self._columns[key]
        row = self._fields.index(field)
        tops = self._tops[key]
        if row + 1 >= len(tops):
            return QRect()
        return QRect(left, tops[row] - self._offset(key), width, tops[row + 1] - tops[row])

    # Scrolling

    def scroll_to(self, value: int, room: int) -> None:
        """Bring all columns to a place, given as that of the longest one; the others go to the same place of theirs."""
        self._value = value
        if not self.whole or self.let_go or not self._tops:
            return
        longest = max(self._tops, key=lambda key: self._tops[key][-1])
        place = _place_of(self._tops[longest], value)
        end = value >= self._tops[longest][-1] - room
        for key, tops in self._tops.items():
            most = max(0, tops[-1] - room)
            self._offsets[key] = most if end else min(most, _offset_at(tops, place))

    def scroll_one(self, key: str, distance: int, room: int) -> None:
        """Move one column for itself."""
        most = max(0, self._tops[key][-1] - room)
        self._offsets[key] = max(0, min(most, self._offset(key) + distance))

    def _offset(self, key: str) -> int:
        return self._offsets.get(key, 0) if self.whole else self._value


def _tops(heights: list[int]) -> list[int]:
    tops = [0]
    for height in heights:
        tops.append(tops[-1] + height)
    return tops


def _place_of(tops: list[int], value: int) -> tuple[int, float]:
    """The row at a distance from the top, and how much of it is above."""
    row = max(0, min(bisect_right(tops, value) - 1, len(tops) - 2))
    height = tops[row + 1] - tops[row]
    return row, (value - tops[row]) / height if height else 0.0


def _offset_at(tops: list[int], place: tuple[int, float]) -> int:
    row, share = place
    return round(tops[row] + share * (tops[row + 1] - tops[row]))
