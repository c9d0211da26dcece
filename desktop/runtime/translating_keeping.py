"""What was done to rows reaches the store within a second."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.errors import Problem
from desktop.core.translation import Row, RowKey, RowNote
from desktop.runtime.store_thread import StoreThread

if TYPE_CHECKING:
    from desktop.store.store import Store

_WITHIN_MS = 400
_AGAIN_MS = 5000


class RowKeeping(QObject):
    """Gathers the notes of rows that changed, the last of each, and keeps them a moment later."""

    kept = Signal()  # all that was done is kept
    failed = Signal(object)  # Problem: it is tried again

    def __init__(self, store: StoreThread, segments: Callable[[int], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._segments = segments
        self._waiting: dict[int, dict[str, RowNote]] = {}
        self._gone: set[int] = set()
        self._on_the_way = 0
        self._told = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.flush)

    @property
    def all_kept(self) -> bool:
        """Whether the store has all that was done."""
        return not self._waiting and not self._on_the_way

    def later(self, row: Row) -> None:
        """Keep what is known of this row, with what is done to others within the next moment."""
        self.note(row.key, row.note)

    def note(self, key: RowKey, note: RowNote) -> None:
        """Keep this of a row."""
        if key.file in self._gone:
            return
        self._waiting.setdefault(key.file, {})[key.segment] = note
        if not self._timer.isActive():
            self._timer.start(_WITHIN_MS)

    def forget(self, file: int) -> None:
        """A file is gone for good: nothing of its rows is kept any more."""
        self._gone.add(file)
        self._waiting.pop(file, None)

    def flush(self) -> None:
        """Keep now what waits."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for file, notes in waiting.items():
            self._keep(file, notes)

    def _keep(self, file: int, notes: dict[str, RowNote]) -> None:
        segments = self._segments(file)
        rows = list(notes.values())
        self._on_the_way += 1

        def work(store: Store) -> None:
            store.keep_rows(file, rows, segments)

        self._store.submit(work, lambda _none: self._on_kept(), lambda problem: self._on_failed(file, notes, problem))

    def _on_kept(self) -> None:
        self._on_the_way -= 1
        self._told = False
        if self.all_kept:
            self.kept.emit()

    def _on_failed(self, file: int, notes: dict[str, RowNote], problem: Problem) -> None:
        self._on_the_way -= 1
        if file in self._gone:
            return
        newer = self._waiting.get(file, {})
        self._waiting[file] = {**notes, **newer}
        self._timer.start(_AGAIN_MS)
        if not self._told:  # once, until something is kept again
            self._told = True
            self.failed.emit(problem)
