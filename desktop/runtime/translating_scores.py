"""The scores of rows, made when they are asked for and kept until a row changes."""

from __future__ import annotations

from desktop.checks.bitext.scoring import segment_score
from desktop.core.translation import RowKey
from desktop.runtime.translating_sheet import Sheet

Scored = tuple[float | None, tuple[str, ...]]


class Scores:
    """Scores by the keys of rows."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._known: dict[RowKey, Scored] = {}

    def of(self, key: RowKey) -> Scored:
        """The score of a row, with its reasons."""
        known = self._known.get(key)
        if known is None:
            row = self._sheet.rows[key]
            segment, note = row.segment, row.note
            known = self._known[key] = segment_score(
                self._sheet.findings(key), note.match, segment.source.words, segment.target.words, note.estimate
            )
        return known

    def forget(self, key: RowKey) -> None:
        """The row is another one now."""
        self._known.pop(key, None)

    def forget_all(self) -> None:
        """All rows may be others now."""
        self._known.clear()
