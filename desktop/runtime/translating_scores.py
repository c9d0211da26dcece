"""The scores of rows, made when they are asked for and kept until a row changes."""

from __future__ import annotations

from desktop.checks.bitext.scoring import segment_score
from desktop.core.translation import RowKey
from desktop.runtime.translating_sheet import Sheet

Scored = tuple[float | None, tuple[str, ...]]
_UNKNOWN: Scored = (None, ())


class Scores:
    """Scores by the keys of rows."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._known: dict[RowKey, Scored] = {}

    def of(self, key: RowKey) -> Scored:
        """The score of a row, with its reasons; of one that is not there any more nothing is known."""
        if key not in self._sheet.rows:
            return _UNKNOWN
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._made(key)
        return known

    def _made(self, key: RowKey) -> Scored:
        row, findings = self._sheet.rows[key], self._sheet.findings(key)
        segment, note = row.segment, row.note
        if not findings and not note.match and note.estimate is None:
            return _UNKNOWN  # as it would say, but at once: of most rows of a good file nothing is known
        return segment_score(findings, note.match, segment.source.words, segment.target.words, note.estimate)

    def forget(self, key: RowKey) -> None:
        """The row is another one now."""
        self._known.pop(key, None)

    def forget_all(self) -> None:
        """All rows may be others now."""
        self._known.clear()
