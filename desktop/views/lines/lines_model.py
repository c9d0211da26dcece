"""What the table of short lines holds, cell by cell, as it is shown and as it is heard."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.core.lines import Line
from desktop.core.words import tr
from desktop.views.lines.words import Sign, claims_sign, findings_sign, line_words

Index = QModelIndex | QPersistentModelIndex


class LineColumn(IntEnum):
    """The columns from left to right."""

    TICK = 0
    TEXT = 1
    COUNT = 2
    CLAIMS = 3
    FINDINGS = 4


class LinesModel(QAbstractTableModel):
    """The lines, which of them are chosen, and which clash; `written` sends the place and text of an edit."""

    written = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.chosen: frozenset[int] = frozenset()
        self.clashing: dict[int, Sequence[str]] = {}
        self.unchecked: frozenset[int] = frozenset()

    def show(
        self,
        lines: tuple[Line, ...],
        chosen: frozenset[int],
        clashing: dict[int, Sequence[str]],
        unchecked: frozenset[int],
    ) -> None:
        """Show these; rows come and go at the end only, so that an editor and the keyboard keep their place."""
        before, now = len(self.lines), len(lines)
        self.chosen, self.clashing, self.unchecked = chosen, clashing, unchecked
        if now > before:
            self.beginInsertRows(QModelIndex(), before, now - 1)
            self.lines = lines
            self.endInsertRows()
        elif now < before:
            self.beginRemoveRows(QModelIndex(), now, before - 1)
            self.lines = lines
            self.endRemoveRows()
        self.lines = lines
        if lines:
            self.dataChanged.emit(self.index(0, 0), self.index(now - 1, LineColumn.FINDINGS))

    def write(self, row: int, before: str, text: str) -> None:
        """A line was edited from `before`; it may stand in another row by now, as lines come and are sorted."""
        found = [place for place, line in enumerate(self.lines) if line.text == before]
        place = row if row in found or not found else found[0]
        words = text.strip()
        if words and words != before and place < len(self.lines):
            self.written.emit(place, words)

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.lines)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(LineColumn)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsEditable if index.column() == LineColumn.TEXT else found

    def signs(self, row: int) -> tuple[Sign, Sign]:
        """What is painted for claims and findings; a clash stands among the findings."""
        line = self.lines[row]
        claims, findings = claims_sign(line), findings_sign(line)
        if row in self.unchecked:
            claims = findings = Sign("waiting", "text_3", tr("Being checked"))
        clashing = self.clashing.get(row, ())
        if clashing:
            words = "\n".join((*clashing, *((findings.words,) if findings.icon else ())))
            findings = Sign(findings.icon or "split", findings.role if findings.icon else "warning", words)
        return claims, findings

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), LineColumn(index.column())
        line = self.lines[row]
        if role == Qt.ItemDataRole.EditRole:
            return line.text
        if role == Qt.ItemDataRole.CheckStateRole and column is LineColumn.TICK:
            return Qt.CheckState.Checked if row in self.chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole and column is LineColumn.TEXT:
            return line_words(line, self.clashing.get(row, ()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._words(row, column) if column in (LineColumn.CLAIMS, LineColumn.FINDINGS) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not shown or orientation is not Qt.Orientation.Horizontal:
            return None
        return (tr("Chosen"), tr("Text"), tr("Length"), tr("Claims"), tr("Findings"))[section]

    def _words(self, row: int, column: LineColumn) -> str:
        line = self.lines[row]
        claims, findings = self.signs(row)
        match column:
            case LineColumn.TICK:
                return tr("chosen") if row in self.chosen else tr("not chosen")
            case LineColumn.TEXT:
                return line.text
            case LineColumn.COUNT:
                return f"{line.measure.count} / {line.measure.limit}" if line.measure.limit else str(line.measure.count)
            case LineColumn.CLAIMS:
                return claims.words
            case LineColumn.FINDINGS:
                return findings.words
