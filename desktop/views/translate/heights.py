"""The heights of very many rows: each may be changed, and what lies where is found, in a few steps."""

from __future__ import annotations

from collections.abc import Sequence


class Heights:
    """Heights in pixels with sums kept in a tree of halves (after Fenwick), so that 20,000 rows cost 15 steps."""

    def __init__(self, heights: Sequence[int] = ()) -> None:
        self._heights = list(heights)
        self._sums = [0, *self._heights]
        count = len(self._sums)
        for index in range(1, count):
            above = index + (index & -index)
            if above < count:
                self._sums[above] += self._sums[index]
        self._top = 1 << max(0, count - 1).bit_length()

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, row: int) -> int:
        return self._heights[row]

    @property
    def total(self) -> int:
        """The height of all rows."""
        return self.top(len(self._heights))

    def top(self, row: int) -> int:
        """Where a row begins: the height of all before it."""
        found = 0
        while row > 0:
            found += self._sums[row]
            row -= row & -row
        return found

    def at(self, y: int) -> int:
        """The row over a place; the last one below the end, -1 when there is none."""
        place, step, left = 0, self._top, max(0, y)
        while step:
            ahead = place + step
            if ahead < len(self._sums) and self._sums[ahead] <= left:
                place, left = ahead, left - self._sums[ahead]
            step >>= 1
        return min(place, len(self._heights) - 1)

    def set(self, row: int, height: int) -> int:
        """Give a row another height; returns by how much it grew."""
        change = height - self._heights[row]
        if change:
            self._heights[row] = height
            index = row + 1
            while index < len(self._sums):
                self._sums[index] += change
                index += index & -index
        return change
