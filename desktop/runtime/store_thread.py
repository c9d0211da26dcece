"""The thread that owns the store: the only place where the history is read and written while a window is open."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from desktop.core.errors import CopydeskError, Problem
from desktop.runtime.mistakes import guarded

if TYPE_CHECKING:
    from desktop.store.store import Store

T = TypeVar("T")


class _Work(msgspec.Struct, frozen=True):
    """Work for the store, and what is said when there is no store."""

    run: Callable[[Store], None]
    refuse: Callable[[Problem], None]


class StoreThread(QObject):
    """Runs work on the store one piece after another; answers arrive in the window's thread.

    Whatever a piece of work raises is told to who asked for it; the thread goes on with the next one.
    """

    mistaken = Signal(object)  # Problem: what was to be done with the opened store first was not done to its end
    _done = Signal(object)  # Callable[[], None], to be called in the window's thread

    def __init__(self, open_store: Callable[[], Store], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_store = open_store
        self._work: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._opened: Callable[[Store], None] | None = None
        self._failed: Callable[[Problem], None] | None = None
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)

    def start(self, opened: Callable[[Store], None], failed: Callable[[Problem], None]) -> None:
        """Open the store; `opened` runs on the store's thread with it, `failed` in the window's."""
        self._opened, self._failed = opened, failed
        self._thread.start()

    def submit(self, work: Callable[[Store], T], then: Callable[[T], None], failed: Callable[[Problem], None]) -> None:
        """Run `work` on the store's thread, then exactly one of `then` and `failed` in the window's."""

        def refuse(problem: Problem) -> None:
            self._done.emit(lambda: failed(problem))

        def run(store: Store) -> None:
            try:
                result = guarded(lambda: work(store))
            except CopydeskError as error:
                refuse(error.problem)
            else:
                self._done.emit(lambda: then(result))

        self._work.put(_Work(run, refuse))

    def call(self, work: Callable[[Store], T]) -> T:
        """Run `work` on the store's thread and wait for it, on any thread but the window's. Raises as `work` does."""
        ready = threading.Event()
        outcome: list[T] = []
        problems: list[Problem] = []

        def refuse(problem: Problem) -> None:
            problems.append(problem)
            ready.set()

        def run(store: Store) -> None:
            try:
                outcome.append(guarded(lambda: work(store)))
            except CopydeskError as error:
                problems.append(error.problem)
            finally:
                ready.set()

        self._work.put(_Work(run, refuse))
        ready.wait()
        if problems:
            raise CopydeskError.from_problem(problems[0])
        return outcome[0]

    def has_work(self) -> bool:
        """Whether something waits for the store; what has time lets it go first."""
        return not self._work.empty()

    def close(self, timeout_s: float = 3.0) -> None:
        """Finish what is queued, close the store and end the thread."""
        self._work.put(None)
        if self._thread.is_alive():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            store = guarded(self._open_store)
        except CopydeskError as error:
            self._refuse_all(error.problem)
            return
        self._begin(store)
        while (work := self._work.get()) is not None:
            work.run(store)
        with suppress(CopydeskError):  # what was acknowledged is safe, and nobody is left to be told
            guarded(store.close)

    def _begin(self, store: Store) -> None:
        opened = self._opened
        if opened is None:
            return
        try:
            guarded(lambda: opened(store))
        except CopydeskError as error:
            self.mistaken.emit(error.problem)

    def _refuse_all(self, problem: Problem) -> None:
        """There is no store: nothing can be kept, and each piece of work hears why."""
        failed = self._failed
        if failed is not None:
            self._done.emit(lambda: failed(problem))
        while (work := self._work.get()) is not None:
            work.refuse(problem)

    @staticmethod
    def _deliver(outcome: Callable[[], None]) -> None:
        outcome()
