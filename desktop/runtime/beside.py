"""Long work on a thread of its own, so that the store's thread goes on saving meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal

from desktop.core.errors import CopydeskError, Problem
from desktop.runtime.mistakes import guarded


class Beside(QObject):
    """One piece of work at a time; its end is told in the window's thread."""

    _ended = Signal(object)  # Callable[[], None], to be called in the window's thread

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._thread: Thread | None = None
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], None], then: Callable[[], None], failed: Callable[[Problem], None]) -> None:
        """Do `work` on a thread of its own, then exactly one of `then` and `failed` in the window's."""

        def on_thread() -> None:
            try:
                guarded(work)
            except CopydeskError as error:
                problem = error.problem
                self._ended.emit(lambda: failed(problem))
            else:
                self._ended.emit(then)

        self._thread = Thread(target=on_thread, name=self._name, daemon=True)
        self._thread.start()

    def wait(self, timeout_s: float) -> None:
        """Wait for the end of what is done, at most so long."""
        if self._thread is not None:
            self._thread.join(timeout_s)

    @staticmethod
    def _deliver(outcome: Callable[[], None]) -> None:
        outcome()
