"""What the cells of the columns show: texts, differences and claims, found in small portions so that nothing waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.comparison import ColumnState, Compared
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.compare.cell import Cell
from desktop.views.compare.shown_text import PieceLike, ShownText, compared, plain, without_rest
from desktop.views.item_places import marks_of

_PAUSE_S = 0.15
"""How often the difference of a text that is being written is found anew."""


class Looking(StrEnum):
    """What is marked in the columns."""

    DIFFERENCES = "differences"
    CLEAN = "clean"
    SHARED = "shared"


class _Known:
    """The difference of one cell, and the two texts that it is of."""

    __slots__ = ("at", "base", "own", "pieces")

    def __init__(self, own: str, base: str, pieces: Sequence[PieceLike], at: float) -> None:
        self.own, self.base, self.pieces, self.at = own, base, pieces, at


class Feed(QObject):
    """Fills cells; `ready` says that one can be filled better now."""

    ready = Signal(str, str)  # a column's key and a field

    def __init__(self, desk: Desk, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._comparing = desk.comparing
        self._clock = clock
        self._looking = Looking.DIFFERENCES
        self._known: dict[tuple[str, str], _Known] = {}
        self._at: dict[str, str] = {}
        self._late: set[tuple[str, str]] = set()
        self._later = QTimer(self, singleShot=True, interval=round(_PAUSE_S * 1000))
        self._later.timeout.connect(self._send_late)

    @property
    def looking(self) -> Looking:
        """What is marked."""
        return self._looking

    def set_looking(self, looking: Looking) -> None:
        """Mark something else."""
        self._looking = looking

    def note_writing(self, key: str, field: str) -> None:
        """Words came in this field of a column."""
        self._at[key] = field

    def forget(self) -> None:
        """Another comparison is shown."""
        self._known.clear()
        self._at.clear()
        self._late.clear()

    # Filling

    def fill(self, cell: Cell, column: Compared, retry: Callable[[], None]) -> None:
        """Show in a cell what is known of it now."""
        field = cell.spec.name
        text = self._comparing.text(cell.key, field)
        writing = column.state is ColumnState.WRITING and self._at.get(cell.key) == field
        cell.page.show_shown(self.shown(column, field, text, writing=writing))
        cell.show_note(tr("comparing…") if self._is_open(column, field, text) and not writing else "")
        cell.show_problem(column.error if field == self._field_of_problem(column) else None, retry)
        cell.show_state(column.state, writing=writing, text=text)
        if column.report is None:
            cell.page.show_marks([], {})
        else:
            cell.page.show_marks(*marks_of(column.report, field, text))

    def shown(self, column: Compared, field: str, text: str, *, writing: bool) -> ShownText:
        """A text with what is marked in it."""
        comparison = self._comparing.comparison
        if self._looking is Looking.SHARED and not writing:
            return plain(text, self._comparing.shared(field).get(column.key, ()))
        base = comparison.base
        if self._looking is not Looking.DIFFERENCES or not base or base == column.key or not text:
            return plain(text)
        if base in self._comparing.writing:
            return plain(text)  # against half a text, all the rest would be called added
        pieces = self._pieces(column.key, field, text, self._comparing.text(base, field), writing=writing)
        if not pieces:
            return plain(text)  # the same, or still being compared
        return compared(without_rest(pieces) if writing else pieces, text)

    def _is_open(self, column: Compared, field: str, text: str) -> bool:
        """Whether the difference of a long text is still being found."""
        base = self._comparing.comparison.base
        if self._looking is not Looking.DIFFERENCES or not base or base == column.key or not text:
            return False
        other = self._comparing.text(base, field)
        known = self._known.get((column.key, field))
        found = known is not None and (known.own, known.base) == (text, other)
        return bool(other) and base not in self._comparing.writing and not found

    def _field_of_problem(self, column: Compared) -> str:
        """Where it is said what went wrong: in the first field that has a text of its own and no words yet."""
        if column.error is None or column.state not in {ColumnState.FAILED, ColumnState.STOPPED}:
            return ""
        specs = self._comparing.fields
        empty = [each for each in specs if not self._comparing.text(column.key, each.name)]
        chosen = next((each for each in empty if each.kind == "text"), None) or next(iter(empty), None)
        return (chosen or specs[-1]).name if specs else ""

    # Differences

    def _pieces(self, key: str, field: str, own: str, base: str, *, writing: bool) -> Sequence[PieceLike]:
        """How a text differs from its base; of one that is being written, as it was a moment ago."""
        at = (key, field)
        known = self._known.get(at)
        if known is not None and known.base == base and writing and own.startswith(known.own):
            if own == known.own:
                return known.pieces
            if self._clock() - known.at < _PAUSE_S:
                self._again_later(at)
                return without_rest(known.pieces)
        pieces = self._comparing.differences(key, field)
        if pieces:
            self._known[at] = _Known(own, base, pieces, self._clock())
            return pieces
        stands = known is not None and known.base == base and own.startswith(known.own)
        return without_rest(known.pieces) if known is not None and stands else ()

    def _again_later(self, at: tuple[str, str]) -> None:
        self._late.add(at)
        if not self._later.isActive():
            self._later.start()

    def _send_late(self) -> None:
        late, self._late = self._late, set()
        for at in late:
            self.ready.emit(*at)
