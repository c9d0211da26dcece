"""Edits of a column in its place: after a pause the text is kept as a version, beside the one it was made from."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.comparison import ColumnState
from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Origin, Variant
from desktop.core.ids import VersionId
from desktop.core.moment import timestamp
from desktop.core.provenance import Source
from desktop.runtime.comparing_board import Board, with_state
from desktop.runtime.takes import texts_of

_PAUSE_MS = 1500


class Edits(QObject):
    """Takes what is typed into columns; `paused` says when a text is to be kept."""

    edited = Signal(str)  # a column's key
    paused = Signal(str)  # a column's key

    def __init__(self, board: Board, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._open: set[str] = set()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def edit(self, key: str, field: str, value: FieldValue, language: str) -> bool:
        """A field has this text now; `False` where it cannot: a column that is being written is the model's."""
        held, column = self._board.held(key), self._board.column(key)
        if held is None or column is None or self._board.is_live(key) or not held.loaded:
            return False
        if held.copy.fields.get(field, "" if isinstance(value, str) else ()) == value:
            return True
        if not held.edited:
            letter = self._board.letter(key)
            held.sources = sources_of(held.copy, held.variant, held.sources, letter, column.version, language)
        held.copy = held.copy.with_field(field, value)
        held.origin, held.edited, held.unkept = Origin.EDITED, True, True
        held.forget_checks()
        self._open.add(key)
        self._pause.start()
        if column.state is not ColumnState.DONE or column.error is not None:
            self._board.set_column(with_state(column, ColumnState.DONE, error=None))
        else:
            self._board.tell_column(key)
        self._board.touched.emit(True)
        self.edited.emit(key)
        return True

    def flush(self) -> None:
        """Have all that was typed kept now."""
        self._pause.stop()
        open_ones, self._open = self._open, set()
        for key in open_ones:
            self.paused.emit(key)


def sources_of(
    copy: Copy, variant: Variant | None, known: tuple[Source, ...], letter: str, version: VersionId, language: str
) -> tuple[Source, ...]:
    """Whose a text was before the writer's hand was in it, sentence by sentence: what is typed over is theirs."""
    if variant is None or known:
        return known
    return tuple(
        Source(address, text, variant.model, variant.prompt, variant.tone, version, letter, timestamp(), whole=True)
        for address, whole in copy.addressed()
        for text in texts_of(whole, language)
    )
