"""Tables of Markdown: their columns in line with each other, and the way from cell to cell."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from desktop.views.post.edits import Edit, line_at

_RULE = re.compile(r":?-+:?")
_CELLS = re.compile(r"(?<!\\)\|")
_WIDEST = 60
_LEAST = 3
_MOST_ROWS = 2_000


class Table(NamedTuple):
    """A table in its text: from, to, and its rows of cells; the second row is the rule below the head."""

    start: int
    end: int
    rows: list[list[str]]


def in_table(text: str, offset: int) -> bool:
    """Whether the line of a code point is a row of a table."""
    start, end = line_at(text, offset)
    return _is_row(text[start:end])


def table_at(text: str, offset: int) -> Table | None:
    """The table over a code point."""
    start, end = line_at(text, offset)
    if not _is_row(text[start:end]):
        return None
    for _ in range(_MOST_ROWS):
        if not start:
            break
        above = line_at(text, start - 1)
        if not _is_row(text[above[0] : above[1]]):
            break
        start = above[0]
    for _ in range(_MOST_ROWS):
        if end >= len(text):
            break
        below = line_at(text, end + 1)
        if not _is_row(text[below[0] : below[1]]):
            break
        end = below[1]
    return Table(start, end, [_cells(line) for line in text[start:end].split("\n")])


def next_cell(text: str, offset: int, *, back: bool = False) -> Edit | None:
    """The table in line, and the caret over the words of the next cell; behind the last one there is a new row."""
    table = table_at(text, offset)
    if table is None:
        return None
    row, column = _cell_of(text, table, offset)
    columns = max(len(cells) for cells in table.rows)
    rows = [cells + [""] * (columns - len(cells)) for cells in table.rows]
    if len(rows) == 1 or not _is_rule(rows[1]):
        rows.insert(1, ["---"] * columns)
        row += row > 0
    at = row * columns + column + (-1 if back else 1)
    while 0 <= at < len(rows) * columns and at // columns == 1:
        at += -1 if back else 1
    at = max(0, at)
    if at >= len(rows) * columns:
        rows.append([""] * columns)
    lines, spans = _laid_out(rows)
    first, last = spans[at // columns][at % columns]
    before = table.start + sum(len(line) + 1 for line in lines[: at // columns])
    return Edit(table.start, table.end, "\n".join(lines), before + first, before + last)


def _laid_out(rows: list[list[str]]) -> tuple[list[str], list[list[tuple[int, int]]]]:
    """The lines of a table, and in each line where the words of each cell begin and end."""
    rule = rows[1]
    widths = [
        max(_LEAST, *(min(_WIDEST, _width(row[at])) for index, row in enumerate(rows) if index != 1))
        for at in range(len(rule))
    ]
    lines: list[str] = []
    spans: list[list[tuple[int, int]]] = []
    for index, row in enumerate(rows):
        line, places = "|", []
        for at, cell in enumerate(row):
            left, words = _padded(cell, widths[at], rule[at]) if index != 1 else (0, _ruled(cell, widths[at]))
            places.append((len(line) + 1 + left, len(line) + 1 + left + len(cell)))
            line += f" {words} |"
        lines.append(line)
        spans.append(places)
    return lines, spans


def _padded(cell: str, width: int, rule: str) -> tuple[int, str]:
    """A cell as wide as its column, and how many blanks stand before it."""
    room = max(0, width - _width(cell))
    left = room if _is_right(rule) else room // 2 if _is_middle(rule) else 0
    return left, " " * left + cell + " " * (room - left)


def _ruled(cell: str, width: int) -> str:
    left, right = ":" if cell.startswith(":") else "-", ":" if cell.endswith(":") else "-"
    return left + "-" * (width - 2) + right


def _is_right(rule: str) -> bool:
    return rule.endswith(":") and not rule.startswith(":")


def _is_middle(rule: str) -> bool:
    return rule.endswith(":") and rule.startswith(":")


def _width(words: str) -> int:
    """How many columns words take in type of one width; signs of East Asia take two, marks on letters none."""
    if words.isascii():
        return len(words)
    wide = sum(unicodedata.east_asian_width(letter) in {"W", "F"} for letter in words)
    return len(words) + wide - sum(unicodedata.combining(letter) != 0 for letter in words)


def _cells(line: str) -> list[str]:
    inside = line.strip().removeprefix("|")
    if inside.endswith("|") and not inside.endswith("\\|"):
        inside = inside[:-1]
    return [cell.strip() for cell in _CELLS.split(inside)]


def _cell_of(text: str, table: Table, offset: int) -> tuple[int, int]:
    row = text.count("\n", table.start, offset)
    start, _ = line_at(text, offset)
    column = len(_CELLS.findall(text[start:offset])) - 1
    return row, max(0, min(column, len(table.rows[row]) - 1))


def _is_rule(cells: list[str]) -> bool:
    return all(_RULE.fullmatch(cell) for cell in cells)


def _is_row(line: str) -> bool:
    bare = line.strip()
    return len(bare) > 1 and bare.startswith("|")
